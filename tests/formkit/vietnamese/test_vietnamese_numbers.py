"""Numbers: points between thousands, a comma before decimals, nothing guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.formkit.vietnamese import (
    NumberProblem,
    format_number,
    format_percent,
    parse_decimal,
    parse_percent,
    parse_whole,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("12", 12), ("02", 2), (" 7 ", 7), ("1.234", 1234), ("12.345.678", 12345678), ("-5", -5)],
)
def test_a_whole_number_is_read(typed: str, number: int) -> None:
    assert parse_whole(typed) == number


REFUSED = ["1_000", "NaN", "inf", "-inf", "∞", "１２", "٣", "½", "²", "1e5", "0x10", "", " ", "-"]
REFUSED += [
    "+5",
    "--5",
    "1 234",
    "12a",
    "1.23",
    "0.123",
    "1.2345",
    ".5",
    "5.",
    "1.234,",
    "Infinity",
]
REFUSED += [
    "-0",
    "-00",
    "−0",
    "−5",
    "40%",
    "%",
    "1_0",
    "१२",
    "1'000",
    "0b1",
    "1e-3",
    "⁴",
    "Ⅳ",
    "四",
]
REFUSED += ["1,234.5", "9" * 19, "9" * 5000]


@pytest.mark.parametrize("typed", [*REFUSED, "1,5", "1.5"])
def test_what_is_no_whole_number_is_asked_again(typed: str) -> None:
    with pytest.raises(NumberProblem) as problem:
        parse_whole(typed)

    assert "Vui lòng" in problem.value.vi
    assert "lease" in problem.value.en


@pytest.mark.parametrize("typed", REFUSED)
def test_what_is_no_number_is_asked_again(typed: str) -> None:
    with pytest.raises(NumberProblem):
        parse_decimal(typed)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"minimum": 1, "maximum": 12}, "từ 1 đến 12"),
        ({"maximum": 12}, "không quá 12"),
        ({"minimum": 14}, "từ 14 trở lên"),
    ],
)
def test_a_number_out_of_range_is_told_the_range(limits: dict[str, int], words: str) -> None:
    with pytest.raises(NumberProblem) as problem:
        parse_whole("13", **limits)

    assert words in problem.value.vi


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("98,5", "98.5"),
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1.234", "1234"),
        ("100", "100"),
        ("0,05", "0.05"),
        ("-0,5", "-0.5"),
    ],
)
def test_a_decimal_number_is_read(typed: str, number: str) -> None:
    assert parse_decimal(typed) == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("1.5", "1,5"), ("98.25", "98,25"), ("1,234.5", "1.234,5"), ("0.123", "0,123")],
)
def test_a_point_before_decimals_is_asked_for_as_a_comma(typed: str, meant: str) -> None:
    with pytest.raises(NumberProblem, match=f"such as {meant}") as problem:
        parse_decimal(typed)

    assert f"ví dụ {meant}." in problem.value.vi


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (Decimal("1234.5"), "1.234,5"),
        (12345678, "12.345.678"),
        (0, "0"),
        (Decimal("-0.5"), "-0,5"),
        (Decimal("1E+3"), "1.000"),
    ],
)
def test_a_number_prints_the_vietnamese_way(number: int | Decimal, printed: str) -> None:
    assert format_number(number) == printed


def test_decimals_can_be_rounded_half_up() -> None:
    assert format_number(Decimal("2.345"), 2) == "2,35"
    assert format_number(Decimal("2.5"), 0) == "3"


@pytest.mark.parametrize(
    ("share", "printed"),
    [(Decimal("0.985"), "98,5%"), (1, "100%"), (Decimal("0.3"), "30%"), (0, "0%")],
)
def test_a_share_prints_as_percent_without_a_space(share: int | Decimal, printed: str) -> None:
    assert format_percent(share) == printed


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_not_printed(number: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        format_number(Decimal(number))


@given(st.integers(-(10**17), 10**17))
def test_every_whole_number_printed_is_read_back(number: int) -> None:
    assert parse_whole(format_number(number)) == number
    assert parse_whole(str(number)) == number


@given(st.decimals(-(10**9), 10**9, places=4))
def test_every_decimal_printed_is_read_back(number: Decimal) -> None:
    assert parse_decimal(format_number(number)) == number


@given(st.text("-−+0٣１1.,_exb %", min_size=1, max_size=6))
def test_only_plain_figures_are_ever_a_number(typed: str) -> None:
    try:
        number = parse_whole(typed)
    except NumberProblem:
        return

    plain = typed.strip().replace(".", "")
    assert set(plain) <= set("-01")
    assert number == int(plain)
    assert number or "-" not in typed


@pytest.mark.parametrize("typed", ["40", "40%", " 40\u00a0% ", "40％", "40 phần trăm", "040"])
def test_a_share_is_typed_with_its_sign_or_without(typed: str) -> None:
    assert parse_percent(typed) == 40


@pytest.mark.parametrize("typed", ["%", "%40", "40%%", "40%5", "4,5%", "-0%", "40‰", "٤٠%", "0,4"])
def test_what_is_no_whole_share_is_asked_again(typed: str) -> None:
    with pytest.raises(NumberProblem) as problem:
        parse_percent(typed)

    assert "Vui lòng" in problem.value.vi
