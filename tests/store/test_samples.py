"""Sample data removed: nothing of it stays, nothing real goes, no seal breaks."""

from datetime import date

import pytest

from service.store.database import Database, UnitOfWork
from service.store.errors import SampleDataInUse
from service.store.ledger.counters import next_number, start_series_at, take_number
from service.store.ledger.issued import add_issued
from service.store.ledger.seals import seal_day
from service.store.ledger.submissions import claim_submission
from service.store.ledger.verify_chains import verify_all
from service.store.people.persons import find_person, list_people
from service.store.people.saved_views import save_view
from service.store.people.sessions import add_api_token, open_session
from service.store.records.drafts import add_draft
from service.store.records.records import Part, give_parts, give_unit_parts
from service.store.records.unsent_texts import keep_unsent
from service.store.samples import has_sample_data, remove_sample_data
from service.store.tables import Base
from service.store.tables.sample_rows import SAMPLE_SERIES
from tests.store.builders import (
    NOW,
    SLIP,
    a_person,
    a_record,
    a_unit,
    an_event,
    an_issue,
    later,
)


def a_house(uow: UnitOfWork, *, is_sample: bool, name: str) -> None:
    """Add a unit, a person and a record with all that may hang on them."""
    unit = a_unit(uow, "Văn phòng", is_sample=is_sample)
    person = a_person(uow, name, unit=unit, is_sample=is_sample)
    record = a_record(uow, person, is_sample=is_sample, requesting_unit_id=unit.id)
    give_parts(uow, record.id, [Part(person.id, "author", NOW)])
    give_unit_parts(uow, record.id, [Part(unit.id, "helping", NOW)])
    an_event(uow, record)
    add_issued(uow, an_issue(record), sha256="a" * 64, size=1)
    add_issued(uow, an_issue(record), sha256=("b" if is_sample else "c") * 64, size=1)
    add_draft(uow, form_code=SLIP, owner_id=person.id, typed={}, now=NOW, record_id=record.id)
    claim_submission(uow, name, person.id, NOW)
    place, typed = f"/records/{record.id}/correct", [("reason", "Sai ngày")]
    keep_unsent(uow, person.id, place, typed, record_id=record.id, version=1, most=9, now=NOW)
    save_view(uow, person.id, "Của tôi", {"year": 2026}, most=12, now=NOW)
    add_api_token(uow, token_hash=(name * 8)[:64], person_id=person.id, label="x", now=NOW)
    open_session(
        uow,
        token_hash=(name * 8)[:64],
        person_id=person.id,
        address="::1",
        now=NOW,
        expires_at=later(5),
    )
    series = (SAMPLE_SERIES if is_sample else "") + "slip"
    start_series_at(uow, series, 2026, 7, chosen_by=person.id, now=NOW)
    take_number(uow, series, 2026)


def rows(uow: UnitOfWork) -> dict[str, int]:
    """How many rows each table has."""
    return {
        table.name: len(uow.session.execute(table.select()).all())
        for table in Base.metadata.sorted_tables
    }


def test_nothing_of_it_stays_and_nothing_real_goes(database: Database) -> None:
    with database.writing() as uow:
        a_house(uow, is_sample=False, name="thatnguyen")
        before = rows(uow)
        a_house(uow, is_sample=True, name="mau.nguyen")
        seal_day(uow, date(2026, 3, 5), NOW)
        assert has_sample_data(uow)

        removed = remove_sample_data(uow)

        assert rows(uow) == before | {"daily_seal": 1, "chain": before["chain"] + 1}
        assert (removed.records, removed.people, removed.units) == (1, 1, 1)
        assert removed.files == {"b" * 64}
        assert not has_sample_data(uow)
        assert find_person(uow, "thatnguyen") is not None
        assert next_number(uow, "slip", 2026) == 8
        assert next_number(uow, SAMPLE_SERIES + "slip", 2026) == 1
        assert verify_all(uow) == ()


def test_removing_what_is_not_there_removes_nothing(database: Database) -> None:
    with database.writing() as uow:
        a_house(uow, is_sample=False, name="thatnguyen")

        removed = remove_sample_data(uow)

    assert (removed.records, removed.people, removed.files) == (0, 0, frozenset())


def test_sample_people_a_real_record_leads_to_are_not_removed(database: Database) -> None:
    with database.writing() as uow:
        unit = a_unit(uow, is_sample=True)
        a_record(uow, a_person(uow), requesting_unit_id=unit.id)
        a_person(uow, "mau", is_sample=True)

    def remove() -> None:
        with database.writing() as uow:
            remove_sample_data(uow)

    with pytest.raises(SampleDataInUse):
        remove()

    with database.reading() as uow:
        assert len(list_people(uow)) == 2


def test_every_table_says_which_of_its_rows_are_sample_data() -> None:
    said = {each.class_.__tablename__: each.class_.sample_rows for each in Base.registry.mappers}

    silent = {table for table, is_sample in said.items() if is_sample is None}

    # What is removed last by name, and what is the office's own whoever wrote it.
    last = {"record", "person", "unit"}
    of_the_office = {"office_setting", "security_log", "daily_seal", "day_off", "sign_in_attempt"}
    assert silent == last | of_the_office | {"people_mark"}
