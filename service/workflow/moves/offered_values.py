"""What a move's panel offers beforehand in empty fields: what the record already knows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from service.formkit.moves import Move, Role
from service.formkit.working_days import WorkingCalendar
from service.store.database import UnitOfWork
from service.store.people import persons, units

if TYPE_CHECKING:
    from service.workflow.moves.recipients import Scene


def offered(
    uow: UnitOfWork, move: Move, scene: Scene, calendar: WorkingCalendar, today: date
) -> dict[str, str]:
    """Return a suggestion for each field that the move offers one for; whoever acts may change it.

    `unit:concerned` is that unit's name, `head:concerned` its head, `days:5` the fifth working day
    from today.
    """
    found = {}
    for field, offer in move.offers.items():
        kind, _colon, about = offer.partition(":")
        if kind == "days":
            found[field] = calendar.add_working(today, int(about)).isoformat()
        elif (unit_id := scene.units.get(about)) is not None:
            found[field] = _of_unit(uow, kind, unit_id, scene)
    return {field: value for field, value in found.items() if value}


def _of_unit(uow: UnitOfWork, kind: str, unit_id: int, scene: Scene) -> str:
    if kind == "unit":
        return units.get_unit(uow, unit_id).name
    heads = persons.people_in_role(uow, Role.UNIT_HEAD, is_sample=scene.is_sample, unit_id=unit_id)
    return heads[0].full_name if heads else ""
