"""The tables of what the office has set: its settings, and days off otherwise than the law's."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Day, JsonText, UtcDateTime


class OfficeSettingRow(Base):
    """A setting of the office (cài đặt) that differs from its default."""

    __tablename__ = "office_setting"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JsonText)
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DayOffRow(Base):
    """A day that the office's calendar has otherwise than the law's: off, or worked after all."""

    __tablename__ = "day_off"

    day: Mapped[date] = mapped_column(Day, primary_key=True)
    name: Mapped[str]
    is_off: Mapped[bool]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
