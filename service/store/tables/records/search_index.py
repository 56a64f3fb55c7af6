"""The table of words that records are found by."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, PlainText
from service.store.tables.sample_rows import of_sample_entry


class RecordWordRow(Base):
    """A folded word that occurs in a record; searched by its beginning."""

    __tablename__ = "record_word"
    sample_rows = of_sample_entry()
    __table_args__ = (Index(None, "entry", "word"), {"sqlite_with_rowid": False})

    word: Mapped[str] = mapped_column(PlainText, primary_key=True)
    entry: Mapped[int] = mapped_column(ForeignKey("record.entry"), primary_key=True)
