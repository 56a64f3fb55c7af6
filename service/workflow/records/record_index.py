"""What the store needs to know of a record beside its answers: units, a line to show, words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.documents.render.render import UNKNOWN_PART
from service.formkit import vietnamese
from service.formkit.form import Form
from service.formkit.labels import FieldErrors, Label
from service.store.database import UnitOfWork
from service.store.ledger.events import first_actor
from service.store.people import persons
from service.store.people.units import Unit, find_unit, get_unit
from service.store.records.records import Record

NO_SUCH_UNIT = Label(
    "Danh sách đơn vị không có tên này. Vui lòng chọn đơn vị trong danh sách.",
    "The register has no such unit. Please choose one from the list.",
)


@dataclass(frozen=True)
class RecordUnits:
    """The units a record concerns, by their ids, and the short name of the first."""

    requesting: int | None = None
    concerned: int | None = None
    executing: int | None = None
    series_key: str = ""
    code: str = UNKNOWN_PART


def find_units(
    uow: UnitOfWork, form: Form, answers: Mapping[str, Any], *, sample: bool
) -> RecordUnits:
    """Return the units the answers name; raises FieldErrors for one that is not registered."""
    found: dict[str, Unit] = {}
    unknown: dict[str, tuple[Label, ...]] = {}
    named = {str(answers[name]) for name in form.unit_fields.values() if answers.get(name)}
    known = {each: find_unit(uow, each, is_sample=sample) for each in named}
    for part, name in form.unit_fields.items():
        if not answers.get(name):
            continue
        unit = known[str(answers[name])]
        if unit is None or not unit.active:
            unknown[name] = (NO_SUCH_UNIT,)
        else:
            found[part] = unit
    if unknown:
        raise FieldErrors(unknown)
    first = found.get("requesting")
    return RecordUnits(
        **{part: unit.id for part, unit in found.items()},
        series_key=first.series_key if first else "",
        code=first.abbreviation if first else UNKNOWN_PART,
    )


def units_after(
    uow: UnitOfWork, form: Form, record: Record, answers: Mapping[str, Any]
) -> RecordUnits:
    """Return the units of a record once it says this; raises FieldErrors beside a name changed.

    A unit whose name was left as it stands is the one it was, be it closed or renamed meanwhile.
    """
    names = form.unit_fields
    left = {part for part, n in names.items() if answers.get(n) == record.answers.get(n)}
    changed = {names[part]: answers.get(names[part]) for part in names.keys() - left}
    found = find_units(uow, form, changed, sample=record.is_sample)
    ids = {
        "requesting": record.requesting_unit_id,
        "concerned": record.concerned_unit_id,
        "executing": record.executing_unit_id,
    }
    kept = {part: ids[part] for part in left if answers.get(names[part])}
    first = kept.get("requesting")
    unit = get_unit(uow, first) if first is not None else None
    return RecordUnits(
        requesting=kept.get("requesting", found.requesting),
        concerned=kept.get("concerned", found.concerned),
        executing=kept.get("executing", found.executing),
        series_key=unit.series_key if unit else found.series_key,
        code=unit.abbreviation if unit else found.code,
    )


def submitter_of(uow: UnitOfWork, record: Record) -> str:
    """Return the name of who sent the record, as it was that day."""
    return first_actor(uow, record.id) or persons.get_person(uow, record.submitter_id).full_name


def summary_of(form: Form, answers: Mapping[str, Any]) -> str:
    """Return the first line of the subject field, or the form's title, cut to 120 characters."""
    subject = str(answers.get(form.subject_field or "", "")).strip()
    first = subject.splitlines()[0] if subject else form.title.vi
    return first if len(first) <= 120 else first[:119].rstrip() + "…"


def search_text_of(
    form: Form, answers: Mapping[str, Any], number: str | None, submitter: str
) -> str:
    """Return everything a record may be found by, folded: number, names, units, all its text."""
    words = [number or "", form.code, form.title.vi, submitter, *_texts(answers)]
    return vietnamese.fold(" ".join(words))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
