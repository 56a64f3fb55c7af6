"""Parts a move gives to the persons its fields name: to exactly who was chosen there."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from service.formkit.field_errors import FieldErrors
from service.formkit.form import Form
from service.formkit.moves import Move
from service.store.database import UnitOfWork
from service.store.ledger.events import timeline
from service.store.people.holder_names import closed_accounts
from service.store.records import records
from service.store.turns.turns import is_person, turns_of
from service.workflow.event_kinds import EVIDENCE_ADDED
from service.workflow.moves.transition import Transition
from service.workflow.records.participants import people_in

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
            take_from_others(uow, form, record.id, part, holders, now)
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


def require_nothing_for_oneself(transition: Transition, named: Mapping[str, int]) -> None:
    """Return when the move gives nobody a part that would bar them from having made this move.

    Raises FieldErrors beside the name of who makes it, or of who they act for.
    """
    given = transition.acting.delegation
    persons = {transition.actor.person_id, given.giver_id if given else transition.actor.person_id}
    for part, field in transition.move.gives.items():
        bar = next((each for each in transition.move.bars if part in each.parts), None)
        theirs = {who for path, who in named.items() if path.partition(".")[0] == field}
        if bar is not None and not persons.isdisjoint(theirs):
            raise FieldErrors({field: (bar.sentence,)})


def take_from_others(
    uow: UnitOfWork, form: Form, record_id: str, part: str, keep: Collection[int], now: datetime
) -> None:
    """Take the part from its holders; who has worked by it already stays known for that.

    Without this, whoever hands work on could approve, verify or close what they did themselves.
    """
    deeds = {move.key for move in form.moves if part in move.parts}
    events = timeline(uow, record_id)
    for held in records.list_parts(uow, record_id):
        if held.part == part and held.holder_id not in keep:
            records.take_part(uow, record_id, held.holder_id, part)
            # Evidence brought while one had the part is work done by it, too.
            if any(
                each.actor_id == held.holder_id
                and (each.kind in deeds or (each.kind == EVIDENCE_ADDED and each.at >= held.since))
                for each in events
            ):
                former = records.Part(held.holder_id, FORMER + part, now)
                records.give_parts(uow, record_id, [former])
