"""Number formats: what they make of a value on the screen, as far as that is certain."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_datetime
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

GENERAL = "General"
_MOST_IN_GENERAL, _MOST_EXACT = 10**11, 10**15
"""From here on Excel shows 1,5E+11, and keeps no further digit."""
_DAY = "dd/mm/yyyy"
_ASIAN_DAYS = {*range(27, 37), *range(50, 59)}
"""Formats without a code of their own; each shows a day in some language of Asia."""
_SECTION = re.compile(r'(?:"[^"]*"|\\.|[^;"\\])*(?:;|$)')
_SILENT = re.compile(r'\[[^\]]*\]|_.|\*.|""|\s', re.DOTALL)
_ZEROS = re.compile(r"0+")


@dataclass(frozen=True)
class Format:
    """What a format is: of a day, a time, both, or of figures with leading zeros."""

    moment: str
    """`date`, `time`, `datetime`, or nothing."""
    zeros: int
    """The least digits of a whole number; 0 where figures are not shown as they are."""
    is_general: bool
    shows_text: bool
    """False where text is shown otherwise than it is kept, or not at all."""


def format_of(number: int, custom: dict[int, str]) -> Format:
    """The format of that number: the workbook's own, or one that Excel knows by heart."""
    code = custom.get(number) or BUILTIN_FORMATS.get(number, GENERAL)
    return read_format(_DAY if number in _ASIAN_DAYS and number not in custom else code)


@lru_cache(maxsize=2_000)
def read_format(code: str) -> Format:
    """What a format's code says."""
    general = code.strip().casefold() in {"", "general", "@"}
    digits = _ZEROS.fullmatch(code.strip())
    return Format(
        moment="" if general else (is_datetime(code) or ""),
        zeros=1 if general else len(digits.group()) if digits else 0,
        is_general=general,
        shows_text=_shows_text(code),
    )


def _shows_text(code: str) -> bool:
    sections = [each.removesuffix(";") for each in _SECTION.findall(code) if each]
    if code.endswith(";"):
        sections.append("")
    if len(sections) >= 4:
        return _SILENT.sub("", sections[3]) == "@"
    shown = [_SILENT.sub("", each) for each in sections if "@" in re.sub('"[^"]*"', "", each)]
    return all(each == "@" for each in shown)


def shown_number(value: float, form: Format) -> str | None:
    """A whole number as its format shows it; None where that is not certain."""
    most = _MOST_IN_GENERAL if form.is_general else _MOST_EXACT
    if not form.zeros or value != int(value) or abs(value) >= most:
        return None
    sign = "-" if value < 0 else ""
    return sign + str(abs(int(value))).zfill(form.zeros)


def shown_moment(value: float, moment: str, *, from_1904: bool) -> str | None:
    """A day or time as an office writes it; None for what no calendar has."""
    epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
    try:
        found = from_excel(value, epoch)
    except (OverflowError, ValueError):
        return None
    return said_moment(found, moment)


def said_moment(found: datetime | date | time | timedelta | None, moment: str) -> str | None:
    """A day as `05/03/2026`, a time as `08:30`, or both."""
    if isinstance(found, datetime):
        day, clock = found.strftime("%d/%m/%Y"), found.strftime("%H:%M")
        return {"date": day, "time": clock}.get(moment, f"{day} {clock}")
    if isinstance(found, time):
        return found.strftime("%H:%M")
    return None if found is None else str(found)
