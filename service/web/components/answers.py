"""Answers to read: on check-answers, on the record page, in the text form of the Word page."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.formkit import vietnamese
from service.formkit.fields import Choice, Choices, Code, Date, Field, Moment, Rows, YesNo
from service.formkit.form import Box
from service.formkit.labels import Faults, Label
from service.web.components.views import AnswerView, SectionView

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
MOST_TOO_MANY = 20
"""Rows beyond their maximum that a page still shows."""
TICKED = Label("đã đánh dấu", "ticked")


@dataclass(frozen=True)
class AnswerReader:
    """How to read answers now: the language, where "Sửa" leads, what is wrong."""

    lang: str = "vi"
    change_href: str = ""
    faults: Faults = field(default_factory=dict)
    printed_only: bool = False
    warnings: Faults = field(default_factory=dict)

    def section(self, box: Box, number: int, values: Mapping[str, Any]) -> SectionView:
        """Return the box with its answers."""
        return SectionView(
            key=box.key,
            number=number,
            title=box.title.in_(self.lang),
            on_paper=box.on_paper.in_(self.lang) if box.on_paper else "",
            answers=tuple(self.answers(box.fields, values)),
        )

    def answers(self, fields: Iterable[Field], values: Mapping[str, Any]) -> Iterator[AnswerView]:
        """Yield the answers to those fields; a number not given yet is none."""
        for each in fields:
            given = not isinstance(each, Code) or each.name in values
            if given and (each.printed or not self.printed_only):
                yield self._answer(each, values.get(each.name))

    def _answer(self, each: Field, value: Any) -> AnswerView:
        text, rows = self._read(each, value)
        # A number given is nobody's to change.
        changes = self.change_href and not isinstance(each, Code)
        return AnswerView(
            label=each.label.in_(self.lang),
            text=text,
            rows=rows,
            href=f"{self.change_href}#f-{each.name}" if changes else "",
            empty=not text and not rows,
            bad=self._said(self.faults, each) if self.faults else "",
            odd=self._said(self.warnings, each) if self.warnings else "",
        )

    def _said(self, sentences: Faults, each: Field) -> str:
        said = [
            label.in_(self.lang)
            for path, labels in sentences.items()
            if path.split(".")[0] == each.name
            for label in labels
        ]
        return " ".join(dict.fromkeys(said))

    def _read(self, each: Field, value: Any) -> tuple[str, tuple[tuple[AnswerView, ...], ...]]:
        if not isinstance(each, Rows):
            return self.text(each, value), ()
        rows = value[: each.max_rows + MOST_TOO_MANY] if isinstance(value, list) else []
        return "", tuple(self._row(each, row) for row in rows)

    def _row(self, each: Rows, row: Any) -> tuple[AnswerView, ...]:
        if each.plain or not isinstance(row, Mapping):
            return (AnswerView(label="", text=str(row)),)
        return tuple(self._cell(inner, row.get(inner.name)) for inner in each.fields)

    def _cell(self, each: Field, value: Any) -> AnswerView:
        text, rows = self._read(each, value)
        empty = not text and not isinstance(each, Rows)
        return AnswerView(label=each.label.in_(self.lang), text=text, rows=rows, empty=empty)

    def text(self, each: Field, value: Any) -> str:
        """Return one answer in words; '' for none."""
        if isinstance(each, Choice | Choices):
            chosen = value if isinstance(value, list) else [value]
            words = [o.label.in_(self.lang) for o in each.options if o.value in chosen]
            return "; ".join(words)
        if isinstance(each, YesNo):
            return TICKED.in_(self.lang) if is_ticked(value) else ""
        return shown(each, value)


def change_text(reader: AnswerReader, each: Field, value: Any) -> str:
    """Return an answer on one line, for what a correction changed."""
    if value is None:
        return ""
    if isinstance(each, Rows):
        rows = value if isinstance(value, list) else []
        return " | ".join(_flat(reader, each, row) for row in rows)
    return reader.text(each, value)


def lines_of(reader: AnswerReader, each: Field, value: Any) -> str:
    """Return an answer to be compared: rows one below the other, as on one line they are not."""
    if isinstance(each, Rows) and isinstance(value, list):
        return "\n".join(change_text(reader, each, [row]) for row in value)
    return change_text(reader, each, value)


def _flat(reader: AnswerReader, each: Rows, row: Any) -> str:
    if each.plain or not isinstance(row, Mapping):
        return str(row)
    words = (change_text(reader, inner, row.get(inner.name)) for inner in each.fields)
    return ", ".join(word for word in words if word)


def is_ticked(value: Any) -> bool:
    """Return whether a yes-no is ticked, typed on a page or sent by a program."""
    return value in (True, "true", "on", "1")


def shown(each: Field, value: Any) -> str:
    """Return a value as the page writes it: days as dd/mm/yyyy, everything else as typed."""
    text = "" if value is None or isinstance(value, bool | list | dict) else str(value)
    try:
        if isinstance(each, Date) and _ISO_DAY.fullmatch(text):
            return vietnamese.screen_date(text)
        if isinstance(each, Moment) and _ISO_MOMENT.fullmatch(text):
            day, hour, minute = vietnamese.split_moment(text)
            return f"{hour:02}:{minute:02} {vietnamese.screen_date(day)}"
    except ValueError:
        # An impossible day such as 2026-02-31 is shown as it was typed, with its fault beside it.
        return text
    return text
