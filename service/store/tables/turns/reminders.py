"""The table of reminders."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Day, UtcDateTime
from service.store.tables.sample_rows import of_sample_record


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
