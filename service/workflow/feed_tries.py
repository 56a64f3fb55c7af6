"""How often calendars are asked for: counted where every process of the house counts."""

from __future__ import annotations

from datetime import datetime, timedelta

from service.store import sessions
from service.store.database import UnitOfWork
from service.workflow.errors import TooManyTries
from service.workflow.office import Office
from service.workflow.secrets_kept import hash_token
from service.workflow.tries import note_asked_too_often

PER_FEED = 30
PER_ADDRESS = 300
"""A calendar asks a few times an hour; an office behind one address has hundreds of calendars."""
WINDOW = timedelta(minutes=1)


def claim_asking(office: Office, token: str, address: str) -> None:
    """Return when a calendar may be asked for once more within the minute; raises TooManyTries.

    Which one is kept as a hash: its address is a key.
    """
    now, feed, origin = office.clock(), f"feed:{hash_token(token)}", f"feeds from:{address}"
    limits = {feed: PER_FEED, origin: PER_ADDRESS}
    with office.database.reading() as uow:
        # Who asks without end is sent away here and writes nothing.
        held = _is_too_often(uow, limits, now - WINDOW)
    if not held:
        with office.database.writing() as uow:
            sessions.lock_attempts(uow, limits)
            held = _is_too_often(uow, limits, now - WINDOW)
            if not held:
                for subject in limits:
                    sessions.forget_attempts(uow, subject=subject, before=now - WINDOW)
                    sessions.note_attempt(uow, subject, now)
    if held:
        note_asked_too_often(office, address)
        raise TooManyTries(int(WINDOW.total_seconds()))


def _is_too_often(uow: UnitOfWork, limits: dict[str, int], since: datetime) -> bool:
    return any(
        sessions.count_attempts(uow, subject, since) >= most for subject, most in limits.items()
    )
