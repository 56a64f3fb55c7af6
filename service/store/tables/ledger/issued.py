"""The table of issued documents."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, JsonText, UtcDateTime
from service.store.tables.sample_rows import of_sample_record


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
