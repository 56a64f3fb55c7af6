"""The table of delegations."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Day, UtcDateTime
from service.store.tables.sample_rows import of_sample_person


class DelegationRow(Base):
    """A delegation (ủy quyền) of a role, or of one record, from one day to another.

    `giver_then` and `receiver_then` are the names as they were the day it was given.
    """

    __tablename__ = "delegation"
    sample_rows = of_sample_person("giver_id")
    __table_args__ = (
        CheckConstraint("(role IS NULL) <> (record_id IS NULL)", "of_one_thing"),
        Index(None, "receiver_id", "to_day"),
        Index(None, "giver_id", "to_day"),
        Index(None, "record_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    giver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    receiver_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    giver_then: Mapped[str] = mapped_column(server_default="")
    receiver_then: Mapped[str] = mapped_column(server_default="")
    role: Mapped[str | None]
    record_id: Mapped[str | None] = mapped_column(ForeignKey("record.id"))
    authority: Mapped[str]
    from_day: Mapped[date] = mapped_column(Day)
    to_day: Mapped[date] = mapped_column(Day)
    scope: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
