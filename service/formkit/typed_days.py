"""What is said of days that are typed: too early, not yet, too far ahead, on a day off."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from service.formkit.fields import Answers, Date, Field, Moment, Rows
from service.formkit.labels import Faults, FieldErrors, Label
from service.formkit.working_days import WorkingCalendar

FIRST_YEAR_OF_RECORDS = 2000
"""No office here kept records of quality management before: an earlier year is mistyped."""
YEARS_AHEAD = 10

TOO_EARLY = Label(
    "«{label}» không thể trước năm {year}. Vui lòng xem lại năm.",
    "“{label}” cannot be before {year}. Please check the year.",
)
NOT_YET = Label(
    "«{label}» là việc đã xảy ra: vui lòng ghi ngày từ hôm nay, {day}, trở về trước.",
    "“{label}” tells what has happened: please write today, {day}, or an earlier day.",
)
TOO_FAR = Label(
    "«{label}» quá xa: vui lòng ghi ngày trong vòng {years} năm tới.",
    "“{label}” is too far ahead: please write a day within the next {years} years.",
)


def require_days_meant(
    fields: Sequence[Field], answers: Answers, before: Answers, now: str
) -> None:
    """Return when every day that is new lies within what its field means; raises FieldErrors."""
    faults = day_faults(fields, answers, before, now)
    if faults:
        raise FieldErrors(faults)


def day_faults(fields: Sequence[Field], answers: Answers, before: Answers, now: str) -> Faults:
    """Return what is wrong with the days of `answers` on the day `now` (ISO).

    A day that already stood at its field `before` is not judged: records kept so far stay valid.
    """
    old = {(tag, value) for _, tag, _, value in _days(fields, before)}
    return {
        path: (fault,)
        for path, tag, each, value in _days(fields, answers)
        if (tag, value) not in old and (fault := _fault(each, value, now))
    }


def happened_by(fields: Sequence[Field], answers: Answers, now: str) -> dict[str, Any]:
    """Return the answers with nothing happened after the day `now`: such a day becomes that one.

    A sample that tells of a year can so be entered before that year is over.
    """
    early = {
        each.name: now + value[len(now) :]
        for path, _, each, value in _days(fields, answers)
        if path == each.name and each.happened and value[: len(now)] > now[: len(value)]
    }
    return {**answers, **early}


def _days(
    fields: Sequence[Field], answers: Mapping[str, Any], path: str = "", tag: str = ""
) -> Iterator[tuple[str, str, Date | Moment, str]]:
    """Yield every day with its path, the path without row numbers, and its field."""
    for each in fields:
        value = answers.get(each.name)
        here, name = f"{path}{each.name}", f"{tag}{each.name}"
        if isinstance(each, Rows) and not each.plain:
            for at, row in enumerate(value if isinstance(value, list) else ()):
                if isinstance(row, Mapping):
                    yield from _days(each.fields, row, f"{here}.{at}.", f"{name}.")
        elif isinstance(each, Date | Moment) and isinstance(value, str) and value:
            yield here, name, each, value


def _fault(each: Date | Moment, value: str, now: str) -> Label | None:
    day, year = value[: len(now)], int(value[:4])
    last = f"{int(now[:4]) + YEARS_AHEAD}{now[4:]}"
    if year < FIRST_YEAR_OF_RECORDS:
        return _said(TOO_EARLY, each, year=FIRST_YEAR_OF_RECORDS)
    # A year alone is compared as a year.
    if each.happened and day > now[: len(day)]:
        return _said(NOT_YET, each, day=f"{now[8:]}/{now[5:7]}/{now[:4]}")
    if day > last[: len(day)]:
        return _said(TOO_FAR, each, years=YEARS_AHEAD)
    return None


def _said(label: Label, each: Field, **more: object) -> Label:
    return Label(
        label.vi.format(label=each.label.vi, **more), label.en.format(label=each.label.en, **more)
    )


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
