"""The table of the one mark that moves with every change of people."""

from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base


class PeopleMarkRow(Base):
    """One row whose mark the database moves with every change of a person, a role or a unit."""

    __tablename__ = "people_mark"

    id: Mapped[int] = mapped_column(primary_key=True)
    mark: Mapped[int]
