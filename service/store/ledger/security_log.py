"""The security log: one chain of lines for the whole office, appended, never changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import Select, String, bindparam, func, insert, literal, select, text, tuple_

from service.store.actors import whoever
from service.store.base import JsonObject, in_range, stored_moment, value_of
from service.store.database import AT_THE_END, UnitOfWork
from service.store.ledger.events import NOTHING_BEFORE, end_of_chain, lengthen_chain, link_hash
from service.store.tables.ledger.security_log import SecurityLogRow, SecuritySeenRow
from service.store.tables.people.persons import PersonRow
from service.store.tables.people.role_tenures import RoleTenureRow

SECURITY_CHAIN = "security_log"
"""What the chain of all lines is called among the chains, where records have their ids."""
_LOCKED = "end of the security log"


@dataclass(frozen=True)
class SecurityNote:
    """What is to be written into the security log (nhật ký bảo mật).

    `actor_id` is None for the command on the server and for whoever is not signed in; whose line
    it is then, sample people's or real people's, is said by `of_sample`.
    """

    at: datetime
    kind: str
    actor_id: int | None
    address: str
    payload: JsonObject
    of_sample: bool | None = None


@dataclass(frozen=True)
class SecurityLine:
    """A line as it is kept: the name is that of the day, the hash leads on from the line before."""

    sequence: int
    at: datetime
    kind: str
    actor_id: int | None
    actor_name: str
    address: str
    is_sample: bool
    payload: JsonObject
    previous_hash: str
    hash: str


@dataclass(frozen=True)
class LogQuery:
    """Which lines are asked for: sample people's or real ones, newest first, `limit` of them.

    `before` is the sequence of a line: only what was written down before it. `after` leaves out
    the line of that sequence and all before it.
    """

    is_sample: bool
    kinds: tuple[str, ...] = ()
    actor_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    after: int | None = None
    limit: int = 50
    oldest_first: bool = False


_ADD = insert(SecurityLogRow)
_SEEN_UP_TO = select(SecuritySeenRow.sequence).where(
    SecuritySeenRow.person_id == bindparam("person_id")
)
_FIRST_HELD = (
    select(func.min(RoleTenureRow.given_at))
    .where(
        RoleTenureRow.person_id == bindparam("person_id"),
        RoleTenureRow.role.in_(bindparam("roles", expanding=True)),
    )
    .scalar_subquery()
)
_NEWS = (
    select(SecurityLogRow.__table__)
    .where(
        SecurityLogRow.is_sample == bindparam("is_sample"),
        SecurityLogRow.kind.in_(bindparam("kinds", expanding=True)),
        SecurityLogRow.at > func.coalesce(_FIRST_HELD, literal("", String)),
        SecurityLogRow.sequence > func.coalesce(_SEEN_UP_TO.scalar_subquery(), 0),
    )
    .order_by(SecurityLogRow.at, SecurityLogRow.sequence)
    .limit(bindparam("most"))
)
_BEGIN = text("INSERT INTO chain (name, length, head) VALUES (:n, 0, :h) ON CONFLICT DO NOTHING")


def note_security(uow: UnitOfWork, note: SecurityNote) -> None:
    """Write the line as the newest of the log when this unit of work ends.

    Written last: all lines hang on one chain, and whoever locks it holds up everybody else.
    """
    person = whoever(uow, note.actor_id)
    of_sample = person.is_sample if person is not None else False
    name = person.full_name if person is not None else ""
    is_sample = of_sample if note.of_sample is None else note.of_sample
    pending = uow.info.setdefault(AT_THE_END, [])
    pending.append(lambda ending: _append(ending, note, name, is_sample))


def list_security_notes(uow: UnitOfWork, *, limit: int = 200) -> tuple[SecurityNote, ...]:
    """The newest lines of all, newest first, as they were noted."""
    query = select(SecurityLogRow).order_by(SecurityLogRow.sequence.desc()).limit(limit)
    return tuple(
        SecurityNote(row.at, row.kind, row.actor_id, row.address, cast("JsonObject", row.payload))
        for row in uow.session.scalars(query)
    )


def read_log(uow: UnitOfWork, asked: LogQuery) -> tuple[SecurityLine, ...]:
    """The lines asked for: an index answers, however long the log has grown."""
    at, sequence = SecurityLogRow.at, SecurityLogRow.sequence
    order = (at, sequence) if asked.oldest_first else (at.desc(), sequence.desc())
    query = _asked(uow, asked).order_by(*order)
    return tuple(
        value_of(SecurityLine, row) for row in uow.session.scalars(query.limit(asked.limit))
    )


def actors_of_log(uow: UnitOfWork, *, is_sample: bool) -> tuple[tuple[int, str], ...]:
    """The people of the register, by name, of whom the log may have lines."""
    query = select(PersonRow.id, PersonRow.full_name).where(PersonRow.is_sample == is_sample)
    rows = uow.session.execute(query.order_by(PersonRow.sort_key, PersonRow.id))
    return tuple((person_id, name) for person_id, name in rows)


def seen_up_to(uow: UnitOfWork, person_id: int) -> int:
    """Up to which line the person has looked at changed rights; 0 for who never did."""
    found: int | None = uow.run(_SEEN_UP_TO, person_id=person_id).scalar()
    return found or 0


def news_of(
    uow: UnitOfWork, person_id: int, roles: Iterable[str], asked: LogQuery
) -> tuple[SecurityLine, ...]:
    """The lines of these kinds that are news to the person, oldest first, `asked.limit` of them.

    That is what was written down after they were first given any of the roles, not at that very
    moment, and beyond the line up to which they have looked.
    """
    given: dict[str, object] = {"person_id": person_id, "roles": [*roles], "most": asked.limit}
    rows = uow.run(_NEWS, **given, is_sample=asked.is_sample, kinds=[*asked.kinds])
    return tuple(value_of(SecurityLine, row) for row in rows)


def mark_seen(uow: UnitOfWork, person_id: int, sequence: int) -> None:
    """Note that the person has looked at every line up to this one, or further already."""
    newest = uow.session.scalar(select(func.max(SecurityLogRow.sequence))) or 0
    seen = max(seen_up_to(uow, person_id), min(sequence, newest))
    uow.session.merge(SecuritySeenRow(person_id=person_id, sequence=seen))
    uow.session.flush()


def end_of_log(uow: UnitOfWork) -> tuple[int, str]:
    """How many lines there are and the hash of the last one; nobody adds one meanwhile."""
    return end_of_chain(uow, SECURITY_CHAIN) or (0, NOTHING_BEFORE)


def line_hash(line: SecurityLine) -> str:
    """The SHA-256 of all that a line says and of the hash before it."""
    return link_hash(
        sequence=line.sequence,
        kind=line.kind,
        actor_id=line.actor_id,
        actor_name=line.actor_name,
        at=stored_moment(line.at),
        address=line.address,
        is_sample=line.is_sample,
        payload=line.payload,
        previous_hash=line.previous_hash,
    )


def _append(uow: UnitOfWork, note: SecurityNote, name: str, is_sample: bool) -> None:
    length, head = _end_locked(uow)
    line = SecurityLine(
        sequence=length + 1,
        at=note.at,
        kind=note.kind,
        actor_id=note.actor_id,
        actor_name=name,
        address=note.address[:100],
        is_sample=is_sample,
        payload=note.payload,
        previous_hash=head,
        hash="",
    )
    link = line_hash(line)
    uow.run(_ADD, **{**vars(line), "hash": link})
    lengthen_chain(uow, SECURITY_CHAIN, length + 1, link)
    uow.info[_LOCKED] = (length + 1, link)


def _end_locked(uow: UnitOfWork) -> tuple[int, str]:
    """How many lines there are and the last one's hash, locked until this unit of work is over.

    Asked for once in it: nobody else adds a line meanwhile.
    """
    kept: tuple[int, str] | None = uow.info.get(_LOCKED)
    if kept is not None:
        return kept
    found = end_of_chain(uow, SECURITY_CHAIN)
    if found is None:
        # Of two that begin the log at once the second takes what the first has made.
        begun = {"n": SECURITY_CHAIN, "h": NOTHING_BEFORE}
        uow.run(_BEGIN, **begun)
        found = end_of_chain(uow, SECURITY_CHAIN) or (0, NOTHING_BEFORE)
    return found


def _asked(uow: UnitOfWork, asked: LogQuery) -> Select[SecurityLogRow]:
    row = SecurityLogRow
    query = select(row).where(row.is_sample == asked.is_sample)
    if asked.kinds:
        query = query.where(row.kind.in_(asked.kinds))
    if asked.actor_id is not None:
        known = asked.actor_id if in_range(asked.actor_id) else -1
        query = query.where(row.actor_id == known)
    if asked.since is not None:
        query = query.where(row.at >= asked.since)
    if asked.until is not None:
        query = query.where(row.at < asked.until)
    if asked.after is not None:
        query = query.where(row.sequence > asked.after)
    if asked.before is not None:
        known = asked.before if in_range(asked.before) else 0
        at = uow.session.scalar(select(row.at).where(row.sequence == known))
        place = tuple_(row.at, row.sequence)
        query = query.where(place < (at, known)) if at else query.where(row.sequence < known)
    return query
