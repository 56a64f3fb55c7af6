"""The table of who held which role from when to when."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, UtcDateTime
from service.store.tables.sample_rows import of_sample_person


class RoleTenureRow(Base):
    """From when to when somebody held a role, given and taken by whom; kept when it is over.

    Who gave and took is kept by id and by the name of that day, so that no row hangs on them.
    """

    __tablename__ = "role_tenure"
    sample_rows = of_sample_person()
    __table_args__ = (Index(None, "person_id", "role"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    role: Mapped[str]
    given_at: Mapped[datetime] = mapped_column(UtcDateTime)
    given_by: Mapped[int | None]
    given_by_name: Mapped[str]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[int | None]
    ended_by_name: Mapped[str | None]
