"""Links between records: the old slip leads to the new one and the new one back (QT.CTCL 5.7)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from service.store.database import UnitOfWork
from service.store.errors import AlreadyLinked
from service.store.tables.moving import RecordLinkRow

CONTINUED_ON = "continued_on"
CONTINUES = "continues"


@dataclass(frozen=True)
class Link:
    """A record leads to another."""

    record_id: str
    kind: str
    other_id: str


def link_continuation(uow: UnitOfWork, old_id: str, new_id: str) -> None:
    """Nothing; each leads to the other. Raises AlreadyLinked when the old one leads on already."""
    uow.session.add(RecordLinkRow(record_id=old_id, kind=CONTINUED_ON, other_id=new_id))
    uow.session.add(RecordLinkRow(record_id=new_id, kind=CONTINUES, other_id=old_id))
    try:
        uow.session.flush()
    except IntegrityError as clash:
        raise AlreadyLinked(old_id) from clash


def links_of(uow: UnitOfWork, record_id: str) -> tuple[Link, ...]:
    """Where the record leads, by kind."""
    query = select(RecordLinkRow).where(RecordLinkRow.record_id == record_id)
    rows = uow.session.scalars(query.order_by(RecordLinkRow.kind))
    return tuple(Link(row.record_id, row.kind, row.other_id) for row in rows)
