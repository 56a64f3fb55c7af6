"""The table of units."""

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base


class UnitRow(Base):
    """A unit (đơn vị) of the agency."""

    __tablename__ = "unit"
    __table_args__ = (
        UniqueConstraint("is_sample", "name_key"),
        UniqueConstraint("is_sample", "abbreviation_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str]
    abbreviation: Mapped[str]
    abbreviation_key: Mapped[str]
    kind: Mapped[str]
    series_key: Mapped[str]
    sort_rank: Mapped[int]
    active: Mapped[bool]
    is_sample: Mapped[bool]
