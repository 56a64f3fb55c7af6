"""Which rows of a table are sample data, as the table says: they go when sample data goes."""

from sqlalchemy import ColumnElement, Select, select, union

from service.store.base import Base, SampleRows

SAMPLE_SERIES = "sample:"
"""What the number series of sample data begin with."""


def of_sample_record(column: str = "record_id") -> SampleRows:
    """Say that the rows of sample records are sample data."""
    return lambda row: row.__table__.c[column].in_(_sample("record", "id"))


def of_sample_entry(column: str = "entry") -> SampleRows:
    """Say the same of a table that knows records by their number in the list."""
    return lambda row: row.__table__.c[column].in_(_sample("record", "entry"))


def of_sample_person(column: str = "person_id") -> SampleRows:
    """Say that the rows of sample people are sample data."""
    return lambda row: row.__table__.c[column].in_(_sample("person", "id"))


def of_either(person: str, record: str = "record_id") -> SampleRows:
    """Say that the rows of sample people and those of sample records are; both by their index."""

    def is_sample(row: type[Base]) -> ColumnElement[bool]:
        columns = row.__table__.c
        return columns.id.in_(
            union(
                select(columns.id).where(of_sample_person(person)(row)),
                select(columns.id).where(of_sample_record(record)(row)),
            )
        )

    return is_sample


def of_sample_series(column: str = "series") -> SampleRows:
    """Say that the rows of sample number series are sample data."""
    return lambda row: row.__table__.c[column].startswith(SAMPLE_SERIES, autoescape=True)


def marked_as_sample(row: type[Base]) -> ColumnElement[bool]:
    """Return which rows say so themselves."""
    return row.__table__.c.is_sample.is_(True)


def _sample(table: str, column: str) -> Select[tuple[object]]:
    found = Base.metadata.tables[table]
    return select(found.c[column]).where(found.c.is_sample)
