"""The table of records that lead to one another."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base
from service.store.tables.sample_rows import of_sample_record


class RecordLinkRow(Base):
    """A record that leads to another: `continued_on` from the old slip, `continues` from the new.

    One of a kind a record, so that a slip cannot be continued twice.
    """

    __tablename__ = "record_link"
    sample_rows = of_sample_record()
    __table_args__ = (Index(None, "other_id"),)

    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    other_id: Mapped[str] = mapped_column(ForeignKey("record.id"))
