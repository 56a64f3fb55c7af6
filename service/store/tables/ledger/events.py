"""Tables of what happened to records, and of how far each chain of it goes."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, BigKey, JsonText, UtcDateTime
from service.store.tables.sample_rows import of_sample_record


class EventRow(Base):
    """Something that happened to a record (sự kiện); appended, never changed."""

    __tablename__ = "event"
    sample_rows = of_sample_record()
    __table_args__ = (
        UniqueConstraint("record_id", "sequence"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=True)
    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"))
    sequence: Mapped[int]
    kind: Mapped[str]
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    actor_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    payload: Mapped[Any] = mapped_column(JsonText)
    previous_hash: Mapped[str]
    hash: Mapped[str]


class ChainRow(Base):
    """The end of a chain: how many links it has and the hash of the last one.

    Kept so that cutting off the newest links is noticed before the next seal, too. `name` is a
    record's id, `daily_seal` for the chain of the seals themselves, or `security_log`.
    """

    __tablename__ = "chain"
    sample_rows = of_sample_record("name")

    name: Mapped[str] = mapped_column(primary_key=True)
    length: Mapped[int]
    head: Mapped[str]
