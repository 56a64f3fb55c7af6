"""What opens a door to somebody ends together: sessions, API tokens, the calendar address."""

from datetime import datetime

from service.store.database import UnitOfWork
from service.store.people import calendar_feeds, sessions


def end_ways_in(uow: UnitOfWork, person_id: int, now: datetime) -> None:
    """Return when every session and every token of the person is dead, for good."""
    sessions.end_sessions_of(uow, person_id, now)
    sessions.end_api_tokens_of(uow, person_id, now)


def end_credentials(uow: UnitOfWork, person_id: int, now: datetime) -> None:
    """Return when the person's calendar address is dead as well as every session and token."""
    end_ways_in(uow, person_id, now)
    calendar_feeds.close_feed(uow, person_id, now)
