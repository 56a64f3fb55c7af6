"""Saved views: the filters of the record list that a person keeps under a name."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from service.store.base import JsonObject, in_range, value_of
from service.store.database import UnitOfWork
from service.store.people.units import name_key
from service.store.snapshot import has_none
from service.store.tables.people.persons import PersonRow
from service.store.tables.people.saved_views import SavedViewRow


@dataclass(frozen=True)
class SavedView:
    """A person's saved view (cách xem đã lưu)."""

    id: int
    name: str
    filters: JsonObject
    saved_at: datetime


def save_view(
    uow: UnitOfWork, person_id: int, name: str, filters: JsonObject, *, most: int, now: datetime
) -> SavedView | None:
    """The view as saved, or None when the person has `most` already.

    A view of that name gets these filters; else one of these filters gets that name.
    """
    # One at a time a person, so that two browsers do not save beyond `most` or one name twice.
    uow.session.execute(select(PersonRow.id).where(PersonRow.id == person_id).with_for_update())
    kept = _rows(uow, person_id)
    named = [row for row in kept if row.name_key == name_key(name)]
    alike = [row for row in kept if row.filters == filters]
    if not named and not alike and len(kept) >= most:
        return None
    row = (named or alike or [SavedViewRow(person_id=person_id)])[0]
    row.name, row.name_key, row.filters, row.saved_at = name, name_key(name), dict(filters), now
    uow.session.add(row)
    uow.session.flush()
    return value_of(SavedView, row)


def list_views(uow: UnitOfWork, person_id: int) -> tuple[SavedView, ...]:
    """The person's views in the order they were first saved."""
    if has_none(uow, person_id, "views"):
        return ()
    return tuple(value_of(SavedView, row) for row in _rows(uow, person_id))


def remove_view(uow: UnitOfWork, person_id: int, view_id: int) -> SavedView | None:
    """The person's view, now gone, or None where they have none of that id."""
    known = view_id if in_range(view_id) else -1
    row = uow.session.get(SavedViewRow, known)
    if row is None or row.person_id != person_id:
        return None
    view = value_of(SavedView, row)
    uow.session.execute(delete(SavedViewRow).where(SavedViewRow.id == known))
    return view


def _rows(uow: UnitOfWork, person_id: int) -> list[SavedViewRow]:
    query = select(SavedViewRow).where(SavedViewRow.person_id == person_id)
    return list(uow.session.scalars(query.order_by(SavedViewRow.id)))
