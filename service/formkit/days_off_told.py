"""A deadline on a day off says what it becomes: it runs to the end of the next working day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from service.formkit.field_errors import Faults
from service.formkit.fields import Answers, Date, Field
from service.formkit.labels import Label
from service.formkit.working_days import WorkingCalendar

WEEKDAYS = tuple(
    Label(*names)
    for names in (
        ("thứ Hai", "Monday"),
        ("thứ Ba", "Tuesday"),
        ("thứ Tư", "Wednesday"),
        ("thứ Năm", "Thursday"),
        ("thứ Sáu", "Friday"),
        ("thứ Bảy", "Saturday"),
        ("Chủ nhật", "Sunday"),
    )
)
RUNS_ON = Label(
    "{day} là ngày nghỉ, tính đến hết {next}.", "{day} is a day off; it runs to the end of {next}."
)


def days_off_told(fields: Sequence[Field], answers: Answers, calendar: WorkingCalendar) -> Faults:
    """Return, beside each deadline that falls on a day off, what it becomes."""
    found = {}
    for each in fields:
        written = answers.get(each.name, "")
        if isinstance(each, Date) and each.deadline and len(str(written)) == len("2026-12-05"):
            day = date.fromisoformat(written)
            if not calendar.is_working(day):
                found[each.name] = (_runs_on(day, calendar.next_working(day)),)
    return found


def _runs_on(day: date, working: date) -> Label:
    return Label(
        RUNS_ON.vi.format(day=_capital(_day(day).vi), next=_day(working).vi),
        RUNS_ON.en.format(day=_day(day).en, next=_day(working).en),
    )


def _day(day: date) -> Label:
    name = WEEKDAYS[day.weekday()]
    return Label(f"{name.vi} {day:%d/%m/%Y}", f"{name.en} {day:%d/%m/%Y}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
