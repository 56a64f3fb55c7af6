"""What one snapshot answers once: a page asks for the same person and settings many times."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from service.store.database import UnitOfWork

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_KEPT = "answers of the snapshot"


def once_a_snapshot(
    read: Callable[Concatenate[UnitOfWork, _Asked], _Answer],
) -> Callable[Concatenate[UnitOfWork, _Asked], _Answer]:
    """Return `read`, which then asks the database once for the same thing in one snapshot.

    A unit of work that only reads sees one unchanging state, so the first answer stays right; one
    that writes asks each time. Arguments must be hashable, the answer never changed by who gets it.
    """

    @wraps(read)
    def asked(uow: UnitOfWork, /, *args: _Asked.args, **named: _Asked.kwargs) -> _Answer:
        if uow.writes:
            return read(uow, *args, **named)
        kept = uow.session.info.setdefault(_KEPT, {})
        key = (read, args, tuple(named.items()))
        if key not in kept:
            kept[key] = read(uow, *args, **named)
        answer: _Answer = kept[key]
        return answer

    return asked
