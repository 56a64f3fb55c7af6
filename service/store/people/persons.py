"""Persons with their roles and passwords: added, changed, deactivated, never deleted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, select
from sqlalchemy.exc import IntegrityError

from service.store.base import in_range
from service.store.database import UnitOfWork
from service.store.errors import NameTaken, NotStored
from service.store.people.role_tenures import begin_tenures, end_tenures
from service.store.people.units import name_key
from service.store.snapshot import once_a_snapshot, while_people_stay
from service.store.tables.people.persons import PersonRoleRow, PersonRow
from service.store.tables.people.units import UnitRow


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """What is written down about a person (người dùng); `sort_key` orders Vietnamese names."""

    username: str
    full_name: str
    title: str = ""
    unit_id: int | None = None
    sort_key: str = ""
    sort_rank: int = 0
    active: bool = True
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class Person(PersonFacts):
    """A person as he or she stands in the store, with the unit's name and the roles held."""

    id: int
    unit_name: str
    roles: frozenset[str]
    must_change_password: bool
    is_sample: bool


@dataclass(frozen=True)
class Credentials:
    """What signing in needs to know about a person."""

    person_id: int
    password_hash: str
    active: bool
    must_change_password: bool


# A person with unit and roles, as `person_of` reads them.
PEOPLE = select(
    PersonRow.id,
    PersonRow.username,
    PersonRow.full_name,
    PersonRow.title,
    PersonRow.unit_id,
    func.coalesce(UnitRow.name, "").label("unit_name"),
    PersonRow.sort_key,
    PersonRow.sort_rank,
    PersonRow.active,
    PersonRow.email,
    PersonRow.must_change_password,
    PersonRow.is_sample,
    func.coalesce(
        select(func.aggregate_strings(PersonRoleRow.role, ","))
        .where(PersonRoleRow.person_id == PersonRow.id)
        .scalar_subquery(),
        "",
    ).label("roles"),
).join(UnitRow, UnitRow.id == PersonRow.unit_id, isouter=True)
_BY_ID = PEOPLE.where(PersonRow.id == bindparam("person_id"))
_BY_NAME = PEOPLE.where(PersonRow.username_key == bindparam("called"))
_NAMED = PEOPLE.where(
    PersonRow.full_name == bindparam("full_name"),
    PersonRow.active,
    PersonRow.is_sample == bindparam("is_sample"),
).order_by(PersonRow.id)
_CREDENTIALS = select(
    PersonRow.id, PersonRow.password_hash, PersonRow.active, PersonRow.must_change_password
)
_CREDENTIALS_BY_NAME = _CREDENTIALS.where(PersonRow.username_key == bindparam("called"))
_CREDENTIALS_BY_ID = _CREDENTIALS.where(PersonRow.id == bindparam("person_id"))


def add_person(
    uow: UnitOfWork,
    facts: PersonFacts,
    *,
    password_hash: str,
    must_change_password: bool,
    is_sample: bool = False,
) -> Person:
    """The new person, with no role yet. Raises NameTaken when the user name is in use."""
    row = PersonRow(
        is_sample=is_sample,
        password_hash=password_hash,
        must_change_password=must_change_password,
    )
    _write(uow, row, facts)
    return _alone(uow, row, frozenset())


def change_person(uow: UnitOfWork, person_id: int, facts: PersonFacts) -> Person:
    """The person as changed. Raises NotStored, NameTaken."""
    _write(uow, _row(uow, person_id), facts)
    return get_person(uow, person_id)


def set_password(uow: UnitOfWork, person_id: int, password_hash: str, *, must_change: bool) -> None:
    """Let the person sign in with the new password from now on; raises NotStored."""
    row = _row(uow, person_id)
    row.password_hash, row.must_change_password = password_hash, must_change
    uow.session.flush()


def set_roles(
    uow: UnitOfWork,
    person_id: int,
    roles: Iterable[str],
    *,
    granted_by: int | None,
    at: datetime,
) -> Person:
    """The person with exactly these roles (vai trò); those already held keep their date.

    From when to when each was held, and who gave and took it, is kept for good.
    """
    row = _row(uow, person_id)
    wanted = set(roles)
    mine = PersonRoleRow.person_id == person_id
    held = set(uow.session.scalars(select(PersonRoleRow.role).where(mine)))
    if gone := held - wanted:
        uow.session.execute(delete(PersonRoleRow).where(mine, PersonRoleRow.role.in_(gone)))
        end_tenures(uow, person_id, gone, by=granted_by, at=at)
    begin_tenures(uow, person_id, wanted - held, by=granted_by, at=at)
    for role in sorted(wanted - held):
        uow.session.add(
            PersonRoleRow(person_id=person_id, role=role, granted_at=at, granted_by=granted_by)
        )
    uow.session.flush()
    return _alone(uow, row, frozenset(wanted))


@once_a_snapshot
def get_person(uow: UnitOfWork, person_id: int) -> Person:
    """The person. Raises NotStored."""
    known = person_id if in_range(person_id) else -1
    found = uow.run(_BY_ID, person_id=known).first()
    if found is None:
        raise NotStored("person", str(person_id))
    return person_of(found._asdict())


def find_person(uow: UnitOfWork, username: str) -> Person | None:
    """The person of that user name, however it is capitalised, or None."""
    found = uow.run(_BY_NAME, called=name_key(username)).first()
    return None if found is None else person_of(found._asdict())


def find_credentials(uow: UnitOfWork, username: str) -> Credentials | None:
    """What to check a password against, or None when nobody has that user name."""
    row = uow.run(_CREDENTIALS_BY_NAME, called=name_key(username)).first()
    return None if row is None else Credentials(*row)


def get_credentials(uow: UnitOfWork, person_id: int) -> Credentials:
    """What to check a person's password against. Raises NotStored."""
    known = person_id if in_range(person_id) else -1
    row = uow.run(_CREDENTIALS_BY_ID, person_id=known).first()
    if row is None:
        raise NotStored("person", str(person_id))
    return Credentials(*row)


@while_people_stay
def list_people(
    uow: UnitOfWork,
    *,
    unit_id: int | None = None,
    role: str | None = None,
    active_only: bool = False,
) -> tuple[Person, ...]:
    """People by rank, then by the sort key of their name."""
    asked: dict[str, object] = {}
    if unit_id is not None:
        asked["unit_id"] = unit_id
    if role is not None:
        asked["role"] = role
    query = _listing(of_unit="unit_id" in asked, in_role="role" in asked, active_only=active_only)
    return tuple(person_of(row._asdict()) for row in uow.run(query, **asked))


@cache
def _listing(*, of_unit: bool, in_role: bool, active_only: bool) -> Select[*tuple[Any, ...]]:
    query = PEOPLE.order_by(PersonRow.sort_rank, PersonRow.sort_key, PersonRow.id)
    if of_unit:
        query = query.where(PersonRow.unit_id == bindparam("unit_id"))
    if in_role:
        holders = select(PersonRoleRow.person_id).where(PersonRoleRow.role == bindparam("role"))
        query = query.where(PersonRow.id.in_(holders))
    return query.where(PersonRow.active) if active_only else query


def people_in_role(
    uow: UnitOfWork, role: str, *, is_sample: bool, unit_id: int | None = None
) -> tuple[Person, ...]:
    """The active people who hold the role, of one unit or of all, by rank."""
    found = list_people(uow, role=role, unit_id=unit_id, active_only=True)
    return tuple(person for person in found if person.is_sample == is_sample)


def count_people(uow: UnitOfWork) -> int:
    """How many persons there are, active or not; 0 in a house nobody has moved into."""
    return uow.session.scalar(select(func.count()).select_from(PersonRow)) or 0


def has_real_people(uow: UnitOfWork) -> bool:
    """Whether anybody lives here who is not sample data, their account open or closed."""
    real = select(PersonRow.id).where(~PersonRow.is_sample).limit(1)
    return uow.session.scalar(real) is not None


def has_real_administrator(uow: UnitOfWork) -> bool:
    """Whether somebody real, whose account is open, is an administrator."""
    query = (
        select(PersonRow.id)
        .join(PersonRoleRow, PersonRoleRow.person_id == PersonRow.id)
        .where(~PersonRow.is_sample, PersonRow.active, PersonRoleRow.role == "administrator")
    )
    return uow.session.scalar(query.limit(1)) is not None


def person_of(values: Mapping[str, Any]) -> Person:
    """The person whom a row of `PEOPLE` tells of."""
    return Person(**{**values, "roles": frozenset(filter(None, values["roles"].split(",")))})


def _alone(uow: UnitOfWork, row: PersonRow, roles: frozenset[str]) -> Person:
    """The person of a row just written, whose roles are known: nothing of it is asked again."""
    unit = uow.session.get(UnitRow, row.unit_id) if row.unit_id is not None else None
    return Person(
        **{each.name: getattr(row, each.name) for each in fields(PersonFacts)},
        id=row.id,
        unit_name=unit.name if unit else "",
        roles=roles,
        must_change_password=row.must_change_password,
        is_sample=row.is_sample,
    )


def _row(uow: UnitOfWork, person_id: int) -> PersonRow:
    row = uow.session.get(PersonRow, person_id) if in_range(person_id) else None
    if row is None:
        raise NotStored("person", str(person_id))
    return row


def _write(uow: UnitOfWork, row: PersonRow, facts: PersonFacts) -> None:
    key = name_key(facts.username)
    taken = select(PersonRow.id).where(PersonRow.username_key == key)
    if uow.session.scalar(taken.where(PersonRow.id.is_distinct_from(row.id))) is not None:
        raise NameTaken("person", "username", facts.username)
    row.username, row.username_key = facts.username, key
    row.full_name, row.title, row.unit_id = facts.full_name, facts.title, facts.unit_id
    row.sort_key, row.sort_rank, row.active = facts.sort_key, facts.sort_rank, facts.active
    row.email = facts.email
    uow.session.add(row)
    try:
        uow.session.flush()
    except IntegrityError as clash:
        if "username" in str(clash.orig):
            raise NameTaken("person", "username", facts.username) from clash
        raise
