"""Who a record waits for: posts and names, what they are to do, since when, until when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS, Role, Turn
from service.formkit.working_days import WorkingCalendar
from service.store.database import UnitOfWork
from service.store.people.holder_names import heads_of_units, names_of_people, people_in_roles
from service.store.records import records
from service.store.times import office_day
from service.store.turns.turns import TurnKept, is_head, is_person, turns_by_record
from service.workflow.actor import Actor
from service.workflow.office_settings.working_calendar import calendar_of
from service.workflow.turns.allowed_moves import MovePolicy
from service.workflow.turns.last_resort import lent_past_bar
from service.workflow.turns.turn_rules import turn_of
from service.workflow.turns.vacant_turns import Gap, gaps_among, minders_of
from service.workflow.turns.waited_for import CLOSED, post_by_part
from service.workflow.turns.who_is_next import Whereabouts, barred_from


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


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """Somebody who must act (người đang được chờ): post, who holds it, what to do, the term.

    `gap` says why nobody acts, or that the unit is closed; `minders` then see to it, by name.
    """

    post: Label
    names: tuple[str, ...]
    work: Label
    term: Term
    is_mine: bool
    gap: Gap | None = None
    minders: tuple[str, ...] = ()

    @property
    def is_vacant(self) -> bool:
        """True when it waits for nobody."""
        return self.gap is not None and self.gap.is_left

    @property
    def why_vacant(self) -> Label | None:
        """Why nobody acts; None where somebody does."""
        return self.gap.why if self.gap and self.gap.is_left else None

    @property
    def told(self) -> tuple[Label, ...]:
        """Whom it waits for, in words: the names, of a closed account with that; else the post."""
        if self.gap and self.gap.is_person:
            return tuple(CLOSED.with_(name=name) for name in self.names)
        return tuple(Label(name, name) for name in self.names) or (self.post,)


def waiting_for(
    uow: UnitOfWork, moment: MovePolicy, actor: Actor, today: date
) -> tuple[Waiting, ...]:
    """Return whose turn the record is, the earliest due first; nobody's once it has ended.

    Named are those whom nothing they did bars from it, where there are any.
    """
    form, record, settings = moment.form, moment.record, moment.settings
    kept = turns_by_record(uow, [record.id]).get(record.id, ())
    if not kept:
        return ()
    calendar, at = calendar_of(uow), Whereabouts.of(uow, form, record)
    gaps = gaps_among(uow, [each.holder for each in kept])
    found = []
    for each in kept:
        turn = turn_of(form, each.stage, each.holder, settings)
        barred = barred_from(at, turn, settings) if turn else frozenset()
        post, names = _who(uow, record, each.holder, turn, barred, today)
        gap = gaps.get(each.holder)
        found.append(
            Waiting(
                post=post,
                names=names,
                work=work_of_turn(form, each.stage, turn),
                term=term_of(calendar, each, today),
                is_mine=moment.has_turn(each.holder, actor.person_id),
                gap=gap,
                minders=minders_of(uow, record, gap) if gap else (),
            )
        )
    return tuple(found)


def term_of(calendar: WorkingCalendar, turn: TurnKept, today: date) -> Term:
    """Return since when and until when it is somebody's turn, counted in working days."""
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


def work_of_turn(form: Form, stage: str, turn: Turn | None) -> Label:
    """Return what is to be done, in words that the record's name follows."""
    return turn.work if turn and turn.work else form.stage(stage).label


def _who(
    uow: UnitOfWork,
    record: records.Record,
    holder: str,
    turn: Turn | None,
    barred: frozenset[int],
    today: date,
) -> tuple[Label, tuple[str, ...]]:
    """Return the post of a holder and the names of who holds it now and may act."""
    if is_person(holder):
        person_id = int(holder[1:])
        full_name = names_of_people(uow, [person_id])[person_id]
        held = {part.part for part in records.list_parts(uow, record.id) if _of(part, person_id)}
        return post_by_part(turn, held) or Label(full_name, full_name), (full_name,)
    if is_head(holder):
        unit_id, post = int(holder[1:]), ROLE_LABELS[Role.UNIT_HEAD]
        heads = heads_of_units(uow, [unit_id], Role.UNIT_HEAD)[unit_id]
        named = Label(f"{post.vi}, {heads.unit}", f"{post.en}, {heads.unit}")
        return named, _who_may(uow, record, heads.people, barred, today)
    role = Role(holder.removeprefix("sample:"))
    holders = people_in_roles(uow, [role], is_sample=record.is_sample).get(role, ())
    return ROLE_LABELS[role], _who_may(uow, record, holders, barred, today)


def _who_may(
    uow: UnitOfWork,
    record: records.Record,
    holders: Sequence[tuple[int, str]],
    barred: frozenset[int],
    today: date,
) -> tuple[str, ...]:
    """Return who of them is not barred; of a barred director the delegate for this one record."""
    free = [each for each in holders if each[0] not in barred]
    if free or len(holders) != 1:
        return tuple(name for _, name in free or holders)
    (alone, name), *_ = holders
    lent = lent_past_bar(uow, alone, record, today)
    return tuple(each.receiver_name for each in lent) or (name,)


def _of(part: records.Part, person_id: int) -> bool:
    return part.holder_id == person_id
