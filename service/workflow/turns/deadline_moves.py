"""Moves that a deadline opens while it is somebody else's turn: who may make them now (5.6).

On the deadline without a report the director or a delegate may begin the verification; the turn
stays with who works on it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from service.formkit.form import Form
from service.formkit.moves import Move
from service.store.database import UnitOfWork
from service.store.people.roster import Roster
from service.store.records import records
from service.store.turns.due_records import DueRecord, due_records
from service.store.turns.turns import WorkLine
from service.workflow.account.sign_in import actor_of
from service.workflow.actor import Actor
from service.workflow.office import Office
from service.workflow.turns.allowed_moves import MovePolicy
from service.workflow.turns.grants import powers_of

MOST_OPEN = 50
LOOKED_AT = 200
"""Turns due at the stage, the earliest, among which what is open to somebody is looked for."""


@dataclass(frozen=True)
class DeadlineMove:
    """A move that may be made of a record because its deadline has come."""

    form: Form
    move: Move
    line: WorkLine


def openings_for(
    office: Office, uow: UnitOfWork, actor: Actor, today: date
) -> tuple[DeadlineMove, ...]:
    """Return what the person may do today by a role, their own or one lent; at most a page."""
    settings, powers = office.letterhead(uow), powers_of(uow, actor, today)
    found: list[DeadlineMove] = []
    for form, move in _opened(office):
        roles = move.party.chosen(settings)
        mine = [each.only_in for each in powers if not roles.isdisjoint(each.roles)]
        if not mine:
            continue
        lent = None if None in mine else [each for each in mine if each]
        due = due_records(
            uow,
            form.code,
            move.from_stage,
            today,
            is_sample=actor.is_sample,
            only=lent,
            limit=LOOKED_AT,
        )
        found += islice(
            (
                DeadlineMove(form, move, each.line)
                for each in due
                if _is_open(move, each.answers, today)
                and _may(office, uow, actor, move, each, today)
            ),
            MOST_OPEN - len(found),
        )
    return tuple(found)


def people_with_openings(
    office: Office, uow: UnitOfWork, roster: Roster, today: date
) -> Iterator[tuple[str, frozenset[int]]]:
    """Return every record of which a deadline opened a move, and the persons who may make it."""
    settings = office.letterhead(uow)
    for form, move in _opened(office):
        roles = move.party.chosen(settings)
        for each in due_records(uow, form.code, move.from_stage, today):
            if _is_open(move, each.answers, today):
                record_id, sample = each.line.record_id, each.is_sample
                held = (roster.in_role(role, record_id, is_sample=sample) for role in roles)
                found = frozenset[int]().union(*held)
                yield (
                    record_id,
                    frozenset(
                        person.id
                        for person in roster.people
                        if person.id in found
                        and _may(office, uow, actor_of(person), move, each, today)
                    ),
                )


def _opened(office: Office) -> Iterator[tuple[Form, Move]]:
    for form in office.catalogue:
        for move in form.moves:
            if move.on_deadline:
                yield form, move


def _is_open(move: Move, answers: Mapping[str, Any], today: date) -> bool:
    return all(each.holds(answers, today.isoformat()) for each in move.conditions)


def _may(
    office: Office, uow: UnitOfWork, actor: Actor, move: Move, due: DueRecord, today: date
) -> bool:
    """Return whether the move is not only open but this person's to make, as it will be judged."""
    if not _barred(uow, move, due):
        return True
    record = records.get_record(uow, due.line.record_id)
    policy = MovePolicy.of(office, uow, actor, record, today)
    return any(each.move == move for each in policy.open_moves())


def _barred(uow: UnitOfWork, move: Move, due: DueRecord) -> frozenset[int]:
    """Return the persons whom what they did forbids the move although their office allows it."""
    parts = {part for bar in move.bars for part in bar.parts}
    held = records.list_parts(uow, due.line.record_id) if parts else ()
    return frozenset(each.holder_id for each in held if each.part in parts)
