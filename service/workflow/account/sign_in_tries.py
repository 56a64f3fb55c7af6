"""Tries of a password: each is claimed before the slow hash, so that a crowd gets five too."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.store.base import JsonObject
from service.store.database import UnitOfWork
from service.store.ledger.security_log import SecurityNote, note_security
from service.store.people import persons, sessions
from service.store.people.units import name_key
from service.workflow.errors import TooManyTries
from service.workflow.office import Office

_log = logging.getLogger(__name__)
TRIES_PER_NAME = 5
TRIES_PER_ADDRESS = 50
TRIES_WINDOW = timedelta(minutes=15)


@dataclass(frozen=True)
class Claim:
    """A try that counts as failed unless it is forgiven; `from_here` is its count by address."""

    subject: str
    from_here: int | None


@dataclass(frozen=True)
class Asking:
    """Who asks to be let in: the name typed, from where, and whose line a refusal would be."""

    username: str
    address: str
    actor_id: int | None = None

    @property
    def subject(self) -> str:
        """What tries of this name are counted under."""
        return f"name:{name_key(self.username)[:100]}"

    @property
    def origin(self) -> str:
        """What tries from this address are counted under."""
        return f"from:{self.address}"


def claim_try(office: Office, asking: Asking) -> Claim:
    """Return the try, counted already; raises TooManyTries, which the security log keeps once.

    Counting and claiming are one write: of 24 that ask at once, five are judged.
    """
    now = office.now()
    with office.database.reading() as uow:
        held = _held_up(uow, asking, now)
        # Most of a crowd is sent away here, and none of it stands in the queue of writers.
        if held and _was_told(uow, held, now):
            raise _too_many()
    with office.database.writing() as uow:
        sessions.lock_attempts(uow, (asking.subject, asking.origin))
        sessions.forget_attempts(uow, before=now - TRIES_WINDOW)
        held = _held_up(uow, asking, now)
        if not held:
            sessions.note_attempt(uow, asking.subject, now)
            from_here = sessions.note_attempt(uow, asking.origin, now) if asking.address else None
            return Claim(asking.subject, from_here)
        _note_held_up(uow, asking, held, now)
    raise _too_many()


def _held_up(uow: UnitOfWork, asking: Asking, now: datetime) -> str:
    """Return what was tried too often, the name or the address; nothing while both may try."""
    since = now - TRIES_WINDOW
    if sessions.count_attempts(uow, asking.subject, since) >= TRIES_PER_NAME:
        return asking.subject
    from_here = sessions.count_attempts(uow, asking.origin, since) if asking.address else 0
    return asking.origin if from_here >= TRIES_PER_ADDRESS else ""


def _too_many() -> TooManyTries:
    return TooManyTries(int(TRIES_WINDOW.total_seconds()))


def forgive(uow: UnitOfWork, claim: Claim) -> None:
    """Return when the right password has made the name's tries forgotten, and this one here."""
    sessions.forget_attempts(uow, subject=claim.subject)
    if claim.from_here is not None:
        sessions.forgive_attempt(uow, claim.from_here)


def name_kept(username: str) -> str:
    """Return the name typed as the log keeps it: one that could be a user name, or nothing.

    Into this field people type their password by mistake; a sentence or odd signs are no name.
    """
    name = username.strip()
    is_name = all(c.isascii() and (c.isalnum() or c in ".-_") for c in name)
    return name if is_name and len(name) <= 50 else ""


def note_asked_too_often(office: Office, address: str) -> None:
    """Return when the log has it that calendars are asked for too often, once in 15 minutes."""
    now, subject = office.now(), f"calendar:{address}"
    with office.database.reading() as uow:
        if _was_told(uow, subject, now):
            return
    with office.database.writing() as uow:
        sessions.note_attempt(uow, _told(subject), now)
        note_security(uow, SecurityNote(now, "too_many_asked", None, address, {}))


def _told(subject: str) -> str:
    return f"told {subject}"


def _was_told(uow: UnitOfWork, subject: str, now: datetime) -> bool:
    """Return whether the log was told lately: a crowd at the door must not fill it."""
    return sessions.count_attempts(uow, _told(subject), now - TRIES_WINDOW) > 0


def _note_held_up(uow: UnitOfWork, asking: Asking, held: str, now: datetime) -> None:
    if _was_told(uow, held, now):
        return
    sessions.note_attempt(uow, _told(held), now)
    person = persons.find_person(uow, asking.username)
    details = {"person": person.id if person else None, "address": asking.address}
    _log.warning("sign-in held up", extra={**details, "held": held.partition(":")[0]})
    payload: JsonObject = {
        "name": name_kept(asking.username),
        "held": "name" if held == asking.subject else "address",
    }
    of_sample = person is not None and person.is_sample
    note = SecurityNote(now, "held_up", asking.actor_id, asking.address, payload, of_sample)
    note_security(uow, note)
