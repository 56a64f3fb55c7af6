"""Turns of those who left: closed accounts, empty roles, closed units, by their holders."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    String,
    Subquery,
    and_,
    bindparam,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from service.store.database import UnitOfWork
from service.store.tables.people.persons import PersonRoleRow, PersonRow
from service.store.tables.people.units import UnitRow
from service.store.tables.records.records import RecordRow
from service.store.tables.turns.turns import TurnRow
from service.store.turns.turns import OF_UNIT, WORK_LINE, WorkLine, role_holder


@dataclass(frozen=True)
class Part:
    """Which of such turns somebody sees to: by the records' units, by stages of a form."""

    holders: Collection[str] = ()
    unit_ids: Collection[int] = ()
    stages: Collection[tuple[str, str]] = ()


_CLOSED = (
    select(literal("p").label("kind"), PersonRow.id, literal("").label("role"))
    .where(
        ~PersonRow.active,
        PersonRow.is_sample == bindparam("is_sample"),
        exists().where(TurnRow.holder == literal("p") + cast(PersonRow.id, String)),
    )
    .order_by(PersonRow.id)
    .limit(bindparam("most"))
    .subquery()
)
_HEADED = exists().where(
    PersonRow.unit_id == UnitRow.id,
    PersonRow.active,
    PersonRow.is_sample == bindparam("is_sample"),
    PersonRoleRow.person_id == PersonRow.id,
    PersonRoleRow.role == bindparam("head"),
)


def _units_waited_for(left: ColumnElement[bool]) -> Subquery:
    """What asks for the units of which this is true and at whose head some record's turn is."""
    query = (
        select(literal("h").label("kind"), UnitRow.id, literal("").label("role"))
        .where(
            UnitRow.is_sample == bindparam("is_sample"),
            left,
            exists().where(TurnRow.holder == literal("h") + cast(UnitRow.id, String)),
        )
        .order_by(UnitRow.id)
        .limit(bindparam("most"))
    )
    return query.subquery()


_HEADLESS, _ENDED = _units_waited_for(~_HEADED), _units_waited_for(~UnitRow.active)


@cache
def _holders_left(roles: tuple[str, ...]) -> CompoundSelect[*tuple[Any, ...]]:
    """What asks for closed accounts, units without a head and roles that some record waits for."""
    waited = (
        select(literal("r"), literal(0), literal(role)).where(
            exists().where(TurnRow.holder == role)
        )
        for role in roles
    )
    return union_all(select(_CLOSED), select(_HEADLESS), select(_ENDED), *waited)


def holders_waited_for(
    uow: UnitOfWork, head: str, roles: Collection[str], *, is_sample: bool, most: int
) -> frozenset[str]:
    """The holders of turns behind whom there may be nobody, at most `most` of a kind.

    Those are closed accounts, units that are closed or without anybody who holds the role of their
    head, and every one of the roles that some record waits for.
    """
    named = tuple(role_holder(role, is_sample=is_sample) for role in roles)
    rows = uow.run(_holders_left(named), head=head, is_sample=is_sample, most=most)
    return frozenset(role or f"{kind}{found}" for kind, found, role in rows)


def left_work(
    uow: UnitOfWork, holders: Collection[str], *, part: Part | None = None, limit: int = 50
) -> tuple[WorkLine, ...]:
    """What waits for these holders, or the part of it somebody sees to, the earliest due first."""
    query = (
        select(*WORK_LINE)
        .join(RecordRow, RecordRow.id == TurnRow.record_id)
        .join(OF_UNIT, OF_UNIT.id == RecordRow.requesting_unit_id, isouter=True)
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
