"""The table of submits and what each was answered."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, JsonText, UtcDateTime
from service.store.tables.sample_rows import of_sample_person


class SubmissionRow(Base):
    """What a submit answered, so that the same click again gets the same answer."""

    __tablename__ = "submission"
    sample_rows = of_sample_person()

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    result: Mapped[Any | None] = mapped_column(JsonText)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
