"""Day and time together: typed, printed as minutes of meetings write them, and read back."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.formkit.vietnamese import (
    DateProblem,
    parse_moment,
    print_moment,
    read_moment,
    split_moment,
)

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
MOMENTS = st.builds(lambda day, time: f"{day}T{time:%H:%M}", DAYS, st.times())


@pytest.mark.parametrize(
    "typed",
    [
        "05/03/2026 08:30",
        "08:30 05/03/2026",
        "8:30 5/3/2026",
        "8 giờ 30, ngày 5 tháng 3 năm 2026",
        "08 giờ 30 phút, ngày 05/03/2026",
        "hồi 08 giờ 30, ngày 05 tháng 3 năm 2026.",
        "8h30 5.3.2026",
        "5-3-2026 lúc 8g30",
        "2026-03-05T08:30",
        "2026-03-05 08:30:00",
    ],
)
def test_the_usual_ways_to_write_a_moment_are_read(typed: str) -> None:
    assert parse_moment(typed) == "2026-03-05T08:30"


@pytest.mark.parametrize(
    "typed", ["8h 5/3/2026", "5/3/2026 8 giờ", "8 giờ ngày 5 tháng 3 năm 2026", "08:00 5/3/2026"]
)
def test_a_full_hour_needs_no_minutes(typed: str) -> None:
    assert parse_moment(typed) == "2026-03-05T08:00"


@pytest.mark.parametrize(
    ("iso", "printed"),
    [
        ("2026-03-05T08:30", "08 giờ 30, ngày 05 tháng 3 năm 2026"),
        ("2026-03-05T08:00", "08 giờ, ngày 05 tháng 3 năm 2026"),
        ("2026-01-15T14:05", "14 giờ 05, ngày 15 tháng 01 năm 2026"),
    ],
)
def test_a_moment_prints_its_minutes_only_if_there_are_any(iso: str, printed: str) -> None:
    assert print_moment(iso) == printed


@given(MOMENTS)
def test_every_printed_moment_is_read_back(iso: str) -> None:
    assert read_moment(print_moment(iso)) == iso == parse_moment(iso)


@given(MOMENTS, st.booleans(), st.sampled_from([":", "h", "g", " giờ "]))
def test_every_typed_moment_is_understood(iso: str, day_first: bool, sign: str) -> None:
    day, hour, minute = split_moment(iso)
    time, day_typed = f"{hour}{sign}{minute:02}", "/".join(reversed(day.split("-")))

    typed = f"{day_typed} {time}" if day_first else f"{time} {day_typed}"

    assert parse_moment(typed) == iso


@pytest.mark.parametrize(
    "printed",
    ["", "……", "…… giờ, ngày …… tháng …… năm ……", "…… giờ ……, ngày …… tháng …… năm 20……"],
)
def test_a_blank_that_is_still_dotted_is_no_moment(printed: str) -> None:
    assert read_moment(printed) == ""


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("05/03/2026", "cả giờ và ngày"),
        ("08:30", "nhập ngày"),
        ("08:30 2026", "đủ giờ, ngày, tháng, năm"),
        ("24:00 05/03/2026", "từ 00 đến 23"),
        ("08:60 05/03/2026", "từ 00 đến 59"),
        ("2026-03-05T25:00", "từ 00 đến 23"),
        ("08:30 31/06/2026", "chỉ có 30 ngày"),
        ("08:30 05/03/26", "bốn chữ số"),
        ("０8:30 05/03/2026", "chữ số 0–9"),
        ("05/03 08:30 2026", "ngày/tháng/năm"),
        ("08:30 05/03/2026 rồi nghỉ", "ngày/tháng/năm"),
        ("", "cả giờ và ngày"),
    ],
)
def test_a_moment_that_cannot_be_is_answered_with_what_to_write(typed: str, words: str) -> None:
    with pytest.raises(DateProblem) as problem:
        parse_moment(typed)

    assert words in problem.value.vi
    assert "Vui lòng" in problem.value.vi


@pytest.mark.parametrize("text", ["", "2026", "2026-03-05", "2026-03-05T24:00", "2026-03-05 08:30"])
def test_what_is_not_canonical_is_not_printed(text: str) -> None:
    with pytest.raises(ValueError, match="canonical"):
        print_moment(text)


@given(st.text("0123456789/:. ,giờhngàytháăm", max_size=40))
def test_whatever_is_read_is_canonical(typed: str) -> None:
    try:
        iso = parse_moment(typed)
    except DateProblem:
        return

    assert read_moment(print_moment(iso)) == iso
