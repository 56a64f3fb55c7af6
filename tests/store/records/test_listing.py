"""The record list: its pages, its lines, its total, its years."""

from dataclasses import replace

import pytest

from service.store.database import Database
from service.store.records import listing
from service.store.records.access import Visibility
from service.store.records.listing import RecordQuery, list_records, list_years
from service.store.records.records import change_record, facts_of
from tests.store.builders import FACTS, NOW, a_person, a_record, a_unit

SEES_ALL = Visibility(sees_all=True, unit_ids=frozenset(), person_id=0)


def test_the_next_page_goes_on_where_the_last_one_ended(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        added = [a_record(uow, person).id for _ in range(7)]
        query = RecordQuery(visibility=SEES_ALL, limit=3)
        pages = [list_records(uow, query)]
        while pages[-1].next_before is not None:
            pages.append(list_records(uow, replace(query, before=pages[-1].next_before)))

    assert [line.id for page in pages for line in page.lines] == added[::-1]
    assert [len(page.lines) for page in pages] == [3, 3, 1]


def test_a_line_shows_the_units_and_the_submitter_by_name(database: Database) -> None:
    with database.writing() as uow:
        ours, theirs = a_unit(uow, "Phòng Ngân sách"), a_unit(uow, "Thanh tra")
        a_record(
            uow,
            a_person(uow),
            requesting_unit_id=ours.id,
            concerned_unit_id=theirs.id,
            number="01/2026",
        )

        line = list_records(uow, RecordQuery(visibility=SEES_ALL)).lines[0]

    assert (line.requesting_unit, line.concerned_unit) == ("Phòng Ngân sách", "Thanh tra")
    assert (line.submitter, line.number) == ("Nguyễn Thị Ánh", "01/2026")
    assert line.summary == FACTS.summary


def test_a_moved_record_is_listed_under_its_new_stage_only(database: Database) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        change_record(uow, record.id, replace(facts_of(record), stage="closed"), version=1, now=NOW)
        query = RecordQuery(visibility=SEES_ALL, stage="closed", text="thieu")

        assert list_records(uow, query).total == 1
        assert list_records(uow, replace(query, stage=FACTS.stage)).total == 0


def test_the_total_is_counted_so_far_and_no_further(
    memory_database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "COUNTED_AT_MOST", 3)
    with memory_database.writing() as uow:
        person = a_person(uow)
        for _ in range(5):
            a_record(uow, person)

        page = list_records(uow, RecordQuery(visibility=SEES_ALL))

    assert (page.total, page.total_is_more, len(page.lines)) == (3, True, 5)


def test_the_years_are_those_somebody_sees_records_of(database: Database) -> None:
    with database.writing() as uow:
        mine, other = a_person(uow), a_person(uow)
        for year in (2024, 2026, 2026):
            a_record(uow, mine, year=year)
        a_record(uow, other, year=2025)

        assert list_years(uow, SEES_ALL) == (2026, 2025, 2024)
        assert list_years(uow, Visibility(False, frozenset(), mine.id)) == (2026, 2024)
