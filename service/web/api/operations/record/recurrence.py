"""Repetition over the API: the content categories, and how a record repeats others."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields as ma

from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.schemas import AnswerShape, BoundedInteger, Flag, MomentText, TakenShape, Words
from service.workflow.errors import NotFound
from service.workflow.recurrence import content_categories
from service.workflow.recurrence.classify_record import MOST_AT_ONCE, classify_record
from service.workflow.recurrence.repetition import RepetitionView, read_repetition

door = ApiBlueprint("repetition", "Lặp lại · Repetition (QT.CTCL 5.2.1)", place=100)

CATEGORY = "/categories/<int(min=1,max=2147483647):category_id>"
REPETITION = "/records/<id:record_id>/repetition"


class CategoryShape(AnswerShape):
    """A content category."""

    id = ma.Integer()
    name = ma.String()
    active = ma.Boolean()


class NewCategoryTaken(TakenShape):
    """What is sent about a new category."""

    name = Words(150, required=True)


class CategoryTaken(NewCategoryTaken):
    """What is sent about a category."""

    active = Flag(load_default=True)


class PredecessorShape(AnswerShape):
    """An earlier record for the same content."""

    id = ma.String(attribute="record.id")
    number = ma.String(attribute="record.number", allow_none=True)
    summary = ma.String(attribute="record.summary")
    created_at = MomentText(attribute="record.created_at")
    likeness = ma.Integer(
        allow_none=True,
        metadata={"description": "percent; null when it is in the same category"},
    )


class SuggestionShape(AnswerShape):
    """What the text makes likely; empty for whoever may not classify."""

    category = ma.Nested(CategoryShape, allow_none=True)
    similar = ma.List(ma.Nested(PredecessorShape))


class RepetitionShape(AnswerShape):
    """How a record repeats others."""

    category = ma.Nested(CategoryShape, attribute="repetition.category", allow_none=True)
    count = ma.Integer(
        attribute="repetition.count", metadata={"description": "place in the row: 4 is the fourth"}
    )
    alarm_at = ma.Integer(attribute="repetition.alarm_at")
    is_alarm = ma.Boolean(attribute="repetition.is_alarm")
    by_text_alone = ma.Boolean(
        attribute="repetition.by_text_alone",
        metadata={"description": "the alarm rests on likeness of texts; somebody should confirm"},
    )
    predecessors = ma.List(
        ma.Nested(PredecessorShape),
        attribute="shown",
        metadata={"description": "the newest ten this person may open, newest first"},
    )
    hidden = ma.Integer(metadata={"description": "how many more there are"})
    suggestion = ma.Nested(SuggestionShape, attribute="repetition.suggestion")
    may_classify = ma.Boolean()


class ClassificationTaken(TakenShape):
    """Which content a record is for."""

    category = BoundedInteger(
        load_default=None, metadata={"description": "id of the category; left out for none"}
    )
    also = ma.List(
        Words(40),
        load_default=list,
        metadata={
            "maxItems": MOST_AT_ONCE,
            "description": "similar records of the unit that go along while in no category",
        },
    )


@door.get("/categories", "Nhóm nội dung · Content categories", answers=CategoryShape(many=True))
def list_categories() -> Any:
    """Return the list, those in use first."""
    return content_categories.list_categories(office(), actor())


@door.post(
    "/categories",
    "Thêm nhóm nội dung · Add a category",
    body=NewCategoryTaken,
    answers=CategoryShape,
    status=201,
)
def add_category(sent: Mapping[str, Any]) -> Any:
    """Return the new category; for the ISO secretary."""
    return content_categories.add_category(office(), actor(), sent["name"])


@door.operation(
    "PUT",
    CATEGORY,
    "Sửa nhóm nội dung · Change a category",
    body=CategoryTaken,
    answers=CategoryShape,
)
def change_category(sent: Mapping[str, Any], category_id: int) -> Any:
    """Return the category as changed; out of use it is offered no more, but still counts."""
    return content_categories.change_category(
        office(), actor(), category_id, sent["name"], active=sent["active"]
    )


@door.get(REPETITION, "Hồ sơ lặp lại · Repetition", answers=RepetitionShape)
def open_repetition(record_id: str) -> RepetitionView:
    """Return how the record repeats others; nothing is found for forms that cannot repeat."""
    return _view(record_id)


@door.operation(
    "PUT",
    "/records/<id:record_id>/category",
    "Xếp nhóm nội dung · Classify a record",
    body=ClassificationTaken,
    answers=RepetitionShape,
)
def classify(sent: Mapping[str, Any], record_id: str) -> RepetitionView:
    """Return how the record repeats others now; for the secretary and the concerned unit's head.

    The fourth in a row (or as the office has set) alarms both.
    """
    classify_record(office(), actor(), record_id, sent["category"], sent["also"])
    return _view(record_id)


def _view(record_id: str) -> RepetitionView:
    view = read_repetition(office(), actor(), record_id)
    if view is None:
        raise NotFound
    return view
