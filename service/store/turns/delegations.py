"""Delegations: of a role or of one record, from one person to another, from day to day."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Select, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from service.store.base import in_range, storable
from service.store.database import UnitOfWork
from service.store.errors import NotStored
from service.store.records.access import keep_access
from service.store.snapshot import has_none, once_a_snapshot
from service.store.tables.people.persons import PersonRoleRow, PersonRow
from service.store.tables.records.records import RecordRow
from service.store.tables.turns.delegations import DelegationRow

_Giver, _Receiver = aliased(PersonRow), aliased(PersonRow)
_ReceiverRole = aliased(PersonRoleRow)


@dataclass(frozen=True)
class Delegation:
    """A delegation (ủy quyền): of `role`, or of the one record `record_id`; never of both.

    `authority` is what stands before the signer's title on paper: TUQ, KT or TL. `giver_then` and
    `receiver_then` are both names as they were that day, the other two as they are now.
    """

    id: int
    giver_id: int
    giver_name: str
    receiver_id: int
    receiver_name: str
    giver_then: str
    receiver_then: str
    role: str | None
    record_id: str | None
    authority: str
    from_day: date
    to_day: date
    scope: str
    made_at: datetime
    revoked_at: datetime | None

    def is_active_on(self, day: date) -> bool:
        """Return whether it holds on that day, both ends included; a revoked one never does."""
        return self.revoked_at is None and self.from_day <= day <= self.to_day


def _in_force(day: date | BindParameter[date]) -> ColumnElement[bool]:
    return and_(
        DelegationRow.to_day >= day,
        DelegationRow.from_day <= day,
        DelegationRow.revoked_at.is_(None),
    )


_ALL = (
    select(
        DelegationRow.id,
        DelegationRow.giver_id,
        _Giver.full_name.label("giver_name"),
        DelegationRow.receiver_id,
        _Receiver.full_name.label("receiver_name"),
        DelegationRow.giver_then,
        DelegationRow.receiver_then,
        DelegationRow.role,
        DelegationRow.record_id,
        DelegationRow.authority,
        DelegationRow.from_day,
        DelegationRow.to_day,
        DelegationRow.scope,
        DelegationRow.made_at,
        DelegationRow.revoked_at,
    )
    .join(_Giver, _Giver.id == DelegationRow.giver_id)
    .join(_Receiver, _Receiver.id == DelegationRow.receiver_id)
    .order_by(DelegationRow.to_day, DelegationRow.id)
)
_HELD = exists().where(
    PersonRoleRow.person_id == DelegationRow.giver_id,
    PersonRoleRow.role == DelegationRow.role,
)
_HAS_A_ROLE = exists().where(
    _ReceiverRole.person_id == DelegationRow.receiver_id,
    _ReceiverRole.role != "administrator",
)
_IN_FORCE_TO = _ALL.where(
    DelegationRow.receiver_id == bindparam("receiver_id"),
    _in_force(bindparam("day")),
    _Giver.active.is_(True),
    or_(DelegationRow.role.is_(None), _HELD),
    _HAS_A_ROLE,
)

_BY_ID = _ALL.where(DelegationRow.id == bindparam("delegation_id"))
_TO = _ALL.where(DelegationRow.receiver_id == bindparam("receiver_id"))
_BY = _ALL.where(DelegationRow.giver_id == bindparam("giver_id"))
_OF_RECORD = _ALL.where(DelegationRow.record_id == bindparam("record_id"))


def add_delegation(
    uow: UnitOfWork,
    *,
    giver_id: int,
    receiver_id: int,
    role: str | None,
    record_id: str | None,
    authority: str,
    from_day: date,
    to_day: date,
    scope: str,
    now: datetime,
) -> Delegation:
    """The new delegation; either `role` or `record_id` is given, the other is None."""
    row = DelegationRow(
        giver_id=giver_id,
        receiver_id=receiver_id,
        giver_then=_name_of(uow, giver_id),
        receiver_then=_name_of(uow, receiver_id),
        role=role,
        record_id=record_id,
        authority=authority,
        from_day=from_day,
        to_day=to_day,
        scope=scope,
        made_at=now,
    )
    uow.session.add(row)
    uow.session.flush()
    if record_id is not None:
        _show_lent(uow, record_id)
    return get_delegation(uow, row.id)


def revoke_delegation(uow: UnitOfWork, delegation_id: int, now: datetime) -> Delegation:
    """The delegation, ended; one ended before keeps its moment. Raises NotStored."""
    row = uow.session.get(DelegationRow, _known(delegation_id), with_for_update=uow.writes or None)
    if row is None:
        raise NotStored("delegation", str(delegation_id))
    row.revoked_at = row.revoked_at or now
    uow.session.flush()
    if row.record_id is not None:
        _show_lent(uow, row.record_id)
    return get_delegation(uow, delegation_id)


def get_delegation(uow: UnitOfWork, delegation_id: int) -> Delegation:
    """The delegation, whatever became of it. Raises NotStored."""
    row = uow.run(_BY_ID, delegation_id=_known(delegation_id)).first()
    if row is None:
        raise NotStored("delegation", str(delegation_id))
    return Delegation(**row._mapping)


@once_a_snapshot
def delegations_to(uow: UnitOfWork, receiver_id: int, day: date) -> tuple[Delegation, ...]:
    """What the person may do for others on that day, the soonest to end first.

    Nothing comes from a giver who was deactivated or who no longer holds the role given, nor to
    somebody who has no role in the procedure any more.
    """
    if has_none(uow, receiver_id, "delegations"):
        return ()
    found = uow.run(_IN_FORCE_TO, receiver_id=receiver_id, day=day)
    return tuple(Delegation(**row._mapping) for row in found)


def delegations_received(uow: UnitOfWork, receiver_id: int) -> tuple[Delegation, ...]:
    """Everything ever given to the person, in force or not."""
    return tuple(Delegation(**row._mapping) for row in uow.run(_TO, receiver_id=receiver_id))


def delegations_by(uow: UnitOfWork, giver_id: int) -> tuple[Delegation, ...]:
    """Everything the person ever gave, in force or not."""
    return tuple(Delegation(**row._mapping) for row in uow.run(_BY, giver_id=giver_id))


def delegations_of_record(uow: UnitOfWork, record_id: str) -> tuple[Delegation, ...]:
    """The delegations of this one record, in force or not."""
    rows = uow.run(_OF_RECORD, record_id=storable(record_id))
    return tuple(Delegation(**row._mapping) for row in rows)


def list_delegations(
    uow: UnitOfWork, *, current_on: date | None = None, is_sample: bool | None = None
) -> tuple[Delegation, ...]:
    """All delegations of the office, or only those in force on that day; sample ones or real."""
    asked: dict[str, object] = {}
    if current_on is not None:
        asked["day"] = current_on
    if is_sample is not None:
        asked["is_sample"] = is_sample
    query = _listing(on_a_day="day" in asked, of_a_kind="is_sample" in asked)
    return tuple(Delegation(**row._mapping) for row in uow.run(query, **asked))


@cache
def _listing(*, on_a_day: bool, of_a_kind: bool) -> Select[*tuple[Any, ...]]:
    query = _ALL.where(_in_force(bindparam("day"))) if on_a_day else _ALL
    return query.where(_Giver.is_sample == bindparam("is_sample")) if of_a_kind else query


def lock_giver(uow: UnitOfWork, giver_id: int) -> None:
    """Let nobody else add to what the person gives before this unit of work ends.

    The lock leaves rows that refer to the person alone, so that other work goes on.
    """
    query = select(PersonRow.id).where(PersonRow.id == giver_id)
    uow.session.execute(query.with_for_update(key_share=True))


def _show_lent(uow: UnitOfWork, record_id: str) -> None:
    record = uow.session.scalar(select(RecordRow).where(RecordRow.id == record_id))
    if record is not None:
        keep_access(uow, record)


def _name_of(uow: UnitOfWork, person_id: int) -> str:
    return uow.session.scalar(select(PersonRow.full_name).where(PersonRow.id == person_id)) or ""


def _known(delegation_id: int) -> int:
    return delegation_id if in_range(delegation_id) else -1
