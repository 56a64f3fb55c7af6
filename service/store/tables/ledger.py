"""Tables nobody rewrites: events, chains, seals, issued documents, counters, submissions."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, BigKey, Day, JsonText, UtcDateTime
from service.store.tables.sample_rows import of_sample_person, of_sample_record, of_sample_series


class EventRow(Base):
    """Something that happened to a record (sự kiện); appended, never changed."""

    __tablename__ = "event"
    sample_rows = of_sample_record()
    __table_args__ = (
        UniqueConstraint("record_id", "sequence"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"))
    sequence: Mapped[int]
    kind: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    actor_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    payload: Mapped[Any] = mapped_column(JsonText)
    previous_hash: Mapped[str]
    hash: Mapped[str]


class ChainRow(Base):
    """The end of a chain: how many links it has and the hash of the last one.

    Kept so that cutting off the newest links is noticed before the next seal, too. `name` is a
    record's id, `daily_seal` for the chain of the seals themselves, or `security_log`.
    """

    __tablename__ = "chain"
    sample_rows = of_sample_record("name")

    name: Mapped[str] = mapped_column(primary_key=True)
    length: Mapped[int]
    head: Mapped[str]


class DailySealRow(Base):
    """The seal of a day (niêm phong hằng ngày) over the heads of all chains but sample data's."""

    __tablename__ = "daily_seal"
    __table_args__ = (UniqueConstraint("day"),)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Day)
    last_event_id: Mapped[int]
    last_line: Mapped[int | None]
    chains: Mapped[int]
    sealed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    previous_hash: Mapped[str]
    hash: Mapped[str]


class IssuedDocumentRow(Base):
    """An issued document (văn bản phát hành): frozen the moment it is written."""

    __tablename__ = "issued_document"
    sample_rows = of_sample_record()
    __table_args__ = (
        UniqueConstraint("record_id", "form_code", "version"),
        Index(None, "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"))
    form_code: Mapped[str]
    form_version: Mapped[str]
    version: Mapped[int]
    sha256: Mapped[str]
    size: Mapped[int]
    template_sha256: Mapped[str]
    answers: Mapped[Any] = mapped_column("values", JsonText)
    settings: Mapped[Any] = mapped_column(JsonText)
    reason: Mapped[str | None]
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_by: Mapped[int] = mapped_column(ForeignKey("person.id"))


class CounterRow(Base):
    """The next number of a series in a year."""

    __tablename__ = "counter"
    sample_rows = of_sample_series()

    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    next_number: Mapped[int]


class CounterStartRow(Base):
    """A series that was begun above 01, by whom and when."""

    __tablename__ = "counter_start"
    sample_rows = of_sample_series()

    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_number: Mapped[int]
    chosen_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SubmissionRow(Base):
    """What a submit answered, so that the same click again gets the same answer."""

    __tablename__ = "submission"
    sample_rows = of_sample_person()

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    result: Mapped[Any | None] = mapped_column(JsonText)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
