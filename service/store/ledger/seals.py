"""The daily seal: one hash over the heads of all chains, itself chained to the seal before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from sqlalchemy import func, select, text

from service.store.base import JsonObject, canonical_json, stored_moment, value_of
from service.store.database import UnitOfWork
from service.store.ledger.events import NOTHING_BEFORE
from service.store.ledger.security_log import end_of_log
from service.store.tables.ledger.events import ChainRow, EventRow
from service.store.tables.ledger.seals import DailySealRow
from service.store.tables.records.records import RecordRow

SEAL_CHAIN = "daily_seal"


@dataclass(frozen=True, kw_only=True)
class DailySeal:
    """The seal of a day (niêm phong hằng ngày); `last_event_id` is the newest event it covers.

    `last_line` is the newest line of the security log it covers, None in seals older than that.
    """

    sequence: int
    day: date
    last_event_id: int
    last_line: int | None
    chains: int
    sealed_at: datetime
    previous_hash: str
    hash: str


@dataclass(frozen=True)
class Head:
    """The end of a record's chain."""

    record_id: str
    length: int
    hash: str


def seal_day(uow: UnitOfWork, day: date, now: datetime) -> DailySeal:
    """The day's seal over every event and every line of the security log there is now.

    A day sealed before keeps its first seal.

    Sample data's chains are left out, so that removing them breaks nothing.
    """
    if uow.dialect == "postgresql":
        # Waits for events under way, whose ids are taken already but which cannot be seen yet.
        uow.session.execute(text("LOCK TABLE event IN SHARE ROW EXCLUSIVE MODE"))
    sealed = find_seal(uow, day)
    if sealed is not None:
        return sealed
    chain = uow.session.get(ChainRow, SEAL_CHAIN)
    if chain is None:
        chain = ChainRow(name=SEAL_CHAIN, length=0, head=NOTHING_BEFORE)
        uow.session.add(chain)
    heads, (last_line, log_head) = _heads_now(uow), end_of_log(uow)
    row = DailySealRow(
        sequence=chain.length + 1,
        day=day,
        last_event_id=uow.session.scalar(select(func.max(EventRow.id))) or 0,
        last_line=last_line,
        chains=len(heads),
        sealed_at=now,
        previous_hash=chain.head,
    )
    row.hash = seal_hash(value_of(DailySeal, row, hash=""), heads, log_head)
    chain.length, chain.head = row.sequence, row.hash
    uow.session.add(row)
    uow.session.flush()
    return value_of(DailySeal, row, hash=row.hash)


def find_seal(uow: UnitOfWork, day: date) -> DailySeal | None:
    """The seal of that day, or None."""
    row = uow.session.scalar(select(DailySealRow).where(DailySealRow.day == day))
    return None if row is None else value_of(DailySeal, row, hash=row.hash)


def list_seals(uow: UnitOfWork) -> tuple[DailySeal, ...]:
    """All seals, oldest first."""
    rows = uow.session.scalars(select(DailySealRow).order_by(DailySealRow.sequence))
    return tuple(value_of(DailySeal, row, hash=row.hash) for row in rows)


def seal_hash(seal: DailySeal, heads: Iterable[Head], log_head: str) -> str:
    """The SHA-256 of a seal: of what it says and of every head, in the order of the record ids.

    `log_head` is the hash of the security log's line that it covers last.
    """
    over_heads = sha256()
    for head in sorted(heads, key=lambda head: head.record_id):
        over_heads.update(f"{head.record_id} {head.length} {head.hash}\n".encode())
    content: JsonObject = {
        "sequence": seal.sequence,
        "day": seal.day.isoformat(),
        "last_event_id": seal.last_event_id,
        "chains": seal.chains,
        "sealed_at": stored_moment(seal.sealed_at),
        "previous_hash": seal.previous_hash,
        "heads": over_heads.hexdigest(),
    }
    if seal.last_line is not None:
        content = {**content, "security_log": f"{seal.last_line} {log_head}"}
    return sha256(canonical_json(content)).hexdigest()


def _heads_now(uow: UnitOfWork) -> list[Head]:
    query = (
        select(ChainRow.name, ChainRow.length, ChainRow.head)
        .join(RecordRow, RecordRow.id == ChainRow.name)
        .where(~RecordRow.is_sample)
    )
    return [Head(name, length, head) for name, length, head in uow.session.execute(query)]
