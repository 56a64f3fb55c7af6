"""The working calendar over the API: a year's days off, and the office's exceptions changed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from marshmallow import fields as ma

from service.formkit.vietnamese import FIRST_YEAR, LAST_YEAR
from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.schemas import (
    OFFICE_ZONE,
    AnswerShape,
    BoundedInteger,
    Flag,
    TakenShape,
    Words,
    label_json,
)
from service.workflow.office_settings import working_calendar
from service.workflow.office_settings.working_calendar import CalendarLine

door = ApiBlueprint("working_calendar", "Lịch làm việc · Working calendar", place=150)

NAME_OR_NULL = {"type": ["string", "null"]}
LABEL_OR_NULL = {"anyOf": [{"$ref": "#/components/schemas/Label"}, {"type": "null"}]}


class YearTaken(TakenShape):
    """Which year is asked for."""

    year = BoundedInteger(FIRST_YEAR, LAST_YEAR, metadata={"description": "this year unless sent"})


class DayTaken(TakenShape):
    """What a day is to be, otherwise than the law has it."""

    is_off = Flag(required=True, metadata={"description": "off, or worked after all"})
    name = Words(
        working_calendar.LONGEST_NAME, required=True, metadata={"description": "the reason"}
    )


class CalendarDayShape(AnswerShape):
    """A day worth naming: a holiday of the law, an exception of the office, or both."""

    day = ma.Date()
    is_working = ma.Boolean()
    by_law = ma.Raw(metadata=LABEL_OR_NULL)
    exception = ma.Raw(metadata={**NAME_OR_NULL, "description": "the office's reason"})


@door.get(
    "/working-calendar",
    "Ngày nghỉ trong năm · Days off of a year",
    query=YearTaken,
    answers=CalendarDayShape(many=True),
)
def read_calendar(sent: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the holidays and the office's exceptions of a year; weekends are not listed."""
    year = sent.get("year") or office().now().astimezone(OFFICE_ZONE).year
    return [_line(each) for each in working_calendar.year_lines(office(), year)]


@door.operation(
    "PUT",
    "/working-calendar/<day:day>",
    "Đặt ngày nghỉ hoặc làm bù · Make a day off, or worked after all",
    body=DayTaken,
    answers=CalendarDayShape,
)
def change_day(sent: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Return the day with its exception; deadlines and waiting times count it from now on."""
    return _line(
        working_calendar.change_day(
            office(), actor(), day, is_off=sent["is_off"], name=sent["name"]
        )
    )


@door.operation(
    "DELETE",
    "/working-calendar/<day:day>",
    "Bỏ ngoại lệ · Remove an exception",
    status=204,
)
def forget_day(day: date) -> None:
    """Let the law's word count again for a day."""
    working_calendar.forget_day(office(), actor(), day)


def _line(line: CalendarLine) -> dict[str, Any]:
    return {
        "day": line.day,
        "is_working": line.is_working,
        "by_law": label_json(line.by_law) if line.by_law else None,
        "exception": line.exception.name if line.exception else None,
    }
