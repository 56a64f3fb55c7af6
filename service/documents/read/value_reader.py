"""The answers that the controls of a file say: of one field each, and of the rows of a list."""

from dataclasses import dataclass, field
from typing import Any

from service.documents.errors import (
    BoxDisagrees,
    ChoiceUnknown,
    CopiesDiffer,
    DateDisagrees,
    DateUnreadable,
    NumberUnreadable,
    TwoBoxesTicked,
)
from service.documents.read.control_values import ControlValue
from service.formkit import vietnamese
from service.formkit.fields import Choice, Date, Field, Moment, Rows, Whole, YesNo
from service.formkit.form import walk_fields
from service.formkit.labels import Label
from service.formkit.schema_fields import read_whole
from service.formkit.vietnamese import (
    DateProblem,
    NumberProblem,
    normalise,
    read_date,
    read_moment,
)

_TICKED_SIGNS = frozenset("☒☑✓✔✗✘⌧⮽🗹🗷🗵🗸🗶🗴")
_EMPTY_SIGNS = frozenset("☐□❐❑❒◻⬜▢▯🞎🞏🞐")


@dataclass
class Reader:
    """How strictly to read: `proving` our own print, or accepting one that passed through Word.

    When proving, nothing is tidied, every copy must be filled like the first, and a date must
    be recorded as printed; otherwise the print wins, for it is what was signed.
    """

    proving: bool

    def value(self, field: Field, control: ControlValue) -> Any:
        """Return what the control says for `field`, '' when empty; raises FieldUnreadable."""
        if control.value:
            return self._box(field, control)
        if control.empty or not control.text.strip():
            return ""
        match field:
            case Date():
                return self._date(field, control)
            case Moment():
                return self._moment(field, control)
            case Choice():
                return self._choice(field, control)
            case Whole():
                return self._whole(field, control)
        return control.text if self.proving else normalise(control.text)

    def agreed(self, field: Field, first: Any, copy: Any, control: ControlValue) -> None:
        """Raise CopiesDiffer where a second print of an answer says something else."""
        if copy == first:
            return
        # In Word a locked copy cannot be filled by hand: its dots contradict nothing.
        if self.proving or not (control.locked and control.empty):
            raise CopiesDiffer(field.name, field.label)

    def _box(self, field: Field, control: ControlValue) -> bool:
        glyph = control.text.strip()
        printed = glyph in _TICKED_SIGNS
        if not printed and glyph not in _EMPTY_SIGNS:
            raise BoxDisagrees(field.name, box_label(field, control.value))
        if control.ticked is not None and control.ticked != printed:
            raise BoxDisagrees(field.name, box_label(field, control.value))
        return printed

    def _date(self, field: Field, control: ControlValue) -> str:
        try:
            printed = read_date(control.text)
        except DateProblem as problem:
            raise DateUnreadable(field.name, field.label) from problem
        recorded = control.recorded_date
        if self.proving and recorded != (printed if len(printed) > 4 else ""):
            raise DateDisagrees(field.name, field.label)
        return printed

    def _moment(self, field: Field, control: ControlValue) -> str:
        try:
            return read_moment(control.text)
        except DateProblem as problem:
            raise DateUnreadable(field.name, field.label) from problem

    def _choice(self, field: Choice, control: ControlValue) -> str:
        known = {option.value for option in field.options}
        listed = [(value, text) for value, text in control.options if value in known]
        found = [value for value, text in listed if text == control.text]
        if not found and not self.proving:
            # Typed over in another program: decomposed, with hard spaces or a blank behind.
            heard = vietnamese.words_heard(control.text)
            found = [value for value, text in listed if vietnamese.words_heard(text) == heard]
        if len(set(found)) != 1:
            raise ChoiceUnknown(field.name, field.label)
        return found[0]

    def _whole(self, field: Whole, control: ControlValue) -> int:
        try:
            return read_whole(field, control.text)
        except NumberProblem as problem:
            raise NumberUnreadable(field.name, field.label) from problem


def grouped(field: Field, boxes: dict[str, bool]) -> Any:
    """Return the answer a group of boxes gives; raises TwoBoxesTicked."""
    ticked = [value for value, on in boxes.items() if on]
    if isinstance(field, YesNo):
        return bool(ticked)
    if len(ticked) > 1:
        raise TwoBoxesTicked(field.name, field.label)
    if ticked and all(ticked[0] != option.value for option in _options(field)):
        raise ChoiceUnknown(field.name, field.label)
    return ticked[0] if ticked else ""


def box_label(field: Field, value: str) -> Label:
    """Return the name of one box: its option's, or the field's own."""
    named = [option.label for option in _options(field) if option.value == value]
    return named[0] if named else field.label


def _options(field: Field) -> tuple[Any, ...]:
    return field.options if isinstance(field, Choice) else ()


@dataclass
class Row:
    """One row being read: answers by tag, boxes by field tag, and its inner lists."""

    item: object = None
    answers: dict[str, Any] = field(default_factory=dict)
    boxes: dict[str, dict[str, bool]] = field(default_factory=dict)
    lists: "dict[str, list[Row]]" = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)


class Page:
    """Everything a document says, gathered control by control: the page is its outermost row."""

    def __init__(self, fields: tuple[Field, ...], reader: Reader) -> None:
        self._fields = fields
        self._by_tag = dict(walk_fields(fields))
        self._reader = reader
        self._top = Row()
        self._prints: dict[str, dict[object, Row]] = {}

    def add(self, control: ControlValue) -> None:
        """Take in what one control says; raises FieldUnreadable. Unknown tags are passed over."""
        declared = self._by_tag.get(control.tag.partition(":")[0])
        if declared is None:
            return
        row = self._top
        if control.lists:
            # The same list may be printed twice: each print is read by itself, then compared.
            prints = self._prints.setdefault(control.lists[0], {})
            row = prints.setdefault(control.place, Row())
        for depth, path in enumerate(control.lists):
            row = self._row(row.lists.setdefault(path, []), control, depth)
        row.seen.add(control.tag)
        self._keep(row, declared, control)

    def _row(self, rows: list[Row], control: ControlValue, depth: int) -> Row:
        """Return the row at this depth that the control belongs to, a new one where it begins."""
        innermost = depth == len(control.lists) - 1
        nested = len(control.items) >= len(control.lists)
        item = control.items[min(depth, len(control.items) - 1)] if control.items else None
        current = rows[-1] if rows else None
        if current is not None:
            moved = (innermost or nested) and current.item is not item
            again = (
                innermost and control.tag in current.seen and not (control.locked and control.items)
            )
            if not moved and not again:
                return current
        rows.append(Row(item))
        return rows[-1]

    def _keep(self, row: Row, declared: Field, control: ControlValue) -> None:
        value = self._reader.value(declared, control)
        tag, _, box = control.tag.partition(":")
        kept = row.boxes.setdefault(tag, {}) if box else row.answers
        key = box or tag
        if key in kept:
            self._reader.agreed(declared, kept[key], value, control)
        else:
            kept[key] = value

    def answers(self) -> dict[str, Any]:
        """Return the answers of the whole page in the form's order; raises FieldUnreadable."""
        for path, prints in self._prints.items():
            first, *others = [row.lists[path] for row in prints.values()]
            for other in others:
                self._merge(first, other, self._by_tag[path])
            self._top.lists[path] = first
        return self._answers(self._top, self._fields, "")

    def _merge(self, rows: list[Row], copies: list[Row], declared: Field) -> None:
        """Add what the second print of a list says to the rows of the first."""
        if len(copies) > len(rows) and any(_says(row) for row in copies[len(rows) :]):
            raise CopiesDiffer(declared.name, declared.label)
        if self._reader.proving and len(copies) != len(rows):
            raise CopiesDiffer(declared.name, declared.label)
        for row, copy in zip(rows, copies, strict=False):
            self._merge_values(row.answers, copy.answers)
            for tag, boxes in copy.boxes.items():
                self._merge_boxes(row.boxes.setdefault(tag, {}), boxes, tag)
            for path, inner in copy.lists.items():
                known = row.lists.setdefault(path, [])
                if known:
                    self._merge(known, inner, self._by_tag[path])
                else:
                    known += inner

    def _merge_values(self, answers: dict[str, Any], copies: dict[str, Any]) -> None:
        for tag, value in copies.items():
            first = answers.setdefault(tag, value)
            if first != value and (value != "" or self._reader.proving):
                raise CopiesDiffer(self._by_tag[tag].name, self._by_tag[tag].label)

    def _merge_boxes(self, boxes: dict[str, bool], copies: dict[str, bool], tag: str) -> None:
        for box, ticked in copies.items():
            if boxes.setdefault(box, ticked) != ticked:
                raise CopiesDiffer(self._by_tag[tag].name, self._by_tag[tag].label)

    def _answers(self, row: Row, fields: tuple[Field, ...], prefix: str) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        for each in fields:
            tag = prefix + each.name
            value: Any
            if isinstance(each, Rows):
                value = self._rows(row.lists.get(f"{tag}[]", []), each, f"{tag}[].")
            elif tag in row.boxes:
                value = grouped(each, row.boxes[tag])
            else:
                value = row.answers.get(tag, "")
            if value not in ("", []) and value is not False:
                answers[each.name] = value
        return answers

    def _rows(self, rows: list[Row], declared: Rows, prefix: str) -> list[Any]:
        if declared.plain:
            texts = (row.answers.get(f"{prefix}text", "") for row in rows)
            return [text for text in texts if text != ""]
        return [a for a in (self._answers(row, declared.fields, prefix) for row in rows) if a]


def _says(row: Row) -> bool:
    return any(value not in ("", False) for value in row.answers.values()) or any(
        on for boxes in row.boxes.values() for on in boxes.values()
    )
