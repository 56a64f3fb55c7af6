"""Monthly reports of long actions: which are missing, and how a late one settles them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.formkit.features.monthly_reports import missing_reports

APPROVED, DEADLINE = date(2026, 1, 31), date(2026, 6, 15)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def test_obligation_19_a_long_action_owes_a_report_every_month_up_to_its_deadline() -> None:
    missing = missing_reports(APPROVED, DEADLINE, [], date(2026, 12, 31))

    assert missing == (
        date(2026, 2, 28),
        date(2026, 3, 31),
        date(2026, 4, 30),
        date(2026, 5, 31),
    )


def test_obligation_19_a_report_is_missing_from_the_day_after_it_was_due() -> None:
    assert missing_reports(APPROVED, DEADLINE, [], date(2026, 2, 28)) == ()
    assert missing_reports(APPROVED, DEADLINE, [], date(2026, 3, 1)) == (date(2026, 2, 28),)


@pytest.mark.parametrize(("days", "count"), [(30, 0), (31, 1), (62, 2)])
def test_obligation_19_long_is_more_than_thirty_days(days: int, count: int) -> None:
    start = date(2026, 1, 1)

    missing = missing_reports(start, start + timedelta(days=days), [], date(2027, 1, 1))

    assert len(missing) == count


def test_what_is_long_is_a_setting() -> None:
    assert missing_reports(APPROVED, DEADLINE, [], date(2026, 12, 31), long_days=200) == ()


def test_the_day_reports_are_due_on_is_a_setting() -> None:
    missing = missing_reports(APPROVED, DEADLINE, [], date(2026, 12, 31), report_day=25)

    assert missing == (
        date(2026, 2, 25),
        date(2026, 3, 25),
        date(2026, 4, 25),
        date(2026, 5, 25),
    )


def test_a_report_in_time_settles_its_own_month_only() -> None:
    twice = [date(2026, 2, 10), date(2026, 2, 20)]

    missing = missing_reports(APPROVED, DEADLINE, twice, date(2026, 4, 1))

    assert missing == (date(2026, 3, 31),)


def test_a_late_report_settles_all_that_were_overdue() -> None:
    missing = missing_reports(APPROVED, DEADLINE, [date(2026, 4, 10)], date(2026, 5, 1))

    assert missing == (date(2026, 4, 30),)


def test_a_report_yet_to_come_settles_nothing() -> None:
    missing = missing_reports(APPROVED, DEADLINE, [date(2026, 3, 20)], date(2026, 3, 2))

    assert missing == (date(2026, 2, 28),)


def test_a_deadline_before_the_approval_owes_nothing() -> None:
    assert missing_reports(DEADLINE, APPROVED, [], date(2026, 12, 31)) == ()


@given(DAYS, DAYS, st.lists(DAYS, max_size=6), DAYS)
def test_one_more_report_today_leaves_nothing_missing(
    approved: date, deadline: date, reports: list[date], today: date
) -> None:
    assert missing_reports(approved, deadline, [*reports, today], today) == ()


@given(DAYS, DAYS, st.lists(DAYS, max_size=6), DAYS, DAYS)
def test_another_report_never_makes_more_missing(
    approved: date, deadline: date, reports: list[date], another: date, today: date
) -> None:
    before = set(missing_reports(approved, deadline, reports, today))

    assert set(missing_reports(approved, deadline, [*reports, another], today)) <= before
