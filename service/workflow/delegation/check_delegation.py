"""What is typed to give a delegation, judged: every fault at once, each beside its field."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from service.formkit import vietnamese
from service.formkit.labels import FieldErrors, Label
from service.formkit.schema_fields import FULL_DATE, TOO_LONG
from service.store.database import UnitOfWork
from service.store.people.persons import Person
from service.workflow.choosable_people import NotClear, Register, register_of
from service.workflow.delegation import rules as rules

Sound = TypeVar("Sound")


@dataclass(frozen=True)
class DelegationInput:
    """What is typed: a person's id or name, days as such or as `05/03/2026`."""

    receiver: int | str
    authority: str
    from_day: date | str
    to_day: date | str
    scope: str


@dataclass(frozen=True)
class CheckedDelegation:
    """The same once it is sound."""

    receiver: Person
    authority: str
    first: date
    last: date
    scope: str


def check_delegation(
    uow: UnitOfWork, giver: Person, typed: DelegationInput, today: date
) -> CheckedDelegation:
    """Return what was typed as it may stand; raises FieldErrors with every fault."""
    faults: dict[str, tuple[Label, ...]] = {}

    def tried(field: str, read: Callable[[], Sound]) -> Sound | None:
        try:
            return read()
        except _Fault as fault:
            faults[field] = (fault.label,)
            return None

    receiver = tried("receiver", lambda: _receiver(uow, giver, typed.receiver))
    authority = tried("authority", lambda: _authority(typed.authority))
    first = tried("from_day", lambda: _first_day(typed.from_day, today))
    last = tried("to_day", lambda: _last_day(typed.to_day, first))
    scope = tried("scope", lambda: _scope(typed.scope))
    if faults or not (receiver and authority and first and last and scope):
        raise FieldErrors(faults)
    return CheckedDelegation(receiver, authority, first, last, scope)


class _Fault(Exception):
    """One value that may not stand."""

    def __init__(self, label: Label) -> None:
        super().__init__(label.vi)
        self.label = label


def _receiver(uow: UnitOfWork, giver: Person, typed: int | str) -> Person:
    """Return the person meant, real or sample as the giver is."""
    register = register_of(uow, is_sample=giver.is_sample)
    found = register.person(typed) if isinstance(typed, int) else _by_name(register, typed)
    if found is None:
        raise _Fault(rules.NO_RECEIVER)
    for label in rules.receiver_faults(found, giver.id):
        raise _Fault(label)
    return found


def _by_name(register: Register, typed: str) -> Person | None:
    """Return whom `Bùi Hải Yến (yen)`, `yen` or `Bùi Hải Yến` means; of two it asks which."""
    if vietnamese.find_forbidden(typed):
        return None
    try:
        return register.received(typed)
    except NotClear as unclear:
        raise _Fault(unclear.label) from unclear


def _authority(typed: str) -> str:
    if typed not in rules.AUTHORITIES:
        raise _Fault(rules.NO_AUTHORITY)
    return typed


def _first_day(typed: date | str, today: date) -> date:
    first = _day(typed)
    for label in rules.first_day_faults(first, today):
        raise _Fault(label)
    return first


def _last_day(typed: date | str, first: date | None) -> date:
    last = _day(typed)
    for label in rules.last_day_faults(first, last) if first else ():
        raise _Fault(label)
    return last


def _day(typed: date | str) -> date:
    if isinstance(typed, date):
        return typed
    if not typed.strip():
        raise _Fault(rules.NO_DAY)
    try:
        iso = vietnamese.parse_date(typed.strip())
    except vietnamese.DateProblem as problem:
        raise _Fault(Label(problem.vi, problem.en)) from problem
    if len(iso) == 4:
        raise _Fault(FULL_DATE)
    return date.fromisoformat(iso)


def _scope(typed: str) -> str:
    forbidden = vietnamese.find_forbidden(typed)
    if forbidden:
        raise _Fault(Label(forbidden.vi, forbidden.en))
    words = vietnamese.normalise(typed).strip()
    if not words or vietnamese.only_invisible(words):
        raise _Fault(rules.NO_SCOPE)
    if len(words) > rules.LONGEST_SCOPE:
        raise _Fault(TOO_LONG.with_(most=rules.LONGEST_SCOPE, have=len(words)))
    return words
