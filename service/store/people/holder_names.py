"""Who holds the turns of a page of records: ids and names, asked for all at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import and_, bindparam, exists, select

from service.store.database import UnitOfWork
from service.store.snapshot import each_once_a_snapshot
from service.store.tables.people.persons import PersonRoleRow, PersonRow
from service.store.tables.people.units import UnitRow


@dataclass(frozen=True)
class HeadsOf:
    """A unit's name, its active heads by id and name, and whether it is in use."""

    unit: str
    people: tuple[tuple[int, str], ...]
    active: bool = True


@dataclass(frozen=True)
class Account:
    """A person's name and unit, and whether the account is open."""

    id: int
    full_name: str
    unit_id: int | None
    active: bool


_ACCOUNTS = select(PersonRow.id, PersonRow.full_name, PersonRow.unit_id, PersonRow.active).where(
    PersonRow.id.in_(bindparam("person_ids", expanding=True))
)
_HAS_ROLE = exists().where(
    PersonRoleRow.person_id == PersonRow.id, PersonRoleRow.role == bindparam("role")
)
IS_A_HEAD = and_(
    PersonRow.unit_id == UnitRow.id,
    PersonRow.active,
    PersonRow.is_sample == UnitRow.is_sample,
    _HAS_ROLE,
)
IN_ROLES = and_(
    PersonRoleRow.role.in_(bindparam("roles", expanding=True)),
    PersonRow.active,
    PersonRow.is_sample == bindparam("is_sample"),
)
_HEADS = (
    select(UnitRow.id, UnitRow.name, UnitRow.active, PersonRow.id, PersonRow.full_name)
    .join(PersonRow, IS_A_HEAD, isouter=True)
    .where(UnitRow.id.in_(bindparam("unit_ids", expanding=True)))
    .order_by(UnitRow.id, PersonRow.sort_rank, PersonRow.sort_key, PersonRow.id)
)
_IN_ROLES = (
    select(PersonRoleRow.role, PersonRow.id, PersonRow.full_name)
    .join(PersonRow, PersonRow.id == PersonRoleRow.person_id)
    .where(IN_ROLES)
    .order_by(PersonRow.sort_rank, PersonRow.sort_key, PersonRow.id)
)


@each_once_a_snapshot
def accounts_of(uow: UnitOfWork, person_ids: Collection[int]) -> Mapping[int, Account]:
    """The accounts of these people, open or closed."""
    rows = uow.run(_ACCOUNTS, person_ids=[*person_ids])
    return {row.id: Account(*row) for row in rows}


def closed_accounts(uow: UnitOfWork, person_ids: Collection[int]) -> tuple[Account, ...]:
    """Those of these persons whose account is closed."""
    found = accounts_of(uow, sorted(person_ids))
    return tuple(each for each in found.values() if not each.active)


def names_of_people(uow: UnitOfWork, person_ids: Collection[int]) -> dict[int, str]:
    """The full names of these people."""
    return {each.id: each.full_name for each in accounts_of(uow, person_ids).values()}


@each_once_a_snapshot
def heads_of_units(uow: UnitOfWork, unit_ids: Collection[int], role: str) -> Mapping[int, HeadsOf]:
    """Of each unit its name and who, active, holds the role of its head there."""
    found: dict[int, HeadsOf] = {}
    for unit_id, name, active, person_id, full_name in uow.run(
        _HEADS, unit_ids=[*unit_ids], role=role
    ):
        people = found[unit_id].people if unit_id in found else ()
        head = () if person_id is None else ((person_id, full_name),)
        found[unit_id] = HeadsOf(name, (*people, *head), active)
    return found


@each_once_a_snapshot
def people_in_roles(
    uow: UnitOfWork, roles: Collection[str], *, is_sample: bool
) -> Mapping[str, tuple[tuple[int, str], ...]]:
    """Of each role the active people who hold it by id and name, real or sample, by rank."""
    found: dict[str, tuple[tuple[int, str], ...]] = {}
    for role, person_id, full_name in uow.run(_IN_ROLES, roles=[*roles], is_sample=is_sample):
        found[role] = (*found.get(role, ()), (person_id, full_name))
    return found
