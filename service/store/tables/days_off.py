"""The table of days that the office's calendar has otherwise than the law's."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Day, UtcDateTime


class DayOffRow(Base):
    """A day that the office's calendar has otherwise than the law's: off, or worked after all."""

    __tablename__ = "day_off"

    day: Mapped[date] = mapped_column(Day, primary_key=True)
    name: Mapped[str]
    is_off: Mapped[bool]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
