"""Tables of what stands behind the pages: jobs, reminders, calendar feeds, days off, views."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Day, JsonText, UtcDateTime
from service.store.tables.sample_rows import of_sample_person, of_sample_record

JOB_STATES = ("waiting", "running", "done", "failed")


class JobRow(Base):
    """A job (việc nền): the queue only carries its id, its state is here and outlives a crash."""

    __tablename__ = "job"
    sample_rows = of_sample_person("asked_by")
    __table_args__ = (
        CheckConstraint("state IN ({})".format(", ".join(f"'{s}'" for s in JOB_STATES)), "state"),
        UniqueConstraint("once_key"),
        Index(None, "state", "not_before"),
        Index(None, "asked_by", "made_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    once_key: Mapped[str | None]
    payload: Mapped[Any] = mapped_column(JsonText)
    state: Mapped[str]
    attempts: Mapped[int]
    not_before: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    result: Mapped[Any | None] = mapped_column(JsonText)
    failure: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ReminderRow(Base):
    """A reminder (nhắc việc) to one person about one record; never twice a day."""

    __tablename__ = "reminder"
    sample_rows = of_sample_record()
    __table_args__ = (
        UniqueConstraint("person_id", "day", "record_id"),
        Index(None, "record_id"),
        Index(None, "mailed_at", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"))
    day: Mapped[date] = mapped_column(Day)
    kind: Mapped[str]
    level: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    mailed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class CalendarFeedRow(Base):
    """A personal calendar feed (lịch cá nhân); only the hash of its address is kept."""

    __tablename__ = "calendar_feed"
    sample_rows = of_sample_person()
    __table_args__ = (Index(None, "person_id"),)

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DayOffRow(Base):
    """A day that the office's calendar has otherwise than the law's: off, or worked after all."""

    __tablename__ = "day_off"

    day: Mapped[date] = mapped_column(Day, primary_key=True)
    name: Mapped[str]
    is_off: Mapped[bool]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SavedViewRow(Base):
    """A saved view (cách xem đã lưu): filters of the record list under a name of one's own."""

    __tablename__ = "saved_view"
    sample_rows = of_sample_person()
    __table_args__ = (UniqueConstraint("person_id", "name_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    name: Mapped[str]
    name_key: Mapped[str]
    filters: Mapped[Any] = mapped_column(JsonText)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
