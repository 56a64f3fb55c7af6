"""Tables of the number series: what comes next, and which began above 01."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, UtcDateTime
from service.store.tables.sample_rows import of_sample_series


class CounterRow(Base):
    """The next number of a series in a year."""

    __tablename__ = "counter"
    sample_rows = of_sample_series()

    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    next_number: Mapped[int]


class CounterStartRow(Base):
    """A series that was begun above 01, by whom and when."""

    __tablename__ = "counter_start"
    sample_rows = of_sample_series()

    series: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    first_number: Mapped[int]
    chosen_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[datetime] = mapped_column(UtcDateTime)
