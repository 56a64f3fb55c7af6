"""Who holds the turns of a page of records: ids and names, asked for all at once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, and_, bindparam, exists, literal, null, select, union_all

from service.store.database import UnitOfWork
from service.store.snapshot import each_known_in_snapshot, each_once_a_snapshot, unknown_in_snapshot
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
_IS_A_HEAD = and_(
    PersonRow.unit_id == UnitRow.id,
    PersonRow.active,
    PersonRow.is_sample == UnitRow.is_sample,
    _HAS_ROLE,
)
_HOLDS_ONE = and_(
    PersonRoleRow.role.in_(bindparam("roles", expanding=True)),
    PersonRow.active,
    PersonRow.is_sample == bindparam("is_sample"),
)
_HEADS = (
    select(UnitRow.id, UnitRow.name, UnitRow.active, PersonRow.id, PersonRow.full_name)
    .join(PersonRow, _IS_A_HEAD, isouter=True)
    .where(UnitRow.id.in_(bindparam("unit_ids", expanding=True)))
    .order_by(UnitRow.id, PersonRow.sort_rank, PersonRow.sort_key, PersonRow.id)
)
_IN_ROLES = (
    select(PersonRoleRow.role, PersonRow.id, PersonRow.full_name)
    .join(PersonRow, PersonRow.id == PersonRoleRow.person_id)
    .where(_HOLDS_ONE)
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


_EVERYBODY: CompoundSelect[*tuple[Any, ...]] = union_all(
    select(
        literal("account").label("kind"),
        PersonRow.id.label("id"),
        literal("").label("role"),
        literal("").label("unit"),
        PersonRow.active.label("active"),
        PersonRow.unit_id.label("unit_id"),
        PersonRow.full_name.label("full_name"),
        PersonRow.sort_rank.label("sort_rank"),
        PersonRow.sort_key.label("sort_key"),
    ).where(PersonRow.id.in_(bindparam("person_ids", expanding=True))),
    select(
        literal("head"),
        PersonRow.id,
        literal(""),
        UnitRow.name,
        UnitRow.active,
        UnitRow.id,
        PersonRow.full_name,
        PersonRow.sort_rank,
        PersonRow.sort_key,
    )
    .select_from(UnitRow)
    .join(PersonRow, _IS_A_HEAD, isouter=True)
    .where(UnitRow.id.in_(bindparam("unit_ids", expanding=True))),
    select(
        literal("holder"),
        PersonRow.id,
        PersonRoleRow.role,
        literal(""),
        literal(True),
        null(),
        PersonRow.full_name,
        PersonRow.sort_rank,
        PersonRow.sort_key,
    )
    .join(PersonRoleRow, PersonRoleRow.person_id == PersonRow.id)
    .where(_HOLDS_ONE),
).order_by("sort_rank", "sort_key", "id")


def prefetch_people(
    uow: UnitOfWork,
    person_ids: Collection[int],
    unit_ids: Collection[int],
    head: str,
    roles: Collection[str],
    *,
    is_sample: bool,
) -> None:
    """Let what `holder_names` tells of these be known where one only reads."""
    people = unknown_in_snapshot(uow, accounts_of, person_ids)
    units = unknown_in_snapshot(uow, heads_of_units, unit_ids, head)
    posts = unknown_in_snapshot(uow, people_in_roles, roles, is_sample=is_sample)
    if uow.writes or sum(map(bool, (people, units, posts))) < 2:
        # One question is as good asked by itself.
        return
    asked: dict[str, object] = {"person_ids": people, "unit_ids": units, "roles": posts}
    accounts: dict[int, Account] = {}
    heads: dict[int, HeadsOf] = {}
    held: dict[str, tuple[tuple[int, str], ...]] = {}
    for row in uow.run(_EVERYBODY, **asked, role=head, is_sample=is_sample):
        person = () if row.id is None else ((row.id, row.full_name),)
        if row.kind == "account":
            accounts[row.id] = Account(row.id, row.full_name, row.unit_id, row.active)
        elif row.kind == "head":
            before = heads[row.unit_id].people if row.unit_id in heads else ()
            heads[row.unit_id] = HeadsOf(row.unit, (*before, *person), row.active)
        else:
            held[row.role] = (*held.get(row.role, ()), *person)
    each_known_in_snapshot(uow, accounts_of, people, accounts)
    each_known_in_snapshot(uow, heads_of_units, units, heads, head)
    each_known_in_snapshot(uow, people_in_roles, posts, held, is_sample=is_sample)
