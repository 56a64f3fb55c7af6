"""Language and time of the pages: Vietnamese first, English by a switch, always Vietnam's clock."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import Flask, has_request_context, request
from flask_babel import Babel  # type: ignore[import-untyped]
from flask_babel import gettext as translated
from flask_babel import ngettext as translated_plural

from service.formkit.labels import Label
from service.formkit.vietnamese import format_number
from service.web.context import LANGUAGE_COOKIE

LANGUAGES = ("vi", "en")
TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_WEEKDAYS = (
    Label("Thứ Hai", "Monday"),
    Label("Thứ Ba", "Tuesday"),
    Label("Thứ Tư", "Wednesday"),
    Label("Thứ Năm", "Thursday"),
    Label("Thứ Sáu", "Friday"),
    Label("Thứ Bảy", "Saturday"),
    Label("Chủ nhật", "Sunday"),
)

__all__ = [
    "gettext",
    "language",
    "ngettext",
    "office_date",
    "office_hour",
    "office_moment",
    "office_number",
    "office_second",
    "office_today",
    "office_weekday",
]


def start_languages(app: Flask) -> None:
    """Make `_()` of templates answer in the language of the reader."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    app.config["BABEL_DEFAULT_LOCALE"] = "vi"
    Babel(app, locale_selector=language)
    app.jinja_env.filters["number"] = office_number


def gettext(text: str, **values: object) -> str:
    """Return a Vietnamese sentence in the reader's language, its `%(names)s` filled in."""
    return str(translated(text, **values))


def ngettext(one: str, many: str, number: int) -> str:
    """Return the sentence for that number, `%(num)d` filled in."""
    return str(translated_plural(one, many, number))


def language() -> str:
    """Return the reader's language: `vi` unless they chose `en`."""
    chosen = request.cookies.get(LANGUAGE_COOKIE) if has_request_context() else None
    return chosen if chosen in LANGUAGES else "vi"


def office_number(number: int) -> str:
    """Return a whole number as the reader's language has it: `2.000`, in English `2,000`."""
    return f"{number:,}" if language() == "en" else format_number(number)


def office_date(moment: datetime) -> str:
    """Return the day of a moment in Vietnam, `14/07/2026`."""
    return moment.astimezone(OFFICE_ZONE).strftime("%d/%m/%Y")


def office_hour(moment: datetime) -> str:
    """Return the time of a moment in Vietnam, `14:02`."""
    return moment.astimezone(OFFICE_ZONE).strftime("%H:%M")


def office_moment(moment: datetime) -> str:
    """Return day and time of a moment in Vietnam, `14/07/2026 14:02`."""
    return moment.astimezone(OFFICE_ZONE).strftime("%d/%m/%Y %H:%M")


def office_second(moment: datetime) -> str:
    """Return day and time to the second, as a log tells it, `14/07/2026 14:02:07`."""
    return moment.astimezone(OFFICE_ZONE).strftime("%d/%m/%Y %H:%M:%S")


def office_today(moment: datetime) -> str:
    """Return weekday and date in words, `Thứ Ba, 14/07/2026`."""
    weekday = office_weekday(moment.astimezone(OFFICE_ZONE).date())
    return f"{weekday}, {office_date(moment)}"


def office_weekday(day: date) -> str:
    """Return the weekday of a day in words, `Thứ Ba`."""
    return _WEEKDAYS[day.weekday()].in_(language())
