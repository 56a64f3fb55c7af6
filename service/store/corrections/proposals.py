"""Proposed corrections of what somebody else approved, until they are decided on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import bindparam, select, update

from service.store.base import storable, value_of
from service.store.database import UnitOfWork
from service.store.snapshot import has_none
from service.store.tables.corrections.proposals import CorrectionProposalRow as Row
from service.store.tables.people.persons import PersonRow
from service.store.tables.people.units import UnitRow
from service.store.tables.records.records import RecordRow
from service.store.turns.turns import WorkLine

Outcome = Literal["confirmed", "declined", "withdrawn"]


@dataclass(frozen=True, kw_only=True)
class ProposalFacts:
    """What is proposed: by whom, why, until when to be decided on, and every change.

    `named` says who is meant by the names that it changes, by field path.
    """

    record_id: str
    proposed_by: int
    proposed_at: datetime
    due_on: date
    reason: str
    changes: Mapping[str, Any]
    named: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Proposal(ProposalFacts):
    """A proposed correction that waits (đề nghị đính chính), with its proposer's name."""

    id: int
    proposer: str


@dataclass(frozen=True)
class WaitingProposal:
    """A proposal as the work of whoever confirms it, told like any other work."""

    line: WorkLine
    proposed_by: int
    is_sample: bool


def add_proposal(uow: UnitOfWork, facts: ProposalFacts) -> int:
    """The id of the proposal. The caller holds the record, on which no other one may wait."""
    copied = {"changes": dict(facts.changes), "named": dict(facts.named)}
    row = Row(**vars(facts) | copied, waits_on=facts.record_id)
    uow.session.add(row)
    uow.session.flush()
    return row.id


_WAITING = (
    select(Row.__table__, PersonRow.full_name.label("proposer"))
    .join(PersonRow, PersonRow.id == Row.proposed_by)
    .where(Row.waits_on == bindparam("record_id"))
)


def waiting_proposal(uow: UnitOfWork, record_id: str) -> Proposal | None:
    """The proposal that waits on the record, or None."""
    if has_none(uow, record_id, "proposal"):
        return None
    found = uow.run(_WAITING, record_id=storable(record_id)).first()
    return None if found is None else value_of(Proposal, found)


def end_proposal(
    uow: UnitOfWork, proposal_id: int, outcome: Outcome, *, by: int, now: datetime
) -> None:
    """End the proposal, which waits no longer."""
    ended = {"waits_on": None, "outcome": outcome, "ended_by": by, "ended_at": now}
    uow.session.execute(update(Row).where(Row.id == proposal_id).values(ended))


def waiting_proposals(
    uow: UnitOfWork, *, until: date = date.max, is_sample: bool | None = None
) -> tuple[WaitingProposal, ...]:
    """The proposals that wait in the office, the earliest due first; due `until` a day, or any.

    All of them, or those of sample records or of real ones alone.
    """
    query = (
        select(Row, RecordRow, UnitRow.name)
        .join(RecordRow, RecordRow.id == Row.record_id)
        .join(UnitRow, UnitRow.id == RecordRow.requesting_unit_id, isouter=True)
        .where(Row.outcome.is_(None), Row.due_on <= until)
        .order_by(Row.due_on, Row.id)
    )
    if is_sample is not None:
        query = query.where(RecordRow.is_sample == is_sample)
    return tuple(
        WaitingProposal(_line(row, record, unit or ""), row.proposed_by, record.is_sample)
        for row, record, unit in uow.session.execute(query)
    )


def _line(row: Row, record: RecordRow, unit: str) -> WorkLine:
    return value_of(
        WorkLine,
        record,
        record_id=record.id,
        unit=unit,
        holder="",
        since=row.proposed_at,
        due_on=row.due_on,
    )
