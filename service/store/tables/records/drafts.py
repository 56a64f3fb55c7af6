"""The table of drafts."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, JsonText, UtcDateTime
from service.store.tables.sample_rows import of_either


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
