"""Parts a move gives to the persons its fields name: to exactly who was chosen there."""

from __future__ import annotations

from datetime import datetime

from service.formkit.form import Form
from service.formkit.moves import Move
from service.store import records
from service.store.database import UnitOfWork
from service.store.events import timeline
from service.store.left_work import closed_accounts
from service.store.turns import is_person, turns_of
from service.workflow.named_people import people_in

ONE_HOLDER = frozenset({"assignee", "executor", "verifier"})
"""Parts that one person has at a time: given anew, the one before loses them."""
FORMER = "former_"
"""Before the name of a part: its holder worked by it, until somebody else was given it."""


def give_named_parts(
    uow: UnitOfWork, form: Form, move: Move, record: records.Record, now: datetime
) -> None:
    """Give the parts of a move to the persons that the record knows by its fields' names."""
    for part, field in move.gives.items():
        holders = list(dict.fromkeys(people_in(record, field)))
        if part in ONE_HOLDER:
            _take_from_others(uow, form, record.id, part, holders, now)
        given = [records.Part(holder, part, now) for holder in holders]
        records.give_parts(uow, record.id, given)


def take_over(
    uow: UnitOfWork, form: Form, move: Move, record_id: str, person_id: int, now: datetime
) -> tuple[str, ...]:
    """Return whose work the person takes over, the closed accounts whose turn it is, by name.

    They get the part by which it is done: without it they would stand outside what they did, its
    bars would not hold for them, nor would the record come back to them. At an end nothing does.
    """
    if move.parts and not (move.to_stage and form.stage(move.to_stage).ended):
        records.give_parts(uow, record_id, [records.Part(person_id, move.parts[0], now)])
    holders = {turn.holder for turn in turns_of(uow, record_id) if is_person(turn.holder)}
    return tuple(p.full_name for p in closed_accounts(uow, {int(each[1:]) for each in holders}))


def _take_from_others(
    uow: UnitOfWork, form: Form, record_id: str, part: str, keep: list[int], now: datetime
) -> None:
    """Take the part from its holders; who has worked by it already stays known for that.

    Without this, whoever hands work on could approve, verify or close what they did themselves.
    """
    deeds = {move.key for move in form.moves if part in move.parts}
    worked = {event.actor_id for event in timeline(uow, record_id) if event.kind in deeds}
    for held in records.list_parts(uow, record_id):
        if held.part == part and held.holder_id not in keep:
            records.take_part(uow, record_id, held.holder_id, part)
            if held.holder_id in worked:
                former = records.Part(held.holder_id, FORMER + part, now)
                records.give_parts(uow, record_id, [former])
