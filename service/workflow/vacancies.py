"""Units without a head (đơn vị chưa có trưởng đơn vị): what waits there, and who sees to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.formkit.moves import Role
from service.store.database import UnitOfWork
from service.store.turns import WorkLine, head_holder, work_of
from service.store.units import units_waited_for
from service.workflow.actor import Actor
from service.workflow.standing import powers_of

MOST_VACANT = 50
MINDER = Role.ISO_SECRETARY
"""Whoever holds this sees what waits for nobody, and has a head named; no head's move is theirs."""


@dataclass(frozen=True)
class VacantLine:
    """A record that waits for the head of a unit that has none, and that unit's name."""

    line: WorkLine
    unit: str


def vacant_work(uow: UnitOfWork, actor: Actor, today: date) -> tuple[VacantLine, ...]:
    """Return what waits for heads that are not there, for who minds it; at most a page.

    Nobody else, and no one to whom a single slip was lent, has any of it.
    """
    powers = powers_of(uow, actor, today)
    if not any(MINDER in each.roles and each.only_in is None for each in powers):
        return ()
    vacant = {
        head_holder(unit.id): unit.name
        for unit in units_waited_for(uow, Role.UNIT_HEAD, is_sample=actor.is_sample)
    }
    found = work_of(uow, [*vacant], limit=MOST_VACANT)
    return tuple(VacantLine(line, vacant[line.holder]) for line in found)
