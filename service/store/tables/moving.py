"""Tables of records on their way: whose turn it is, delegations, evidence, links, same contents."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Day, PlainText, UtcDateTime
from service.store.tables.sample_rows import marked_as_sample, of_sample_person, of_sample_record


class TurnRow(Base):
    """Whose turn a record is (đến lượt ai): what every inbox is read from, earliest due first.

    A holder is `p7` (person 7), `h3` (the head of unit 3) or a role such as `iso_secretary`, with
    `sample:` before a role in sample data. `order_key` is the due day, `9999-12-31` without one.
    """

    __tablename__ = "turn"
    sample_rows = of_sample_record()
    __table_args__ = (
        Index(None, "holder", "order_key", "record_id"),
        Index(None, "order_key", "record_id"),
    )

    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"), primary_key=True)
    holder: Mapped[str] = mapped_column(PlainText, primary_key=True)
    stage: Mapped[str]
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    due_on: Mapped[date | None] = mapped_column(Day)
    order_key: Mapped[str] = mapped_column(PlainText)


class DelegationRow(Base):
    """A delegation (ủy quyền) of a role, or of one record, from one day to another.

    `giver_then` and `receiver_then` are the names as they were the day it was given.
    """

    __tablename__ = "delegation"
    sample_rows = of_sample_person("giver_id")
    __table_args__ = (
        CheckConstraint("(role IS NULL) <> (record_id IS NULL)", "of_one_thing"),
        Index(None, "receiver_id", "to_day"),
        Index(None, "giver_id", "to_day"),
        Index(None, "record_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    receiver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    giver_then: Mapped[str] = mapped_column(server_default="")
    receiver_then: Mapped[str] = mapped_column(server_default="")
    role: Mapped[str | None]
    record_id: Mapped[str | None] = mapped_column(ForeignKey("record.id"))
    authority: Mapped[str]
    from_day: Mapped[date] = mapped_column(Day)
    to_day: Mapped[date] = mapped_column(Day)
    scope: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class EvidenceRow(Base):
    """A file of evidence (bằng chứng) that belongs to a record; kept in the vault by its hash."""

    __tablename__ = "evidence"
    sample_rows = of_sample_record()
    __table_args__ = (
        UniqueConstraint("record_id", "sha256"),
        Index(None, "sha256"),
        Index(None, "added_by", "added_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"))
    sha256: Mapped[str]
    size: Mapped[int]
    file_name: Mapped[str]
    media_type: Mapped[str]
    note: Mapped[str]
    stage: Mapped[str]
    added_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RecordLinkRow(Base):
    """A record that leads to another: `continued_on` from the old slip, `continues` from the new.

    One of a kind a record, so that a slip cannot be continued twice.
    """

    __tablename__ = "record_link"
    sample_rows = of_sample_record()
    __table_args__ = (Index(None, "other_id"),)

    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    other_id: Mapped[str] = mapped_column(ForeignKey("record.id"))


class ContentCategoryRow(Base):
    """A kind of content (nhóm nội dung) by which the secretary tells repeated nonconformities."""

    __tablename__ = "content_category"
    sample_rows = marked_as_sample
    __table_args__ = (UniqueConstraint("is_sample", "name_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str]
    active: Mapped[bool]
    is_sample: Mapped[bool]


class RecordCategoryRow(Base):
    """Which content a record is about, in which unit, in the order the records came."""

    __tablename__ = "record_category"
    sample_rows = of_sample_record()
    __table_args__ = (Index(None, "unit_id", "category_id", "entry"), Index(None, "category_id"))

    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"), primary_key=True)
    entry: Mapped[int] = mapped_column(ForeignKey("record.entry"))
    category_id: Mapped[int] = mapped_column(ForeignKey("content_category.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
