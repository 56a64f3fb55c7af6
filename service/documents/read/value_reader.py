"""From what a control says to the canonical answer of its field; contradictions are named."""

from dataclasses import dataclass
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
from service.formkit.fields import Choice, Date, Field, Moment, Whole, YesNo
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
