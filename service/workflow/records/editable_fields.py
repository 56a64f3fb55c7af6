"""Which blanks may be typed now: those of open boxes; numbers are given, and later steps wait."""

from collections.abc import Iterator, Mapping
from typing import Any

from service.formkit.fields import Code
from service.formkit.form import Box, Form
from service.formkit.labels import FieldErrors, Label
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
    faults = {name: (label,) for name, label in _faults(form, typed)}
    if faults:
        raise FieldErrors(faults)


def of_variant(form: Form, variant: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers without those that this variant of the form has no blank for."""
    names = {each.name for each in form.fields_for(variant)}
    return {name: value for name, value in answers.items() if name in names}


def _faults(form: Form, typed: Mapping[str, Any]) -> Iterator[tuple[str, Label]]:
    shut = (box for box in form.boxes if box.filled_at != "draft")
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
