"""Answers to Word files: plain values, the print, and the proof that a file says them."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import count
from typing import Any

from service.documents.core_properties import MOMENT
from service.documents.errors import DocumentMismatch, UnreadableDocument, ValueMissing
from service.documents.read.read_back import read_proof
from service.documents.render.compiled_template import CompiledTemplate
from service.formkit.fields import Choice, Code, Date, Field, Moment, Rows, Text, Whole, YesNo
from service.formkit.form import Form, FormVersion
from service.formkit.labels import Label
from service.formkit.vietnamese import (
    dots,
    official_month,
    print_moment,
    short_date,
    split_date,
)

UNKNOWN_PART = dots(2)
_THE_FILE = Label("văn bản", "the document")
_ITEM = re.compile(r"\s*(?:[-–—+*•]|\(?(?:\d{1,2}|[a-zđ])[.)])(?=\s|$)")
_DASHES = "-–—+*•"
_EARLY = frozenset("-–—+*•( \t\n0123456789") | frozenset("abcdefghijklmnopqrstuvwxyzđ")
NEAR = 20
"""So many lines before the last may be kept on the page of what follows the text."""
_ONE_LINE: tuple[dict[str, Any], ...] = ()


def is_item(line: str) -> bool:
    """Return whether a line begins as an item of a list: `-`, `–`, `+`, `a.`, `1.`, `b)`."""
    return line[:1] in _EARLY and _ITEM.match(line) is not None


def lines_of(fields: Iterable[Field], answers: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what a template asks about the lines of these texts, each by the text's name.

    MORE holds the lines before the last, END the last one; ITEM says whether the text begins as
    a list, so that it needs no dash of ours before it, HANGS whether its last line is an item.
    """
    more: dict[str, Any] = {}
    last: dict[str, Any] = {}
    item: dict[str, Any] = {}
    hangs: dict[str, Any] = {}
    for field in fields:
        if field.__class__ is Text and field.printed:
            name = field.name
            value = answers.get(name) or ""
            more[name], last[name], item[name], hangs[name] = _told(value)
    return {"MORE": more, "END": last, "ITEM": item, "HANGS": hangs}


@lru_cache(maxsize=256)
def _told(value: str) -> tuple[tuple[dict[str, Any], ...], str, bool, bool]:
    if "\n" not in value:
        # One line that begins with a number is a sentence; with a dash, a list of one.
        begins = is_item(value) and value.lstrip("( \t")[:1] in _DASHES
        return _ONE_LINE, value, begins, begins
    begins = is_item(value)
    *before, end = value.split("\n")
    more = tuple(
        {
            "TEXT": line,
            "FIRST": number == 0,
            "ITEM": is_item(line),
            "NEAR": number >= len(before) - NEAR,
        }
        for number, line in enumerate(before)
    )
    return more, end, begins, is_item(end)


@dataclass(frozen=True)
class Paper:
    """The facts of one print: the office's texts, the form's version, the record, a draft or not.

    `made_at` is the moment the file says it was made at; without one it says nothing, so that the
    same values give the same bytes. `record_id` is the record's code (mã hồ sơ), printed nowhere
    until there is one; `unit_code` the short name of the unit in a number such as `02/KH-QLNS`,
    dots where it is not known.
    """

    settings: Mapping[str, str | bool]
    form_version: FormVersion
    record_id: str = ""
    draft: bool = False
    unit_code: str = UNKNOWN_PART
    made_at: datetime | None = None


def context(form: Form, answers: Mapping[str, Any], paper: Paper) -> dict[str, Any]:
    """Return every name a template of the form may print; raises ValueMissing for a foreign choice.

    A name without an answer is '' (no rows: []), so that its dots are printed (§1.6).
    """
    fields = form.fields_for(form.variant_of(answers))
    values: dict[str, Any] = {f.name: _printed(f, answers.get(f.name)) for f in fields if f.printed}
    values |= lines_of(fields, answers)
    version = paper.form_version
    values["settings"] = paper.settings
    values["form"] = {
        "code": form.code,
        "title": form.title.vi,
        "issue_no": version.issue_no,
        "issue_date": short_date(version.issue_date),
    }
    values["doc"] = {
        "record_id": paper.record_id,
        "unit_code": paper.unit_code,
        "draft": paper.draft,
        "made_at": paper.made_at.astimezone(UTC).strftime(MOMENT) if paper.made_at else "",
    }
    return values


def printed_answers(form: Form, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that the paper shows, the variant included, in the form's order."""
    kept = _shown(form.fields_for(form.variant_of(answers)), answers)
    if form.variant_field is None:
        return kept
    return {form.variant_field: form.variant_of(answers)} | kept


def _shown(fields: tuple[Field, ...], answers: Mapping[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for each in fields:
        value = answers.get(each.name)
        if not each.printed or value is None or value is False or value in ("", []):
            continue
        if isinstance(each, Rows) and not each.plain:
            value = [row for row in (_shown(each.fields, row) for row in value) if row]
        if value != []:
            kept[each.name] = value
    return kept


@lru_cache(maxsize=1024)
def date_parts(iso: str) -> Mapping[str, Any]:
    """Return the parts of a date as the masks of content controls want them (§1.6)."""
    year, month, day = split_date(iso)
    return {
        "iso": iso,
        "full": bool(month),
        "day": f"{day:02}" if month else UNKNOWN_PART,
        "month": official_month(month) if month else UNKNOWN_PART,
        "year": str(year),
        "mask": "M" if month > 2 else "MM",
    }


def _printed(field: Field, value: Any) -> Any:
    if value is None or value == "":
        return [] if isinstance(field, Rows) else ""
    return _PRINTERS[type(field)](field, value)


def _text(_: Field, value: str) -> str:
    return value


def _date(_: Field, value: str) -> Mapping[str, Any]:
    return date_parts(value)


def _moment(_: Field, value: str) -> str:
    return print_moment(value)


def _choice(field: Field, value: str) -> str:
    assert isinstance(field, Choice)
    if all(value != option.value for option in field.options):
        raise ValueMissing(f"{field.name}: {value}")
    return value


def _yes_no(_: Field, value: bool) -> str:
    return "true" if value else ""


def _whole(field: Field, value: int) -> str:
    assert isinstance(field, Whole)
    return f"{value:0{field.width}}"


def _rows(field: Field, value: list[Any]) -> list[dict[str, Any]]:
    assert isinstance(field, Rows)
    return _numbered_rows(field, value, count())


def _numbered_rows(field: Rows, value: list[Any], numbers: Iterator[int]) -> list[dict[str, Any]]:
    """Return the rows with what a template needs beside the answers, in names no answer has.

    ID makes the ids of the row's controls unlike those of any other row of the same list.
    """
    inner = {f.name: count() for f in field.fields if isinstance(f, Rows)}
    last = len(value) - 1
    rows = []
    for index, answers in enumerate(value):
        row: dict[str, Any] = {
            "ID": f"{next(numbers):06}",
            "FIRST": index == 0,
            "LAST": index == last,
        }
        row |= lines_of(field.fields, {"text": answers} if field.plain else answers)
        if field.plain:
            row["text"] = answers
        else:
            for each in field.fields:
                answer = answers.get(each.name)
                if isinstance(each, Rows):
                    row[each.name] = _numbered_rows(each, answer or [], inner[each.name])
                else:
                    row[each.name] = _printed(each, answer)
        rows.append(row)
    return rows


_PRINTERS: dict[type[Field], Callable[[Field, Any], Any]] = {
    Text: _text,
    Code: _text,
    Date: _date,
    Moment: _moment,
    Choice: _choice,
    YesNo: _yes_no,
    Whole: _whole,
    Rows: _rows,
}


def render(
    form: Form, template: CompiledTemplate, answers: Mapping[str, Any], paper: Paper
) -> bytes:
    """Return the .docx with content controls, the same bytes for the same values.

    Raises ValueMissing when a setting or an entry of a list is missing.
    """
    return template.render(context(form, answers, paper))


def prove(form: Form, template: CompiledTemplate, docx: bytes, answers: Mapping[str, Any]) -> None:
    """Return nothing when the file says exactly these answers; raises DocumentMismatch.

    Every officially issued document passes here before it is kept (issue 2, §4).
    """
    variant = form.variant_of(answers)
    try:
        printed = read_proof(form, variant, template.certain_tags, docx)
    except UnreadableDocument as error:
        raise DocumentMismatch(error.field, _label(form, error.field)) from error
    meant = printed_answers(form, answers)
    if printed != meant:
        wrong = [name for name in {**meant, **printed} if printed.get(name) != meant.get(name)]
        raise DocumentMismatch(wrong[0], _label(form, wrong[0]))


def _label(form: Form, name: str) -> Label:
    return form.field(name).label if form.has_field(name) else _THE_FILE
