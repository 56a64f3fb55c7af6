"""Reminders over the API: one's own of today, and one sent to whoever a record waits for."""

from typing import Any

from marshmallow import fields as ma

from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.schemas import AnswerShape
from service.workflow.reminders import send_reminders

door = ApiBlueprint("reminders", "Nhắc việc · Reminders", place=110)

DAY_OR_NULL = {"type": ["string", "null"], "format": "date"}
KINDS = ("due_today", "overdue", "asked", "report_missing", "repetition", "may_begin")


class ReminderShape(AnswerShape):
    """That a record waits, for whom one is reminded and until when."""

    record_id = ma.String()
    form_code = ma.String()
    number = ma.String(allow_none=True)
    summary = ma.String()
    stage = ma.String()
    kind = ma.String(metadata={"enum": list(KINDS)})
    level = ma.String(metadata={"description": "as what one is reminded: holder, unit_head …"})
    due_on = ma.Date(metadata=DAY_OR_NULL)


class RemindedShape(AnswerShape):
    """How many persons were reminded."""

    reminded = ma.Integer()


@door.get("/reminders", "Nhắc việc hôm nay · Today's reminders", answers=ReminderShape(many=True))
def todays_reminders() -> Any:
    """Return one's reminders of today that still stand, longest due first."""
    return send_reminders.reminders_of_today(office(), actor())


@door.post(
    "/records/<id:record_id>/reminders",
    "Gửi nhắc việc · Remind whoever the record waits for",
    answers=RemindedShape,
    status=201,
    errors=(422,),
)
def remind(record_id: str) -> dict[str, int]:
    """Return how many were reminded; who was reminded of it today is not reminded again."""
    return {"reminded": send_reminders.remind_now(office(), actor(), record_id)}
