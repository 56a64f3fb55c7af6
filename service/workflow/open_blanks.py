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
OTHERS = Label("người khác", "somebody else")


def require_open_in_draft(form: Form, typed: Mapping[str, Any]) -> None:
    """Return when a draft may hold what is typed; raises FieldErrors beside each field.

    QT.CTCL 5.2–5.7: each box is signed by one party at its step, so nobody fills it beforehand.
    """
    shut = [box for box in form.boxes if box.filled_at != "draft"]
    _require(form, typed, shut)


def require_open_in_record(
    form: Form, answers: Mapping[str, Any], changes: Mapping[str, Any]
) -> None:
    """Return when a correction changes only what was filled as a draft; raises FieldErrors.

    What others wrote at later steps is changed by their moves, never by a correction.
    """
    shut = [box for box in form.boxes if box.filled_at != "draft"]
    _require(form, {n: v for n, v in changes.items() if v != answers.get(n)}, shut)


def of_variant(form: Form, variant: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers without those that this variant of the form has no blank for."""
    names = {each.name for each in form.fields_for(variant)}
    return {name: value for name, value in answers.items() if name in names}


def _require(form: Form, typed: Mapping[str, Any], shut: Collection[Box]) -> None:
    faults = {name: (label,) for name, label in _faults(form, typed, shut)}
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
            who = closed[name].filled_by or OTHERS
            yield name, Label(LATER.vi.format(who=who.vi), LATER.en.format(who=who.en))
        elif isinstance(form.field(name), Code):
            yield name, NOT_A_CODE
