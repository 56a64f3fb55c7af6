"""What happened to a record: appended, never changed, each event chained to the one before."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, Protocol

from sqlalchemy import bindparam, insert, select, update

from service.store.base import Json, JsonObject, canonical_json, stored_moment, value_of
from service.store.database import UnitOfWork
from service.store.snapshot import once_a_snapshot
from service.store.tables.ledger.events import ChainRow, EventRow

# What stands before the first link of every chain.
NOTHING_BEFORE = "0" * 64


class Doer(Protocol):
    """A person who did something."""

    @property
    def person_id(self) -> int:
        """Whose account."""

    @property
    def full_name(self) -> str:
        """The name as it is that day."""


@dataclass(frozen=True, kw_only=True)
class NewEvent:
    """What is to be written down: what kind, by whom, when, and what exactly.

    `actor_name` is the name as it was that day; `actor_id` is None when the service itself acted.
    """

    kind: str
    actor_id: int | None
    actor_name: str
    at: datetime
    payload: JsonObject

    @staticmethod
    def by(actor: Doer, kind: str, at: datetime, payload: JsonObject) -> "NewEvent":
        """Return what that person did at that moment."""
        return NewEvent(
            kind=kind,
            actor_id=actor.person_id,
            actor_name=actor.full_name,
            at=at,
            payload=payload,
        )


@dataclass(frozen=True, kw_only=True)
class Event(NewEvent):
    """An event (sự kiện) in the chain of its record."""

    id: int
    record_id: str
    sequence: int
    previous_hash: str
    hash: str


_END = select(ChainRow.length, ChainRow.head).where(ChainRow.name == bindparam("chain"))
_END_LOCKED = _END.with_for_update()
_APPEND = insert(EventRow).returning(EventRow.id)
_BEGIN_CHAIN = insert(ChainRow)
_LENGTHEN = (
    update(ChainRow)
    .where(ChainRow.name == bindparam("chain"))
    .values(length=bindparam("new_length"), head=bindparam("new_head"))
)


def append_event(uow: UnitOfWork, record_id: str, new_event: NewEvent) -> Event:
    """The event, linked to the end of the record's chain."""
    chain = end_of_chain(uow, record_id)
    length, head = chain or (0, NOTHING_BEFORE)
    content: dict[str, Any] = {
        "record_id": record_id,
        "sequence": length + 1,
        "kind": new_event.kind,
        "actor_id": new_event.actor_id,
        "actor_name": new_event.actor_name,
        "payload": new_event.payload,
        "previous_hash": head,
    }
    link = link_hash(**content, at=stored_moment(new_event.at))
    row = {**content, "at": new_event.at, "hash": link}
    (event_id,) = uow.run(_APPEND, **row).one()
    if chain is None:
        uow.run(_BEGIN_CHAIN, name=record_id, length=length + 1, head=link)
    else:
        lengthen_chain(uow, record_id, length + 1, link)
    return Event(id=event_id, **row)


def end_of_chain(uow: UnitOfWork, name: str) -> tuple[int, str] | None:
    """How long the chain is and the hash of its last link; None before its first.

    In a writing unit of work it is locked: nobody else adds a link before the end.
    """
    found = uow.run(_END_LOCKED if uow.writes else _END, chain=name).first()
    return None if found is None else (found.length, found.head)


def lengthen_chain(uow: UnitOfWork, name: str, length: int, head: str) -> None:
    """Count a link more in the chain, this being its hash."""
    uow.run(_LENGTHEN, chain=name, new_length=length, new_head=head)


def link_hash(**parts: Json) -> str:
    """The SHA-256 of an event: of all it says and of the hash before it, canonically spelled."""
    return sha256(canonical_json(parts)).hexdigest()


def says_what_was_hashed(told: Mapping[str, Any]) -> bool:
    """Whether all that a row says but its own hash, its payload as text, is what was hashed."""
    parts = {name: value for name, value in told.items() if name != "hash"}
    try:
        parts["payload"] = json.loads(told["payload"])
    except ValueError:
        return False
    return bool(link_hash(**parts) == told["hash"])


_OF_RECORD = (
    select(EventRow.__table__)
    .where(EventRow.record_id == bindparam("record_id"))
    .order_by(EventRow.sequence)
)


@once_a_snapshot
def timeline(uow: UnitOfWork, record_id: str) -> tuple[Event, ...]:
    """All events of a record, oldest first."""
    return tuple(value_of(Event, row) for row in uow.run(_OF_RECORD, record_id=record_id))


_FIRST_ACTOR = select(EventRow.actor_name).where(
    EventRow.record_id == bindparam("record_id"), EventRow.sequence == 1
)


def first_actor(uow: UnitOfWork, record_id: str) -> str:
    """The name, as it was that day, of who began a record; empty before its first event."""
    return uow.run(_FIRST_ACTOR, record_id=record_id).scalar() or ""


def events_of_kind(uow: UnitOfWork, kind: str) -> Iterator[Event]:
    """All events of a kind in the whole office, in the order they were written."""
    query = select(EventRow).where(EventRow.kind == kind).order_by(EventRow.id)
    for row in uow.session.scalars(query, execution_options={"yield_per": 500}):
        yield value_of(Event, row)
