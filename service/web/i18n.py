"""Language and time of the pages: Vietnamese first, English by a switch, always Vietnam's clock."""

from collections.abc import Iterable
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, has_request_context, request
from flask_babel import Babel  # type: ignore[import-untyped]
from markupsafe import Markup

from service.formkit.labels import Label
from service.web.context import LANGUAGE_COOKIE

LANGUAGES = ("vi", "en")
TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
MEGABYTE = 1024 * 1024
OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
# As decree 30/2020 writes them; Babel has «Chủ Nhật».
_WEEKDAYS = (
    Label("Thứ Hai", "Monday"),
    Label("Thứ Ba", "Tuesday"),
    Label("Thứ Tư", "Wednesday"),
    Label("Thứ Năm", "Thursday"),
    Label("Thứ Sáu", "Friday"),
    Label("Thứ Bảy", "Saturday"),
    Label("Chủ nhật", "Sunday"),
)


def start_languages(app: Flask) -> None:
    """Make `_()` of templates answer in the language of the reader."""
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    app.config["BABEL_DEFAULT_LOCALE"] = "vi"
    Babel(app, locale_selector=language)
    app.jinja_env.filters |= {
        "number": office_number,
        "said": lambda label: label.in_(language()),
        "date": office_date,
        "moment": office_moment,
        "second": office_second,
        "size": office_size,
        "hour": office_hour,
    }
    # A page has some four hundred sentences; by way of the library each is sought in five proxies.
    app.jinja_env.globals.update({"_": _on_page, "ngettext": _plural_on_page})
    app.before_request(_look_at_language)
    app.teardown_request(_look_away)


def gettext(text: str, **values: object) -> str:
    """Return a Vietnamese sentence in the reader's language, its `%(names)s` filled in."""
    told = _told(language(), text)
    return told % values if values else told


def ngettext(one: str, many: str, number: int) -> str:
    """Return the sentence for that number, `%(num)d` filled in."""
    return str(_catalogue(language()).ungettext(one, many, number) % {"num": number})


def said(*labels: Label) -> str:
    """Return sentences in the reader's language, one after the other."""
    return " ".join(label.in_(language()) for label in labels)


def told_once(labels: Iterable[Label]) -> str:
    """Return labels in the reader's language, each once."""
    return ", ".join(dict.fromkeys(label.in_(language()) for label in labels))


def language() -> str:
    """Return the reader's language: `vi` unless they chose `en`."""
    return _READERS.get() or _chosen()


_READERS: ContextVar[str | None] = ContextVar("the reader's language", default=None)
"""While a request is answered; looked up in its cookies it would cost more than the sentence."""


def _look_at_language() -> None:
    _READERS.set(_chosen())


def _look_away(_error: BaseException | None) -> None:
    _READERS.set(None)


def _chosen() -> str:
    chosen = request.cookies.get(LANGUAGE_COOKIE) if has_request_context() else None
    return chosen if chosen in LANGUAGES else "vi"


@cache
def _catalogue(lang: str) -> NullTranslations:
    """Return the sentences of a language; Vietnamese ones are their own."""
    return Translations.load(TRANSLATIONS, [lang])


@lru_cache(maxsize=5_000)
def _told(lang: str, text: str) -> str:
    return str(_catalogue(lang).ugettext(text))


@lru_cache(maxsize=5_000)
def _marked(lang: str, text: str) -> Markup:
    # Templates write `%%` for a per cent sign in every sentence, with values or without.
    return Markup(_told(lang, text)) % {}


def _on_page(text: str, /, **values: object) -> Markup:
    """Return a sentence for a template: its own words are trusted, the values are escaped."""
    lang = language()
    return Markup(_told(lang, text)) % values if values else _marked(lang, text)


def _plural_on_page(one: str, many: str, number: int, /, **values: object) -> Markup:
    told = _catalogue(language()).ungettext(one, many, number)
    return Markup(told) % {"num": number, **values}


def office_number(number: int) -> str:
    """Return a whole number as the reader's language has it: `2.000`, in English `2,000`."""
    return format_decimal(number, locale=language())


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


def office_size(size: int) -> str:
    """Return a size as a clerk reads it: `640 kB`, `2,4 MB`."""
    if size < MEGABYTE:
        return f"{max(1, round(size / 1024))} kB"
    return f"{format_decimal(size / MEGABYTE, '0.0', locale=language())} MB"
