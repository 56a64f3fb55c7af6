"""Moments kept in UTC, days and years counted in Vietnam's time."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.store.base import office_day, office_year, read_moment, stored_moment

_moments = st.datetimes(
    min_value=datetime(1900, 1, 1),  # noqa: DTZ001
    max_value=datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours))),
)


def test_the_year_begins_at_midnight_in_vietnam() -> None:
    before = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)

    assert office_year(before) == 2026
    assert office_year(before + timedelta(minutes=1)) == 2027
    assert office_day(before + timedelta(minutes=1)) == date(2027, 1, 1)


@given(_moments)
def test_a_moment_comes_back_as_the_same_moment(moment: datetime) -> None:
    assert read_moment(stored_moment(moment)) == moment


@given(_moments, _moments)
def test_the_order_of_the_texts_is_the_order_of_the_moments(one: datetime, two: datetime) -> None:
    assert (stored_moment(one) < stored_moment(two)) == (one < two)


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        stored_moment(datetime(2026, 3, 5))  # noqa: DTZ001
