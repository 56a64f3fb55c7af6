"""The table of unsent text: what a person typed at a place and has not sent."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, JsonText, UtcDateTime
from service.store.tables.sample_rows import of_either


class UnsentTextRow(Base):
    """An unsent text (nội dung chưa gửi); `place` is the address that it would be sent to."""

    __tablename__ = "unsent_text"
    sample_rows = of_either("person_id")
    __table_args__ = (
        UniqueConstraint("person_id", "place"),
        Index(None, "record_id"),
        Index(None, "saved_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    place: Mapped[str]
    record_id: Mapped[str | None] = mapped_column(ForeignKey("record.id"))
    typed: Mapped[Any] = mapped_column(JsonText)
    version: Mapped[int]
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
