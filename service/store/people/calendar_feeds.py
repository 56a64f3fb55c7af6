"""Calendar feeds: one living address a person, kept as its hash, revocable."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from service.store.database import UnitOfWork
from service.store.tables.people.calendar_feeds import CalendarFeedRow
from service.store.tables.people.persons import PersonRow


@dataclass(frozen=True)
class CalendarFeed:
    """A person's feed (lịch cá nhân), without its address."""

    person_id: int
    created_at: datetime


def open_feed(uow: UnitOfWork, *, token_hash: str, person_id: int, now: datetime) -> CalendarFeed:
    """The new feed; the person's earlier one is dead."""
    close_feed(uow, person_id, now)
    uow.session.add(CalendarFeedRow(token_hash=token_hash, person_id=person_id, created_at=now))
    uow.session.flush()
    return CalendarFeed(person_id, now)


def close_feed(uow: UnitOfWork, person_id: int, now: datetime) -> bool:
    """Whether the person had a living feed; it is dead now."""
    alive = (CalendarFeedRow.person_id == person_id, CalendarFeedRow.revoked_at.is_(None))
    closed = uow.session.scalars(
        update(CalendarFeedRow)
        .where(*alive)
        .values(revoked_at=now)
        .returning(CalendarFeedRow.token_hash)
    )
    return bool(closed.all())


def feed_of(uow: UnitOfWork, person_id: int) -> CalendarFeed | None:
    """The person's living feed, or None."""
    query = select(CalendarFeedRow).where(
        CalendarFeedRow.person_id == person_id, CalendarFeedRow.revoked_at.is_(None)
    )
    row = uow.session.scalars(query).first()
    return None if row is None else CalendarFeed(row.person_id, row.created_at)


def find_feed(uow: UnitOfWork, token_hash: str) -> CalendarFeed | None:
    """The living feed of that address, its person active; else None."""
    row = uow.session.scalar(
        select(CalendarFeedRow)
        .join(PersonRow, PersonRow.id == CalendarFeedRow.person_id)
        .where(CalendarFeedRow.token_hash == token_hash, CalendarFeedRow.revoked_at.is_(None))
        .where(PersonRow.active)
    )
    return None if row is None else CalendarFeed(row.person_id, row.created_at)
