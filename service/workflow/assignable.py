"""Who may be given work (giao việc được): whoever holds some role in the procedure."""

from __future__ import annotations

from service.formkit.moves import Role
from service.store.people.persons import Person


def takes_part_in_procedure(person: Person) -> bool:
    """Return whether the person holds a role in the procedure: administering is none."""
    return bool(person.roles - {Role.ADMINISTRATOR})
