"""Working days: the law's holidays with Tết, exceptions, and counting that agrees with itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.formkit.working_days import DayException, WorkingCalendar, law_year

BY_LAW = WorkingCalendar()
SATURDAY, MONDAY = date(2026, 3, 7), date(2026, 3, 9)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(
    WorkingCalendar,
    st.dictionaries(DAYS, st.builds(DayException, st.booleans(), st.just("x")), max_size=30),
)


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1),
        date(2026, 2, 16),  # the eve of Tết
        date(2026, 2, 17),  # Tết
        date(2026, 2, 20),
        date(2026, 4, 27),  # in lieu of the Hung Kings' day, a Sunday
        date(2026, 4, 30),
        date(2026, 5, 1),
        date(2026, 9, 1),
        date(2026, 9, 2),
        SATURDAY,
        date(2026, 3, 8),
    ],
)
def test_the_laws_days_are_off(day: date) -> None:
    assert not BY_LAW.is_working(day)


def test_a_saturday_decreed_to_be_worked_for_a_holiday_is_worked() -> None:
    assert not BY_LAW.is_working(date(2026, 8, 31))
    assert BY_LAW.is_working(date(2026, 8, 22))
    assert BY_LAW.next_working(date(2026, 8, 22)) == date(2026, 8, 22)


def test_every_holiday_has_a_name_in_both_languages() -> None:
    named = law_year(2026).holidays

    assert all(label.vi and label.en for label in named.values())
    assert "Tết" in named[date(2026, 2, 17)].vi or "Nguyên Đán" in named[date(2026, 2, 17)].vi


@pytest.mark.parametrize("year", [1, 1899, 2101, 9999])
def test_a_year_no_date_may_have_knows_no_holiday(year: int) -> None:
    assert law_year(year).holidays == {}


def test_the_office_may_work_on_a_saturday_and_rest_on_a_monday() -> None:
    calendar = WorkingCalendar(
        {SATURDAY: DayException(False, "Làm bù"), MONDAY: DayException(True, "Nghỉ bù")}
    )

    assert calendar.is_working(SATURDAY)
    assert not calendar.is_working(MONDAY)
    assert calendar.next_working(date(2026, 3, 8)) == date(2026, 3, 10)


def test_a_deadline_on_a_day_off_moves_to_the_next_working_day() -> None:
    assert BY_LAW.next_working(SATURDAY) == MONDAY
    assert BY_LAW.next_working(date(2026, 2, 14)) == date(2026, 2, 23)
    assert BY_LAW.next_working(MONDAY) == MONDAY


def test_the_last_day_there_is_stays_where_it_is() -> None:
    assert BY_LAW.next_working(date.max) == date.max


def test_elapsed_days_leave_out_the_first_and_the_days_off() -> None:
    assert BY_LAW.working_days_between(date(2026, 3, 6), MONDAY) == 1
    assert BY_LAW.working_days_between(MONDAY, MONDAY) == 0
    assert BY_LAW.working_days_between(date(2026, 2, 13), date(2026, 2, 24)) == 2


@given(CALENDARS, DAYS)
def test_the_next_working_day_is_the_first_worked_from_there(
    calendar: WorkingCalendar, day: date
) -> None:
    found = calendar.next_working(day)

    assert calendar.is_working(found)
    assert found >= day
    skipped = [day + timedelta(days=each) for each in range((found - day).days)]
    assert not any(map(calendar.is_working, skipped))


@given(CALENDARS, DAYS, st.integers(-40, 40))
def test_so_many_working_days_on_are_so_many_working_days_between(
    calendar: WorkingCalendar, day: date, count: int
) -> None:
    found = calendar.add_working(day, count)

    assert calendar.is_working(found)
    if count >= 0:
        assert calendar.working_days_between(day, found) == (count or found > day)
    else:
        start = calendar.is_working(day) - calendar.is_working(found)
        assert calendar.working_days_between(found, day) == -count + start


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_days_between_add_up_and_turn_around(
    calendar: WorkingCalendar, first: date, second: date, third: date
) -> None:
    between = calendar.working_days_between

    assert between(first, second) + between(second, third) == between(first, third)
    assert between(first, second) == -between(second, first)


@given(CALENDARS, DAYS, st.integers(0, 30), st.integers(0, 30))
def test_steps_of_working_days_add_up(
    calendar: WorkingCalendar, day: date, first: int, second: int
) -> None:
    start = calendar.next_working(day)

    stepped = calendar.add_working(calendar.add_working(start, first), second)

    assert stepped == calendar.add_working(start, first + second)
