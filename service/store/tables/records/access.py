"""The tables that the record list is read from: who sees a record, which words find it."""

from itertools import combinations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from service.store.base import Base, PlainText
from service.store.tables.sample_rows import of_sample_entry

LISTED_BY = ("form_code", "stage", "year")

NO_DEADLINE = "9999-12-31"


class RecordAccessRow(Base):
    """Who sees which record: the list is read from here, newest first, and never sorted.

    A viewer is `*` (who may see all), `u7` (unit 7) or `p7` (person 7). There is one index for
    every combination of filters, so a page costs the same however many records there are, and
    two by `due_key`, the earliest deadline of the record's turns, for what is late.
    """

    __tablename__ = "record_access"
    sample_rows = of_sample_entry()
    __table_args__ = (
        Index(None, "entry"),
        *(
            Index(None, "viewer", *columns, "entry")
            for count in (1, 2, 3)
            for columns in combinations(LISTED_BY, count)
        ),
        Index(None, "viewer", "form_code", "due_key", "entry"),
        Index(None, "viewer", "form_code", "year", "due_key", "entry"),
        {"sqlite_with_rowid": False},
    )

    viewer: Mapped[str] = mapped_column(PlainText, primary_key=True)
    entry: Mapped[int] = mapped_column(ForeignKey("record.entry"), primary_key=True)
    form_code: Mapped[str]
    stage: Mapped[str]
    year: Mapped[int]
    due_key: Mapped[str] = mapped_column(PlainText, server_default=NO_DEADLINE)


class RecordWordRow(Base):
    """A folded word that occurs in a record; searched by its beginning."""

    __tablename__ = "record_word"
    sample_rows = of_sample_entry()
    __table_args__ = (Index(None, "entry", "word"), {"sqlite_with_rowid": False})

    word: Mapped[str] = mapped_column(PlainText, primary_key=True)
    entry: Mapped[int] = mapped_column(ForeignKey("record.entry"), primary_key=True)
