"""Days within what their field means, and what a deadline on a day off becomes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.formkit.declare import day, moment, rows
from service.formkit.fields import Date
from service.formkit.labels import Label
from service.formkit.typed_days import FIRST_YEAR_OF_RECORDS, YEARS_AHEAD, day_faults, days_off_told
from service.formkit.working_days import WorkingCalendar

TODAY = date(2026, 3, 5)
FIELDS = (
    day("happened_on", "Ngày xử lý", "Treated on", happened=True),
    moment("opened_at", "Khai mạc lúc", "Opened at", happened=True),
    day("due_on", "Thời hạn", "Due", deadline=True),
    rows(
        "reports", "Báo cáo", "Reports", ("Dòng", "Row"), 5, day("on", "Ngày", "On", happened=True)
    ),
)


def faulty(before: dict[str, object] | None = None, **answers: object) -> set[str]:
    """The paths that are wrong on 05/03/2026."""
    return set(day_faults(FIELDS, answers, before or {}, TODAY.isoformat()))


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_what_happened_lies_between_the_first_year_and_today(chosen: date) -> None:
    wrong = chosen.year < FIRST_YEAR_OF_RECORDS or chosen > TODAY

    assert faulty(happened_on=chosen.isoformat()) == ({"happened_on"} if wrong else set())


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_any_other_day_lies_between_the_first_year_and_ten_years_ahead(chosen: date) -> None:
    last = TODAY.replace(year=TODAY.year + YEARS_AHEAD)
    wrong = chosen.year < FIRST_YEAR_OF_RECORDS or chosen > last

    assert faulty(due_on=chosen.isoformat()) == ({"due_on"} if wrong else set())


@pytest.mark.parametrize(
    ("answers", "wrong"),
    [
        ({"happened_on": "2026"}, set()),
        ({"happened_on": "2027"}, {"happened_on"}),
        ({"happened_on": "1999"}, {"happened_on"}),
        ({"opened_at": "2026-03-05T23:59"}, set()),
        ({"opened_at": "2026-03-06T00:00"}, {"opened_at"}),
        ({"reports": [{"on": "2026-03-01"}, {"on": "2026-04-01"}]}, {"reports.1.on"}),
    ],
)
def test_years_alone_moments_and_rows_are_judged_alike(
    answers: dict[str, object], wrong: set[str]
) -> None:
    assert faulty(**answers) == wrong


def test_a_day_that_stood_there_before_is_not_judged() -> None:
    kept = {"happened_on": "1999-01-01", "reports": [{"on": "2099-12-31"}]}

    assert faulty(kept, **kept) == set()
    assert faulty(kept, happened_on="1999-01-02") == {"happened_on"}


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_a_deadline_says_what_it_becomes_exactly_on_days_off(chosen: date) -> None:
    calendar = WorkingCalendar()

    told = days_off_told((deadline(),), {"due_on": chosen.isoformat()}, calendar)

    assert bool(told) != calendar.is_working(chosen)
    if told:
        runs_to = calendar.next_working(chosen)
        assert f"{runs_to:%d/%m/%Y}" in told["due_on"][0].vi
        assert all(not calendar.is_working(each) for each in between(chosen, runs_to))


def test_saturday_is_told_with_the_names_of_the_days() -> None:
    told = days_off_told((deadline(),), {"due_on": "2026-12-05"}, WorkingCalendar())

    assert told["due_on"] == (
        Label(
            "Thứ Bảy 05/12/2026 là ngày nghỉ, tính đến hết thứ Hai 07/12/2026.",
            "Saturday 05/12/2026 is a day off; it runs to the end of Monday 07/12/2026.",
        ),
    )


def deadline() -> Date:
    """A deadline that is counted."""
    return day("due_on", "Thời hạn", "Due", deadline=True)


def between(first: date, last: date) -> list[date]:
    """The days from the first on, without the last."""
    return [first + timedelta(days=each) for each in range((last - first).days)]
