"""What happened to a record: appended, never changed, each event chained to the one before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, bindparam, select

from service.store.base import Json, JsonObject, canonical_json
from service.store.database import UnitOfWork
from service.store.snapshot import once_a_snapshot
from service.store.tables.ledger import ChainRow, EventRow
from service.store.times import stored_moment

# What stands before the first link of every chain.
NOTHING_BEFORE = "0" * 64


@dataclass(frozen=True, kw_only=True)
class Happening:
    """What is to be written down: what kind, by whom, when, and what exactly.

    `actor_name` is the name as it was that day; `actor_id` is None when the service itself acted.
    """

    kind: str
    actor_id: int | None
    actor_name: str
    at: datetime
    payload: JsonObject


@dataclass(frozen=True, kw_only=True)
class Event(Happening):
    """An event (sự kiện) in the chain of its record."""

    id: int
    record_id: str
    sequence: int
    previous_hash: str
    hash: str


def append_event(uow: UnitOfWork, record_id: str, happening: Happening) -> Event:
    """The event, linked to the end of the record's chain."""
    chain = uow.session.get(ChainRow, record_id, with_for_update=uow.writes or None)
    if chain is None:
        chain = ChainRow(name=record_id, length=0, head=NOTHING_BEFORE)
        uow.session.add(chain)
    row = EventRow(
        record_id=record_id,
        sequence=chain.length + 1,
        kind=happening.kind,
        actor_id=happening.actor_id,
        actor_name=happening.actor_name,
        at=happening.at,
        payload=happening.payload,
        previous_hash=chain.head,
    )
    row.hash = link_hash(
        record_id=record_id,
        sequence=row.sequence,
        kind=row.kind,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        at=stored_moment(row.at),
        payload=row.payload,
        previous_hash=row.previous_hash,
    )
    chain.length, chain.head = row.sequence, row.hash
    uow.session.add(row)
    uow.session.flush()
    return _event(row)


def link_hash(**parts: Json) -> str:
    """The SHA-256 of an event: of all it says and of the hash before it, canonically spelled."""
    return sha256(canonical_json(parts)).hexdigest()


_OF_RECORD = (
    select(EventRow.__table__)
    .where(EventRow.record_id == bindparam("record_id"))
    .order_by(EventRow.sequence)
)


@once_a_snapshot
def timeline(uow: UnitOfWork, record_id: str) -> tuple[Event, ...]:
    """All events of a record, oldest first."""
    return tuple(_event(row) for row in uow.run(_OF_RECORD, record_id=record_id))


def first_actor(uow: UnitOfWork, record_id: str) -> str:
    """The name, as it was that day, of who began a record; empty before its first event."""
    first = select(EventRow.actor_name).where(
        EventRow.record_id == record_id, EventRow.sequence == 1
    )
    return uow.session.scalar(first) or ""


def events_of_kind(uow: UnitOfWork, kind: str) -> Iterator[Event]:
    """All events of a kind in the whole office, in the order they were written."""
    query = select(EventRow).where(EventRow.kind == kind).order_by(EventRow.id)
    for row in uow.session.scalars(query, execution_options={"yield_per": 500}):
        yield _event(row)


def _event(row: EventRow | Row[Any]) -> Event:
    return Event(
        id=row.id,
        record_id=row.record_id,
        sequence=row.sequence,
        kind=row.kind,
        actor_id=row.actor_id,
        actor_name=row.actor_name,
        at=row.at,
        payload=row.payload,
        previous_hash=row.previous_hash,
        hash=row.hash,
    )
