"""A page's fields with what was typed into them before and not sent: texts, choices, rows."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from service.web.components.field_views import FieldView, OptionView, RowView

MOST_ROWS = 1000
"""Rows of one list that are put back; the longest list has some sixty."""


@dataclass(frozen=True)
class TypedFields:
    """The texts typed under each field's name, in the order of the page."""

    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Self:
        """Return the texts by name."""
        found: dict[str, list[str]] = {}
        for name, text in pairs:
            found.setdefault(name, []).append(text)
        return cls({name: tuple(texts) for name, texts in found.items()})

    def value(self, name: str, otherwise: str = "") -> str:
        """Return the text under a name, or what stands there otherwise."""
        sent = self.texts.get(name)
        return otherwise if sent is None else next((each for each in sent if each), "")

    def has(self, name: str, text: str) -> bool:
        """Return whether that text is among those under the name, as a ticked box's is."""
        return text in self.texts.get(name, ())

    def fill(self, view: FieldView) -> FieldView:
        """Return the field as it was typed; one that was not on the page stays as it is."""
        if view.name not in self.texts:
            return view
        if view.kind == "rows":
            return replace(view, rows=self._rows(view))
        if view.options:
            chosen = self.texts[view.name]
            options = tuple(replace(each, chosen=each.value in chosen) for each in view.options)
            return replace(view, options=options, value=self._option(options))
        return replace(view, value=self.value(view.name))

    def _option(self, options: Iterable[OptionView]) -> str:
        return next((each.value for each in options if each.chosen), "")

    def _rows(self, view: FieldView) -> tuple[RowView, ...]:
        pattern = view.pattern
        if pattern is None:
            return view.rows
        numbers = list(self._numbers(view.name))[:MOST_ROWS]
        # A list of which every row was deleted still shows one to write in.
        rows = [self._row(pattern, view.marker, at, n) for at, n in enumerate(numbers, start=1)]
        return tuple(rows) or (self._row(pattern, view.marker, 1, "0"),)

    def _numbers(self, name: str) -> dict[str, None]:
        """Return the row numbers typed under a list's name, in the order of the page."""
        begins = re.compile(re.escape(name) + r"-(\d+)-")
        found = (begins.match(each) for each in self.texts)
        return {match.group(1): None for match in found if match}

    def _row(self, pattern: RowView, marker: str, number: int, at: str) -> RowView:
        row = _renamed(pattern, marker, at)
        return replace(row, number=number, fields=tuple(self.fill(each) for each in row.fields))


def _renamed(row: RowView, marker: str, at: str) -> RowView:
    """Return the row of that number made of the pattern, and the rows within it alike."""

    def within(view: FieldView) -> FieldView:
        return replace(
            view,
            name=view.name.replace(marker, at, 1),
            rows=tuple(_renamed(each, marker, at) for each in view.rows),
            pattern=_renamed(view.pattern, marker, at) if view.pattern else None,
        )

    prefix = row.prefix.replace(marker, at, 1)
    return replace(row, prefix=prefix, fields=tuple(within(each) for each in row.fields))
