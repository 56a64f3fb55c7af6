"""The table of bundles: many records made into one file for the one who asked."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, JsonText, UtcDateTime
from service.store.tables.sample_rows import of_sample_person


class BundleRow(Base):
    """A bundle (gói tệp); until it has an outcome, its job says whether it waits or runs."""

    __tablename__ = "bundle"
    sample_rows = of_sample_person("asked_by")
    __table_args__ = (
        CheckConstraint("kind IN ('pdf', 'zip')", "kind"),
        CheckConstraint("outcome IN ('ready', 'stopped', 'failed')", "outcome"),
        Index(None, "asked_by", "asked_at"),
        Index(None, "kept_until"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    asked_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    job_id: Mapped[str] = mapped_column(ForeignKey("job.id"))
    records: Mapped[Any] = mapped_column(JsonText)
    done: Mapped[int]
    outcome: Mapped[str | None]
    said: Mapped[Any | None] = mapped_column(JsonText)
    held: Mapped[Any | None] = mapped_column(JsonText)
    size: Mapped[int | None]
    sha256: Mapped[str | None]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    begun_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    kept_until: Mapped[datetime] = mapped_column(UtcDateTime)
