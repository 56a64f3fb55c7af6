"""Saved views over the API: one's own names for filters of the record list."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields as ma

from service.web.api.authentication import actor, office
from service.web.api.operations.record.records import RecordFilters, door, filter_of
from service.web.api.schemas import AnswerShape, MomentText, Words
from service.workflow.records import saved_views

__all__ = ["door"]


class SavedViewTaken(RecordFilters):
    """A name, and the filters it is to stand for."""

    name = Words(saved_views.LONGEST_NAME, required=True)


class SavedViewShape(AnswerShape):
    """A saved view: its name and its filters."""

    id = ma.Integer()
    name = ma.String()
    form = ma.String(attribute="filters.form", allow_none=True)
    group = ma.String(attribute="filters.group")
    unit = ma.Integer(attribute="filters.unit_id", allow_none=True)
    year = ma.Integer(attribute="filters.year", allow_none=True)
    stage = ma.String(attribute="filters.stage", allow_none=True)
    text = ma.String(attribute="filters.text")
    saved_at = MomentText()


@door.get(
    "/saved-views",
    "Các cách xem đã lưu của mình · One's own saved views",
    answers=SavedViewShape(many=True),
)
def list_views() -> Any:
    """Return one's views in the order they were first saved."""
    return saved_views.list_views(office(), actor())


@door.operation(
    "PUT",
    "/saved-views",
    "Lưu cách xem · Save a view",
    body=SavedViewTaken,
    answers=SavedViewShape,
)
def save_view(sent: Mapping[str, Any]) -> Any:
    """Return the view as saved; a name in use gets these filters, saved filters get this name.

    At most twelve a person.
    """
    return saved_views.save_view(office(), actor(), sent["name"], filter_of(sent))


@door.operation(
    "DELETE",
    "/saved-views/<int(min=1,max=2147483647):view_id>",
    "Bỏ cách xem · Remove a view",
    status=204,
)
def remove_view(view_id: int) -> None:
    """Remove one's own view; another's is not found."""
    saved_views.remove_view(office(), actor(), view_id)
