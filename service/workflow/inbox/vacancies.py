"""What waits for nobody, and who sees to it: of closed accounts, empty roles and closed units."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from service.formkit.moves import Role
from service.store.database import UnitOfWork
from service.store.turns.left_work import Part, holders_waited_for, left_work
from service.store.turns.turns import WorkLine, role_holder
from service.workflow.actor import Actor
from service.workflow.authority import (
    MINDERS,
    Gap,
    Grant,
    holders_behind,
    minding_role,
    powers_of,
    seen_among,
)
from service.workflow.office import Office

MOST_VACANT = 50
MOST_HOLDERS = 100


@dataclass(frozen=True)
class VacantLine:
    """A record that waits for nobody, and why."""

    line: WorkLine
    gap: Gap


def vacant_work(
    office: Office, uow: UnitOfWork, actor: Actor, today: date
) -> tuple[VacantLine, ...]:
    """Return what waits for nobody and is for this person to see to; at most a page.

    Who minds the office's records has all of it. What a closed account leaves is seen too by the
    heads of its unit and of the record's units, and by the roles that may take it from there. No
    one to whom a single slip was lent has any of it.
    """
    powers = [each for each in powers_of(uow, actor, today) if each.only_in is None]
    gaps = _gaps(uow, is_sample=actor.is_sample) if _may_mind(powers) else {}
    if not gaps:
        return ()
    minding = minding_role(uow, is_sample=actor.is_sample)
    if any(minding in each.roles for each in powers):
        found = left_work(uow, [*gaps], limit=MOST_VACANT)
    else:
        persons = {holder: gap for holder, gap in gaps.items() if gap.is_person}
        part = _part_of(office, uow, powers, persons)
        found = left_work(uow, [*persons], part=part, limit=MOST_VACANT)
        ids = {each.record_id for each in found}
        seen = seen_among(uow, actor, ids, today)
        found = tuple(each for each in found if each.record_id in seen)
    return tuple(VacantLine(line, gaps[line.holder]) for line in found)


def _may_mind(powers: Collection[Grant]) -> bool:
    minds = {Role.UNIT_HEAD, Role.ISO_SECRETARY, Role.ISO_BOARD, Role.DIRECTOR}
    return any(not minds.isdisjoint(each.roles) for each in powers)


def _gaps(uow: UnitOfWork, *, is_sample: bool) -> dict[str, Gap]:
    """Return every holder of a turn behind whom nobody stands, as things are now."""
    waited = holders_waited_for(
        uow, Role.UNIT_HEAD, [*Role], is_sample=is_sample, most=MOST_HOLDERS
    )
    if not waited:
        return {}
    # Who minds what is nobody's is asked along.
    minders = (role_holder(each, is_sample=is_sample) for each in MINDERS)
    behind = holders_behind(uow, [*dict.fromkeys((*waited, *minders))])
    return {each: gap for each in waited if (gap := behind[each].gap)}


def _part_of(
    office: Office, uow: UnitOfWork, powers: Collection[Grant], persons: dict[str, Gap]
) -> Part:
    """Return what of the closed accounts' work is for somebody with these powers to see to."""
    settings = office.letterhead(uow)
    heads = frozenset().union(*(each.heads for each in powers))
    roles = frozenset().union(*(each.roles for each in powers))
    stages = {
        (form.code, stage.key)
        for form in office.catalogue
        for stage in form.stages
        if any(turn.parts for turn in stage.turns)
        for move in form.moves
        if move.from_stage == stage.key
        and stage is not form.stages[0]
        and not move.on_deadline
        and not roles.isdisjoint(move.party.chosen(settings))
    }
    own = {holder for holder, gap in persons.items() if gap.unit_id in heads}
    return Part(own, heads, stages)
