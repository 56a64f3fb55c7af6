"""What is kept of what was read: for a page's one transaction, or as long as people stay.

A page reads in one snapshot (`Database.snapshot`), which never changes, so an answer stays right: a
function that reads asks the database once for the same thing. And a row brings along whether its
person or record has links, drafts, evidence …: most records have none of them, and six such flags
cost less than asking once for what is not there. Where a page needs of several tables what it would
ask for one by one, a `prefetch_…` beside those functions reads it beforehand in one statement;
whoever does not call that gets the same answers, each by a statement.

A unit of work that writes keeps nothing and asks each time. Beyond the snapshot only that is kept
which stays the same as long as no person, role or unit changes: a page offers people, a move finds
who is named, and the register of a thousand would be read for each.
"""

from collections.abc import Callable, Collection, Hashable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Label, exists, select

from service.store.database import UnitOfWork
from service.store.tables.bundles import BundleRow
from service.store.tables.corrections.proposals import CorrectionProposalRow
from service.store.tables.people.persons import PersonRow
from service.store.tables.people.saved_views import SavedViewRow
from service.store.tables.records.content_categories import RecordCategoryRow
from service.store.tables.records.drafts import DraftRow
from service.store.tables.records.evidence import EvidenceRow
from service.store.tables.records.links import RecordLinkRow
from service.store.tables.records.records import RecordRow, RecordUnitRow
from service.store.tables.records.unsent_texts import UnsentTextRow
from service.store.tables.snapshot import PeopleMarkRow
from service.store.tables.turns.delegations import DelegationRow
from service.store.tables.turns.reminders import ReminderRow

_Asked = ParamSpec("_Asked")
_Answer = TypeVar("_Answer")
_Key = TypeVar("_Key", bound=Hashable)
_ANSWERS = "answers of the snapshot"


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
        kept = uow.info.setdefault(_ANSWERS, {})
        key = (read, args, tuple(named.items()))
        if key not in kept:
            kept[key] = read(uow, *args, **named)
        answer: _Answer = kept[key]
        return answer

    return asked


def is_known_in_snapshot(uow: UnitOfWork, read: Callable[..., Any], *of: Any) -> bool:
    """Whether `read` would answer of these without asking the database."""
    key = (getattr(read, "__wrapped__", read), of, ())
    return not uow.writes and key in uow.info.get(_ANSWERS, {})


def known_in_snapshot(
    uow: UnitOfWork, read: Callable[..., _Answer], answer: _Answer, *of: Any
) -> None:
    """Keep what `read` answers `of` these, which was read beside something else."""
    if not uow.writes:
        uow.info.setdefault(_ANSWERS, {})[getattr(read, "__wrapped__", read), of, ()] = answer


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
        known = uow.info.setdefault(_ANSWERS, {}).setdefault(of, {})
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
    known = {} if uow.writes else uow.info.get(_ANSWERS, {}).get(of, {})
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
            known = uow.info.setdefault(_ANSWERS, {}).setdefault(of, known)
        unknown = [key for key in dict.fromkeys(keys) if key not in known]
        if unknown:
            found = read(uow, unknown, *args, **named)
            known.update({key: found.get(key) for key in unknown})
        return {key: answer for key in keys if (answer := known[key]) is not None}

    return asked


_FLAGS = "flags of the snapshot"
_BEGIN = "has_"


def _columns(**flags: Any) -> tuple[Label[bool], ...]:
    return tuple(exists().where(which).label(_BEGIN + name) for name, which in flags.items())


FLAGS_OF_PERSON = _columns(
    delegations=(DelegationRow.receiver_id == PersonRow.id) & DelegationRow.revoked_at.is_(None),
    drafts=(DraftRow.owner_id == PersonRow.id) & DraftRow.removed_at.is_(None),
    removed_drafts=(DraftRow.owner_id == PersonRow.id) & DraftRow.removed_at.is_not(None),
    unsent=UnsentTextRow.person_id == PersonRow.id,
    bundles=BundleRow.asked_by == PersonRow.id,
    # Of the whole office: who may confirm one is asked of everybody who may.
    proposals=CorrectionProposalRow.outcome.is_(None),
    reminders=ReminderRow.person_id == PersonRow.id,
    views=SavedViewRow.person_id == PersonRow.id,
)
FLAGS_OF_RECORD = _columns(
    drafts=(DraftRow.record_id == RecordRow.id) & DraftRow.removed_at.is_(None),
    links=RecordLinkRow.record_id == RecordRow.id,
    proposal=CorrectionProposalRow.waits_on == RecordRow.id,
    evidence=EvidenceRow.record_id == RecordRow.id,
    category=RecordCategoryRow.record_id == RecordRow.id,
    unit_parts=RecordUnitRow.record_id == RecordRow.id,
)


def keep_flags(uow: UnitOfWork, of: int | str, values: Mapping[str, Any]) -> dict[str, Any]:
    """What a row tells beside its flags, which are kept for the snapshot under its id."""
    flags = {name: there for name, there in values.items() if name.startswith(_BEGIN)}
    if not uow.writes:
        uow.info.setdefault(_FLAGS, {})[of] = flags
    return {name: value for name, value in values.items() if name not in flags}


def has_none(uow: UnitOfWork, of: int | str, what: str) -> bool:
    """Whether that person, or that record, is known to have none of it; else it must be asked."""
    if uow.writes:
        return False
    flags: Mapping[str, bool] = uow.info.get(_FLAGS, {}).get(of, {})
    return flags.get(_BEGIN + what) is False


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
