"""The working calendar changed by who keeps the settings, and what it then counts."""

from datetime import date

import pytest

from service.formkit.working_days import WorkingCalendar
from service.workflow.errors import FieldErrors, NotAllowed, NotFound
from service.workflow.office import Office, calendar_of
from service.workflow.office_settings.working_calendar import change_day, forget_day, year_lines
from tests.builders import House

MONDAY, SATURDAY, TET = date(2026, 3, 9), date(2026, 3, 14), date(2026, 2, 17)


def read_calendar(office: Office) -> WorkingCalendar:
    """The office's calendar as it now stands."""
    with office.database.reading() as uow:
        return calendar_of(uow)


def test_a_day_made_off_moves_deadlines(house: House) -> None:
    change_day(house.office, house.staff.secretary, MONDAY, is_off=True, name=" Nghỉ bù ")

    assert read_calendar(house.office).next_working(MONDAY) == date(2026, 3, 10)


def test_a_saturday_worked_counts(house: House) -> None:
    change_day(house.office, house.staff.administrator, SATURDAY, is_off=False, name="Làm bù")

    with house.office.database.reading() as uow:
        calendar = calendar_of(uow)
    assert calendar.working_days_between(date(2026, 3, 13), date(2026, 3, 16)) == 2


def test_an_exception_removed_leaves_the_laws_word(house: House) -> None:
    change_day(house.office, house.staff.secretary, MONDAY, is_off=True, name="Nghỉ bù")

    forget_day(house.office, house.staff.administrator, MONDAY)

    assert read_calendar(house.office).is_working(MONDAY)
    with pytest.raises(NotFound):
        forget_day(house.office, house.staff.administrator, MONDAY)


@pytest.mark.parametrize("who", ["official", "unit_head", "auditor", "board", "director"])
def test_nobody_else_changes_the_calendar(house: House, who: str) -> None:
    actor = getattr(house.staff, who)

    with pytest.raises(NotAllowed):
        change_day(house.office, actor, MONDAY, is_off=True, name="Nghỉ")
    with pytest.raises(NotAllowed):
        forget_day(house.office, actor, MONDAY)


@pytest.mark.parametrize(
    ("day", "is_off", "name", "faulty"),
    [
        (SATURDAY, True, "Nghỉ", ["day"]),
        (TET, True, "Nghỉ", ["day"]),
        (MONDAY, False, "Làm", ["day"]),
        (MONDAY, True, "  ", ["name"]),
        (MONDAY, True, "a\nb", ["name"]),
        (MONDAY, True, "a\x00", ["name"]),
        (MONDAY, True, "x" * 101, ["name"]),
        (date(1899, 12, 31), True, "", ["day", "name"]),
        (date(2101, 1, 3), True, "Nghỉ", ["day"]),
    ],
)
def test_an_exception_that_cannot_stand_is_refused_beside_its_field(
    house: House, day: date, is_off: bool, name: str, faulty: list[str]
) -> None:
    with pytest.raises(FieldErrors) as refused:
        change_day(house.office, house.staff.secretary, day, is_off=is_off, name=name)

    assert list(refused.value.faults) == faulty
    assert read_calendar(house.office).exceptions == {}


def test_a_year_tells_the_laws_days_and_the_offices(house: House) -> None:
    change_day(house.office, house.staff.secretary, MONDAY, is_off=True, name="Nghỉ bù")
    change_day(house.office, house.staff.secretary, date(2026, 9, 2), is_off=False, name="Trực")

    lines = {line.day: line for line in year_lines(house.office, 2026)}

    assert list(lines) == sorted(lines)
    assert lines[MONDAY].by_law is None
    assert lines[TET].exception is None
    assert lines[date(2026, 9, 2)].is_working
    assert lines[date(2026, 9, 2)].by_law is not None
