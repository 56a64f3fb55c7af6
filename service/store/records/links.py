"""Links between records: the old slip leads to the new one and the new one back (QT.CTCL 5.7)."""

from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.exc import IntegrityError

from service.store.database import UnitOfWork
from service.store.errors import AlreadyLinked
from service.store.snapshot import has_none
from service.store.tables.records.links import RecordLinkRow

CONTINUED_ON = "continued_on"
CONTINUES = "continues"


@dataclass(frozen=True)
class Link:
    """A record leads to another."""

    record_id: str
    kind: str
    other_id: str


_LINKS = (
    select(RecordLinkRow.record_id, RecordLinkRow.kind, RecordLinkRow.other_id)
    .where(RecordLinkRow.record_id == bindparam("record_id"))
    .order_by(RecordLinkRow.kind)
)


def link_continuation(uow: UnitOfWork, old_id: str, new_id: str) -> None:
    """Let each lead to the other; raises AlreadyLinked when the old one leads on already."""
    uow.session.add(RecordLinkRow(record_id=old_id, kind=CONTINUED_ON, other_id=new_id))
    uow.session.add(RecordLinkRow(record_id=new_id, kind=CONTINUES, other_id=old_id))
    try:
        uow.session.flush()
    except IntegrityError as clash:
        raise AlreadyLinked(old_id) from clash


def links_of(uow: UnitOfWork, record_id: str) -> tuple[Link, ...]:
    """Where the record leads, by kind."""
    if has_none(uow, record_id, "links"):
        return ()
    return tuple(Link(*row) for row in uow.run(_LINKS, record_id=record_id))
