"""From a form's declaration and what was typed to the fields that a page shows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.formkit.fields import (
    LONGEST_CHOICE,
    Choice,
    Choices,
    Code,
    Date,
    Field,
    Moment,
    Rows,
    Text,
    Whole,
    YesNo,
)
from service.formkit.form import Box
from service.formkit.labels import Faults
from service.web.components.answers import MOST_TOO_MANY, is_ticked, shown
from service.web.components.field_views import FieldView, LegacyHint, OptionView, RowView
from service.web.components.views import SectionView

_MOST_RADIOS = 4


@dataclass(frozen=True)
class BoxForm:
    """How to show boxes now: the language, faults and warnings by field, rows asked for."""

    lang: str = "vi"
    faults: Faults = field(default_factory=dict)
    more_rows: Collection[str] = ()
    warnings: Faults = field(default_factory=dict)

    def section(self, box: Box, number: int, typed: Mapping[str, Any]) -> SectionView:
        """Return the box with every field as it was typed."""
        return SectionView(
            key=box.key,
            number=number,
            title=box.title.in_(self.lang),
            note=box.note.in_(self.lang) if box.note else "",
            on_paper=box.on_paper.in_(self.lang) if box.on_paper else "",
            fields=tuple(self.field(each, typed.get(each.name)) for each in box.fields),
        )

    def field(
        self, each: Field, value: Any, name: str = "", path: str = "", depth: int = 0
    ) -> FieldView:
        """Return one field; `name` is what it is posted under, `path` what faults call it."""
        name, path = name or each.name, path or each.name
        common: dict[str, Any] = {
            "name": name,
            "label": each.label.in_(self.lang),
            "hint": each.hint.in_(self.lang) if each.hint else "",
            "error": self._said(self.faults, path),
            "warning": self._said(self.warnings, path),
            "optional": each.optional,
            "needed_when": each.needed_with.option.label.in_(self.lang) if each.needed_with else "",
            "is_past": isinstance(each, Date | Moment) and each.happened,
            "is_deadline": isinstance(each, Date) and each.deadline,
        }
        if isinstance(each, Rows):
            return FieldView(kind="rows", **common, **self._rows(each, value, name, path, depth))
        if isinstance(each, Text):
            return FieldView(**common, **self._text(each, value))
        if isinstance(each, Choice | Choices):
            return FieldView(**common, **self._options(each, value, depth))
        if isinstance(each, YesNo):
            return FieldView(kind="yesno", value="true" if is_ticked(value) else "", **common)
        kind = "text" if isinstance(each, Code) and depth else _KINDS[type(each)]
        # A number inside a row names another record and is typed; the record's own is given.
        return FieldView(kind=kind, value=shown(each, value), short=True, **common)

    def _said(self, sentences: Faults, path: str) -> str:
        labels = sentences.get(path, ())
        return " ".join(label.in_(self.lang) for label in labels)

    def _text(self, each: Text, value: Any) -> dict[str, Any]:
        person = each.kind == "person"
        suggestions = {"unit": "units", "person": "people"}.get(each.kind, "")
        return {
            "kind": "lines" if each.multiline else "text",
            "value": shown(each, value),
            "max_length": LONGEST_CHOICE if person else each.max_length,
            "suggestions": suggestions,
        }

    def _options(self, each: Choice | Choices, value: Any, depth: int) -> dict[str, Any]:
        chosen = value if isinstance(value, list) else [value]
        options = tuple(
            OptionView(o.value, o.label.in_(self.lang), o.value in chosen) for o in each.options
        )
        if isinstance(each, Choices):
            return {"kind": "choices", "options": options}
        radios = depth == 0 and len(options) <= _MOST_RADIOS
        return {"kind": "radios" if radios else "select", "options": options, "short": True}

    def _rows(self, each: Rows, value: Any, name: str, path: str, depth: int) -> dict[str, Any]:
        # A program may have sent rows without end; a page shows enough to see that they are many.
        typed = value[: each.max_rows + MOST_TOO_MANY] if isinstance(value, list) else []
        if not typed or name in self.more_rows:
            typed.append("" if each.plain else {})
        marker = f"_r{depth}_"
        return {
            "rows": tuple(
                self._row(each, row, f"{name}-{i}", f"{path}.{i}", i + 1, depth)
                for i, row in enumerate(typed)
            ),
            "pattern": self._row(each, {}, f"{name}-{marker}", "?", 0, depth),
            "row_label": each.row_label.in_(self.lang),
            "max_rows": each.max_rows,
            "plain": each.plain,
            "marker": marker,
        }

    def _row(
        self, each: Rows, row: Any, prefix: str, path: str, number: int, depth: int
    ) -> RowView:
        def inner(declared: Field) -> FieldView:
            if each.plain:
                value, where = ("" if isinstance(row, Mapping) else row), path
            else:
                value = row.get(declared.name) if isinstance(row, Mapping) else None
                where = f"{path}.{declared.name}"
            return self.field(declared, value, f"{prefix}-{declared.name}", where, depth + 1)

        return RowView(prefix, number, tuple(inner(declared) for declared in each.fields))


_KINDS: dict[type[Field], str] = {Date: "date", Moment: "moment", Whole: "whole", Code: "code"}


def legacy_hints(fields: tuple[FieldView, ...]) -> dict[str, LegacyHint]:
    """Return every offer to convert among the fields and their rows, by posted name."""
    found: dict[str, LegacyHint] = {}
    for each in fields:
        if each.legacy:
            found[each.name] = each.legacy
        for row in each.rows:
            found.update(legacy_hints(row.fields))
    return found
