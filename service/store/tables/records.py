"""Tables of drafts and records, who has a part in each, and what the record list is read from."""

from __future__ import annotations

from datetime import datetime
from itertools import combinations
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, BigKey, JsonText, PlainText, UtcDateTime
from service.store.tables.sample_rows import of_either, of_sample_entry, of_sample_record

LISTED_BY = ("form_code", "stage", "year")
NO_DEADLINE = "9999-12-31"


class DraftRow(Base):
    """A form somebody is still filling (bản nháp), kept as it was typed."""

    __tablename__ = "draft"
    sample_rows = of_either("owner_id")
    __table_args__ = (Index(None, "owner_id", "updated_at"), Index(None, "record_id"))

    id: Mapped[str] = mapped_column(primary_key=True)
    form_code: Mapped[str]
    variant: Mapped[str | None]
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    record_id: Mapped[str | None] = mapped_column(ForeignKey("record.id"))
    record_version: Mapped[int | None]
    typed: Mapped[Any] = mapped_column(JsonText)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    removed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RecordRow(Base):
    """A filled form (hồ sơ); `entry` is the order of arrival, `id` is what the world sees.

    `named` holds whose id is meant by a name among the answers, by the field's path.
    """

    __tablename__ = "record"
    __table_args__ = (
        UniqueConstraint("id"),
        UniqueConstraint("series", "year", "sequence"),
        {"sqlite_autoincrement": True},
    )

    entry: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    id: Mapped[str]
    form_code: Mapped[str]
    form_version: Mapped[str]
    variant: Mapped[str | None]
    series: Mapped[str | None]
    year: Mapped[int]
    sequence: Mapped[int | None]
    number: Mapped[str | None]
    stage: Mapped[str]
    answers: Mapped[Any] = mapped_column(JsonText)
    named: Mapped[Any] = mapped_column(JsonText, server_default="{}")
    summary: Mapped[str]
    requesting_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    concerned_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    executing_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    submitter_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    version: Mapped[int]
    is_sample: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RecordPartRow(Base):
    """A person's part in a record: submitter, author, assignee …"""

    __tablename__ = "record_part"
    sample_rows = of_sample_record()
    __table_args__ = (Index(None, "person_id"),)

    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class RecordUnitRow(Base):
    """A unit's part in a record beyond requesting, concerned and executing."""

    __tablename__ = "record_unit"
    sample_rows = of_sample_record()
    __table_args__ = (Index(None, "unit_id"),)

    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    part: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(UtcDateTime)


class RecordAccessRow(Base):
    """Who sees which record: the list is read from here, newest first, and never sorted.

    A viewer is `*` (who may see all), `u7` (unit 7) or `p7` (person 7). There is one index for
    every combination of filters, so a page costs the same however many records there are, and
    two by `due_key`, the earliest deadline of the record's turns, for what is late.
    """

    __tablename__ = "record_access"
    sample_rows = of_sample_entry()
    __table_args__ = (
        Index(None, "entry"),
        *(
            Index(None, "viewer", *columns, "entry")
            for count in (1, 2, 3)
            for columns in combinations(LISTED_BY, count)
        ),
        Index(None, "viewer", "form_code", "due_key", "entry"),
        Index(None, "viewer", "form_code", "year", "due_key", "entry"),
        {"sqlite_with_rowid": False},
    )

    viewer: Mapped[str] = mapped_column(PlainText, primary_key=True)
    entry: Mapped[int] = mapped_column(ForeignKey("record.entry"), primary_key=True)
    form_code: Mapped[str]
    stage: Mapped[str]
    year: Mapped[int]
    due_key: Mapped[str] = mapped_column(PlainText, server_default=NO_DEADLINE)


class RecordWordRow(Base):
    """A folded word that occurs in a record; searched by its beginning."""

    __tablename__ = "record_word"
    sample_rows = of_sample_entry()
    __table_args__ = (Index(None, "entry", "word"), {"sqlite_with_rowid": False})

    word: Mapped[str] = mapped_column(PlainText, primary_key=True)
    entry: Mapped[int] = mapped_column(ForeignKey("record.entry"), primary_key=True)
