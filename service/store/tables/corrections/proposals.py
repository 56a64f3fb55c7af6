"""The table of corrections that were proposed: one at a time waits on a record."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Day, JsonText, UtcDateTime
from service.store.tables.sample_rows import of_sample_record


class CorrectionProposalRow(Base):
    """A proposed correction (đề nghị đính chính); without an outcome it waits for its confirmer.

    `waits_on` is the record as long as it waits, so that one waits on a record at a time.
    """

    __tablename__ = "correction_proposal"
    sample_rows = of_sample_record()
    __table_args__ = (
        CheckConstraint("outcome IN ('confirmed', 'declined', 'withdrawn')", "outcome"),
        UniqueConstraint("waits_on"),
        Index(None, "record_id"),
        Index(None, "outcome", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"))
    proposed_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_on: Mapped[date] = mapped_column(Day)
    reason: Mapped[str]
    changes: Mapped[Any] = mapped_column(JsonText)
    named: Mapped[Any] = mapped_column(JsonText)
    waits_on: Mapped[str | None]
    outcome: Mapped[str | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
