"""A person's saved views of the record list: the filters of the moment under a short name."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from typing import Any

from service.formkit.labels import FieldErrors, Label
from service.store.base import JsonObject
from service.store.people import saved_views as store
from service.workflow.actor import Actor
from service.workflow.errors import NotFound
from service.workflow.office import Office
from service.workflow.records.read_records import RecordFilter
from service.workflow.short_names import tidy_name

LONGEST_NAME = 40
MOST_VIEWS = 12
NEEDED = Label("Vui lòng ghi tên cách xem.", "Please write the view's name.")
FULL = Label(
    "Mỗi người lưu được {most} cách xem. Vui lòng bỏ bớt một cách xem rồi lưu lại.",
    "One can save {most} views. Please remove one and save again.",
)


@dataclass(frozen=True)
class SavedView:
    """A saved view (cách xem đã lưu): its name, and the filters it stands for."""

    id: int
    name: str
    filters: RecordFilter
    saved_at: datetime

    def shows(self, wanted: RecordFilter) -> bool:
        """Return whether these are its filters, whatever the page."""
        return replace(wanted, page=1) == self.filters


def list_views(office: Office, actor: Actor) -> tuple[SavedView, ...]:
    """Return the person's views in the order they were first saved."""
    with office.database.reading() as uow:
        return tuple(_view(each) for each in store.list_views(uow, actor.person_id))


def save_view(office: Office, actor: Actor, name: str, wanted: RecordFilter) -> SavedView:
    """Return the view as saved; raises FieldErrors (name).

    Saving under a name in use changes that view; saving the same filters again renames theirs.
    """
    tidy = tidy_name(name, needed=NEEDED, most=LONGEST_NAME)
    with office.database.writing() as uow:
        kept = store.save_view(
            uow, actor.person_id, tidy, _kept(wanted), most=MOST_VIEWS, now=office.now()
        )
    if kept is None:
        raise FieldErrors({"name": (FULL.with_(most=MOST_VIEWS),)})
    return _view(kept)


def remove_view(office: Office, actor: Actor, view_id: int) -> SavedView:
    """Return the view that is now gone; raises NotFound for one that is not the person's own."""
    with office.database.writing() as uow:
        kept = store.remove_view(uow, actor.person_id, view_id)
    if kept is None:
        raise NotFound
    return _view(kept)


def _kept(wanted: RecordFilter) -> dict[str, Any]:
    """Return the filters that are set, the page apart."""
    return {name: value for name, value in asdict(wanted).items() if value and name != "page"}


def _view(kept: store.SavedView) -> SavedView:
    return SavedView(kept.id, kept.name, _filters(kept.filters), kept.saved_at)


def _filters(kept: JsonObject) -> RecordFilter:
    """Return the filters; a name that a later release no longer knows counts for nothing."""
    known = {each.name for each in fields(RecordFilter)}
    said: dict[str, Any] = {name: value for name, value in kept.items() if name in known}
    return RecordFilter(**said)
