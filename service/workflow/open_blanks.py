"""Which blanks may be typed now: those of open boxes; numbers are given, and later steps wait."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from service.formkit.field_errors import FieldErrors
from service.formkit.fields import Code
from service.formkit.form import Box, Form
from service.formkit.labels import Label
from service.formkit.schema import UNKNOWN
from service.formkit.schema_fields import NOT_A_CODE, is_empty

LATER = Label(
    "Ô này được điền ở bước sau: {who}. Vui lòng bỏ nội dung ở ô này.",
    "This is filled at a later step: {who}. Please leave it empty now.",
)
NOT_EMPTIED = Label(
    "Ô này do {who} ghi ở bước sau, bản sửa không xóa được. Vui lòng để nguyên.",
    "This was filled at a later step by: {who}. A correction cannot empty it; please leave it.",
)
OTHERS = Label("người khác", "somebody else")


def require_open_in_draft(form: Form, typed: Mapping[str, Any]) -> None:
    """Return when a draft may hold what is typed; raises FieldErrors beside each field.

    QT.CTCL 5.2–5.7: each box is signed by one party at its step, so nobody fills it beforehand.
    """
    _require(form, typed)


def require_open_in_record(
    form: Form, answers: Mapping[str, Any], changes: Mapping[str, Any]
) -> None:
    """Return when a correction changes only what was filled as a draft; raises FieldErrors.

    What others wrote at later steps is changed by their moves, never by a correction, nor emptied.
    """
    shut = {each.name: box for box in _shut(form) for each in box.fields}
    changed = {name: value for name, value in changes.items() if value != answers.get(name)}
    emptied = {
        name: (_of_box(NOT_EMPTIED, shut[name]),)
        for name, value in changed.items()
        if name in shut and name in answers and is_empty(value)
    }
    if emptied:
        raise FieldErrors(emptied)
    _require(form, changed)


def of_variant(form: Form, variant: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers without those that this variant of the form has no blank for."""
    names = {each.name for each in form.fields_for(variant)}
    return {name: value for name, value in answers.items() if name in names}


def _shut(form: Form) -> tuple[Box, ...]:
    return tuple(box for box in form.boxes if box.filled_at != "draft")


def _require(form: Form, typed: Mapping[str, Any]) -> None:
    faults = {name: (label,) for name, label in _faults(form, typed, _shut(form))}
    if faults:
        raise FieldErrors(faults)


def _faults(
    form: Form, typed: Mapping[str, Any], shut: Collection[Box]
) -> Iterator[tuple[str, Label]]:
    closed = {each.name: box for box in shut for each in box.fields}
    for name, value in typed.items():
        if not form.has_field(name):
            yield name, UNKNOWN
        elif is_empty(value):
            continue
        elif name in closed:
            yield name, _of_box(LATER, closed[name])
        elif isinstance(form.field(name), Code):
            yield name, NOT_A_CODE


def _of_box(told: Label, box: Box) -> Label:
    who = box.filled_by or OTHERS
    return Label(told.vi.format(who=who.vi), told.en.format(who=who.en))
