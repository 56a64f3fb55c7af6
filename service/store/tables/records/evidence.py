"""The table of evidence; the files themselves lie in the vault."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, UtcDateTime
from service.store.tables.sample_rows import of_sample_record


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
