"""Who sees to turns behind which nobody stands: of closed accounts, empty roles and units."""

from __future__ import annotations

from service.formkit.moves import Role
from service.store.database import UnitOfWork
from service.store.people.holder_names import heads_of_units, people_in_roles
from service.store.records.records import Record
from service.workflow.turns.holders import Gap

MINDERS = (Role.ISO_SECRETARY, Role.ISO_BOARD, Role.DIRECTOR)
"""Who sees to what waits for nobody: the first of these that somebody holds."""


def minding_role(uow: UnitOfWork, *, is_sample: bool, but: int | None = None) -> Role | None:
    """Return the role whose holders see to what waits for nobody; None where nobody holds any.

    `but` names a person who is about to leave.
    """
    return next(
        (
            role
            for role in MINDERS
            if any(
                person_id != but
                for person_id, _ in people_in_roles(uow, [role], is_sample=is_sample).get(role, ())
            )
        ),
        None,
    )


def minders_of(
    uow: UnitOfWork, record: Record, gap: Gap, *, but: int | None = None
) -> tuple[str, ...]:
    """Return who sees to a record that waits for nobody, by name; none where there is nobody.

    Of what a person left those are the heads of the record's units, then who minds the office's
    records. `but` names who is about to leave.
    """
    units = heads_minding(record, gap)
    heads = heads_of_units(uow, units, Role.UNIT_HEAD)
    role = minding_role(uow, is_sample=record.is_sample, but=but)
    held = people_in_roles(uow, [role], is_sample=record.is_sample) if role else {}
    found = [
        *(person for unit_id in units if unit_id in heads for person in heads[unit_id].people),
        *(held.get(role, ()) if role else ()),
    ]
    return tuple(dict.fromkeys(name for person_id, name in found if person_id != but))


def heads_minding(record: Record, gap: Gap) -> tuple[int, ...]:
    """Return the units whose heads see to what a closed account left in the record."""
    if not gap.is_person:
        return ()
    units = (record.executing_unit_id, record.concerned_unit_id, record.requesting_unit_id)
    return tuple(dict.fromkeys(each for each in units if each is not None))
