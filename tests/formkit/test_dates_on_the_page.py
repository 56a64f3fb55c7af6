"""Dates and moments as clerks spell them on the page and as the paper prints them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.formkit.schema import load_answers
from service.formkit.vietnamese import (
    FIRST_YEAR,
    LAST_YEAR,
    capital_full_date,
    full_date,
    print_moment,
    screen_date,
    short_date,
)
from tests.formkit.toy_form import toy_form

FORM = toy_form()
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)).map(date.isoformat)
YEARS = st.integers(FIRST_YEAR, LAST_YEAR).map(str)
TIMES = st.times().map(lambda time: f"{time.hour:02}:{time.minute:02}")


def day(typed: str) -> str:
    """The canonical date of what was typed."""
    return str(load_answers(FORM, {"written_on": typed})["written_on"])


def moment(typed: str) -> str:
    """The canonical moment of what was typed."""
    return str(load_answers(FORM, {"met_at": typed})["met_at"])


@pytest.mark.parametrize(
    "typed",
    [
        "05/03/2026",
        "5/3/2026",
        "05/3/2026",
        "5-3-2026",
        "5.3.2026",
        " 05 / 03 / 2026 ",
        "ngày 5 tháng 3 năm 2026",
        "Ngày 05 tháng 3 năm 2026",
        "2026-03-05",
    ],
)
def test_a_day_is_read_in_every_spelling_of_the_page(typed: str) -> None:
    assert day(typed) == "2026-03-05"


@pytest.mark.parametrize(
    "typed",
    [
        "08:30 05/03/2026",
        "05/03/2026 08:30",
        "8h30 5/3/2026",
        "8 giờ 30, ngày 5 tháng 3 năm 2026",
        "08 giờ 30 phút ngày 05/3/2026",
        "2026-03-05T08:30",
        "2026-03-05 08:30",
    ],
)
def test_a_moment_is_read_in_every_spelling_of_the_page(typed: str) -> None:
    assert moment(typed) == "2026-03-05T08:30"


def test_a_year_alone_stands_where_day_and_month_are_written_by_hand() -> None:
    assert day(" 2026 ") == "2026"


@given(iso=DAYS)
def test_every_day_comes_back_from_screen_and_paper(iso: str) -> None:
    spellings = (screen_date(iso), short_date(iso), full_date(iso), capital_full_date(iso))

    assert {day(spelling) for spelling in spellings} == {iso}


@given(year=YEARS)
def test_every_year_comes_back_from_the_screen(year: str) -> None:
    assert day(screen_date(year)) == year


@given(iso=DAYS, time=TIMES)
def test_every_moment_comes_back_from_the_paper(iso: str, time: str) -> None:
    assert moment(print_moment(f"{iso}T{time}")) == f"{iso}T{time}"
