"""The secretary's list of content categories (nhóm nội dung): added, renamed, put out of use."""

from service.formkit.labels import FieldErrors, Label
from service.store.base import JsonObject
from service.store.database import UnitOfWork
from service.store.errors import NameTaken
from service.store.records import content_categories
from service.store.records.content_categories import Category as Category
from service.workflow.actor import Actor, require_keeper
from service.workflow.errors import NotFound, looking_up
from service.workflow.log_privileged_act import changes_of, note_deed
from service.workflow.office import Office
from service.workflow.short_names import tidy_name

LONGEST_NAME = 150
NEEDED = Label("Vui lòng ghi tên nhóm nội dung.", "Please write the category's name.")
TAKEN = Label(
    "Đã có nhóm nội dung mang tên này. Vui lòng chọn tên khác.",
    "There is a category of this name. Please choose another.",
)


def list_categories(office: Office, actor: Actor) -> tuple[Category, ...]:
    """Return the list, those in use first; sample people have one of their own."""
    with office.database.reading() as uow:
        return content_categories.list_categories(uow, is_sample=actor.is_sample)


def add_category(office: Office, actor: Actor, name: str) -> Category:
    """Return the new category; raises NotAllowed, FieldErrors."""
    require_keeper(actor)
    checked = tidy_name(name, needed=NEEDED, most=LONGEST_NAME)
    with office.database.writing() as uow:
        try:
            added = content_categories.add_category(uow, checked, is_sample=actor.is_sample)
        except NameTaken as error:
            raise FieldErrors({"name": (TAKEN,)}) from error
        note_deed(office, uow, actor, "category_added", {"category": added.name})
    return added


def change_category(
    office: Office, actor: Actor, category_id: int, name: str, *, active: bool
) -> Category:
    """Return the category as changed; out of use it is offered no more, but still counts.

    Raises NotAllowed, NotFound, FieldErrors.
    """
    require_keeper(actor)
    checked = tidy_name(name, needed=NEEDED, most=LONGEST_NAME)
    with office.database.writing() as uow:
        before = own_category(uow, category_id, is_sample=actor.is_sample)
        try:
            after = content_categories.change_category(uow, category_id, checked, active=active)
        except NameTaken as error:
            raise FieldErrors({"name": (TAKEN,)}) from error
        if changes := changes_of(_facts(before), _facts(after)):
            payload: JsonObject = {"category": after.name, "changes": changes}
            note_deed(office, uow, actor, "category_changed", payload)
    return after


def _facts(category: Category) -> JsonObject:
    return {"name": category.name, "active": category.active}


def own_category(uow: UnitOfWork, category_id: int, *, is_sample: bool) -> Category:
    """Return the category if it is of that list, real or sample; raises NotFound."""
    with looking_up():
        found = content_categories.get_category(uow, category_id)
    if found.is_sample != is_sample:
        raise NotFound
    return found
