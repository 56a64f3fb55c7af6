"""Dates as the paper shows them, by function and by Word mask, and read back from it."""

from datetime import date, timedelta

import pytest

from service.formkit.vietnamese import (
    DateProblem,
    capital_full_date,
    full_date,
    official_mask,
    print_mask,
    read_date,
    screen_date,
    short_date,
)

FULL, CAPITAL, SHORT = (
    "'ngày' dd 'tháng' MM 'năm' yyyy",
    "'Ngày' dd 'tháng' MM 'năm' yyyy",
    "dd/MM/yyyy",
)
LEAP_YEAR = [(date(2028, 1, 1) + timedelta(days=n)).isoformat() for n in range(366)]
WAYS = [(FULL, full_date), (CAPITAL, capital_full_date), (SHORT, short_date)]


@pytest.mark.parametrize(
    ("iso", "full", "short", "screen"),
    [
        ("2026-01-05", "ngày 05 tháng 01 năm 2026", "05/01/2026", "05/01/2026"),
        ("2026-02-10", "ngày 10 tháng 02 năm 2026", "10/02/2026", "10/02/2026"),
        ("2026-03-05", "ngày 05 tháng 3 năm 2026", "05/3/2026", "05/03/2026"),
        ("2020-09-14", "ngày 14 tháng 9 năm 2020", "14/9/2020", "14/09/2020"),
        ("2026-12-31", "ngày 31 tháng 12 năm 2026", "31/12/2026", "31/12/2026"),
        ("2026", "ngày …… tháng …… năm 2026", "……/……/2026", "2026"),
    ],
)
def test_zeros_stand_before_small_days_and_months_1_and_2_only(
    iso: str, full: str, short: str, screen: str
) -> None:
    assert full_date(iso) == full
    assert capital_full_date(iso) == f"N{full[1:]}"
    assert short_date(iso) == short
    assert screen_date(iso) == screen


@pytest.mark.parametrize("iso", [*LEAP_YEAR, "2026"])
def test_every_day_prints_alike_by_mask_and_by_words_and_is_read_back(iso: str) -> None:
    for mask, in_words in WAYS:
        printed = print_mask(official_mask(mask, iso), iso)

        assert printed == in_words(iso)
        assert read_date(printed) == iso
    assert read_date(screen_date(iso)) == iso


@pytest.mark.parametrize("mask", [FULL, CAPITAL, SHORT])
def test_the_mask_of_a_blank_is_the_one_in_the_template(mask: str) -> None:
    assert official_mask(mask, "") == official_mask(mask, "2026") == mask


@pytest.mark.parametrize("iso", ["", "2026", "2026-02-01", "2026-03-01", "2026-12-01"])
def test_an_official_mask_can_be_made_official_again(iso: str) -> None:
    for mask in (FULL, CAPITAL, SHORT, "d/M/yyyy"):
        for later in ("", "2026-02-05", "2026-11-05"):
            again = official_mask(official_mask(mask, iso), later)

            assert again == official_mask(mask, later)


def test_months_after_february_lose_their_zero_in_the_mask() -> None:
    assert official_mask(FULL, "2026-03-05") == "'ngày' dd 'tháng' M 'năm' yyyy"
    assert official_mask("d/M/yyyy", "2026-02-05") == "dd/MM/yyyy"


def test_a_mask_prints_as_word_prints_it() -> None:
    assert print_mask("dd/MM/yyyy", "2026-03-05") == "05/03/2026"
    assert print_mask("d.M.yyyy", "2026-03-05") == "5.3.2026"
    assert print_mask("'đến ngày' dd/MM", "2026-03-05") == "đến ngày 05/03"


@pytest.mark.parametrize("mask", ["dddd", "MMM yyyy", "dd/MM/yy", "HH:mm"])
def test_a_mask_with_letters_no_form_uses_is_named(mask: str) -> None:
    with pytest.raises(ValueError, match="no form uses"):
        print_mask(mask, "2026-03-05")
    with pytest.raises(ValueError, match="no form uses"):
        official_mask(mask, "2026-03-05")


@pytest.mark.parametrize(
    "printed",
    [
        "ngày 5 tháng 3 năm 2026",
        "Ngày 05  tháng 03\u00a0năm 2026",
        "NGÀY 05 THÁNG 3 NĂM 2026",
        "ngày05tháng3năm2026",
        "5/3/2026",
        "05 / 03 / 2026",
        "5.3.2026",
        "2026-03-05",
        "nga\u0300y 05 tha\u0301ng 3 na\u0306m 2026",
    ],
)
def test_what_people_type_into_word_is_read(printed: str) -> None:
    assert read_date(printed) == "2026-03-05"


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "  ",
        "……",
        "…………………………",
        "......",
        "……/……/20……",
        "……/……/……",
        "ngày …… tháng …… năm ……",
        "Ngày …… tháng …… năm 20……",
        "ngày ... tháng ... năm 20...",
    ],
)
def test_a_blank_that_is_still_dotted_is_no_date(printed: str) -> None:
    assert read_date(printed) == ""


@pytest.mark.parametrize(
    "printed", ["……/……/2026", "ngày … tháng … năm 2026", "ngày tháng năm 2026", "//2026", "2026"]
)
def test_a_year_with_dots_before_it_is_that_year(printed: str) -> None:
    assert read_date(printed) == "2026"


@pytest.mark.parametrize(
    "printed",
    [
        "ngày 05 tháng …… năm 2026",
        "ngày …… tháng 3 năm 2026",
        "……/3/2026",
        "05/3/20……",
        "ngày 31 tháng 6 năm 2026",
        "ngày 5 tháng 3 năm 26",
        "ngày 5 tháng 3 năm 2026 và sau đó",
    ],
)
def test_a_half_written_or_impossible_date_is_refused(printed: str) -> None:
    with pytest.raises(DateProblem):
        read_date(printed)
