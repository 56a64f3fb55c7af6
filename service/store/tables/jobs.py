"""The table of jobs: work that a worker does behind the pages."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, JsonText, UtcDateTime
from service.store.tables.sample_rows import of_sample_person

JOB_STATES = ("waiting", "running", "done", "failed")


class JobRow(Base):
    """A job (việc nền): the queue only carries its id, its state is here and outlives a crash."""

    __tablename__ = "job"
    sample_rows = of_sample_person("asked_by")
    __table_args__ = (
        CheckConstraint("state IN ({})".format(", ".join(f"'{s}'" for s in JOB_STATES)), "state"),
        UniqueConstraint("once_key"),
        Index(None, "state", "not_before"),
        Index(None, "asked_by", "made_at"),
    )

    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    once_key: Mapped[str | None]
    payload: Mapped[Any] = mapped_column(JsonText)
    state: Mapped[str]
    attempts: Mapped[int]
    not_before: Mapped[datetime] = mapped_column(UtcDateTime)
    leased_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    result: Mapped[Any | None] = mapped_column(JsonText)
    failure: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
