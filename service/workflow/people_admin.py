"""People and units: entered, changed and closed by the administrator; never deleted."""

from __future__ import annotations

from dataclasses import dataclass

from service.formkit import vietnamese
from service.formkit.field_errors import FieldErrors
from service.formkit.labels import Label
from service.formkit.moves import Role
from service.formkit.schema_fields import ONE_LINE, TOO_LONG
from service.store import people, sessions, units
from service.store.database import UnitOfWork
from service.store.errors import NameTaken, NotStored
from service.store.people import Person, PersonFacts
from service.store.units import Unit, UnitFacts
from service.store.unsent import forget_unsent_of
from service.workflow.actor import Actor
from service.workflow.errors import NotFound
from service.workflow.mail_addresses import BAD_ADDRESS, is_address
from service.workflow.office import Office
from service.workflow.permissions import require_administrator
from service.workflow.secrets_kept import hash_password, new_password

TAKEN = Label("Tên này đã có người dùng. Vui lòng chọn tên khác.", "This name is taken.")
NEEDED = Label("Vui lòng điền ô này.", "Please fill this in.")
NO_UNIT = Label("Vui lòng chọn đơn vị trong danh sách.", "Please choose a unit from the list.")
BAD_USERNAME = Label(
    "Tên đăng nhập chỉ gồm chữ không dấu, số, dấu chấm, gạch ngang.",
    "A user name has only plain letters, digits, dots and hyphens.",
)
LONGEST = {"username": 50, "full_name": 100, "title": 100, "name": 150, "abbreviation": 20}


@dataclass(frozen=True)
class PersonEntry:
    """What is typed about a person (người dùng)."""

    username: str
    full_name: str
    title: str
    unit_name: str
    roles: frozenset[Role]
    active: bool = True
    email: str = ""


@dataclass(frozen=True)
class NewPerson:
    """A person just entered and the first password, shown this once."""

    person: Person
    password: str


def list_people(office: Office, actor: Actor) -> tuple[Person, ...]:
    """Return everybody, by rank and name; raises NotAllowed but for the administrator."""
    require_administrator(actor)
    with office.database.reading() as uow:
        everybody = people.list_people(uow)
    return tuple(each for each in everybody if each.is_sample or not actor.is_sample)


def list_units(office: Office) -> tuple[Unit, ...]:
    """Return every unit in the office's order."""
    with office.database.reading() as uow:
        return units.list_units(uow)


def add_person(office: Office, actor: Actor, entry: PersonEntry) -> NewPerson:
    """Return the new person with a first password; raises FieldErrors, NotAllowed.

    Whom the sample administrator enters is sample data too, and goes with it.
    """
    require_administrator(actor)
    password = new_password()
    hashed = hash_password(password)
    with office.database.writing() as uow:
        person = enter_person(
            office,
            uow,
            entry,
            hashed,
            granted_by=actor.person_id,
            is_sample=actor.is_sample,
        )
    return NewPerson(person, password)


def enter_person(
    office: Office,
    uow: UnitOfWork,
    entry: PersonEntry,
    password_hash: str,
    *,
    granted_by: int | None,
    must_change: bool = True,
    is_sample: bool = False,
) -> Person:
    """Return the person entered within the caller's write; raises FieldErrors."""
    facts = _facts(uow, entry, is_sample=is_sample)
    try:
        person = people.add_person(
            uow,
            facts,
            password_hash=password_hash,
            must_change_password=must_change,
            is_sample=is_sample,
        )
    except NameTaken as error:
        raise FieldErrors({"username": (TAKEN,)}) from error
    return people.set_roles(uow, person.id, entry.roles, granted_by=granted_by, at=office.clock())


def change_person(office: Office, actor: Actor, person_id: int, entry: PersonEntry) -> Person:
    """Return the person as changed; one deactivated is signed out everywhere at once."""
    require_administrator(actor)
    now = office.clock()
    _require_another_administrator(actor, person_id, entry)
    with office.database.writing() as uow:
        before = _person(uow, actor, person_id)
        try:
            people.change_person(uow, person_id, _facts(uow, entry, is_sample=before.is_sample))
        except NameTaken as error:
            raise FieldErrors({"username": (TAKEN,)}) from error
        if not entry.active:
            sessions.end_sessions_of(uow, person_id, now)
            sessions.end_api_tokens_of(uow, person_id, now)
            forget_unsent_of(uow, person_id)
        return people.set_roles(uow, person_id, entry.roles, granted_by=actor.person_id, at=now)


def reset_password(office: Office, actor: Actor, person_id: int) -> NewPerson:
    """Return a new first password; it must be changed at the next sign-in."""
    require_administrator(actor)
    password = new_password()
    hashed = hash_password(password)
    with office.database.writing() as uow:
        person = _person(uow, actor, person_id)
        people.set_password(uow, person_id, hashed, must_change=True)
        sessions.end_sessions_of(uow, person_id, office.clock())
    return NewPerson(person, password)


def add_unit(office: Office, actor: Actor, name: str, abbreviation: str) -> Unit:
    """Return the new unit (đơn vị); raises FieldErrors, NotAllowed."""
    require_administrator(actor)
    with office.database.writing() as uow:
        return enter_unit(uow, name, abbreviation, is_sample=actor.is_sample)


def enter_unit(uow: UnitOfWork, name: str, abbreviation: str, *, is_sample: bool = False) -> Unit:
    """Return the unit entered within the caller's write; raises FieldErrors."""
    facts = _unit_facts(name, abbreviation, active=True)
    try:
        return units.add_unit(uow, facts, is_sample=is_sample)
    except NameTaken as error:
        raise FieldErrors({error.field: (TAKEN,)}) from error


def change_unit(
    office: Office, actor: Actor, unit_id: int, name: str, abbreviation: str, *, active: bool
) -> Unit:
    """Return the unit as changed; a closed one is offered no more. Raises FieldErrors."""
    require_administrator(actor)
    facts = _unit_facts(name, abbreviation, active=active)
    with office.database.writing() as uow:
        try:
            return units.change_unit(uow, unit_id, facts)
        except NotStored as error:
            raise NotFound from error
        except NameTaken as error:
            raise FieldErrors({error.field: (TAKEN,)}) from error


_NOT_ONESELF = Label(
    "Không thể tự khóa tài khoản của mình. Vui lòng nhờ quản trị viên khác.",
    "One cannot close one's own account. Please ask another administrator.",
)


_NOT_ONES_OWN_ROLE = Label(
    "Không thể tự bỏ vai trò quản trị của mình. Vui lòng nhờ quản trị viên khác.",
    "One cannot give up one's own administrator role. Please ask another administrator.",
)


def _require_another_administrator(actor: Actor, person_id: int, entry: PersonEntry) -> None:
    """Return unless the change would lock the administrator out of their own house."""
    if person_id != actor.person_id:
        return
    if not entry.active:
        raise FieldErrors({"active": (_NOT_ONESELF,)})
    if Role.ADMINISTRATOR not in entry.roles:
        raise FieldErrors({"roles": (_NOT_ONES_OWN_ROLE,)})


def _person(uow: UnitOfWork, actor: Actor, person_id: int) -> Person:
    """Return the person; the sample administrator, whose password is known, finds no real one."""
    try:
        person = people.get_person(uow, person_id)
    except NotStored as error:
        raise NotFound from error
    if actor.is_sample and not person.is_sample:
        raise NotFound
    return person


def _facts(uow: UnitOfWork, entry: PersonEntry, *, is_sample: bool) -> PersonFacts:
    faults = _faults(
        {"username": entry.username, "full_name": entry.full_name, "title": entry.title}
    )
    username = entry.username.strip()
    if username and not all(c.isascii() and (c.isalnum() or c in ".-_") for c in username):
        faults["username"] = (BAD_USERNAME,)
    email = entry.email.strip()
    if email and not is_address(email):
        faults["email"] = (BAD_ADDRESS,)
    unit = units.find_unit(uow, entry.unit_name, is_sample=is_sample) if entry.unit_name else None
    if entry.unit_name and unit is None:
        faults["unit_name"] = (NO_UNIT,)
    if faults:
        raise FieldErrors(faults)
    name = vietnamese.normalise(entry.full_name).strip()
    return PersonFacts(
        username=username,
        full_name=name,
        title=vietnamese.normalise(entry.title).strip(),
        unit_id=unit.id if unit else None,
        sort_key=vietnamese.name_sort_key(name),
        active=entry.active,
        email=email,
    )


def _unit_facts(name: str, abbreviation: str, *, active: bool) -> UnitFacts:
    faults = _faults({"name": name, "abbreviation": abbreviation})
    if faults:
        raise FieldErrors(faults)
    return UnitFacts(
        name=vietnamese.normalise(name).strip(),
        abbreviation=vietnamese.normalise(abbreviation).strip(),
        active=active,
    )


def _faults(texts: dict[str, str]) -> dict[str, tuple[Label, ...]]:
    """Return what is wrong with single-line texts: empty, forbidden characters, too long."""
    faults: dict[str, tuple[Label, ...]] = {}
    for field, text in texts.items():
        tidy, most = vietnamese.normalise(text).strip(), LONGEST[field]
        forbidden = vietnamese.find_forbidden(text)
        if forbidden:
            faults[field] = (Label(forbidden.vi, forbidden.en),)
        elif not tidy:
            faults[field] = (NEEDED,)
        elif "\n" in tidy or "\t" in tidy:
            faults[field] = (ONE_LINE,)
        elif len(tidy) > most:
            faults[field] = (TOO_LONG.with_(most=most, have=len(tidy)),)
    return faults
