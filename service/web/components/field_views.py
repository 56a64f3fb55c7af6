"""The fields of a page: what stands in each, what is wrong with it, and with its letters.

Letters may look right and be others: text typed in an old font (phông cũ TCVN3, VNI), and Unicode
with a letter that only looks like Đ; nobody could see what is wrong (forms-spec §9.2).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from service.formkit import vietnamese
from service.formkit.fields import Field, Rows
from service.formkit.form import Form
from service.formkit.labels import Faults
from service.web.i18n import gettext as _
from service.web.i18n import language, said

CONVERT = "convert"
"""Under this name a button sends the name of the field whose offer is taken up."""


@dataclass(frozen=True)
class OptionView:
    """One entry of a list and whether it is chosen."""

    value: str
    label: str
    chosen: bool = False


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """One field as it stands on the page; `name` is the name it is posted under.

    `needed_when` names the option that makes it mandatory; `is_past` a day not after today. Without
    `offers` the form it stands in does nothing about letters that are others than they look.
    """

    name: str
    kind: str
    label: str
    hint: str = ""
    error: str = ""
    warning: str = ""
    value: str = ""
    optional: bool = False
    needed_when: str = ""
    is_past: bool = False
    is_deadline: bool = False
    max_length: int = 0
    short: bool = False
    options: tuple[OptionView, ...] = ()
    rows: "tuple[RowView, ...]" = ()
    pattern: "RowView | None" = None
    row_label: str = ""
    max_rows: int = 0
    plain: bool = False
    marker: str = ""
    suggestions: str = ""
    offers: bool = True

    @cached_property
    def legacy(self) -> "LegacyHint | None":
        """What is offered for the text that stands in it."""
        is_text = self.offers and self.kind in ("text", "lines")
        return legacy_hint(self.value) if is_text else None

    @property
    def id(self) -> str:
        """The id of the control; the error summary links to it."""
        return "f-" + self.name

    @property
    def group(self) -> bool:
        """True when the field is several controls under one legend."""
        return self.kind in {"radios", "choices", "rows"}


@dataclass(frozen=True)
class RowView:
    """One row of a row list; `prefix` is what its fields' names begin with."""

    prefix: str
    number: int
    fields: tuple[FieldView, ...]


@dataclass(frozen=True)
class FaultView:
    """One line of the error summary: the words and the control to go to."""

    text: str
    href: str


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


@dataclass(frozen=True)
class LegacyHint:
    """An offer to turn text typed in an old font into Unicode.

    Without a font: to put Đ where a letter stands that only looks so.
    """

    font: str
    converted: str


def legacy_hint(text: str) -> LegacyHint | None:
    """Return what is offered for a text; None where nothing is wrong with its letters."""
    if found := vietnamese.recognise_legacy(text):
        return LegacyHint(found.encoding, found.converted)
    corrected = vietnamese.corrected_letters(text)
    return LegacyHint("", corrected) if corrected is not None else None


def as_offered(text: str) -> str:
    """Return the text as its field offers it, or as it is where nothing is offered."""
    offer = legacy_hint(text)
    return offer.converted if offer else text


def told_offers(pairs: Iterable[tuple[str, str]]) -> dict[str, dict[str, str]]:
    """Return what is offered for texts by the names they are posted under, for our script."""
    offers = ((name, legacy_hint(text)) for name, text in pairs)
    return {n: {"font": o.font, "converted": o.converted} for n, o in offers if o is not None}
