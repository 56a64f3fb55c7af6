"""Who may be given work (giao việc được): whoever holds some role in the procedure."""

from __future__ import annotations

from collections.abc import Iterable

from service.formkit.labels import Label
from service.formkit.moves import Role
from service.store.people import Person

NO_ROLE = Label(
    "{name} chưa có vai trò nào trong quy trình nên không giao việc được. Vui lòng chọn người "
    "khác hoặc đề nghị quản trị viên ghi vai trò.",
    "{name} holds no role in the procedure and can be given no work. Please choose somebody else "
    "or ask the administrator to enter a role.",
)


def takes_part_in_procedure(person: Person) -> bool:
    """Return whether the person holds a role in the procedure: administering is none."""
    return bool(person.roles - {Role.ADMINISTRATOR})


def assignable(found: Iterable[Person]) -> tuple[Person, ...]:
    """Return those of the persons who may be given work."""
    return tuple(each for each in found if takes_part_in_procedure(each))
