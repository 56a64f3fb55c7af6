"""Dates as clerks type them: what is read, and what is asked again."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.formkit.vietnamese import DateProblem, parse_date, split_date

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "5/3/2026",
        "05/03/2026",
        "05/3/2026",
        "5-3-2026",
        "5.3.2026",
        "2026-03-05",
        " 05/03/2026\u00a0",
        "5 / 3 / 2026",
        "ngày 5 tháng 3 năm 2026",
        "Ngày 05/03/2026",
    ],
)
def test_the_usual_ways_to_write_a_day_are_read(typed: str) -> None:
    assert parse_date(typed) == "2026-03-05"


def test_a_year_alone_is_a_date() -> None:
    assert parse_date(" 2026 ") == "2026"


def test_the_first_number_is_always_the_day() -> None:
    assert parse_date("03/04/2026") == "2026-04-03"


@given(DAYS, st.sampled_from("/-."), st.booleans())
def test_any_day_typed_with_any_sign_comes_back(day: date, sign: str, zeros: bool) -> None:
    width = 2 if zeros else 1

    typed = f"{day.day:0{width}}{sign}{day.month:0{width}}{sign}{day.year}"

    assert parse_date(typed) == parse_date(day.isoformat()) == day.isoformat()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("31/06/2026", "Tháng 6 chỉ có 30 ngày. Vui lòng viết lại, ví dụ 30/06/2026."),
        (
            "31/02/2026",
            "Tháng 2 năm 2026 chỉ có 28 ngày. Vui lòng viết lại, ví dụ 28/02/2026.",
        ),
        ("29/02/1900", "Tháng 2 năm 1900 chỉ có 28 ngày. Vui lòng viết lại, ví dụ 28/02/1900."),
        ("2026-02-30", "Tháng 2 năm 2026 chỉ có 28 ngày. Vui lòng viết lại, ví dụ 28/02/2026."),
        ("5/3/26", "Năm phải viết đủ bốn chữ số. Vui lòng viết lại, ví dụ 05/03/2026."),
        ("99/3/26", "Năm phải viết đủ bốn chữ số. Vui lòng viết lại, ví dụ 05/03/2026."),
        ("03/25/2026", "Vui lòng viết ngày trước, tháng sau, ví dụ 25/03/2026."),
        (
            "15/13/2026",
            "Không có tháng 13; các tháng là 1 đến 12. Vui lòng viết lại, ví dụ 05/03/2026.",
        ),
        ("00/03/2026", "Ngày trong tháng bắt đầu từ 01. Vui lòng viết lại, ví dụ 01/03/2026."),
        ("５/3/2026", "Vui lòng gõ ngày bằng các chữ số 0–9, ví dụ 05/03/2026."),
        ("", "Vui lòng nhập ngày, ví dụ 05/03/2026."),
        ("5/3/1899", "Năm phải từ 1900 đến 2100. Vui lòng viết lại, ví dụ 2026."),
        ("2101", "Năm phải từ 1900 đến 2100. Vui lòng viết lại, ví dụ 2026."),
    ],
)
def test_a_date_that_does_not_exist_is_answered_with_what_to_write(
    typed: str, sentence: str
) -> None:
    with pytest.raises(DateProblem) as problem:
        parse_date(typed)

    assert problem.value.vi == sentence
    assert problem.value.en.endswith(".")


@pytest.mark.parametrize(
    "typed",
    [
        "5/3/2026x",
        "5/3-2026",
        "3/2026",
        "5/3/20260",
        "005/3/2026",
        "+5/3/2026",
        "5/3/2026 08:30",
        "2026/03/05",
        "20260305",
        "2026-W10-4",
        "hôm nay",
        "NaN",
        "١/٢/٢٠٢٦",
        "5/0/2026",
        "1_0/3/2026",
        "ngày 5 tháng 3",
        "…… tháng 3 năm 2026",
    ],
)
def test_anything_else_is_asked_again(typed: str) -> None:
    with pytest.raises(DateProblem, match="lease"):
        parse_date(typed)


@given(st.text("0123456789/-. ngàythámăm", max_size=24))
def test_whatever_is_read_is_a_canonical_date(typed: str) -> None:
    try:
        iso = parse_date(typed)
    except DateProblem:
        return
    year, month, day = split_date(iso)

    assert iso == (date(year, month, day).isoformat() if month else str(year))


def test_february_has_29_days_in_leap_years_only() -> None:
    for year in range(1900, 2101):
        last = date(year, 3, 1) - timedelta(days=1)

        assert parse_date(f"{last:%d/%m/%Y}") == last.isoformat()
        with pytest.raises(DateProblem):
            parse_date(f"{last.day + 1}/02/{year}")


@pytest.mark.parametrize("text", ["", "05/03/2026", "20260305", "2026-02-30", "2026-3-5", "26"])
def test_what_is_not_canonical_is_not_split(text: str) -> None:
    with pytest.raises(ValueError, match=r"canonical|range"):
        split_date(text)
