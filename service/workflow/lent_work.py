"""Single slips that others delegated: those that wait for who delegated them (giao riêng)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from service.formkit.moves import Role
from service.store import people, records, turns, units
from service.store.database import UnitOfWork
from service.store.delegations import delegations_to
from service.store.turns import TurnKept, WorkLine
from service.workflow.actor import Actor


def lent_work(
    uow: UnitOfWork,
    actor: Actor,
    today: date,
    known: Iterable[str] = (),
    holders: Iterable[str] = (),
) -> tuple[WorkLine, ...]:
    """Return the single records lent to the person that day and waiting for who lent them.

    Left out are those `known` already and those that wait for one of the `holders`.
    """
    found, seen, mine = [], set(known), set(holders)
    for each in delegations_to(uow, actor.person_id, today):
        if each.record_id is None or each.record_id in seen:
            continue
        names = _names_of(uow, each.giver_id, is_sample=actor.is_sample)
        kept = turns.turns_of(uow, each.record_id)
        if any(turn.holder in mine for turn in kept):
            continue
        for turn in kept:
            if turn.holder in names:
                seen.add(each.record_id)
                found.append(_line(uow, each.record_id, turn))
                break
    return tuple(found)


def _names_of(uow: UnitOfWork, person_id: int, *, is_sample: bool) -> frozenset[str]:
    person = people.get_person(uow, person_id)
    names = {turns.person_holder(person.id)}
    names |= {turns.role_holder(role, is_sample=is_sample) for role in person.roles}
    if person.unit_id is not None and Role.UNIT_HEAD in person.roles:
        names.add(turns.head_holder(person.unit_id))
    return frozenset(names)


def _line(uow: UnitOfWork, record_id: str, turn: TurnKept) -> WorkLine:
    record = records.get_record(uow, record_id)
    unit_id = record.requesting_unit_id
    return WorkLine(
        record_id=record.id,
        form_code=record.form_code,
        number=record.number,
        summary=record.summary,
        stage=turn.stage,
        unit=units.get_unit(uow, unit_id).name if unit_id else "",
        holder=turn.holder,
        since=turn.since,
        due_on=turn.due_on,
        version=record.version,
    )
