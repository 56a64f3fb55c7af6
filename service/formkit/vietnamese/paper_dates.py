"""Dates as the office prints them, the Word masks that print them so, and back again."""

import re
from functools import lru_cache
from typing import Final

from service.formkit.vietnamese.dates import parse_date, split_date
from service.formkit.vietnamese.text import dots, normalise

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
