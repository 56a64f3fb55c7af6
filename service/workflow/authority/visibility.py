"""Which records a person may see on a day: in their own right, and by what is delegated to them."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from service.store.database import UnitOfWork
from service.store.people import persons
from service.store.records import access, records
from service.store.records.access import Visibility
from service.store.turns.delegations import Delegation, delegations_to
from service.workflow.account.sign_in import actor_of
from service.workflow.actor import SEES_ALL, Actor, sees_all_records
from service.workflow.errors import looking_up
from service.workflow.office import Office
from service.workflow.turns.allowed_moves import MovePolicy


def visibility_on(uow: UnitOfWork, actor: Actor, day: date) -> Visibility:
    """Return which records the person may see that day: their own, and what is delegated to them.

    A role delegated shows what it shows to who gave it, a single record itself while the giver
    sees it, each on its days.
    """
    own = _in_own_right(actor)
    if own.sees_all:
        return own
    given = delegations_to(uow, actor.person_id, day)
    givers = (persons.get_person(uow, each.giver_id) for each in given if each.role == "unit_head")
    unit_ids = own.unit_ids | {giver.unit_id for giver in givers if giver.unit_id}
    sees_all = any(each.role in SEES_ALL for each in given)
    lent = frozenset(
        each.id for each in given if each.record_id and _giver_sees(uow, each, each.record_id)
    )
    return replace(own, sees_all=sees_all, unit_ids=unit_ids, lent=lent)


def visible_record(uow: UnitOfWork, actor: Actor, record_id: str, day: date) -> records.Record:
    """Return the record when the person may see it that day, in their own right or by delegation.

    Raises NotFound.
    """
    with looking_up(hidden=record_id):
        return records.get_record(uow, record_id, visibility_on(uow, actor, day))


def policy_on(
    office: Office, uow: UnitOfWork, actor: Actor, record_id: str, day: date
) -> MovePolicy:
    """Return how the moves of a record that the person may see are judged for them that day.

    Raises NotFound.
    """
    return MovePolicy.of(office, uow, actor, visible_record(uow, actor, record_id, day), day)


def may_see(uow: UnitOfWork, actor: Actor, record: records.Record, day: date) -> bool:
    """Return whether the person may see the record that day."""
    return access.is_visible(uow, record.entry, visibility_on(uow, actor, day))


def seen_among(
    uow: UnitOfWork, actor: Actor, record_ids: Collection[str], day: date
) -> frozenset[str]:
    """Return those of the records that the person may see that day."""
    return access.visible_among(uow, record_ids, visibility_on(uow, actor, day))


def concerning(actor: Actor) -> Visibility:
    """Return the records in which the person has a part, as the list asks for them."""
    return Visibility(False, frozenset(), actor.person_id, is_sample=actor.is_sample)


def _in_own_right(actor: Actor) -> Visibility:
    """Return which records the person may see by themselves; who only administers no unit's."""
    unit_ids = frozenset() if actor.unit_id is None else frozenset({actor.unit_id})
    works = actor.roles - {"administrator"}
    return Visibility(
        sees_all_records(actor),
        unit_ids if works else frozenset(),
        actor.person_id,
        is_sample=actor.is_sample,
    )


def _giver_sees(uow: UnitOfWork, given: Delegation, record_id: str) -> bool:
    giver = actor_of(persons.get_person(uow, given.giver_id))
    return access.is_visible(uow, records.get_record(uow, record_id).entry, _in_own_right(giver))
