"""Tables of records and of who has a part in each."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, BigKey, JsonText, UtcDateTime
from service.store.tables.sample_rows import of_sample_record


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
