"""The database itself refuses to change what is final, whoever asks."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.store.database import Database
from service.store.ledger.counters import start_series_at
from service.store.ledger.issued import add_issued
from service.store.ledger.seals import seal_day
from service.store.ledger.security_log import SecurityNote, note_security
from service.store.records.evidence import add_evidence
from service.store.tables.sample_rows import SAMPLE_SERIES
from tests.store.builders import NOW, a_person, a_record, an_event, an_issue, evidence_facts

FINAL = (
    "event",
    "issued_document",
    "daily_seal",
    "counter_start",
    "evidence",
    "security_log",
)


def fill(database: Database, *, is_sample: bool) -> None:
    """Put a row into every table whose rows are final."""
    with database.writing() as uow:
        record = a_record(uow, a_person(uow, is_sample=is_sample), is_sample=is_sample)
        an_event(uow, record)
        add_issued(uow, an_issue(record), sha256="a" * 64, size=1)
        add_evidence(uow, evidence_facts(record), sha256="b" * 64, size=1)
        series = SAMPLE_SERIES + "slip" if is_sample else "slip"
        start_series_at(uow, series, 2026, 5, chosen_by=None, now=NOW)
        seal_day(uow, date(2026, 3, 5), NOW)
        note_security(uow, SecurityNote(NOW, "signed_in", record.submitter_id, "", {}))


def run(database: Database, statement: str) -> None:
    """Run the statement by hand."""
    with database.writing() as uow:
        uow.session.execute(text(statement))


@pytest.mark.parametrize("table", FINAL)
def test_a_final_row_cannot_be_changed(database: Database, table: str) -> None:
    fill(database, is_sample=True)
    column = {"event": "kind", "issued_document": "reason", "evidence": "note"}.get(table, "year")
    column = {"daily_seal": "chains", "security_log": "kind"}.get(table, column)

    with pytest.raises(DBAPIError, match="is final"):
        run(database, f"UPDATE {table} SET {column} = {column}")


@pytest.mark.parametrize("table", FINAL)
def test_a_final_row_cannot_be_removed(database: Database, table: str) -> None:
    fill(database, is_sample=False)

    with pytest.raises(DBAPIError, match="is kept"):
        run(database, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ["event", "issued_document", "counter_start", "evidence"])
def test_a_row_of_sample_data_can_be_removed(database: Database, table: str) -> None:
    fill(database, is_sample=True)

    run(database, f"DELETE FROM {table}")

    with database.reading() as uow:
        assert uow.session.scalar(text(f"SELECT count(*) FROM {table}")) == 0


def test_a_real_record_cannot_be_made_sample_data(database: Database) -> None:
    fill(database, is_sample=False)

    with pytest.raises(DBAPIError, match="never becomes"):
        run(database, "UPDATE record SET is_sample = true")


def test_a_record_with_events_cannot_be_deleted(database: Database) -> None:
    fill(database, is_sample=False)

    with pytest.raises(DBAPIError):
        run(database, "DELETE FROM record")
