"""The chains and seals worked out again from the events: whatever was changed by hand is named."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Row, Text, select, type_coerce

from service.store.database import UnitOfWork
from service.store.ledger.events import NOTHING_BEFORE, says_what_was_hashed
from service.store.ledger.seals import SEAL_CHAIN, DailySeal, Head, list_seals, seal_hash
from service.store.ledger.security_log import SECURITY_CHAIN
from service.store.ledger.verify_security_log import Break, BreakKind, walk_log
from service.store.tables.ledger.events import ChainRow, EventRow
from service.store.tables.records.records import RecordRow

_BESIDE = {"id", "is_sample"}
_OF_NO_RECORD = {SEAL_CHAIN, SECURITY_CHAIN}


@dataclass
class _Chain:
    """A chain while it is walked."""

    is_sample: bool
    length: int = 0
    head: str = NOTHING_BEFORE
    breaks: list[Break] = field(default_factory=list)


def verify_chain(uow: UnitOfWork, record_id: str) -> tuple[Break, ...]:
    """Every break in the chain of one record; empty when it holds."""
    chain = _Chain(is_sample=False)
    for link in _links(uow, EventRow.record_id == record_id):
        _walk(chain, link)
    kept = uow.session.get(ChainRow, record_id)
    return (*chain.breaks, *_end(record_id, chain, kept))


def verify_all(uow: UnitOfWork) -> tuple[Break, ...]:
    """Every break in any chain, in the security log or in a seal; empty when all hold."""
    chains: dict[str, _Chain] = {}
    seals = list(list_seals(uow))
    log = walk_log(uow, {each.last_line for each in seals if each.last_line is not None})
    breaks = [*_seal_chain_breaks(uow, seals), *log.breaks]
    for link in _links(uow):
        while seals and link.id > seals[0].last_event_id:
            breaks += _unsealed(seals.pop(0), chains, log.heads)
        _walk(chains.setdefault(link.record_id, _Chain(link.is_sample)), link)
    for seal in seals:
        breaks += _unsealed(seal, chains, log.heads)
    kept = {row.name: row for row in uow.session.scalars(select(ChainRow))}
    for record_id in sorted(chains.keys() | (kept.keys() - _OF_NO_RECORD) | _real_records(uow)):
        chain = chains.get(record_id, _Chain(is_sample=False))
        breaks += (*chain.breaks, *_end(record_id, chain, kept.get(record_id)))
    return tuple(breaks)


def _links(uow: UnitOfWork, *which: ColumnElement[bool]) -> Iterator[Row[*tuple[Any, ...]]]:
    """Every event as it is kept: a broken text in it is a break, not a crash."""
    query = (
        select(
            EventRow.id,
            EventRow.record_id,
            EventRow.sequence,
            EventRow.kind,
            EventRow.actor_id,
            EventRow.actor_name,
            type_coerce(EventRow.at, Text).label("at"),
            type_coerce(EventRow.payload, Text).label("payload"),
            EventRow.previous_hash,
            EventRow.hash,
            RecordRow.is_sample,
        )
        .join(RecordRow, RecordRow.id == EventRow.record_id)
        .where(*which)
        .order_by(EventRow.id)
    )
    yield from uow.session.execute(query, execution_options={"yield_per": 1_000})


def _walk(chain: _Chain, link: Row[*tuple[Any, ...]]) -> None:
    """Add the link to the chain, which then knows what is wrong with it."""
    expected = chain.length + 1
    kinds: list[BreakKind] = []
    if link.sequence > expected:
        kinds.append("missing")
    elif link.sequence < expected:
        kinds.append("inserted")
    elif link.previous_hash != chain.head:
        kinds.append("unlinked")
    said = {name: value for name, value in link._asdict().items() if name not in _BESIDE}
    if not says_what_was_hashed(said):
        kinds.append("altered")
    chain.breaks += (Break(kind, link.record_id, link.sequence) for kind in kinds)
    chain.length, chain.head = max(link.sequence, chain.length), link.hash


def _end(record_id: str, chain: _Chain, kept: ChainRow | None) -> Iterator[Break]:
    """The break, if there is one, between the last link walked and the end that was kept."""
    if kept is None:
        yield Break("missing", record_id, chain.length)
    elif chain.length < kept.length:
        yield Break("cut short", record_id, chain.length + 1)
    elif chain.length > kept.length:
        yield Break("inserted", record_id, kept.length + 1)
    elif chain.head != kept.head:
        yield Break("altered", record_id, chain.length)


def _real_records(uow: UnitOfWork) -> set[str]:
    return set(uow.session.scalars(select(RecordRow.id).where(~RecordRow.is_sample)))


def _unsealed(seal: DailySeal, chains: dict[str, _Chain], log_heads: dict[int, str]) -> list[Break]:
    heads = [
        Head(record_id, chain.length, chain.head)
        for record_id, chain in chains.items()
        if not chain.is_sample
    ]
    log_head = log_heads.get(seal.last_line or 0, "")
    if seal_hash(seal, heads, log_head) == seal.hash:
        return []
    return [Break("unsealed", SEAL_CHAIN, seal.sequence)]


def _seal_chain_breaks(uow: UnitOfWork, seals: list[DailySeal]) -> Iterator[Break]:
    length, head = 0, NOTHING_BEFORE
    for seal in seals:
        if seal.sequence != length + 1:
            yield Break("missing", SEAL_CHAIN, seal.sequence)
        elif seal.previous_hash != head:
            yield Break("unlinked", SEAL_CHAIN, seal.sequence)
        length, head = seal.sequence, seal.hash
    kept = uow.session.get(ChainRow, SEAL_CHAIN)
    kept_length = 0 if kept is None else kept.length
    if length < kept_length:
        yield Break("cut short", SEAL_CHAIN, length + 1)
    elif length > kept_length:
        yield Break("inserted", SEAL_CHAIN, kept_length + 1)
