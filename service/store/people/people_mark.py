"""What is the same as long as no person, role or unit changes: read once, then kept in memory.

A page offers people, a move finds who is named, and the register of a thousand is read for each.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import select

from service.store.database import UnitOfWork
from service.store.snapshot import once_a_snapshot
from service.store.tables.people.people_mark import PeopleMarkRow

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")


@dataclass(frozen=True)
class _Kept:
    """What was read while the mark stood there."""

    mark: int
    answers: dict[Hashable, Any] = field(default_factory=dict)


_KEPT = "what is known of people"
_MARK = select(PeopleMarkRow.mark).where(PeopleMarkRow.id == 1)


@once_a_snapshot
def people_mark(uow: UnitOfWork) -> int:
    """Return the mark: another number after any change of a person, a role held or a unit.

    The database moves it in the transaction of the change, so whoever sees the one sees the other.
    """
    mark: int = uow.run(_MARK).scalar_one()
    return mark


def while_people_stay(
    read: Callable[Concatenate[UnitOfWork, _Asked], _Answer],
) -> Callable[Concatenate[UnitOfWork, _Asked], _Answer]:
    """Return `read`, which then asks the database anew only once the mark has moved.

    Arguments must be hashable, the answer about people, roles and units alone and never changed by
    who gets it.
    """

    @wraps(read)
    def asked(uow: UnitOfWork, /, *args: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        mark, key = people_mark(uow), (read, args, tuple(named.items()))
        kept = _kept_at(uow, mark)
        if key in kept.answers:
            answer: _Answer = kept.answers[key]
            return answer
        found = read(uow, *args, **named)
        # On PostgreSQL whoever writes sees what others commit meanwhile.
        if people_mark(uow) == mark:
            kept.answers[key] = found
        return found

    return asked


def _kept_at(uow: UnitOfWork, mark: int) -> _Kept:
    """Return what is kept of that mark; a new one begins only once it is seen committed.

    What a transaction that writes has changed may yet be taken back, its mark with it.
    """
    kept: _Kept | None = uow.kept.get(_KEPT)
    if kept is not None and kept.mark == mark:
        return kept
    begun = _Kept(mark)
    if not uow.writes:
        uow.kept[_KEPT] = begun
    return begun
