"""What others have lent a person for today: the roles and units by which they see records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from service.formkit.moves import Role
from service.store import people
from service.store.database import UnitOfWork
from service.store.delegations import delegations_to
from service.workflow.actor import Actor


def with_lent(uow: UnitOfWork, actor: Actor, today: date) -> Actor:
    """Return the person with what is lent to them today by delegation of a role (QT.CTCL 5.6).

    Lent roles let them see and act in the giver's place; they can be lent no further, so nothing
    that asks for one's own roles counts them.
    """
    roles, units = set(), set()
    for each in delegations_to(uow, actor.person_id, today):
        if each.role is None:
            continue
        roles.add(Role(each.role))
        giver = people.get_person(uow, each.giver_id)
        if giver.unit_id is not None and each.role == Role.UNIT_HEAD:
            units.add(giver.unit_id)
    return replace(actor, lent_roles=frozenset(roles), lent_units=frozenset(units))
