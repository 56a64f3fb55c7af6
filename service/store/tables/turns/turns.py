"""The table of whose turn each record is."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Day, PlainText, UtcDateTime
from service.store.tables.sample_rows import of_sample_record


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
