"""Whom the records of a list wait for: post and names of every holder of a turn, asked at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from service.formkit.labels import Label
from service.formkit.moves import PART_LABELS, ROLE_LABELS, Role, Turn
from service.store.database import UnitOfWork
from service.store.people.holder_names import heads_of_units, names_of_people, people_in_roles
from service.store.prefetch.people import prefetch_people
from service.store.records import records
from service.store.turns.part_turns import turns_at
from service.store.turns.turns import TurnKept, is_person, person_holder
from service.workflow.office import Office
from service.workflow.turns.barred_turns import barred_persons
from service.workflow.turns.last_resort import lent_past_bar
from service.workflow.turns.turn_rules import turn_of
from service.workflow.turns.vacant_turns import Gap, gaps_among

SAMPLE = "sample:"
CLOSED = Label("{name} (tài khoản đã ngừng)", "{name} (account closed)")
"""How a person is named whom a record waits for although their account is closed."""


@dataclass(frozen=True)
class WaitedFor:
    """Who must act at a record (đang chờ ai): the post, and who holds it, by id and name.

    `gap` says why it is nobody, where it is.
    """

    post: Label
    people: tuple[tuple[int, str], ...]
    gap: Gap | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of those who hold it."""
        return tuple(name for _, name in self.people)

    @property
    def named(self) -> Label:
        """The person's name where there is one; the post where nobody or several hold it."""
        if len(self.names) != 1:
            return self.post
        name = self.names[0]
        closed = self.gap is not None and self.gap.is_person
        return CLOSED.with_(name=name) if closed else Label(name, name)

    @property
    def why_vacant(self) -> Label | None:
        """Why nobody acts; None where somebody does."""
        return self.gap.why if self.gap and self.gap.is_left else None

    def without(self, barred: Collection[int]) -> WaitedFor:
        """Return the same of one record, from whose turn these are barred; others may not be."""
        free = tuple(each for each in self.people if each[0] not in barred)
        return replace(self, people=free) if free else self


def waits_of(
    office: Office, uow: UnitOfWork, turns: Mapping[str, Sequence[TurnKept]]
) -> dict[str, tuple[WaitedFor, ...]]:
    """Return of each record whom its turns wait for, without those whom what they did bars.

    A person waited for stands there by the part they have in the record, a barred only director
    by whom the record is lent to.
    """
    waited = waited_for(uow, {turn.holder for kept in turns.values() for turn in kept})
    barred = barred_persons(office, uow, turns.keys())
    posts = _posts_by_part(office, uow, turns)

    def told(place: tuple[str, str]) -> WaitedFor:
        known, without = waited[place[1]], barred.get(place, frozenset())
        named = replace(known, post=posts.get(place, known.post))
        if len(known.people) == 1 and known.people[0][0] in without:
            return replace(named, people=_lent_to(office, uow, place[0], known.people[0]))
        return named.without(without)

    return {
        record_id: tuple(told((record_id, turn.holder)) for turn in kept)
        for record_id, kept in turns.items()
    }


def _lent_to(
    office: Office, uow: UnitOfWork, record_id: str, barred: tuple[int, str]
) -> tuple[tuple[int, str], ...]:
    """Return to whom the one who is barred has lent the record; that one where to nobody."""
    record = records.get_record(uow, record_id)
    lent = lent_past_bar(uow, barred[0], record, office.today())
    return tuple((each.receiver_id, each.receiver_name) for each in lent) or (barred,)


def post_by_part(turn: Turn | None, parts: Collection[str]) -> Label | None:
    """Return as what who has these parts has the turn: the first that it names, or None."""
    named = (each for each in (turn.parts if turn else ()) if each in parts)
    return next((PART_LABELS[each] for each in named), None)


def _posts_by_part(
    office: Office, uow: UnitOfWork, turns: Mapping[str, Sequence[TurnKept]]
) -> dict[tuple[str, str], Label]:
    persons = {turn.holder for kept in turns.values() for turn in kept if is_person(turn.holder)}
    if not persons:
        return {}
    settings, found = office.letterhead(uow), dict[tuple[str, str], tuple[Turn | None, set[str]]]()
    for each in chain.from_iterable(turns_at(uow, turns.keys()).values()):
        form = office.catalogue.get(each.form_code)
        if form and each.part in PART_LABELS and each.holder == person_holder(each.person_id):
            turn = turn_of(form, each.stage, each.holder, settings)
            _, parts = found.setdefault((each.record_id, each.holder), (turn, set()))
            parts.add(each.part)
    told = {place: post_by_part(turn, parts) for place, (turn, parts) in found.items()}
    return {place: post for place, post in told.items() if post}


def waited_for(uow: UnitOfWork, holders: Collection[str]) -> dict[str, WaitedFor]:
    """Return of each holder of a turn (`p7`, `h3`, a role) who that is."""
    persons = {int(each[1:]): each for each in holders if _is("p", each)}
    units = {int(each[1:]): each for each in holders if _is("h", each)}
    roles = set(holders) - set(persons.values()) - set(units.values())
    is_sample = any(each.startswith(SAMPLE) for each in roles)
    posts = [Role(each.removeprefix(SAMPLE)) for each in roles]
    prefetch_people(uow, persons, units, Role.UNIT_HEAD, posts, is_sample=is_sample)
    found = {
        **_persons(uow, persons),
        **_heads(uow, units),
        **_roles(uow, {each for each in roles if each.startswith(SAMPLE)}, is_sample=True),
        **_roles(uow, {each for each in roles if not each.startswith(SAMPLE)}, is_sample=False),
    }
    gaps = gaps_among(uow, holders)
    return {holder: replace(each, gap=gaps.get(holder)) for holder, each in found.items()}


def _persons(uow: UnitOfWork, holders: dict[int, str]) -> dict[str, WaitedFor]:
    names = names_of_people(uow, holders.keys())
    return {
        holder: WaitedFor(
            Label(names[person_id], names[person_id]), ((person_id, names[person_id]),)
        )
        for person_id, holder in holders.items()
    }


def _heads(uow: UnitOfWork, holders: dict[int, str]) -> dict[str, WaitedFor]:
    post = ROLE_LABELS[Role.UNIT_HEAD]
    return {
        holders[unit_id]: WaitedFor(
            Label(f"{post.vi}, {heads.unit}", f"{post.en}, {heads.unit}"), heads.people
        )
        for unit_id, heads in heads_of_units(uow, holders.keys(), Role.UNIT_HEAD).items()
    }


def _roles(uow: UnitOfWork, holders: set[str], *, is_sample: bool) -> dict[str, WaitedFor]:
    roles = {each: Role(each.removeprefix(SAMPLE)) for each in holders}
    held = people_in_roles(uow, roles.values(), is_sample=is_sample)
    return {
        holder: WaitedFor(ROLE_LABELS[role], held.get(role, ())) for holder, role in roles.items()
    }


def _is(letter: str, holder: str) -> bool:
    return holder[:1] == letter and holder[1:].isdigit()
