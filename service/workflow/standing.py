"""What a person is to one record: roles, units headed, parts, and what others delegated."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.formkit.moves import Party, Role
from service.store import people, records
from service.store.base import JsonObject
from service.store.database import UnitOfWork
from service.store.delegations import Delegation, delegations_to
from service.workflow.actor import Actor


@dataclass(frozen=True)
class Powers:
    """Roles and units headed: one's own, or another's by their delegation."""

    roles: frozenset[Role]
    heads: frozenset[int]
    by: Delegation | None = None

    @property
    def only_in(self) -> str | None:
        """The one record in which they count; None where they count in every one."""
        return self.by.record_id if self.by else None


@dataclass(frozen=True)
class Acting:
    """By what right a person acts: their own, or the delegation that gives it."""

    delegation: Delegation | None = None

    @property
    def authority(self) -> str:
        """`TUQ`, `KT` or `TL` before the signer's title; empty in one's own right."""
        return self.delegation.authority if self.delegation else ""

    @property
    def behalf(self) -> JsonObject | None:
        """For whom it is done, as a record's history keeps it; None in one's own right."""
        given = self.delegation
        if given is None:
            return None
        return {"name": given.giver_name, "authority": given.authority, "id": given.id}


@dataclass(frozen=True)
class Standing:
    """Everything that decides which moves of a record a person may make (tư cách)."""

    powers: tuple[Powers, ...]
    parts: frozenset[str]
    units: Mapping[str, int | None]

    def acting_as(
        self, party: Party, settings: Mapping[str, Any], more_units: Collection[int] = ()
    ) -> Acting | None:
        """Return by what right the person is of that party, or None when they are not.

        The heads of `more_units` are of it too. One's own right comes before a delegation.
        """
        wanted = party.chosen(settings)
        units = {self.units.get(name) for name in party.heads_of} - {None} | {*more_units}
        if not self.parts.isdisjoint(party.parts):
            return Acting()
        for each in self.powers:
            if not wanted.isdisjoint(each.roles) or not units.isdisjoint(each.heads):
                return Acting(each.by)
        return None


def powers_of(uow: UnitOfWork, actor: Actor, today: date) -> tuple[Powers, ...]:
    """Return what the person may act by that day: their own roles, then each delegation."""
    own = Powers(actor.roles, _heads(actor.roles, actor.unit_id))
    given = (_delegated(uow, each) for each in delegations_to(uow, actor.person_id, today))
    return (own, *given)


def standing_in(uow: UnitOfWork, actor: Actor, record: records.Record, today: date) -> Standing:
    """Return what the person is to the record today; nothing where one is sample data alone."""
    if actor.is_sample != record.is_sample:
        return Standing((), frozenset(), {})
    parts = frozenset(
        part.part
        for part in records.list_parts(uow, record.id)
        if part.holder_id == actor.person_id
    )
    powers = powers_of(uow, actor, today)
    units = {
        "requesting": record.requesting_unit_id,
        "concerned": record.concerned_unit_id,
        "executing": record.executing_unit_id,
    }
    here = tuple(each for each in powers if each.only_in in (None, record.id))
    return Standing(here, parts, units)


def _delegated(uow: UnitOfWork, delegation: Delegation) -> Powers:
    """Return the giver's powers as far as they were given: one role, or all in one record."""
    giver = people.get_person(uow, delegation.giver_id)
    held = frozenset(Role(role) for role in giver.roles)
    roles = held & {Role(delegation.role)} if delegation.role else held
    return Powers(roles, _heads(roles, giver.unit_id), delegation)


def _heads(roles: frozenset[Role], unit_id: int | None) -> frozenset[int]:
    return frozenset({unit_id}) if unit_id and Role.UNIT_HEAD in roles else frozenset()
