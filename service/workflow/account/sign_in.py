"""Signing in and out: a session of our own table, dead at sign-out and for the deactivated."""

import hashlib
import logging
import secrets
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.formkit import vietnamese
from service.formkit.moves import Role
from service.store.base import JsonObject
from service.store.database import UnitOfWork
from service.store.ledger.security_log import SecurityNote, note_security
from service.store.people import persons, sessions
from service.workflow.account.passwords import nobodys_hash, password_fits
from service.workflow.account.sign_in_tries import Asking, claim_try, forgive, name_kept
from service.workflow.actor import Actor
from service.workflow.errors import (
    DatabaseBusy,
    DiskFull,
    NotSignedIn,
    SignInRefused,
)
from service.workflow.office import Office

_log = logging.getLogger(__name__)
TOUCH_EVERY = timedelta(minutes=1)
REMEMBERED = timedelta(days=7)
"""How long after its last use an expired session still tells whose page it was."""


@dataclass(frozen=True)
class SignedIn:
    """A new session: the secret for the cookie, and who it is."""

    token: str
    actor: Actor
    expires_at: datetime


def new_token() -> str:
    """Return a secret of 256 random bits as text for a cookie or a header."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Return the SHA-256 under which a token is kept; the token itself is kept nowhere."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def sign_in(office: Office, username: str, password: str, address: str) -> SignedIn:
    """Return a new session for the right name and password; the security log keeps every answer.

    Raises SignInRefused, and TooManyTries after five wrong tries of a name in 15 minutes.
    """
    # No user name holds such a character, and no database keeps every one of them.
    username = "" if vietnamese.find_forbidden(username) else username
    asking = Asking(username, address)
    claim = claim_try(office, asking)
    with office.database.reading() as uow:
        found = persons.find_credentials(uow, username)
        person = persons.get_person(uow, found.person_id) if found else None
    kept = found.password_hash if found else nobodys_hash()
    fits = password_fits(password, kept, office.settings.data)
    if found is None or person is None or not fits or not is_admitted(office, person):
        _note_refused(office, asking, person)
        raise SignInRefused
    now = office.now()
    with office.database.writing() as uow:
        if persons.get_credentials(uow, found.person_id) != found:
            # Reset or closed while the hash was being worked out: no session outlives that.
            raise SignInRefused
        forgive(uow, claim)
        note_security(uow, SecurityNote(now, "signed_in", found.person_id, address, {}))
        return open_session(office, uow, persons.get_person(uow, found.person_id), address)


def open_session(office: Office, uow: UnitOfWork, person: persons.Person, address: str) -> SignedIn:
    """Return a new session of a person who has just proved their password."""
    now, token = office.now(), new_token()
    expires = _end_of_session(office, now, begun=now)
    sessions.open_session(
        uow,
        token_hash=hash_token(token),
        person_id=person.id,
        address=address,
        now=now,
        expires_at=expires,
    )
    return SignedIn(token, actor_of(person), expires)


def who_is(office: Office, token: str) -> Actor:
    """Return the person whose session the token opens; raises NotSignedIn.

    Each use puts its end off, but never beyond `session_most_hours` after signing in: a page left
    open that asks by itself, or a stolen cookie kept in use, would be signed in for ever.
    """
    now, hashed = office.now(), hash_token(token)
    most = timedelta(hours=office.settings.session_most_hours)
    with office.database.reading() as uow:
        found = sessions.find_signed_in(uow, hashed, now)
    if found is None or now >= found[0].created_at + most:
        raise NotSignedIn
    session, person = found
    if not is_admitted(office, person):
        raise NotSignedIn
    if now - session.last_seen_at > TOUCH_EVERY:
        expires = _end_of_session(office, now, begun=session.created_at)
        # Reading goes on while nothing can be written; the session then only ends earlier.
        with suppress(DatabaseBusy, DiskFull), office.database.writing() as uow:
            sessions.touch_session(uow, hashed, now=now, expires_at=expires)
    return actor_of(person)


def who_was(office: Office, token: str) -> Actor | None:
    """Return whose session ran out by itself, to keep what they sent a moment too late, or None.

    It opens nothing. A session that was ended, by signing out or a new password, tells nothing.
    """
    since = office.now() - REMEMBERED
    with office.database.reading() as uow:
        session = sessions.find_expired_session(uow, hash_token(token), used_since=since)
        person = persons.get_person(uow, session.person_id) if session else None
    return actor_of(person) if person and is_admitted(office, person) else None


def sign_out(office: Office, token: str) -> None:
    """End the session; a copied cookie is worth nothing from now on."""
    with office.database.writing() as uow:
        sessions.end_session(uow, hash_token(token), office.now())


def is_admitted(office: Office, person: persons.Person) -> bool:
    """Return whether the account is open; everybody knows the password of sample people."""
    return person.active and (office.settings.admits_sample_people or not person.is_sample)


def actor_of(person: persons.Person) -> Actor:
    """Return the person as the workflow knows them."""
    return Actor(
        person_id=person.id,
        username=person.username,
        full_name=person.full_name,
        title=person.title,
        unit_id=person.unit_id,
        unit_name=person.unit_name,
        roles=frozenset(Role(role) for role in person.roles),
        is_sample=person.is_sample,
        must_change_password=person.must_change_password,
    )


def _end_of_session(office: Office, now: datetime, *, begun: datetime) -> datetime:
    """Return when a session begun then and used now ends if nobody uses it any more."""
    settings = office.settings
    return min(
        now + timedelta(hours=settings.session_hours),
        begun + timedelta(hours=settings.session_most_hours),
    )


def _note_refused(office: Office, asking: Asking, person: persons.Person | None) -> None:
    """Note the name tried, among sample or real people's lines as whose name it is."""
    details = {"person": person.id if person else None, "address": asking.address}
    # Not the name: into that field people type their password by mistake.
    _log.warning("sign-in refused", extra=details)
    now, of_sample = office.now(), person is not None and person.is_sample
    payload: JsonObject = {"name": name_kept(asking.username)}
    with office.database.writing() as uow:
        note = SecurityNote(now, "sign_in_refused", None, asking.address, payload, of_sample)
        note_security(uow, note)
