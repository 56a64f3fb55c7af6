"""What a person is to one record: roles, units headed, parts, and what others delegated."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from service.formkit.moves import LAST_RESORT, Bar, Move, Party, Role
from service.store.base import JsonObject
from service.store.database import UnitOfWork
from service.store.people import persons
from service.store.records import records
from service.store.turns import turns
from service.store.turns.delegations import Delegation, delegations_to
from service.store.turns.part_turns import prefetch_record
from service.workflow.actor import Actor
from service.workflow.turns.holders import are_all_closed
from service.workflow.turns.last_resort import is_last_resort, must_lend


@dataclass(frozen=True)
class Grant:
    """Roles and units headed: one's own, or another's by their delegation.

    `parts` are what the person has done in one record, the giver's with their own: by them a bar
    is judged. `past_bars` is true of the delegate of a barred director who has nobody else,
    `must_lend` of that director while the record is not lent yet.
    """

    roles: frozenset[Role]
    heads: frozenset[int]
    by: Delegation | None = None
    parts: frozenset[str] = frozenset()
    past_bars: bool = False
    must_lend: bool = False

    @property
    def only_in(self) -> str | None:
        """The one record in which they count; None where they count in every one."""
        return self.by.record_id if self.by else None

    def names(self, *, is_sample: bool) -> tuple[str, ...]:
        """Return every name under which it can be the turn of who has these powers."""
        roles = (turns.role_holder(role, is_sample=is_sample) for role in sorted(self.roles))
        return (*roles, *(turns.head_holder(unit_id) for unit_id in sorted(self.heads)))


@dataclass(frozen=True)
class Capacity:
    """By what right a person acts: their own, or the delegation that gives it.

    `is_vacancy` is true where it is theirs only because whose work it is has a closed account.
    """

    delegation: Delegation | None = None
    parts: frozenset[str] = frozenset()
    past_bars: bool = False
    is_vacancy: bool = False

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
        told: JsonObject = {
            "name": given.giver_name,
            "authority": given.authority,
            "id": given.id,
        }
        return {**told, "past_bar": True} if self.past_bars else told

    def barred_by(self, bars: Iterable[Bar]) -> Bar | None:
        """Return the first bar that what they or their giver did runs into, or None."""
        if self.past_bars:
            return None
        return next((bar for bar in bars if not self.parts.isdisjoint(bar.parts)), None)


def party_of(move: Move) -> Party:
    """Return who may make the move of a record.

    From a draft the roles say who may open the form; a record that came back there is its
    owners' alone.
    """
    if move.from_stage == "draft":
        return Party(parts=move.parts)
    return move.party


@dataclass(frozen=True)
class Authority:
    """Everything that decides which moves of a record a person may make (tư cách).

    `waits_for` are the names of those whose turn the record is; `is_left` is true where it is the
    turn of persons by their part in it and every one's account is closed.
    """

    person_id: int
    powers: tuple[Grant, ...]
    parts: frozenset[str]
    units: Mapping[str, int | None]
    waits_for: frozenset[str] = frozenset()
    is_left: bool = False

    def acting_as(
        self, party: Party, settings: Mapping[str, Any], more_units: Collection[int] = ()
    ) -> Capacity | None:
        """Return by what right the person is of that party, or None when they are not.

        The heads of `more_units` are of it too. One's own right comes before a delegation.
        """
        return next(self.rights(party, settings, more_units), None)

    def rights(
        self, party: Party, settings: Mapping[str, Any], more_units: Collection[int] = ()
    ) -> Iterator[Capacity]:
        """Yield every right by which the person is of that party, their own first."""
        wanted = party.chosen(settings)
        units = {self.units.get(name) for name in party.heads_of} - {None} | {*more_units}
        if not self.parts.isdisjoint(party.parts):
            yield Capacity(None, self.parts)
        for each in self.powers:
            if not wanted.isdisjoint(each.roles) or not units.isdisjoint(each.heads):
                alone = wanted == {LAST_RESORT} and not party.heads_of
                past = each.past_bars and (alone or self.waits_for_the_top)
                yield Capacity(each.by, each.parts, past)

    @property
    def waits_for_the_top(self) -> bool:
        """True when it is the turn of the office above which there is none."""
        return any(turns.role_of(each) == LAST_RESORT for each in self.waits_for)


def powers_of(uow: UnitOfWork, actor: Actor, day: date) -> tuple[Grant, ...]:
    """Return what the person may act by that day: their own roles, then each delegation."""
    own = Grant(actor.roles, _heads(actor.roles, actor.unit_id))
    given = (_delegated(uow, each) for each in delegations_to(uow, actor.person_id, day))
    return (own, *given)


def authority_in(uow: UnitOfWork, actor: Actor, record: records.Record, day: date) -> Authority:
    """Return what the person is to the record that day; nothing where one is sample data alone."""
    if actor.is_sample != record.is_sample:
        return Authority(actor.person_id, (), frozenset(), {})
    prefetch_record(uow, record.id)
    held = records.list_parts(uow, record.id)
    own = _parts_of(held, actor.person_id)
    units = {
        "requesting": record.requesting_unit_id,
        "concerned": record.concerned_unit_id,
        "executing": record.executing_unit_id,
    }
    here = tuple(
        _in_record(uow, each, actor, record, held, day)
        for each in powers_of(uow, actor, day)
        if each.only_in in (None, record.id)
    )
    waits_for = frozenset(turn.holder for turn in turns.turns_of(uow, record.id))
    return Authority(actor.person_id, here, own, units, waits_for, are_all_closed(uow, waits_for))


def may_correct(actor: Actor, submitter_id: int, *, is_sample: bool) -> bool:
    """Return whether the person may issue a corrected version: submitter or ISO secretary.

    Sample people correct sample records and nobody else's, and real people real ones.
    """
    concerned = actor.person_id == submitter_id or Role.ISO_SECRETARY in actor.roles
    return concerned and actor.is_sample == is_sample


def may_classify(actor: Actor, record: records.Record) -> bool:
    """Return whether the person may put the record into a category.

    The ISO secretary and the head of the unit concerned may; sample people sample records only.
    """
    heads_it = actor.holds(Role.UNIT_HEAD) and actor.unit_id == record.concerned_unit_id
    concerned = record.concerned_unit_id is not None
    keeps_it = actor.holds(Role.ISO_SECRETARY) or heads_it
    return concerned and keeps_it and actor.is_sample == record.is_sample


def _in_record(
    uow: UnitOfWork,
    powers: Grant,
    actor: Actor,
    record: records.Record,
    held: Collection[records.Part],
    day: date,
) -> Grant:
    """Return the powers as they count in the record: what was done there bars them."""
    own = _parts_of(held, actor.person_id)
    if powers.by is None:
        on_top = bool(own) and LAST_RESORT in powers.roles
        lends = on_top and must_lend(uow, actor.person_id, record, day)
        return replace(powers, parts=own, must_lend=lends)
    givers = _parts_of(held, powers.by.giver_id)
    past = bool(givers) and not own and is_last_resort(uow, powers.by, record)
    return replace(powers, parts=own | givers, past_bars=past)


def _parts_of(held: Iterable[records.Part], person_id: int) -> frozenset[str]:
    return frozenset(part.part for part in held if part.holder_id == person_id)


def _delegated(uow: UnitOfWork, delegation: Delegation) -> Grant:
    """Return the giver's powers as far as they were given: one role, or all in one record."""
    giver = persons.get_person(uow, delegation.giver_id)
    held = frozenset(Role(role) for role in giver.roles)
    roles = held & {Role(delegation.role)} if delegation.role else held
    return Grant(roles, _heads(roles, giver.unit_id), delegation)


def _heads(roles: frozenset[Role], unit_id: int | None) -> frozenset[int]:
    return frozenset({unit_id}) if unit_id and Role.UNIT_HEAD in roles else frozenset()
