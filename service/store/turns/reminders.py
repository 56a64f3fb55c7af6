"""Reminders: what is due, who was reminded of it on which day, never twice a day."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, delete, exists, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from service.store.database import UnitOfWork
from service.store.records.access import NOBODY, Visibility, seen_by, seen_of
from service.store.snapshot import each_known_in_snapshot, has_none
from service.store.tables.corrections.proposals import CorrectionProposalRow
from service.store.tables.records.records import RecordRow
from service.store.tables.turns.reminders import ReminderRow
from service.store.tables.turns.turns import TurnRow

REPORT_MISSING = "report_missing"
REPETITION = "repetition"
MAY_BEGIN = "may_begin"
"""That a deadline opened a move which somebody else than the one who is late may make."""


@dataclass(frozen=True)
class DueTurn:
    """A holder's turn at a record whose deadline has come (việc đến hạn)."""

    record_id: str
    form_code: str
    holder: str
    due_on: date
    concerned_unit_id: int | None
    executing_unit_id: int | None
    is_sample: bool


@dataclass(frozen=True)
class ReminderFacts:
    """That somebody is to be reminded of a record; `level` says as what."""

    person_id: int
    record_id: str
    kind: str
    level: str


@dataclass(frozen=True)
class Reminder:
    """A reminder (nhắc việc) as its reader needs it: of which record, why, until when."""

    id: int
    person_id: int
    record_id: str
    form_code: str
    number: str | None
    summary: str
    stage: str
    kind: str
    level: str
    due_on: date | None
    mailed_at: datetime | None


def due_turns(uow: UnitOfWork, until: date) -> tuple[DueTurn, ...]:
    """The turns due on that day or before it, longest due first."""
    query = (
        select(
            TurnRow.record_id,
            RecordRow.form_code,
            TurnRow.holder,
            TurnRow.due_on,
            RecordRow.concerned_unit_id,
            RecordRow.executing_unit_id,
            RecordRow.is_sample,
        )
        .join(RecordRow, RecordRow.id == TurnRow.record_id)
        .where(TurnRow.order_key <= until.isoformat(), TurnRow.due_on.is_not(None))
        .order_by(TurnRow.order_key, TurnRow.record_id, TurnRow.holder)
    )
    return tuple(DueTurn(**row._mapping) for row in uow.session.execute(query))


_KEEP = {
    dialect: insert(ReminderRow).on_conflict_do_nothing()
    for dialect, insert in (("postgresql", postgres_insert), ("sqlite", sqlite_insert))
}
_ONCE = {dialect: keep.returning(ReminderRow.id) for dialect, keep in _KEEP.items()}
_REMINDED = select(ReminderRow.person_id).where(
    ReminderRow.record_id == bindparam("record_id"), ReminderRow.kind == bindparam("kind")
)
_REMINDED_ON = _REMINDED.where(ReminderRow.day == bindparam("day"))
_DROP = delete(ReminderRow).where(
    ReminderRow.record_id == bindparam("record_id"), ReminderRow.kind == bindparam("kind")
)


def add_reminder(
    uow: UnitOfWork,
    person_id: int,
    record_id: str,
    day: date,
    *,
    kind: str,
    level: str,
    now: datetime,
) -> bool:
    """Whether the person is reminded; False when there was a reminder of that record that day."""
    values = {
        "person_id": person_id,
        "record_id": record_id,
        "day": day,
        "kind": kind,
        "level": level,
        "made_at": now,
    }
    # Somebody else may remind at this moment: the database decides, and nobody waits for an error.
    return uow.run(_ONCE[uow.dialect], **values).first() is not None


def remind_each(
    uow: UnitOfWork,
    person_ids: Collection[int],
    record_id: str,
    day: date,
    *,
    kind: str,
    level: str,
    now: datetime,
) -> frozenset[int]:
    """Who of them is reminded for that reason that day; the others are for another already."""
    if not person_ids:
        return frozenset()
    about = {"record_id": record_id, "day": day, "kind": kind}
    rows = [{"person_id": each, **about, "level": level, "made_at": now} for each in person_ids]
    uow.run_each(_KEEP[uow.dialect], rows)
    return frozenset(uow.run(_REMINDED_ON, **about).scalars()).intersection(person_ids)


def reminded_of(uow: UnitOfWork, record_id: str, kind: str) -> frozenset[int]:
    """Who was ever reminded of the record for that reason."""
    return frozenset(uow.run(_REMINDED, record_id=record_id, kind=kind).scalars())


def drop_reminders(uow: UnitOfWork, record_id: str, kind: str) -> None:
    """Delete reminders of the record for that reason, which holds no longer."""
    uow.run(_DROP, record_id=record_id, kind=kind)


def keep_reminders(
    uow: UnitOfWork, wanted: Iterable[ReminderFacts], day: date, now: datetime
) -> tuple[ReminderFacts, ...]:
    """Those reminders that are new; who was reminded of the record that day already is left out."""
    return tuple(
        each
        for each in wanted
        if add_reminder(
            uow, each.person_id, each.record_id, day, kind=each.kind, level=each.level, now=now
        )
    )


_OWED = exists().where(TurnRow.record_id == ReminderRow.record_id)
# Looked up record by record: asked whether one exists, PostgreSQL would walk all that wait.
_PROPOSED = (
    select(CorrectionProposalRow.id)
    .where(CorrectionProposalRow.waits_on == ReminderRow.record_id)
    .scalar_subquery()
)
_DUE_ON = (
    select(TurnRow.due_on)
    .where(TurnRow.record_id == ReminderRow.record_id)
    .order_by(TurnRow.order_key)
    .limit(1)
    .scalar_subquery()
)
_FOR = (
    select(
        ReminderRow.id,
        ReminderRow.person_id,
        ReminderRow.record_id,
        RecordRow.form_code,
        RecordRow.number,
        RecordRow.summary,
        RecordRow.stage,
        ReminderRow.kind,
        ReminderRow.level,
        _DUE_ON.label("due_on"),
        ReminderRow.mailed_at,
        seen_by(bindparam("viewers", expanding=True)).label("is_seen"),
    )
    .join(RecordRow, RecordRow.id == ReminderRow.record_id)
    .where(
        ReminderRow.person_id == bindparam("person_id"),
        or_(ReminderRow.day == bindparam("day"), ReminderRow.kind == REPETITION),
    )
    .where(or_(ReminderRow.kind == REPORT_MISSING, _OWED, _PROPOSED.is_not(None)))
    .order_by(_DUE_ON, ReminderRow.id)
)
_SOME_FOR = _FOR.limit(bindparam("most"))


def reminders_for(
    uow: UnitOfWork,
    person_id: int,
    day: date,
    *,
    limit: int | None = None,
    visibility: Visibility | None = None,
) -> tuple[Reminder, ...]:
    """The reminders of a day to a person that still stand, longest due first, at most `limit`.

    One stands as long as somebody still owes the record something or a proposed correction of it
    waits, and the alarm of a repetition
    as long, on later days too; a missing report stands all day. With `visibility` it is known
    afterwards which of the records somebody of that visibility sees.
    """
    if has_none(uow, person_id, "reminders"):
        return ()
    viewers = [*visibility.viewers] if visibility else [NOBODY]
    asked: dict[str, object] = {"person_id": person_id, "day": day, "viewers": viewers}
    rows = uow.run(_FOR, **asked) if limit is None else uow.run(_SOME_FOR, **asked, most=limit)
    found = [row._asdict() for row in rows]
    seen = {values["record_id"]: values.pop("is_seen") for values in found}
    if visibility is not None:
        each_known_in_snapshot(uow, seen_of, [*seen], seen, visibility)
    return tuple(Reminder(**values) for values in found)


def note_mailed(uow: UnitOfWork, ids: Iterable[int], now: datetime) -> None:
    """Note that these reminders have gone out by mail, so that they will not again."""
    uow.session.execute(
        update(ReminderRow)
        .where(ReminderRow.id.in_(list(ids)), ReminderRow.mailed_at.is_(None))
        .values(mailed_at=now)
    )
