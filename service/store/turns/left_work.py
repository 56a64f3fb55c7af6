"""Turns of those who left: closed accounts, empty roles, closed units, by their holders."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, String, and_, cast, exists, func, literal, or_, select
from sqlalchemy.orm import aliased

from service.store.database import UnitOfWork
from service.store.tables.moving import TurnRow
from service.store.tables.people import PersonRow, UnitRow
from service.store.tables.records import RecordRow
from service.store.turns.turns import WorkLine, is_person, role_holder


@dataclass(frozen=True)
class ClosedAccount:
    """A person whose account is closed, and their unit."""

    id: int
    full_name: str
    unit_id: int | None


@dataclass(frozen=True)
class Part:
    """Which of such turns somebody sees to: by the records' units, by stages of a form."""

    holders: Collection[str] = ()
    unit_ids: Collection[int] = ()
    stages: Collection[tuple[str, str]] = ()


def closed_accounts(uow: UnitOfWork, person_ids: Collection[int]) -> tuple[ClosedAccount, ...]:
    """Those of these persons whose account is closed."""
    query = select(PersonRow.id, PersonRow.full_name, PersonRow.unit_id).where(
        PersonRow.id.in_([*person_ids]), ~PersonRow.active
    )
    return tuple(ClosedAccount(*row) for row in uow.session.execute(query)) if person_ids else ()


def are_all_closed(uow: UnitOfWork, holders: Collection[str]) -> bool:
    """Whether there are persons among the holders of turns and every one's account is closed."""
    persons = {int(each[1:]) for each in holders if is_person(each)}
    return bool(persons) and len(closed_accounts(uow, persons)) == len(persons)


def closed_accounts_waited_for(
    uow: UnitOfWork, *, is_sample: bool, most: int
) -> tuple[ClosedAccount, ...]:
    """The closed accounts whose turn some record is, at most `most`."""
    waited = exists().where(TurnRow.holder == literal("p") + cast(PersonRow.id, String))
    query = (
        select(PersonRow.id, PersonRow.full_name, PersonRow.unit_id)
        .where(~PersonRow.active, PersonRow.is_sample == is_sample, waited)
        .order_by(PersonRow.id)
        .limit(most)
    )
    return tuple(ClosedAccount(*row) for row in uow.session.execute(query))


def closed_units_waited_for(
    uow: UnitOfWork, *, is_sample: bool, most: int
) -> tuple[tuple[int, str], ...]:
    """The closed units, by id and name, at whose head some record's turn is; at most `most`."""
    waited = exists().where(TurnRow.holder == literal("h") + cast(UnitRow.id, String))
    query = (
        select(UnitRow.id, UnitRow.name)
        .where(~UnitRow.active, UnitRow.is_sample == is_sample, waited)
        .order_by(UnitRow.id)
        .limit(most)
    )
    return tuple((row.id, row.name) for row in uow.session.execute(query))


def roles_waited_for(
    uow: UnitOfWork, roles: Collection[str], *, is_sample: bool
) -> tuple[str, ...]:
    """Those of the roles whose turn some record is."""
    waited = [
        exists().where(TurnRow.holder == role_holder(role, is_sample=is_sample)) for role in roles
    ]
    answers = uow.session.execute(select(*waited)).one() if waited else ()
    return tuple(role for role, is_waited in zip(roles, answers, strict=True) if is_waited)


def left_work(
    uow: UnitOfWork, holders: Collection[str], *, part: Part | None = None, limit: int = 50
) -> tuple[WorkLine, ...]:
    """What waits for these holders, or the part of it somebody sees to, the earliest due first."""
    unit = aliased(UnitRow)
    query = (
        select(
            RecordRow.id.label("record_id"),
            RecordRow.form_code,
            RecordRow.number,
            RecordRow.summary,
            TurnRow.stage,
            func.coalesce(unit.name, "").label("unit"),
            TurnRow.holder,
            TurnRow.since,
            TurnRow.due_on,
            RecordRow.version,
        )
        .join(RecordRow, RecordRow.id == TurnRow.record_id)
        .join(unit, unit.id == RecordRow.requesting_unit_id, isouter=True)
        .where(TurnRow.holder.in_([*holders]), *_within(part))
        .order_by(TurnRow.order_key, TurnRow.record_id, TurnRow.holder)
        .limit(limit)
    )
    lines: dict[str, WorkLine] = {}
    for row in uow.session.execute(query) if holders else ():
        lines.setdefault(row.record_id, WorkLine(**row._mapping))
    return tuple(lines.values())


def count_left_work(uow: UnitOfWork, holders: Collection[str], *, most: int) -> int:
    """How many records wait for these holders, counted up to `most`."""
    query = select(TurnRow.record_id).where(TurnRow.holder.in_([*holders])).distinct()
    found = query.limit(most).subquery()
    return uow.session.scalar(select(func.count()).select_from(found)) or 0


def _within(part: Part | None) -> list[ColumnElement[bool]]:
    if part is None:
        return []
    units = [*part.unit_ids]
    ways: list[ColumnElement[bool]] = [
        TurnRow.holder.in_([*part.holders]),
        RecordRow.requesting_unit_id.in_(units),
        RecordRow.concerned_unit_id.in_(units),
        RecordRow.executing_unit_id.in_(units),
        *(
            and_(RecordRow.form_code == code, TurnRow.stage == stage)
            for code, stage in sorted(part.stages)
        ),
    ]
    return [or_(*ways)]
