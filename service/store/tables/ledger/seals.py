"""The table of the daily seals over all chains."""

from datetime import date, datetime

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, Day, UtcDateTime


class DailySealRow(Base):
    """The seal of a day (niêm phong hằng ngày) over the heads of all chains but sample data's."""

    __tablename__ = "daily_seal"
    __table_args__ = (UniqueConstraint("day"),)

    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(Day)
    last_event_id: Mapped[int]
    last_line: Mapped[int | None]
    chains: Mapped[int]
    sealed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    previous_hash: Mapped[str]
    hash: Mapped[str]
