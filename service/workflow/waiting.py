"""Who a record waits for: posts and names, what they are to do, since when, until when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import PART_LABELS, ROLE_LABELS, Role, Turn
from service.formkit.working_days import WorkingCalendar
from service.store import people, records, units
from service.store.database import UnitOfWork
from service.store.times import office_day
from service.store.turns import TurnKept, is_head, turns_of
from service.workflow.actor import Actor
from service.workflow.days_off import calendar_of
from service.workflow.turns import holders_of


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

    `is_vacant` is true of the head of a unit that has none: then it waits for nobody.
    """

    post: Label
    names: tuple[str, ...]
    work: Label
    term: Term
    is_mine: bool
    is_vacant: bool


def waiting_for(
    uow: UnitOfWork,
    form: Form,
    record: records.Record,
    settings: Mapping[str, Any],
    actor: Actor,
    today: date,
) -> tuple[Waiting, ...]:
    """Return whose turn the record is; nobody's once it has ended."""
    kept = turns_of(uow, record.id)
    if not kept:
        return ()
    mine, calendar = frozenset(holders_of(uow, actor, today, record.id)), calendar_of(uow)
    found = []
    for each in kept:
        turn = turn_of(form, each.stage, each.holder, settings)
        post, names = _who(uow, record, each.holder, turn)
        found.append(
            Waiting(
                post=post,
                names=names,
                work=work_of_turn(form, each.stage, turn),
                term=term_of(calendar, each, today),
                is_mine=each.holder in mine,
                is_vacant=is_head(each.holder) and not names,
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


def turn_of(form: Form, stage: str, holder: str, settings: Mapping[str, Any]) -> Turn | None:
    """Return the turn of the stage under which the holder has it, or None for an unknown one."""
    role = holder.removeprefix("sample:")
    for turn in form.stage(stage).turns:
        by_part = turn.parts and _is_person(holder)
        by_unit = turn.heads_of and is_head(holder)
        if by_part or by_unit or role in turn.chosen(settings):
            return turn
    return None


def work_of_turn(form: Form, stage: str, turn: Turn | None) -> Label:
    """Return what is to be done, in words that the record's name follows."""
    return turn.work if turn and turn.work else form.stage(stage).label


def _who(
    uow: UnitOfWork, record: records.Record, holder: str, turn: Turn | None
) -> tuple[Label, tuple[str, ...]]:
    """Return the post of a holder and the names of who holds it now."""
    if _is_person(holder):
        person = people.get_person(uow, int(holder[1:]))
        held = {part.part for part in records.list_parts(uow, record.id) if _of(part, person.id)}
        part = next((each for each in (turn.parts if turn else ()) if each in held), "")
        return PART_LABELS.get(part, Label(person.title, person.title)), (person.full_name,)
    if is_head(holder):
        unit = units.get_unit(uow, int(holder[1:]))
        heads = people.people_in_role(
            uow, Role.UNIT_HEAD, is_sample=record.is_sample, unit_id=unit.id
        )
        post = ROLE_LABELS[Role.UNIT_HEAD]
        named = Label(f"{post.vi}, {unit.name}", f"{post.en}, {unit.name}")
        return named, tuple(head.full_name for head in heads)
    role = Role(holder.removeprefix("sample:"))
    holders = people.people_in_role(uow, role, is_sample=record.is_sample)
    return ROLE_LABELS[role], tuple(each.full_name for each in holders)


def _of(part: records.Part, person_id: int) -> bool:
    return part.holder_id == person_id


def _is_person(holder: str) -> bool:
    return holder[:1] == "p" and holder[1:].isdigit()
