"""What one snapshot answers once: a page asks for the same person and settings many times."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from service.store.database import UnitOfWork

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_Key = TypeVar("_Key", bound=Hashable)
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
        kept = uow.info.setdefault(_KEPT, {})
        key = (read, args, tuple(named.items()))
        if key not in kept:
            kept[key] = read(uow, *args, **named)
        answer: _Answer = kept[key]
        return answer

    return asked


def is_known_in_snapshot(uow: UnitOfWork, read: Callable[..., Any], *of: Any) -> bool:
    """Whether `read` would answer of these without asking the database."""
    key = (getattr(read, "__wrapped__", read), of, ())
    return not uow.writes and key in uow.info.get(_KEPT, {})


def known_in_snapshot(
    uow: UnitOfWork, read: Callable[..., _Answer], answer: _Answer, *of: Any
) -> None:
    """Keep what `read` answers `of` these, which was read beside something else."""
    if not uow.writes:
        uow.info.setdefault(_KEPT, {})[getattr(read, "__wrapped__", read), of, ()] = answer


def each_known_in_snapshot(
    uow: UnitOfWork,
    read: Callable[..., Mapping[_Key, _Answer]],
    keys: Collection[_Key],
    found: Mapping[_Key, _Answer],
    *args: Any,
    **named: Any,
) -> None:
    """Keep what `read`, asked once for each key, answers of these keys."""
    if not uow.writes:
        of = (getattr(read, "__wrapped__", read), args, tuple(named.items()))
        known = uow.info.setdefault(_KEPT, {}).setdefault(of, {})
        known.update({key: found.get(key) for key in keys if key not in known})


def unknown_in_snapshot(
    uow: UnitOfWork,
    read: Callable[..., Mapping[_Key, Any]],
    keys: Collection[_Key],
    *args: Any,
    **named: Any,
) -> list[_Key]:
    """Those of the keys that `read`, asked once for each key, would have to ask for."""
    of = (getattr(read, "__wrapped__", read), args, tuple(named.items()))
    known = {} if uow.writes else uow.info.get(_KEPT, {}).get(of, {})
    return [key for key in dict.fromkeys(keys) if key not in known]


def each_once_a_snapshot(
    read: Callable[Concatenate[UnitOfWork, Collection[_Key], _Asked], Mapping[_Key, _Answer]],
) -> Callable[Concatenate[UnitOfWork, Collection[_Key], _Asked], dict[_Key, _Answer]]:
    """Return `read` of many keys, which then asks the database once for each key in one snapshot.

    Lists of one page are about the same people, units and records. The answer holds what there is
    of the keys asked for, in their order; nothing is asked where every one is known.
    """

    @wraps(read)
    def asked(
        uow: UnitOfWork, keys: Collection[_Key], /, *args: _Asked.args, **named: _Asked.kwargs
    ) -> dict[_Key, _Answer]:
        known: dict[_Key, _Answer | None] = {}
        if not uow.writes:
            of = (read, args, tuple(named.items()))
            known = uow.info.setdefault(_KEPT, {}).setdefault(of, known)
        unknown = [key for key in dict.fromkeys(keys) if key not in known]
        if unknown:
            found = read(uow, unknown, *args, **named)
            known.update({key: found.get(key) for key in unknown})
        return {key: answer for key in keys if (answer := known[key]) is not None}

    return asked
