"""Who holds the turns of a page of records: ids and names, asked for all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select

from service.store.database import UnitOfWork
from service.store.tables.people import PersonRoleRow, PersonRow, UnitRow

Key = TypeVar("Key")


@dataclass(frozen=True)
class HeadsOf:
    """A unit's name, its active heads by id and name, and whether it is in use."""

    unit: str
    people: tuple[tuple[int, str], ...]
    active: bool = True


def names_of_people(uow: UnitOfWork, person_ids: Collection[int]) -> dict[int, str]:
    """The full names of these people."""
    query = select(PersonRow.id, PersonRow.full_name).where(PersonRow.id.in_(list(person_ids)))
    return {row.id: row.full_name for row in uow.session.execute(query)} if person_ids else {}


def heads_of_units(uow: UnitOfWork, unit_ids: Collection[int], role: str) -> dict[int, HeadsOf]:
    """Of each unit its name and who, active, holds the role of its head there."""
    if not unit_ids:
        return {}
    wanted = list(unit_ids)
    units = select(UnitRow.id, UnitRow.name, UnitRow.active).where(UnitRow.id.in_(wanted))
    heads = (
        select(PersonRow.unit_id, PersonRow.id, PersonRow.full_name)
        .join(PersonRoleRow, PersonRoleRow.person_id == PersonRow.id)
        .join(UnitRow, UnitRow.id == PersonRow.unit_id)
        .where(
            PersonRow.unit_id.in_(wanted),
            PersonRow.active,
            PersonRow.is_sample == UnitRow.is_sample,
            PersonRoleRow.role == role,
        )
        .order_by(PersonRow.sort_rank, PersonRow.sort_key, PersonRow.id)
    )
    people = _grouped((row.unit_id, (row.id, row.full_name)) for row in uow.session.execute(heads))
    return {
        row.id: HeadsOf(row.name, people.get(row.id, ()), row.active)
        for row in uow.session.execute(units)
    }


def people_in_roles(
    uow: UnitOfWork, roles: Collection[str], *, is_sample: bool
) -> dict[str, tuple[tuple[int, str], ...]]:
    """Of each role the active people who hold it by id and name, real or sample, by rank."""
    if not roles:
        return {}
    query = (
        select(PersonRoleRow.role, PersonRow.id, PersonRow.full_name)
        .join(PersonRow, PersonRow.id == PersonRoleRow.person_id)
        .where(
            PersonRoleRow.role.in_(list(roles)), PersonRow.active, PersonRow.is_sample == is_sample
        )
        .order_by(PersonRow.sort_rank, PersonRow.sort_key, PersonRow.id)
    )
    return _grouped((row.role, (row.id, row.full_name)) for row in uow.session.execute(query))


def _grouped(
    pairs: Iterable[tuple[Key, tuple[int, str]]],
) -> dict[Key, tuple[tuple[int, str], ...]]:
    found: dict[Key, tuple[tuple[int, str], ...]] = {}
    for key, person in pairs:
        found[key] = (*found.get(key, ()), person)
    return found
