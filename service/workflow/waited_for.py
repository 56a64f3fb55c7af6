"""Whom the records of a list wait for: post and names of every holder of a turn, asked at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS, Role
from service.store.database import UnitOfWork
from service.store.holders import heads_of_units, names_in_roles, names_of_people

SAMPLE = "sample:"


@dataclass(frozen=True)
class WaitedFor:
    """Who must act at a record (đang chờ ai): the post, and the names of those who hold it."""

    post: Label
    names: tuple[str, ...]

    @property
    def named(self) -> Label:
        """The person's name where there is one; the post where nobody or several hold it."""
        return Label(*self.names * 2) if len(self.names) == 1 else self.post


def waited_for(uow: UnitOfWork, holders: Collection[str]) -> dict[str, WaitedFor]:
    """Return of each holder of a turn (`p7`, `h3`, a role) who that is."""
    persons = {int(each[1:]): each for each in holders if _is("p", each)}
    units = {int(each[1:]): each for each in holders if _is("h", each)}
    roles = set(holders) - set(persons.values()) - set(units.values())
    return {
        **_persons(uow, persons),
        **_heads(uow, units),
        **_roles(uow, {each for each in roles if each.startswith(SAMPLE)}, is_sample=True),
        **_roles(uow, {each for each in roles if not each.startswith(SAMPLE)}, is_sample=False),
    }


def _persons(uow: UnitOfWork, holders: dict[int, str]) -> dict[str, WaitedFor]:
    names = names_of_people(uow, holders.keys())
    return {
        holder: WaitedFor(Label(names[person_id], names[person_id]), (names[person_id],))
        for person_id, holder in holders.items()
    }


def _heads(uow: UnitOfWork, holders: dict[int, str]) -> dict[str, WaitedFor]:
    post = ROLE_LABELS[Role.UNIT_HEAD]
    return {
        holders[unit_id]: WaitedFor(
            Label(f"{post.vi}, {heads.unit}", f"{post.en}, {heads.unit}"), heads.names
        )
        for unit_id, heads in heads_of_units(uow, holders.keys(), Role.UNIT_HEAD).items()
    }


def _roles(uow: UnitOfWork, holders: set[str], *, is_sample: bool) -> dict[str, WaitedFor]:
    roles = {each: Role(each.removeprefix(SAMPLE)) for each in holders}
    names = names_in_roles(uow, roles.values(), is_sample=is_sample)
    return {
        holder: WaitedFor(ROLE_LABELS[role], names.get(role, ())) for holder, role in roles.items()
    }


def _is(letter: str, holder: str) -> bool:
    return holder[:1] == letter and holder[1:].isdigit()
