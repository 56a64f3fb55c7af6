"""Who keeps the office's settings: asked before they are read on their page and before a change."""

from service.formkit.labels import Label
from service.store.people.persons import has_real_people
from service.workflow.actor import Actor, may_change_settings
from service.workflow.errors import NotAllowed
from service.workflow.office import Office

OF_REAL_PEOPLE = Label(
    "Cơ quan đã có người dùng thật nên cài đặt do người dùng thật giữ; "
    "người mẫu không xem và không sửa được.",
    "Real people use this house, so they keep its settings; sample people neither see nor "
    "change them.",
)


def require_settings_right(office: Office, actor: Actor) -> None:
    """Return for who keeps the settings (cài đặt); raises NotAllowed.

    They print on every paper and move every deadline. Sample people, whose password everybody
    knows, try them out only as long as nobody real lives in the house.
    """
    if not may_change_settings(actor):
        raise NotAllowed
    if actor.is_sample:
        with office.database.reading() as uow:
            if has_real_people(uow):
                raise NotAllowed(OF_REAL_PEOPLE)
