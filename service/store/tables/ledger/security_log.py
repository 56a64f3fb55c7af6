"""Tables of the security log and of who has looked at it up to where."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, JsonText, UtcDateTime
from service.store.tables.sample_rows import of_sample_person


class SecurityLogRow(Base):
    """A line of the security log (nhật ký bảo mật), chained, apart from the records' own events."""

    __tablename__ = "security_log"
    __table_args__ = (
        Index(None, "is_sample", "at", "sequence"),
        Index(None, "is_sample", "kind", "at", "sequence"),
        Index(None, "is_sample", "actor_id", "at", "sequence"),
    )

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str]
    actor_id: Mapped[int | None]
    actor_name: Mapped[str]
    address: Mapped[str]
    is_sample: Mapped[bool]
    payload: Mapped[Any] = mapped_column(JsonText)
    previous_hash: Mapped[str]
    hash: Mapped[str]


class SecuritySeenRow(Base):
    """Up to which line somebody has looked at changed rights (quyền hạn vừa thay đổi)."""

    __tablename__ = "security_seen"
    sample_rows = of_sample_person()

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    sequence: Mapped[int]
