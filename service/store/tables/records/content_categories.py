"""Tables of content categories and of which record is about what."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, UtcDateTime
from service.store.tables.sample_rows import marked_as_sample, of_sample_record


class ContentCategoryRow(Base):
    """A kind of content (nhóm nội dung) by which the secretary tells repeated nonconformities."""

    __tablename__ = "content_category"
    sample_rows = marked_as_sample
    __table_args__ = (UniqueConstraint("is_sample", "name_key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str]
    active: Mapped[bool]
    is_sample: Mapped[bool]


class RecordCategoryRow(Base):
    """Which content a record is about, in which unit, in the order the records came."""

    __tablename__ = "record_category"
    sample_rows = of_sample_record()
    __table_args__ = (Index(None, "unit_id", "category_id", "entry"), Index(None, "category_id"))

    record_id: Mapped[str] = mapped_column(ForeignKey("record.id"), primary_key=True)
    entry: Mapped[int] = mapped_column(ForeignKey("record.entry"))
    category_id: Mapped[int] = mapped_column(ForeignKey("content_category.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    set_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
