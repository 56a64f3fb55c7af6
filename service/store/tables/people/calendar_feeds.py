"""The table of personal calendar feeds."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, UtcDateTime
from service.store.tables.sample_rows import of_sample_person


class CalendarFeedRow(Base):
    """A personal calendar feed (lịch cá nhân); only the hash of its address is kept."""

    __tablename__ = "calendar_feed"
    sample_rows = of_sample_person()
    __table_args__ = (Index(None, "person_id"),)

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
