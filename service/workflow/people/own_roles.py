"""What administrators may not do to themselves: lock themselves out, or take a further role."""

from collections.abc import Iterable

from service.formkit.labels import FieldErrors, Label
from service.formkit.moves import Role
from service.store.base import Json, JsonObject
from service.store.database import UnitOfWork
from service.store.people import persons, units
from service.store.people.persons import Person
from service.workflow.actor import Actor
from service.workflow.choosable_people import takes_part_in_procedure
from service.workflow.log_privileged_act import note_deed
from service.workflow.office import Office

LONGEST_UNIT = 150
NOT_ONESELF = Label(
    "Không thể tự khóa tài khoản của mình. Vui lòng nhờ quản trị viên khác.",
    "One cannot close one's own account. Please ask another administrator.",
)
NOT_ONES_OWN_ROLE = Label(
    "Không thể tự bỏ vai trò quản trị của mình. Vui lòng nhờ quản trị viên khác.",
    "One cannot give up one's own administrator role. Please ask another administrator.",
)
NOT_ONES_OWN_UNIT = Label(
    "Không thể tự chuyển mình sang đơn vị khác, vì vai trò sẽ theo sang đơn vị đó. Vui lòng nhờ "
    "quản trị viên khác.",
    "One cannot move oneself to another unit: one's roles would come along. Please ask another "
    "administrator.",
)
NOT_ONES_OWN_PASSWORD = Label(
    "Không thể tự đặt lại mật khẩu của mình. Vui lòng đổi ở trang Mật khẩu, hoặc nhờ quản trị viên "
    "khác đặt lại.",
    "One cannot reset one's own password. Please change it on the password page, or ask another "
    "administrator to reset it.",
)
NOT_TO_ONESELF = Label(
    "Không thể tự giao vai trò cho mình. Vui lòng nhờ quản trị viên khác giao vai trò này.",
    "One cannot give oneself a role. Please ask another administrator to give it.",
)


def require_another_administrator(
    office: Office,
    actor: Actor,
    person_id: int,
    roles: Iterable[Role],
    *,
    active: bool,
    unit_name: str,
) -> None:
    """Return unless this is for another administrator to do.

    Raises FieldErrors for who would close their own account, give up administering, give
    themselves a role of the procedure or carry one into another unit; the security log keeps that
    they tried the last two.
    """
    if person_id != actor.person_id:
        return
    wanted = frozenset(roles)
    if not active:
        raise FieldErrors({"active": (NOT_ONESELF,)})
    if Role.ADMINISTRATOR not in wanted:
        raise FieldErrors({"roles": (NOT_ONES_OWN_ROLE,)})
    with office.database.writing() as uow:
        known = persons.get_person(uow, person_id)
        more: list[Json] = [*sorted(wanted - known.roles)]
        moved = takes_part_in_procedure(known) and _is_another(uow, known, unit_name)
        if not (more or moved):
            return
        payload: JsonObject = {"roles": more or [*sorted(known.roles)]}
        if moved:
            payload = {**payload, "unit": unit_name[:LONGEST_UNIT]}
        note_deed(office, uow, actor, "own_role_refused", payload)
    if more:
        raise FieldErrors({"roles": (NOT_TO_ONESELF,)})
    raise FieldErrors({"unit_name": (NOT_ONES_OWN_UNIT,)})


def _is_another(uow: UnitOfWork, known: Person, unit_name: str) -> bool:
    unit = units.find_unit(uow, unit_name, is_sample=known.is_sample) if unit_name else None
    return unit is not None and unit.id != known.unit_id
