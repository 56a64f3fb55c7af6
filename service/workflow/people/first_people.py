"""The first people of a house, entered by the command on the server: nobody there could do it."""

from service.store.people.units import find_unit
from service.workflow.account.first_passwords import hash_first_password, new_password
from service.workflow.account.passwords import hash_password, require_strong
from service.workflow.log_privileged_act import note_person_added, note_unit
from service.workflow.office import Office
from service.workflow.people.people import NewPerson, PersonEntry, enter_person, enter_unit


def enter_first_person(
    office: Office, entry: PersonEntry, abbreviation: str = "", password: str | None = None
) -> NewPerson:
    """Return the person with the roles named, their unit made where it is new; the log has both.

    Raises FieldErrors, PasswordTooWeak.
    """
    first, unit = password or new_password(), entry.unit_name
    require_strong(first, entry.username, "")
    folder = office.settings.data
    hashed = hash_password(first) if password else hash_first_password(first, folder)
    with office.database.writing() as uow:
        if unit and find_unit(uow, unit) is None:
            made = enter_unit(uow, unit, abbreviation or unit)
            note_unit(office, uow, None, None, made)
        person = enter_person(office, uow, entry, hashed, granted_by=None)
        note_person_added(office, uow, None, person)
    return NewPerson(person, first)
