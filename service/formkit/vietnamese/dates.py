"""Dates typed, kept and printed: a full date, a month or a year, as the office writes them."""

import re
from datetime import date
from functools import lru_cache
from typing import Final, NoReturn

from service.formkit.vietnamese.text import TypingProblem, dots, has_foreign_digits, normalise

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100

_DAY_FIRST: Final = re.compile(r"([0-9]{1,2}) *([/.\-]) *([0-9]{1,2}) *\2 *([0-9]{1,4})")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_IN_WORDS: Final = re.compile(
    r"([0-9]{1,2})\s*tháng\s*([0-9]{1,2})\s*năm\s*([0-9]{1,4})", re.IGNORECASE
)
_THE_WORD_DAY: Final = re.compile(r"ngày\s*(?=[0-9])", re.IGNORECASE)
_YEAR: Final = re.compile(r"[0-9]{4}")
_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class DateProblem(TypingProblem):
    """A typed date or time that does not exist or cannot be read."""


def parse_date(typed: str) -> str:
    """Return the canonical date of what was typed: `2026-03-05`, or `2026` for a year alone.

    Day first: 5/3/2026, 05/03/2026, 5-3-2026, 5.3.2026, "ngày 5 tháng 3 năm 2026"; also the
    machine's own 2026-03-05. Never month first. Raises DateProblem (forms-spec §9.5).
    """
    text = normalise(typed).strip()
    if not text:
        raise DateProblem(
            "Vui lòng nhập ngày, ví dụ 05/03/2026.", "Please enter a date, such as 05/03/2026."
        )
    if has_foreign_digits(text):
        raise DateProblem(
            "Vui lòng gõ ngày bằng các chữ số 0–9, ví dụ 05/03/2026.",
            "Please type the date with the digits 0–9, such as 05/03/2026.",
        )
    if _YEAR.fullmatch(text):
        return f"{_checked_year(text):04}"
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
        return _full(day, month, year)
    text = _THE_WORD_DAY.sub("", text, count=1) if _THE_WORD_DAY.match(text) else text
    if found := _DAY_FIRST.fullmatch(text):
        day, _, month, year = found.groups()
        return _full(day, month, year)
    if found := _IN_WORDS.fullmatch(text):
        day, month, year = found.groups()
        return _full(day, month, year)
    raise DateProblem(
        "Không đọc được ngày này. Vui lòng viết ngày/tháng/năm, ví dụ 05/03/2026.",
        "This date cannot be read. Please write day/month/year, such as 05/03/2026.",
    )


def split_date(iso: str) -> tuple[int, int, int]:
    """Return (year, month, day) of a canonical date; month and day are 0 for a year alone.

    Raises ValueError if it is not canonical.
    """
    if _YEAR.fullmatch(iso):
        return int(iso), 0, 0
    if not _ISO.fullmatch(iso):
        raise ValueError(f"not a canonical date: {iso!r}")
    known = date.fromisoformat(iso)
    return known.year, known.month, known.day


def _full(day_typed: str, month_typed: str, year_typed: str) -> str:
    day, month = int(day_typed), int(month_typed)
    if len(year_typed) < 4:
        _refuse_short_year(day, month, year_typed)
    year = _checked_year(year_typed)
    if not 1 <= month <= 12:
        _refuse_month(day, month, year)
    last = _days_in(month, year)
    if day > last:
        _refuse_late_day(month, year, last)
    if day == 0:
        example = f"01/{month:02}/{year}"
        raise DateProblem(
            f"Ngày trong tháng bắt đầu từ 01. Vui lòng viết lại, ví dụ {example}.",
            f"The days of a month begin with 01. Please write it again, such as {example}.",
        )
    return f"{year:04}-{month:02}-{day:02}"


def _days_in(month: int, year: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else _DAYS[month - 1]


def _checked_year(typed: str) -> int:
    year = int(typed)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise DateProblem(
            f"Năm phải từ {FIRST_YEAR} đến {LAST_YEAR}. Vui lòng viết lại, ví dụ 2026.",
            f"The year must be from {FIRST_YEAR} to {LAST_YEAR}. "
            "Please write it again, such as 2026.",
        )
    return year


def _refuse_short_year(day: int, month: int, typed: str) -> NoReturn:
    meant = 2000 + int(typed[-2:])
    exists = 1 <= month <= 12 and 1 <= day <= _days_in(month, meant)
    example = f"{day:02}/{month:02}/{meant}" if exists else "05/03/2026"
    raise DateProblem(
        f"Năm phải viết đủ bốn chữ số. Vui lòng viết lại, ví dụ {example}.",
        f"The year needs all four digits. Please write it again, such as {example}.",
    )


def _refuse_month(day: int, month: int, year: int) -> NoReturn:
    if month > 12 and 1 <= day <= 12 and month <= _days_in(day, year):
        example = f"{month:02}/{day:02}/{year}"
        raise DateProblem(
            f"Vui lòng viết ngày trước, tháng sau, ví dụ {example}.",
            f"Please write the day first, then the month, such as {example}.",
        )
    raise DateProblem(
        f"Không có tháng {month}; các tháng là 1 đến 12. Vui lòng viết lại, ví dụ 05/03/{year}.",
        f"There is no month {month}; months are 1 to 12. "
        f"Please write it again, such as 05/03/{year}.",
    )


def _refuse_late_day(month: int, year: int, last: int) -> NoReturn:
    of_year_vi, of_year_en = (f" năm {year}", f" of {year}") if month == 2 else ("", "")
    example = f"{last:02}/{month:02}/{year}"
    raise DateProblem(
        f"Tháng {month}{of_year_vi} chỉ có {last} ngày. Vui lòng viết lại, ví dụ {example}.",
        f"Month {month}{of_year_en} has only {last} days. "
        f"Please write it again, such as {example}.",
    )


_BLANK: Final = dots(2)
_MASK_PART: Final = re.compile(r"'[^']*'|([A-Za-z])\1*|.", re.DOTALL)
_DOTTED: Final = r"[\s.…_]*"
_BLANK_DATE: Final = re.compile(r"ngày|tháng|năm|20(?=[.…_])|[\s.…_/\-]+", re.IGNORECASE)
_YEAR_IN_WORDS: Final = re.compile(rf"ngày{_DOTTED}tháng{_DOTTED}năm\s*([0-9]{{4}})", re.IGNORECASE)
_YEAR_IN_SLASHES: Final = re.compile(r"[\s.…_]*/[\s.…_]*/\s*([0-9]{4})")


def official_month(month: int) -> str:
    """Return the month as official papers write it: 01, 02, then 3 to 12 (NĐ 30/2020)."""
    return f"{month:02}" if month < 3 else str(month)


def full_date(iso: str) -> str:
    """Return "ngày 05 tháng 3 năm 2026"; a year alone leaves dots before it (forms-spec §1.6)."""
    year, month, day = split_date(iso)
    if not month:
        return f"ngày {_BLANK} tháng {_BLANK} năm {year}"
    return f"ngày {day:02} tháng {official_month(month)} năm {year}"


def capital_full_date(iso: str) -> str:
    """Return "Ngày 05 tháng 3 năm 2026", the full date that begins a line (forms-spec §1.6)."""
    return "N" + full_date(iso)[1:]


def short_date(iso: str) -> str:
    """Return 05/3/2026, the date as table cells print it (forms-spec §1.6)."""
    year, month, day = split_date(iso)
    if not month:
        return f"{_BLANK}/{_BLANK}/{year}"
    return f"{day:02}/{official_month(month)}/{year}"


def screen_date(iso: str) -> str:
    """Return 05/03/2026 as it is typed and shown on screen, or the year alone (issue 2, §5)."""
    year, month, day = split_date(iso)
    return f"{day:02}/{month:02}/{year}" if month else str(year)


def official_mask(template_mask: str, iso: str) -> str:
    """Return the Word mask that prints this date in the official wording.

    Days get `dd`; months get `MM` for months 1 and 2 and while the month is not known, else `M`
    (content-controls, "Date mask"). `iso` may be empty. Raises ValueError for names of days
    and months, which no form uses.
    """
    month = split_date(iso)[1] if iso else 0
    return _with_month(template_mask, "M" if month > 2 else "MM")


@lru_cache(maxsize=128)
def _with_month(mask: str, month: str) -> str:
    official = {"d": "dd", "M": month, "y": "yyyy"}
    return "".join(official.get(part[0], part) for part in _parts(mask))


def print_mask(mask: str, iso: str) -> str:
    """Return the date as Word prints it by this mask; a year alone gets dots for the rest.

    Raises ValueError for a mask letter that no form uses (content-controls, "Date mask").
    """
    year, month, day = split_date(iso)
    known = {
        "dd": f"{day:02}" if day else _BLANK,
        "d": str(day) if day else _BLANK,
        "MM": f"{month:02}" if month else _BLANK,
        "M": str(month) if month else _BLANK,
        "yyyy": str(year),
    }
    return "".join(known.get(part, part.strip("'")) for part in _parts(mask))


@lru_cache(maxsize=128)
def _parts(mask: str) -> tuple[str, ...]:
    parts = tuple(found.group() for found in _MASK_PART.finditer(mask))
    for part in parts:
        if part[0].isalpha() and part.isascii() and part not in ("d", "dd", "M", "MM", "yyyy"):
            raise ValueError(f"date mask {mask!r} uses {part!r}, which no form uses")
    return parts


def read_date(printed: str) -> str:
    """Return the canonical date a Word page says, "" if the blank is still dotted.

    Either wording is read wherever it stands, with any spacing and zeros, for people type into
    a Word file as they please. Raises DateProblem for a half-written or impossible date
    (content-controls, "Read-back").
    """
    text = " ".join(normalise(printed).split())
    if not _BLANK_DATE.sub("", text):
        return ""
    year_alone = _YEAR_IN_WORDS.fullmatch(text) or _YEAR_IN_SLASHES.fullmatch(text)
    return parse_date(year_alone.group(1) if year_alone else text)
