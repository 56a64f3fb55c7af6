"""Moments, a day with its hour and minute: typed, kept as `2026-03-05T08:30`, and printed."""

import re
from typing import Final

from service.formkit.vietnamese.dates import DateProblem, full_date, parse_date
from service.formkit.vietnamese.text import has_foreign_digits, normalise

_CANONICAL: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):([0-5][0-9])")
_ISO: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9]{2}):([0-9]{2})(?::00)?", re.IGNORECASE
)
_TIME: Final = re.compile(
    r"(?<![0-9])([0-9]{1,2})"
    r"(?: ?: ?([0-9]{2})(?![0-9])"
    r"| ?(?:giờ|h|g)(?: ?([0-9]{1,2})(?![0-9])(?! ?[/.\-] ?[0-9])(?! ?tháng))?(?: ?(?:phút|ph|p))?)"
    r"(?!\w)",
    re.IGNORECASE,
)
_SMALL_WORDS: Final = re.compile(r"\b(?:hồi|lúc|vào)\b", re.IGNORECASE)
_BLANK_MOMENT: Final = re.compile(
    r"hồi|giờ|phút|ngày|tháng|năm|20(?=[.…_])|[\s,.…_/:\-]+", re.IGNORECASE
)


def parse_moment(typed: str) -> str:
    """Return the canonical moment `2026-03-05T08:30` of what was typed.

    The time stands before or after the day: "05/03/2026 08:30", "8 giờ 30, ngày 5 tháng 3 năm
    2026", "8h30 5/3/2026". Raises DateProblem, also for a day without a time (forms-spec §1.6).
    """
    text = " ".join(normalise(typed).split())
    if has_foreign_digits(text):
        raise DateProblem(
            "Vui lòng gõ giờ và ngày bằng các chữ số 0–9, ví dụ 08:30 05/03/2026.",
            "Please type time and date with the digits 0–9, such as 08:30 05/03/2026.",
        )
    if found := _ISO.fullmatch(text):
        day, hour, minute = found.groups()
        return f"{_full_day(day)}T{_checked_time(hour, minute)}"
    time = _TIME.search(text)
    if time is None:
        raise DateProblem(
            "Vui lòng viết cả giờ và ngày, ví dụ 08:30 05/03/2026.",
            "Please write both time and date, such as 08:30 05/03/2026.",
        )
    hour, minute = time.group(1), time.group(2) or time.group(3) or "0"
    # The time stands at one end; a day on both sides of it is none and is refused as such.
    around = f"{text[: time.start()]} {text[time.end() :]}"
    day = _SMALL_WORDS.sub(" ", around).strip(" ,;.")
    return f"{_full_day(day)}T{_checked_time(hour, minute)}"


def split_moment(iso: str) -> tuple[str, int, int]:
    """Return (canonical date, hour, minute) of a canonical moment; ValueError if it is none."""
    found = _CANONICAL.fullmatch(iso)
    if found is None:
        raise ValueError(f"not a canonical moment: {iso!r}")
    return found.group(1), int(found.group(2)), int(found.group(3))


def print_moment(iso: str) -> str:
    """Return "08 giờ 30, ngày 05 tháng 3 năm 2026", minutes only if not 0 (forms-spec §1.6)."""
    day, hour, minute = split_moment(iso)
    time = f"{hour:02} giờ {minute:02}" if minute else f"{hour:02} giờ"
    return f"{time}, {full_date(day)}"


def read_moment(printed: str) -> str:
    """Return the canonical moment a Word page says, "" if the blank is still dotted.

    Raises DateProblem for a half-written or impossible one (content-controls, "Read-back").
    """
    text = normalise(printed)
    return parse_moment(text) if _BLANK_MOMENT.sub("", text) else ""


def _full_day(typed: str) -> str:
    day = parse_date(typed)
    if len(day) == 4:
        raise DateProblem(
            "Vui lòng viết đủ giờ, ngày, tháng, năm, ví dụ 08:30 05/03/2026.",
            "Please write time, day, month and year, such as 08:30 05/03/2026.",
        )
    return day


def _checked_time(hour_typed: str, minute_typed: str) -> str:
    hour, minute = int(hour_typed), int(minute_typed)
    if hour > 23 or minute > 59:
        raise DateProblem(
            "Giờ phải từ 00 đến 23, phút từ 00 đến 59. Vui lòng viết lại, ví dụ 08:30.",
            "Hours are 00 to 23, minutes 00 to 59. Please write it again, such as 08:30.",
        )
    return f"{hour:02}:{minute:02}"
