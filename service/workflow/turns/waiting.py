"""Whom records wait for: posts and names, what they are to do, since when, until when.

The page of one record and a list of many ask the same; many records are read together. How long is
counted in working days.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import LAST_RESORT, PART_LABELS, Role, Turn
from service.formkit.working_days import WorkingCalendar
from service.store.base import office_day
from service.store.database import UnitOfWork
from service.store.people.roster import Roster
from service.store.records import records
from service.store.turns.part_turns import prefetch_part_turns
from service.store.turns.turns import is_head, is_person, role_of, turns_by_record
from service.workflow.office import Office, calendar_of
from service.workflow.turns.allowed_moves import MovePolicy
from service.workflow.turns.holders import Gap, TurnHolder, holders_behind, minders_of
from service.workflow.turns.last_resort import lent_past_bar
from service.workflow.turns.turn_rules import PartedTurn, parted_at, turn_of


class Waited(Protocol):
    """Something that waits since a moment and until a day, as a turn or a line of an inbox."""

    @property
    def since(self) -> datetime:
        """Since when."""

    @property
    def due_on(self) -> date | None:
        """Until when; None without a deadline."""


@dataclass(frozen=True)
class Term:
    """How long something has waited and how long is left, in working days.

    `left` is negative once the deadline is past and None where there is none.
    """

    since: datetime
    due_on: date | None
    waited: int
    left: int | None

    @property
    def is_overdue(self) -> bool:
        """True once the deadline is past."""
        return self.left is not None and self.left < 0


def term_of(calendar: WorkingCalendar, turn: Waited, today: date) -> Term:
    """Return since when and until when it waits, counted in working days."""
    waited = calendar.working_days_between(office_day(turn.since), today)
    left = None
    if turn.due_on is not None:
        left = calendar.working_days_between(today, turn.due_on)
        if left == 0 and turn.due_on != today:
            # A deadline at the weekend is met on the working day after it.
            left = 0 if turn.due_on > today else -calendar.working_days_between(turn.due_on, today)
    return Term(turn.since, turn.due_on, max(waited, 0), left)


def overdue_before(calendar: WorkingCalendar, today: date) -> date:
    """Return the day before which a deadline lies that is past, as `Term.is_overdue` tells it."""
    return calendar.add_working(today + timedelta(days=1), -1)


CLOSED = Label("{name} (tài khoản đã ngừng)", "{name} (account closed)")
"""How a person is named whom a record waits for although their account is closed."""

People = tuple[tuple[int, str], ...]


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Somebody who must act (người đang được chờ): post, who holds it, what to do, the term.

    `gap` says why nobody acts, or that the unit is closed. `acting` are those of the people who may
    act; what was done `at` the turn bars others. On a record's own page `minders` see to a gap, by
    name, and `is_mine` is true of the reader's turn.
    """

    holder: str
    post: Label
    people: People
    work: Label
    term: Term
    gap: Gap | None
    acting: frozenset[int]
    at: PartedTurn | None = field(repr=False, compare=False)
    is_mine: bool = False
    minders: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those who hold it."""
        return tuple(name for _, name in self.people)

    @property
    def is_vacant(self) -> bool:
        """True when it waits for nobody."""
        return self.gap is not None and self.gap.is_left

    @property
    def why_vacant(self) -> Label | None:
        """Why nobody acts; None where somebody does."""
        return self.gap.why if self.gap and self.gap.is_left else None

    def called(self, record_id: str, roster: Roster) -> frozenset[int]:
        """Return everybody whose turn it is: who may act, and who stands in for them that day.

        What is one person's own work nobody does for them.
        """
        if is_person(self.holder):
            return self.acting
        role = Role.UNIT_HEAD if is_head(self.holder) else role_of(self.holder)
        deputies = roster.deputies(self.acting, role, record_id)
        bars = self.at.bars if self.at else lambda _: False
        free = (each for each in deputies if not bars((each.giver_id, each.receiver_id)))
        return self.acting | {each.receiver_id for each in free}

    @property
    def told(self) -> tuple[Label, ...]:
        """Whom it waits for, in words: the names, of a closed account with that; else the post."""
        if self.gap and self.gap.is_person:
            return tuple(CLOSED.with_(name=name) for name in self.names)
        return tuple(Label(name, name) for name in self.names) or (self.post,)

    @property
    def named(self) -> Label:
        """Whom it waits for on a line: the one name; the post where nobody or several hold it."""
        return self.told[0] if len(self.people) == 1 else self.post


def waiting_for(
    office: Office, uow: UnitOfWork, policy: MovePolicy, day: date
) -> tuple[Waiting, ...]:
    """Return whose turn the record is for its own page, as `waits_of` tells it of many."""
    record = policy.record
    prefetch_part_turns(uow, record)
    return tuple(
        replace(
            each,
            is_mine=policy.has_turn(each.holder),
            minders=minders_of(uow, record, each.gap) if each.gap else (),
        )
        for each in waits_of(office, uow, {record.id: policy.form}, day).get(record.id, ())
    )


def waits_of(
    office: Office, uow: UnitOfWork, forms: Mapping[str, Form], day: date
) -> dict[str, tuple[Waiting, ...]]:
    """Return whose turn each record is, given its form, the earliest due first; ended ones apart.

    Named are those whom nothing they did bars from it, where there are any; of a barred only
    director to whom the record is lent. A person stands there by the part they have in it.
    """
    # With what people did there: the turns come along.
    parted = parted_at(office, uow, forms)
    kept = turns_by_record(uow, forms)
    behind = holders_behind(uow, {turn.holder for turns in kept.values() for turn in turns})
    calendar, settings = calendar_of(uow), office.letterhead(uow)
    found: dict[str, tuple[Waiting, ...]] = {}
    for record_id, turns in kept.items():
        form, waits = forms[record_id], []
        for each in turns:
            known, at = behind[each.holder], parted.get((record_id, each.holder))
            turn = at.turn if at else turn_of(form, each.stage, each.holder, settings)
            people, acting = _who_may(uow, record_id, each.holder, known, at, day)
            waits.append(
                Waiting(
                    holder=each.holder,
                    post=_post_by_part(each.holder, at) or known.post,
                    people=people,
                    work=work_of_turn(form, each.stage, turn),
                    term=term_of(calendar, each, day),
                    gap=known.gap,
                    acting=acting,
                    at=at,
                )
            )
        found[record_id] = tuple(waits)
    return found


def work_of_turn(form: Form, stage: str, turn: Turn | None) -> Label:
    """Return what is to be done, in words that the record's name follows."""
    return turn.work if turn and turn.work else form.stage(stage).label


def _post_by_part(holder: str, at: PartedTurn | None) -> Label | None:
    """Return as what a person has the turn: the first part that it names and that is theirs."""
    if at is None or not is_person(holder):
        return None
    theirs = at.parts.get(int(holder[1:]), ())
    return next((PART_LABELS[each] for each in at.turn.parts if each in theirs), None)


def _who_may(
    uow: UnitOfWork,
    record_id: str,
    holder: str,
    known: TurnHolder,
    at: PartedTurn | None,
    day: date,
) -> tuple[People, frozenset[int]]:
    """Return whom to name, and which of them may act: those who are not barred.

    Where all are, all are named and nobody acts; but the only director, who is to lend the record,
    and those to whom it was lent.
    """
    barred = at.barred if at else frozenset[int]()
    named = tuple(each for each in known.people if each[0] not in barred) or known.people
    acts = named[0][0] not in barred if named else False
    if named and not acts and len(named) == 1 and role_of(holder) == LAST_RESORT:
        lent = lent_past_bar(uow, named[0][0], records.get_record(uow, record_id), day)
        named = tuple((each.receiver_id, each.receiver_name) for each in lent) or named
        acts = True
    is_gone = known.gap is not None and known.gap.is_person
    return named, frozenset(each for each, _ in named) if acts and not is_gone else frozenset()
