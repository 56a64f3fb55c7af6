"""The error summary of a page of fields: each line names its field, and leads to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from service.formkit.field_errors import Faults
from service.formkit.fields import Field, Rows
from service.formkit.form import Form
from service.web.components.views import FaultView, FieldView
from service.web.i18n import gettext as _
from service.web.i18n import language, said


def named_faults(form: Form, faults: Faults, shown: Iterable[FieldView]) -> list[FaultView]:
    """Return a line for every fault, with a link where the page shows its field."""
    names = [name for each in shown for name in names_in(each)]
    found = []
    for path, labels in faults.items():
        words = said(*labels)
        label = _label_of(form, path)
        named = words if not label or label in words else f"{label}: {words}"
        found.append(FaultView(named, href_of(path.replace(".", "-"), names)))
    return found


def summary(faults: Faults) -> tuple[FaultView, ...]:
    """Return the error summary of a short page."""
    return tuple(FaultView(said(*labels), f"#f-{name}") for name, labels in faults.items())


def plain_field(
    name: str, kind: str, label: str, value: str, faults: Faults, **more: Any
) -> FieldView:
    """Return a field of a short page, with what is wrong with it."""
    error = said(*faults.get(name, ()))
    return FieldView(name=name, kind=kind, label=label, value=value, error=error, **more)


def _label_of(form: Form, path: str) -> str:
    """Return what the field of a path is called: `Thành phần tham dự, dòng 2, Họ tên`."""
    first, *steps = path.split(".")
    if not form.has_field(first):
        return first
    return ", ".join(_labels(form.field(first), steps))


def _labels(each: Field, steps: list[str]) -> Iterator[str]:
    yield each.label.in_(language())
    if not isinstance(each, Rows) or not steps:
        return
    row, *inner = steps
    yield _("dòng %(n)s", n=int(row) + 1 if row.isdigit() else row)
    for field in each.fields:
        if inner and field.name == inner[0]:
            yield from _labels(field, inner[1:])


def href_of(name: str, names: list[str]) -> str:
    """Return the link to the control of a posted name; empty where the page shows none."""
    # A row of plain texts is faulty as a whole; its one control has a longer name.
    known = [each for each in names if each == name or each.startswith(f"{name}-")]
    return f"#f-{known[0]}" if known else ""


def names_in(view: FieldView) -> Iterator[str]:
    """Yield the posted names of a field and of all within its rows."""
    yield view.name
    for row in view.rows:
        for inner in row.fields:
            yield from names_in(inner)
