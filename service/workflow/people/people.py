"""People and units: entered, changed and closed by the administrator; never deleted."""

from dataclasses import dataclass

from service.formkit import vietnamese
from service.formkit.labels import FieldErrors, Label
from service.formkit.moves import Role
from service.store.database import UnitOfWork
from service.store.errors import NameTaken, NotStored
from service.store.people import persons, units
from service.store.people.persons import Person as Person
from service.store.people.persons import PersonFacts
from service.store.people.role_tenures import RoleTenure, list_tenures
from service.store.people.units import Unit as Unit
from service.store.people.units import UnitFacts
from service.store.records.unsent_texts import forget_unsent_of
from service.workflow.account.credentials import end_credentials
from service.workflow.account.first_passwords import hash_first_password, new_password
from service.workflow.actor import Actor, require_administrator
from service.workflow.errors import NotAllowed, NotFound, looking_up
from service.workflow.log_privileged_act import (
    note_password_reset,
    note_person_added,
    note_person_changed,
    note_unit,
)
from service.workflow.office import Office
from service.workflow.people.entry_lines import line_faults
from service.workflow.people.held_work import Becoming, held_by_person, held_by_unit, require_told
from service.workflow.people.mail_addresses import BAD_ADDRESS, is_address
from service.workflow.people.own_roles import NOT_ONES_OWN_PASSWORD, require_another_administrator
from service.workflow.people.sample_or_real import enter_for_real, require_side

TAKEN = Label("Tên này đã có người dùng. Vui lòng chọn tên khác.", "This name is taken.")
NO_UNIT = Label("Vui lòng chọn đơn vị trong danh sách.", "Please choose a unit from the list.")
BAD_USERNAME = Label(
    "Tên đăng nhập chỉ gồm chữ không dấu, số, dấu chấm, gạch ngang.",
    "A user name has only plain letters, digits, dots and hyphens.",
)


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
    is_sample: bool = False


@dataclass(frozen=True)
class NewPerson:
    """A person just entered and the first password, shown this once."""

    person: Person
    password: str


def list_people(office: Office, actor: Actor) -> tuple[Person, ...]:
    """Return everybody, by rank and name; raises NotAllowed but for the administrator."""
    require_administrator(actor)
    with office.database.reading() as uow:
        everybody = persons.list_people(uow)
    return tuple(each for each in everybody if each.is_sample or not actor.is_sample)


def roles_held(office: Office, actor: Actor, person_id: int) -> tuple[RoleTenure, ...]:
    """Return every role the person ever held, from when to when; raises NotAllowed, NotFound."""
    require_administrator(actor)
    with office.database.reading() as uow:
        return list_tenures(uow, _person(uow, actor, person_id).id)


def list_units(office: Office, actor: Actor) -> tuple[Unit, ...]:
    """Return every unit in the office's order; sample people have units of their own."""
    with office.database.reading() as uow:
        everyone = units.list_units(uow)
    return tuple(unit for unit in everyone if unit.is_sample == actor.is_sample)


def add_person(office: Office, actor: Actor, entry: PersonEntry) -> NewPerson:
    """Return the new person with a first password; raises FieldErrors, NotAllowed.

    Whom the sample administrator enters is a real person unless the entry says otherwise.
    """
    require_administrator(actor)
    password = new_password()
    hashed = hash_first_password(password, office.settings.data)
    with office.database.writing() as uow:
        require_side(uow, actor, is_sample=entry.is_sample)
        if unit := enter_for_real(uow, actor, entry.unit_name, is_sample=entry.is_sample):
            note_unit(office, uow, actor, None, unit)
        person = enter_person(
            office,
            uow,
            entry,
            hashed,
            granted_by=actor.person_id,
            is_sample=entry.is_sample,
        )
        note_person_added(office, uow, actor, person)
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
    facts = _facts(uow, entry, is_sample)
    try:
        person = persons.add_person(
            uow,
            facts,
            password_hash=password_hash,
            must_change_password=must_change,
            is_sample=is_sample,
        )
    except NameTaken as error:
        raise FieldErrors({"username": (TAKEN,)}) from error
    return persons.set_roles(uow, person.id, entry.roles, granted_by=granted_by, at=office.now())


def change_person(
    office: Office,
    actor: Actor,
    person_id: int,
    entry: PersonEntry,
    *,
    confirmed: bool = False,
) -> Person:
    """Return the person as changed; one deactivated is signed out everywhere at once.

    Raises FieldErrors, also for a role that administrators would give to themselves; NotFound;
    StillHeld with the work that would be nobody's, unless that is `confirmed`.
    """
    require_administrator(actor)
    now = office.now()
    require_another_administrator(
        office, actor, person_id, entry.roles, active=entry.active, unit_name=entry.unit_name
    )
    with office.database.writing() as uow:
        before = _person(uow, actor, person_id)
        facts = _facts(uow, entry, before.is_sample, before)
        after = Becoming(entry.roles, facts.unit_id, entry.active)
        require_told(held_by_person(office, uow, before, after), confirmed=confirmed)
        try:
            persons.change_person(uow, person_id, facts)
        except NameTaken as error:
            raise FieldErrors({"username": (TAKEN,)}) from error
        if not entry.active:
            end_credentials(uow, person_id, now)
            forget_unsent_of(uow, person_id)
        by = actor.person_id
        changed = persons.set_roles(uow, person_id, entry.roles, granted_by=by, at=now)
        note_person_changed(office, uow, actor, before, changed)
    return changed


def reset_password(office: Office, actor: Actor, person_id: int) -> NewPerson:
    """Return a new first password; it must be changed at the next sign-in.

    Raises NotAllowed, also for one's own; NotFound.
    """
    require_administrator(actor)
    if person_id == actor.person_id:
        # Whoever finds an administrator's session open must not take the account over by it.
        raise NotAllowed(NOT_ONES_OWN_PASSWORD)
    password = new_password()
    hashed = hash_first_password(password, office.settings.data)
    with office.database.writing() as uow:
        person = _person(uow, actor, person_id)
        persons.set_password(uow, person_id, hashed, must_change=True)
        end_credentials(uow, person_id, office.now())
        note_password_reset(office, uow, actor, person)
    return NewPerson(person, password)


def add_unit(office: Office, actor: Actor, name: str, abbreviation: str) -> Unit:
    """Return the new unit (đơn vị); raises FieldErrors, NotAllowed."""
    require_administrator(actor)
    with office.database.writing() as uow:
        unit = enter_unit(uow, name, abbreviation, is_sample=actor.is_sample)
        note_unit(office, uow, actor, None, unit)
    return unit


def enter_unit(uow: UnitOfWork, name: str, abbreviation: str, *, is_sample: bool = False) -> Unit:
    """Return the unit entered within the caller's write; raises FieldErrors."""
    facts = _unit_facts(name, abbreviation, active=True)
    try:
        return units.add_unit(uow, facts, is_sample=is_sample)
    except NameTaken as error:
        raise FieldErrors({error.field: (TAKEN,)}) from error


def change_unit(
    office: Office,
    actor: Actor,
    unit_id: int,
    name: str,
    abbreviation: str,
    *,
    active: bool,
    confirmed: bool = False,
) -> Unit:
    """Return the unit as changed; a closed one is offered no more, its people work on.

    Raises FieldErrors; NotFound, also for a sample unit where the person is real or the reverse;
    StillHeld with who works there and what waits for its head, unless that is `confirmed`.
    """
    require_administrator(actor)
    facts = _unit_facts(name, abbreviation, active=active)
    with office.database.writing() as uow:
        try:
            before = units.get_unit(uow, unit_id)
            if before.is_sample != actor.is_sample:
                raise NotFound
            if before.active and not active:
                require_told(held_by_unit(office, uow, before), confirmed=confirmed)
            unit = units.change_unit(uow, unit_id, facts)
        except NotStored as error:
            raise NotFound from error
        except NameTaken as error:
            raise FieldErrors({error.field: (TAKEN,)}) from error
        note_unit(office, uow, actor, before, unit)
    return unit


def _person(uow: UnitOfWork, actor: Actor, person_id: int) -> Person:
    """Return the person; the sample administrator, whose password is known, finds no real one."""
    with looking_up():
        person = persons.get_person(uow, person_id)
    if actor.is_sample and not person.is_sample:
        raise NotFound(hidden=str(person_id))
    return person


def _facts(
    uow: UnitOfWork, entry: PersonEntry, is_sample: bool, before: Person | None = None
) -> PersonFacts:
    texts = {"username": entry.username, "full_name": entry.full_name, "title": entry.title}
    if before and entry.full_name == before.full_name:
        # A name entered before names were bounded may stay when something else is changed.
        del texts["full_name"]
    faults = line_faults(texts)
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
    faults = line_faults({"name": name, "abbreviation": abbreviation})
    if faults:
        raise FieldErrors(faults)
    return UnitFacts(
        name=vietnamese.normalise(name).strip(),
        abbreviation=vietnamese.normalise(abbreviation).strip(),
        active=active,
    )
