"""Working days at the end of the calendar, and days an office has otherwise than the law."""

from datetime import date, timedelta

import pytest

from service.formkit.working_days import DayException, LawYear, WorkingCalendar

SATURDAY, SUNDAY = date(2026, 3, 7), date(2026, 3, 8)
MONDAY, TUESDAY = date(2026, 3, 9), date(2026, 3, 10)


def calendar(**days: bool) -> WorkingCalendar:
    """An office without holidays by law; `off` or worked on the days named `d2026_03_09`."""
    exceptions = {
        date.fromisoformat(name[1:].replace("_", "-")): DayException(off, "Việc riêng")
        for name, off in days.items()
    }
    return WorkingCalendar(exceptions, lambda _year: LawYear({}))


def test_after_the_last_day_there_is_no_other_to_wait_for() -> None:
    last_is_off = WorkingCalendar({date.max: DayException(True, "Hết")}, lambda _year: LawYear({}))

    assert last_is_off.next_working(date.max) == date.max
    assert last_is_off.next_working(date.max - timedelta(days=1)) == date(9999, 12, 30)


@pytest.mark.parametrize(
    ("day", "next_one"), [(SATURDAY, MONDAY), (SUNDAY, MONDAY), (MONDAY, MONDAY)]
)
def test_the_next_working_day_of_a_weekend_is_monday(day: date, next_one: date) -> None:
    assert calendar().next_working(day) == next_one


def test_an_offices_own_day_off_moves_the_deadline_and_a_day_made_up_takes_it() -> None:
    monday_off = calendar(d2026_03_09=True)
    saturday_worked = calendar(d2026_03_07=False)

    assert monday_off.next_working(SATURDAY) == TUESDAY
    assert saturday_worked.next_working(SATURDAY) == SATURDAY
    assert monday_off.works_by_law(MONDAY)
    assert not monday_off.is_working(MONDAY)


@pytest.mark.parametrize(
    ("count", "day"),
    [(0, MONDAY), (1, MONDAY), (2, TUESDAY), (-1, date(2026, 3, 6)), (-2, date(2026, 3, 5))],
)
def test_working_days_are_counted_on_from_a_saturday(count: int, day: date) -> None:
    assert calendar().add_working(SATURDAY, count) == day


def test_days_between_count_the_last_and_not_the_first() -> None:
    friday = date(2026, 3, 6)

    assert calendar().working_days_between(friday, MONDAY) == 1
    assert calendar().working_days_between(MONDAY, friday) == -1
    assert calendar().working_days_between(MONDAY, MONDAY) == 0
    assert calendar().working_days_between(friday, SUNDAY) == 0
