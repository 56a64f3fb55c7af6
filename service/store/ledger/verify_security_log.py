"""The security log worked out again line by line, and what a broken chain is called."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import Row, Text, select, type_coerce

from service.store.database import UnitOfWork
from service.store.ledger.events import NOTHING_BEFORE, says_what_was_hashed
from service.store.ledger.security_log import SECURITY_CHAIN
from service.store.tables.ledger.events import ChainRow
from service.store.tables.ledger.security_log import SecurityLogRow

BreakKind = Literal["altered", "missing", "inserted", "unlinked", "cut short", "unsealed"]


@dataclass(frozen=True)
class Break:
    """A place where a chain does not hold; `chain` is a record's id, `daily_seal`, `security_log`.

    altered: the event no longer says what was hashed. missing: events before this one are gone.
    inserted: a second event in the same place. unlinked: it does not continue the one before.
    cut short: the newest events are gone. unsealed: the chains are not those the seal was set on.
    """

    kind: BreakKind
    chain: str
    sequence: int


LineRow = Row[int, str, int | None, str, str, str, bool, str, str, str]


@dataclass
class LogWalked:
    """The breaks found, and the hashes of the lines that seals say they cover last."""

    breaks: list[Break] = field(default_factory=list)
    heads: dict[int, str] = field(default_factory=lambda: {0: NOTHING_BEFORE})


def walk_log(uow: UnitOfWork, sealed: Collection[int]) -> LogWalked:
    """The log as far as it holds; `sealed` are the lines whose hashes are wanted."""
    walked = LogWalked()
    length, head = 0, NOTHING_BEFORE
    for row in _rows(uow):
        walked.breaks += (
            Break(kind, SECURITY_CHAIN, row.sequence) for kind in _wrong(row, length, head)
        )
        length, head = row.sequence, row.hash
        if row.sequence in sealed:
            walked.heads[row.sequence] = row.hash
    walked.breaks += _end(uow, length, head)
    return walked


def _rows(uow: UnitOfWork) -> Iterator[LineRow]:
    row = SecurityLogRow
    query = select(
        row.sequence,
        row.kind,
        row.actor_id,
        row.actor_name,
        # As they are kept: a broken text in it is a break, not a crash.
        type_coerce(row.at, Text).label("at"),
        row.address,
        row.is_sample,
        type_coerce(row.payload, Text).label("payload"),
        row.previous_hash,
        row.hash,
    ).order_by(row.sequence)
    yield from uow.session.execute(query, execution_options={"yield_per": 1_000})


def _wrong(row: LineRow, length: int, head: str) -> Iterator[BreakKind]:
    if row.sequence != length + 1:
        yield "missing"
    elif row.previous_hash != head:
        yield "unlinked"
    if not says_what_was_hashed(row._asdict()):
        yield "altered"


def _end(uow: UnitOfWork, length: int, head: str) -> Iterator[Break]:
    kept = uow.session.get(ChainRow, SECURITY_CHAIN)
    kept_length = 0 if kept is None else kept.length
    if length < kept_length:
        yield Break("cut short", SECURITY_CHAIN, length + 1)
    elif length > kept_length:
        yield Break("inserted", SECURITY_CHAIN, kept_length + 1)
    elif kept is not None and kept.head != head:
        yield Break("altered", SECURITY_CHAIN, length)
