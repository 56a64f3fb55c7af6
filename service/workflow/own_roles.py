"""What administrators may not do to themselves: lock themselves out, or take a further role."""

from __future__ import annotations

from collections.abc import Iterable

from service.formkit.field_errors import FieldErrors
from service.formkit.labels import Label
from service.formkit.moves import Role
from service.store import people
from service.workflow.actor import Actor
from service.workflow.deeds import note_deed
from service.workflow.office import Office

NOT_ONESELF = Label(
    "Không thể tự khóa tài khoản của mình. Vui lòng nhờ quản trị viên khác.",
    "One cannot close one's own account. Please ask another administrator.",
)
NOT_ONES_OWN_ROLE = Label(
    "Không thể tự bỏ vai trò quản trị của mình. Vui lòng nhờ quản trị viên khác.",
    "One cannot give up one's own administrator role. Please ask another administrator.",
)
NOT_TO_ONESELF = Label(
    "Không thể tự giao vai trò cho mình. Vui lòng nhờ quản trị viên khác giao vai trò này.",
    "One cannot give oneself a role. Please ask another administrator to give it.",
)


def require_another_administrator(
    office: Office, actor: Actor, person_id: int, roles: Iterable[Role], *, active: bool
) -> None:
    """Return unless this is for another administrator to do.

    Raises FieldErrors for who would close their own account, give up administering, or give
    themselves a role of the procedure; the security log keeps that they tried the last.
    """
    if person_id != actor.person_id:
        return
    wanted = frozenset(roles)
    if not active:
        raise FieldErrors({"active": (NOT_ONESELF,)})
    if Role.ADMINISTRATOR not in wanted:
        raise FieldErrors({"roles": (NOT_ONES_OWN_ROLE,)})
    with office.database.writing() as uow:
        more = sorted(wanted - people.get_person(uow, person_id).roles)
        if not more:
            return
        note_deed(office, uow, actor, "own_role_refused", {"roles": more})
    raise FieldErrors({"roles": (NOT_TO_ONESELF,)})
