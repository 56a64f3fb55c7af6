"""Records: added, changed one version at a time, read by id; who has a part in each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Executable, bindparam, delete, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from service.store.base import JsonObject, new_id, storable
from service.store.database import UnitOfWork
from service.store.errors import NotStored, StaleVersion
from service.store.records.access import (
    EVERYBODY,
    EVERYBODY_OF_SAMPLE,
    NOBODY,
    Visibility,
    is_visible,
    keep_access,
    keep_words,
    seen_by,
    show_new,
)
from service.store.snapshot import (
    FLAGS_OF_RECORD,
    has_none,
    keep_flags,
    known_in_snapshot,
    once_a_snapshot,
)
from service.store.tables.records.access import RecordAccessRow
from service.store.tables.records.records import RecordPartRow, RecordRow, RecordUnitRow


@dataclass(frozen=True, kw_only=True)
class RecordFacts:
    """What changes in the life of a record.

    `named` holds the id of the person meant by a name, by the field's path among the answers.
    `search_text` comes folded from the caller; None leaves the words it is found by as they are.
    `number` is the text printed, `sequence` the number in its series; both stay empty until the
    number is given. `year` is always there: the year of the series, or of the beginning.
    """

    stage: str
    answers: JsonObject
    year: int
    form_version: str
    search_text: str | None = None
    summary: str = ""
    variant: str | None = None
    series: str | None = None
    sequence: int | None = None
    number: str | None = None
    requesting_unit_id: int | None = None
    concerned_unit_id: int | None = None
    executing_unit_id: int | None = None
    named: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Record:
    """A filled form (hồ sơ) as it stands in the store."""

    id: str
    entry: int
    form_code: str
    form_version: str
    variant: str | None
    series: str | None
    year: int
    sequence: int | None
    number: str | None
    stage: str
    answers: JsonObject
    named: dict[str, int]
    summary: str
    requesting_unit_id: int | None
    concerned_unit_id: int | None
    executing_unit_id: int | None
    submitter_id: int
    version: int
    is_sample: bool
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Part:
    """A part in a record: `holder_id` is a person's id, or a unit's among the unit parts."""

    holder_id: int
    part: str
    since: datetime


def add_record(
    uow: UnitOfWork,
    facts: RecordFacts,
    *,
    form_code: str,
    submitter_id: int,
    now: datetime,
    is_sample: bool = False,
    record_id: str | None = None,
) -> Record:
    """The new record, version 1, seen by its units and its submitter.

    An id the document already shows may be passed in (`new_record_id`).
    """
    begun = {
        "id": record_id or new_record_id(),
        "form_code": form_code,
        "submitter_id": submitter_id,
        "version": 1,
        "is_sample": is_sample,
        "created_at": now,
        **_written(facts, now),
    }
    entry = uow.run(_ADD, **begun).scalar_one()
    record = Record(entry=entry, **begun)
    show_new(uow, record)
    return _found_by(uow, record, facts)


def new_record_id() -> str:
    """An id for a record to come, which nobody can guess."""
    return new_id("r")


def change_record(
    uow: UnitOfWork, record_id: str, facts: RecordFacts, *, version: int, now: datetime
) -> Record:
    """The record as changed, one version on. Raises NotStored, StaleVersion (the current one)."""
    before = get_record(uow, record_id)
    if before.version != version:
        raise StaleVersion("record", record_id, version, before.version, before)
    changed = {"version": version + 1, **_written(facts, now)}
    uow.run(_CHANGE, of_entry=before.entry, **changed)
    record = replace(before, **changed)
    keep_access(uow, record)
    return _found_by(uow, record, facts)


def facts_of(record: Record) -> RecordFacts:
    """What the record says, ready to be changed with `dataclasses.replace`."""
    names = (each.name for each in fields(RecordFacts) if each.name != "search_text")
    return RecordFacts(**{name: getattr(record, name) for name in names})


_ADD = insert(RecordRow).returning(RecordRow.entry)
_CHANGE = update(RecordRow).where(RecordRow.entry == bindparam("of_entry"))
_ALL = select(RecordRow.__table__)
_LOCKED = _ALL.where(RecordRow.id == bindparam("record_id")).with_for_update()
_ONE = _ALL.add_columns(
    *FLAGS_OF_RECORD, seen_by(bindparam("viewers", expanding=True)).label("is_seen")
).where(RecordRow.id == bindparam("record_id"))
_PARTS_IN = (
    select(RecordPartRow.person_id, RecordPartRow.part, RecordPartRow.since)
    .where(RecordPartRow.record_id == bindparam("record_id"))
    .order_by(RecordPartRow.since, RecordPartRow.person_id)
)

_UNIT_PARTS_IN = (
    select(RecordUnitRow.unit_id, RecordUnitRow.part, RecordUnitRow.since)
    .where(RecordUnitRow.record_id == bindparam("record_id"))
    .order_by(RecordUnitRow.since, RecordUnitRow.unit_id)
)


def _upsert(dialect: str, table: type[RecordPartRow | RecordUnitRow]) -> Executable:
    """What gives a part, or keeps it from another moment on."""
    insert_or = postgres_insert if dialect == "postgresql" else sqlite_insert
    given = insert_or(table)
    key = [column.name for column in table.__table__.primary_key]
    return given.on_conflict_do_update(index_elements=key, set_={"since": given.excluded.since})


_GIVEN = {
    (dialect, of_units): _upsert(dialect, RecordUnitRow if of_units else RecordPartRow)
    for dialect in ("sqlite", "postgresql")
    for of_units in (False, True)
}


@once_a_snapshot
def get_record(uow: UnitOfWork, record_id: str, visibility: Visibility | None = None) -> Record:
    """The record. Raises NotStored, also when somebody of that visibility may not see it.

    In a writing unit of work the record is locked: nobody else changes it before the end.
    """
    asked: dict[str, object] = {"record_id": storable(record_id)}
    if not uow.writes:
        asked["viewers"] = [*visibility.viewers] if visibility else [NOBODY]
    row = uow.run(_LOCKED if uow.writes else _ONE, **asked).first()
    if row is None:
        raise NotStored("record", record_id)
    values = row._asdict()
    record = _record(values)
    if visibility is not None:
        if not uow.writes:
            known_in_snapshot(uow, is_visible, values["is_seen"], record.entry, visibility)
        # After the lock: whoever held it may have shown the record to others, or hidden it.
        if not is_visible(uow, record.entry, visibility):
            raise NotStored("record", record_id)
    keep_flags(uow, record.id, values)
    known_in_snapshot(uow, get_record, record, record_id)
    return record


def records_at(uow: UnitOfWork, form_code: str, stage: str) -> Iterator[Record]:
    """The records of a form that stand at a stage, oldest first."""
    query = (
        _ALL.join(RecordAccessRow, RecordAccessRow.entry == RecordRow.entry)
        .where(
            RecordAccessRow.viewer.in_((EVERYBODY, EVERYBODY_OF_SAMPLE)),
            RecordAccessRow.form_code == form_code,
            RecordAccessRow.stage == stage,
        )
        .order_by(RecordAccessRow.entry)
    )
    return (_record(row._asdict()) for row in uow.session.execute(query))


def give_parts(uow: UnitOfWork, record_id: str, parts: Iterable[Part]) -> None:
    """Give these persons a part in the record, so that they see it; raises NotStored."""
    _give(uow, record_id, parts, of_units=False)


def give_unit_parts(uow: UnitOfWork, record_id: str, parts: Iterable[Part]) -> None:
    """Give these units a part in the record, so that they see it; raises NotStored."""
    _give(uow, record_id, parts, of_units=True)


def take_part(uow: UnitOfWork, record_id: str, person_id: int, part: str) -> None:
    """Take that part from the person; raises NotStored when there is no record."""
    record = get_record(uow, record_id)
    uow.session.execute(
        delete(RecordPartRow).where(
            RecordPartRow.record_id == record_id,
            RecordPartRow.person_id == person_id,
            RecordPartRow.part == part,
        )
    )
    keep_access(uow, record)


@once_a_snapshot
def list_parts(uow: UnitOfWork, record_id: str) -> tuple[Part, ...]:
    """Who has which part in the record, in the order they were given."""
    return tuple(Part(*row) for row in uow.run(_PARTS_IN, record_id=record_id))


def list_unit_parts(uow: UnitOfWork, record_id: str) -> tuple[Part, ...]:
    """Which units, beyond the three of every record, have which part in it."""
    if has_none(uow, record_id, "unit_parts"):
        return ()
    return tuple(Part(*row) for row in uow.run(_UNIT_PARTS_IN, record_id=record_id))


def _give(uow: UnitOfWork, record_id: str, parts: Iterable[Part], *, of_units: bool) -> None:
    record = get_record(uow, record_id)
    given = _GIVEN[uow.dialect, of_units]
    holder = "unit_id" if of_units else "person_id"
    for each in parts:
        values = {"record_id": record_id, "part": each.part, "since": each.since}
        uow.run(given, **values, **{holder: each.holder_id})
    keep_access(uow, record)


def _written(facts: RecordFacts, now: datetime) -> dict[str, Any]:
    """Every column that a change of the facts writes."""
    columns = {each.name: getattr(facts, each.name) for each in fields(RecordFacts)}
    del columns["search_text"]
    return {**columns, "summary": facts.summary[:400], "updated_at": now}


def _found_by(uow: UnitOfWork, record: Record, facts: RecordFacts) -> Record:
    """The record as written, found by its words."""
    if facts.search_text is not None:
        keep_words(uow, record.entry, facts.search_text)
    return record


_OF_RECORD = tuple(each.name for each in fields(Record))


def _record(values: Mapping[str, Any]) -> Record:
    """The record whose row says this; of what somebody broke by hand nobody is named."""
    known = {name: values[name] for name in _OF_RECORD}
    return Record(**known | {"named": known["named"] if isinstance(known["named"], dict) else {}})
