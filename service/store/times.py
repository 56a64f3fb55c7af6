"""Moments as the office counts them: kept in UTC, days and years in Vietnam's time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


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
