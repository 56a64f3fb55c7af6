"""Who is signed in: browser sessions, tokens for the API, failed tries; only hashes are kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Delete, bindparam, delete, func, insert, select, text, update

from service.store.base import columns_of, in_range, storable, value_of
from service.store.database import UnitOfWork
from service.store.errors import NotStored
from service.store.people.persons import PEOPLE, Person, get_person, person_of
from service.store.snapshot import FLAGS_OF_PERSON, keep_flags, known_in_snapshot
from service.store.tables.people.persons import PersonRow
from service.store.tables.people.sessions import ApiTokenRow, SessionRow, SignInAttemptRow


@dataclass(frozen=True)
class Session:
    """A signed-in browser (phiên làm việc)."""

    token_hash: str
    person_id: int
    address: str
    created_at: datetime
    last_seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class ApiToken:
    """A token for the API (mã truy cập), without the token itself."""

    id: int
    person_id: int
    label: str
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None


_SIGNED_IN = (
    PEOPLE.add_columns(
        SessionRow.token_hash,
        SessionRow.address,
        SessionRow.created_at,
        SessionRow.last_seen_at,
        SessionRow.expires_at,
        *FLAGS_OF_PERSON,
    )
    .join(SessionRow, SessionRow.person_id == PersonRow.id)
    .where(SessionRow.token_hash == bindparam("token_hash"), SessionRow.revoked_at.is_(None))
    .where(SessionRow.expires_at > bindparam("now"), PersonRow.active)
)
_ALIVE_TOKEN = (
    select(*columns_of(ApiTokenRow, ApiToken))
    .join(PersonRow, PersonRow.id == ApiTokenRow.person_id)
    .where(ApiTokenRow.token_hash == bindparam("token_hash"), ApiTokenRow.revoked_at.is_(None))
    .where(
        ApiTokenRow.expires_at.is_(None) | (ApiTokenRow.expires_at > bindparam("now")),
        PersonRow.active,
    )
)


_OPEN = insert(SessionRow)
_OF_TOKEN = update(SessionRow).where(
    SessionRow.token_hash == bindparam("of_token"), SessionRow.revoked_at.is_(None)
)
_TOUCH = _OF_TOKEN.values(last_seen_at=bindparam("used_at"), expires_at=bindparam("ends_at"))
_END = _OF_TOKEN.values(revoked_at=bindparam("now"))
_NOTE_TRY = insert(SignInAttemptRow).returning(SignInAttemptRow.id)
_FORGIVE = delete(SignInAttemptRow).where(SignInAttemptRow.id == bindparam("attempt_id"))
_TRIES = select(func.count()).where(
    SignInAttemptRow.subject == bindparam("subject"), SignInAttemptRow.at >= bindparam("since")
)
_OF_SESSION = ("token_hash", "address", "created_at", "last_seen_at", "expires_at")


def open_session(
    uow: UnitOfWork,
    *,
    token_hash: str,
    person_id: int,
    address: str,
    now: datetime,
    expires_at: datetime,
) -> Session:
    """The new session."""
    session = Session(
        token_hash=token_hash,
        person_id=person_id,
        address=address,
        created_at=now,
        last_seen_at=now,
        expires_at=expires_at,
    )
    uow.run(_OPEN, **vars(session))
    return session


def find_signed_in(
    uow: UnitOfWork, token_hash: str, now: datetime
) -> tuple[Session, Person] | None:
    """The session if it is alive, and whose it is, asked in one; else None.

    It lives until it is ended, expires, or its person is closed.
    """
    row = uow.run(_SIGNED_IN, token_hash=token_hash, now=now).first()
    if row is None:
        return None
    values = keep_flags(uow, row.id, row._asdict())
    session = {each: values.pop(each) for each in _OF_SESSION}
    person = person_of(values)
    known_in_snapshot(uow, get_person, person, person.id)
    return Session(person_id=person.id, **session), person


def find_expired_session(
    uow: UnitOfWork, token_hash: str, *, used_since: datetime
) -> Session | None:
    """The session, its time over or not, of an active person who used it since; None if ended."""
    row = uow.session.scalar(
        select(SessionRow)
        .join(PersonRow, PersonRow.id == SessionRow.person_id)
        .where(SessionRow.token_hash == token_hash, SessionRow.revoked_at.is_(None))
        .where(SessionRow.last_seen_at >= used_since, PersonRow.active)
    )
    return None if row is None else value_of(Session, row)


def touch_session(uow: UnitOfWork, token_hash: str, *, now: datetime, expires_at: datetime) -> None:
    """Note that the session was used now; that one write a minute is enough, the caller sees to."""
    uow.run(_TOUCH, of_token=token_hash, used_at=now, ends_at=expires_at)


def end_session(uow: UnitOfWork, token_hash: str, now: datetime) -> None:
    """End the session (sign-out)."""
    uow.run(_END, of_token=token_hash, now=now)


def end_sessions_of(
    uow: UnitOfWork, person_id: int, now: datetime, *, but: str | None = None
) -> None:
    """End every session of the person, save the one of the token hash `but`."""
    _revoke_sessions(
        uow, (SessionRow.person_id == person_id) & SessionRow.token_hash.is_distinct_from(but), now
    )


def add_api_token(
    uow: UnitOfWork,
    *,
    token_hash: str,
    person_id: int,
    label: str,
    now: datetime,
    expires_at: datetime | None = None,
) -> ApiToken:
    """The new token."""
    row = ApiTokenRow(
        token_hash=token_hash,
        person_id=person_id,
        label=label,
        created_at=now,
        expires_at=expires_at,
    )
    uow.session.add(row)
    uow.session.flush()
    return value_of(ApiToken, row)


def find_api_token(uow: UnitOfWork, token_hash: str, now: datetime) -> ApiToken | None:
    """The token if it is alive: not revoked, not expired, its person active; else None."""
    row = uow.run(_ALIVE_TOKEN, token_hash=token_hash, now=now).first()
    return None if row is None else ApiToken(**row._mapping)


def list_api_tokens(uow: UnitOfWork, person_id: int) -> tuple[ApiToken, ...]:
    """A person's tokens, newest first, revoked ones too."""
    query = select(ApiTokenRow).where(ApiTokenRow.person_id == person_id)
    rows = uow.session.scalars(query.order_by(ApiTokenRow.id.desc()))
    return tuple(value_of(ApiToken, row) for row in rows)


def touch_api_token(uow: UnitOfWork, token_id: int, now: datetime) -> None:
    """Note that the token was used now."""
    uow.session.execute(
        update(ApiTokenRow).where(ApiTokenRow.id == token_id).values(last_used_at=now)
    )


def revoke_api_token(uow: UnitOfWork, token_id: int, person_id: int, now: datetime) -> ApiToken:
    """The person's token, dead now. Raises NotStored when it is not the person's."""
    row = uow.session.get(ApiTokenRow, token_id) if in_range(token_id) else None
    if row is None or row.person_id != person_id:
        raise NotStored("api_token", str(token_id))
    row.revoked_at = row.revoked_at or now
    uow.session.flush()
    return value_of(ApiToken, row)


def end_api_tokens_of(uow: UnitOfWork, person_id: int, now: datetime) -> None:
    """End every token of the person, for good."""
    uow.session.execute(
        update(ApiTokenRow)
        .where(ApiTokenRow.person_id == person_id, ApiTokenRow.revoked_at.is_(None))
        .values(revoked_at=now)
    )


def lock_attempts(uow: UnitOfWork, subjects: Iterable[str]) -> None:
    """Let nobody else count or note tries of these before this unit of work ends.

    SQLite lets one write at a time; PostgreSQL is told by names, always in the order given.
    """
    if uow.dialect == "postgresql":
        for place, subject in enumerate(subjects):
            lock = text("SELECT pg_advisory_xact_lock(:place, hashtext(:subject))")
            uow.session.execute(lock, {"place": place, "subject": storable(subject)[:200]})


def note_attempt(uow: UnitOfWork, subject: str, now: datetime) -> int:
    """The id of the try to sign in as, or from, `subject`, which counts as failed from now on."""
    noted: int = uow.run(_NOTE_TRY, subject=storable(subject)[:200], at=now).scalar_one()
    return noted


def forgive_attempt(uow: UnitOfWork, attempt_id: int) -> None:
    """Forget that one try, which did not fail after all."""
    uow.run(_FORGIVE, attempt_id=attempt_id)


def count_attempts(uow: UnitOfWork, subject: str, since: datetime) -> int:
    """How many tries failed since then."""
    counted: int = uow.run(_TRIES, subject=storable(subject)[:200], since=since).scalar_one()
    return counted


def forget_attempts(
    uow: UnitOfWork, *, subject: str | None = None, before: datetime | None = None
) -> int:
    """How many failed tries were deleted: of a subject, or older than a moment, or both."""
    query = delete(SignInAttemptRow)
    if subject is not None:
        query = query.where(SignInAttemptRow.subject == storable(subject)[:200])
    if before is not None:
        query = query.where(SignInAttemptRow.at < before)
    return _deleted(uow, query)


def _revoke_sessions(uow: UnitOfWork, which: ColumnElement[bool], now: datetime) -> None:
    uow.session.execute(
        update(SessionRow).where(which, SessionRow.revoked_at.is_(None)).values(revoked_at=now)
    )


def _deleted(uow: UnitOfWork, statement: Delete) -> int:
    return uow.session.connection().execute(statement).rowcount
