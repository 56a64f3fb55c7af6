"""The mother of all tables, and how values are kept alike on SQLite and PostgreSQL."""

import base64
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from typing import Any, ClassVar, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import BigInteger, ColumnElement, Dialect, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None
JsonObject: TypeAlias = Mapping[str, Json]
SampleRows = Callable[[type["Base"]], ColumnElement[bool]]

# Moments are kept in UTC; days and years are counted in Vietnam's time.
OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


class Base(DeclarativeBase):
    """What every table is declared from; constraints have names that migrations can find.

    Texts have no length: how long a name may be is refused at the door, beside its field, and a
    limit here would hold on PostgreSQL only.
    """

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    sample_rows: ClassVar[SampleRows | None] = None
    """Which of its rows go when sample data goes, where any do."""


def office_day(moment: datetime) -> date:
    """The day (ngày) of a moment on the wall calendar of the office; refuses a naive moment."""
    return _aware(moment).astimezone(OFFICE_ZONE).date()


def office_year(moment: datetime) -> int:
    """The year (năm) whose number series a moment belongs to."""
    return office_day(moment).year


def stored_moment(moment: datetime) -> str:
    """The text a moment is kept as: UTC, microseconds always, so that text order is time order."""
    return _aware(moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def read_moment(text: str) -> datetime:
    """The moment, aware and in UTC, that a kept text says."""
    return datetime.fromisoformat(text)


def _aware(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone cannot be stored")
    return moment


# What a text reads as that somebody broke by hand: no hash fits it, so verifying names the row, and
# no page and no check stumbles over it before.
BROKEN_MOMENT = datetime.min.replace(tzinfo=UTC)
BROKEN_DAY = date.min
BROKEN_JSON: JsonObject = {}


def moment_of(kept: str) -> datetime:
    """The moment that is kept as this text."""
    try:
        return read_moment(kept)
    except ValueError:
        return BROKEN_MOMENT


def json_of(kept: str) -> Any:
    """The JSON that is kept as this text."""
    try:
        return json.loads(kept)
    except ValueError:
        return BROKEN_JSON


@lru_cache(maxsize=1_000)
def json_again(kept: str) -> Any:
    """The JSON that is kept as this text, for texts that are read again and again, never changed.

    A unit's newest records are compared with every new one; the text itself is the key.
    """
    return json_of(kept)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept as UTC text: the same bytes, hashes and order on both databases."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        return None if value is None else stored_moment(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        return None if value is None else moment_of(value)


class Day(TypeDecorator[date]):
    """A day of the office, kept as `2026-03-05`."""

    impl = String(10)
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        try:
            return None if value is None else date.fromisoformat(value)
        except ValueError:
            return BROKEN_DAY


class JsonText(TypeDecorator[Any]):
    """JSON as text, keys in the order given: nothing typed is lost, not even a lone surrogate."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else json_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json_of(value)


# Binary order on both databases: a prefix is then a range of the index. SQLite's default is binary.
PlainText = String().with_variant(String(collation="C"), "postgresql")

# SQLite numbers rows by itself only when the key is called INTEGER.
BigKey = BigInteger().with_variant(Integer, "sqlite")


def json_text(value: Json) -> str:
    """The JSON of a value as short text; refuses NaN and infinities."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text


def canonical_json(value: Json) -> bytes:
    """The one spelling of a value that hashes are taken over: sorted keys, no spaces, ASCII."""
    return json.dumps(
        value, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")
    ).encode()


def storable(text: str) -> str:
    """The text with U+FFFD for what no database takes: lone surrogates and NUL.

    For what is only looked up, like an id out of a web address: it will then not be found.
    """
    return text.encode("utf-8", "replace").decode().replace("\x00", "\ufffd")


def in_range(number: int) -> bool:
    """Whether a number can be an id or a year at all; a larger one no database takes."""
    return 0 <= number < 2**31


def new_id(kind: str) -> str:
    """An id nobody can guess: the kind's letter, then 80 random bits in sixteen letters."""
    return kind + base64.b32encode(secrets.token_bytes(10)).decode().lower()


Value = TypeVar("Value")


def value_of(kind: type[Value], row: object, **other: Any) -> Value:
    """The value of that dataclass whose fields stand in the row by their names, or in `other`."""
    names = _names_of(kind)  # type: ignore[arg-type]
    return kind(**{name: getattr(row, name) for name in names if name not in other}, **other)


def columns_of(table: type[Base], kind: type[Any]) -> list[Any]:
    """The columns of a table that such a value is made of, in the order of its fields."""
    names = _names_of(kind)  # type: ignore[arg-type]
    return [getattr(table, name) for name in names]


@cache
def _names_of(kind: type[Any]) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind))
