"""What is done by privilege is written into the security log, whoever does it and from where."""

from collections.abc import Mapping

from service.formkit.moves import Role
from service.store.base import Json, JsonObject
from service.store.database import UnitOfWork
from service.store.ledger.security_log import SecurityNote, note_security
from service.store.people.persons import Person
from service.store.people.units import Unit
from service.workflow.actor import Actor
from service.workflow.office import Office


def note_deed(
    office: Office,
    uow: UnitOfWork,
    actor: Actor | None,
    kind: str,
    payload: JsonObject,
    *,
    of_sample: bool | None = None,
) -> None:
    """Return when the deed will stand in the log at the end of this write, and only with it.

    Without an actor it was the command on the server. `of_sample` says whose line it is where it
    is not the actor's: sample people's or real people's.
    """
    person_id, address = (actor.person_id, actor.address) if actor else (None, "")
    note = SecurityNote(office.now(), kind, person_id, address, payload, of_sample)
    note_security(uow, note)


def changes_of(before: Mapping[str, Json], after: Mapping[str, Json]) -> dict[str, list[Json]]:
    """Return what differs, by name: what stood there and what stands there now."""
    names = dict.fromkeys((*before, *after))
    pairs = {name: [before.get(name), after.get(name)] for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def note_person_added(
    office: Office, uow: UnitOfWork, actor: Actor | None, person: Person, *, imported: bool = False
) -> None:
    """Return when a person just entered will stand in the log, with each role given."""
    payload = {**_named(person), "title": person.title, "unit": person.unit_name}
    side = _side_of(actor, person)
    payload |= {"imported": imported}
    note_deed(office, uow, actor, "person_added", payload, of_sample=side)
    _note_roles(office, uow, actor, person, "role_given", person.roles)


def note_person_changed(
    office: Office, uow: UnitOfWork, actor: Actor, before: Person, after: Person
) -> None:
    """Return when every change of a person will stand in the log: facts, roles, open or closed."""
    changes = changes_of(_facts(before), _facts(after))
    if changes:
        payload = {**_named(after), "changes": changes}
        note_deed(office, uow, actor, "person_changed", payload)
    _note_roles(office, uow, actor, after, "role_taken", before.roles - after.roles)
    _note_roles(office, uow, actor, after, "role_given", after.roles - before.roles)
    if Role.UNIT_HEAD in before.roles & after.roles and before.unit_id != after.unit_id:
        payload = {**_named(after), "unit": after.unit_name}
        note_deed(office, uow, actor, "head_moved", payload)
    if before.active != after.active:
        kind = "person_reopened" if after.active else "person_closed"
        note_deed(office, uow, actor, kind, _named(after))


def note_password_reset(office: Office, uow: UnitOfWork, actor: Actor, person: Person) -> None:
    """Return when it will stand in the log that somebody's password was set for them."""
    note_deed(office, uow, actor, "password_reset", _named(person))


def note_unit(
    office: Office, uow: UnitOfWork, actor: Actor | None, before: Unit | None, after: Unit
) -> None:
    """Return when a unit entered, changed, closed or opened again will stand in the log."""
    payload: dict[str, Json] = {"unit": after.name}
    if before is None:
        payload |= {"abbreviation": after.abbreviation}
        note_deed(office, uow, actor, "unit_added", payload, of_sample=_side_of(actor, after))
        return
    names = ("name", "abbreviation")
    changes = changes_of(
        *({each: getattr(unit, each) for each in names} for unit in (before, after))
    )
    if changes:
        note_deed(office, uow, actor, "unit_changed", {**payload, "changes": changes})
    if before.active != after.active:
        kind = "unit_reopened" if after.active else "unit_closed"
        note_deed(office, uow, actor, kind, payload)


def _note_roles(
    office: Office,
    uow: UnitOfWork,
    actor: Actor | None,
    person: Person,
    kind: str,
    roles: frozenset[str],
) -> None:
    for role in sorted(roles):
        payload = {**_named(person), "role": role}
        note_deed(office, uow, actor, kind, payload, of_sample=_side_of(actor, person))


def _side_of(actor: Actor | None, touched: Person | Unit) -> bool | None:
    """Return False where a sample account touches what is real; None for the actor's own side.

    Real people then read of it in their log.
    """
    return False if actor and actor.is_sample and not touched.is_sample else None


def _named(person: Person) -> dict[str, Json]:
    return {"person": person.full_name, "username": person.username, "person_id": person.id}


def _facts(person: Person) -> dict[str, Json]:
    return {
        "full_name": person.full_name,
        "username": person.username,
        "title": person.title,
        "unit_name": person.unit_name,
        "email": person.email,
    }
