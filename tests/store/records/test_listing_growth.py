"""What the record list costs does not grow with the records: query plans, and work counted."""

import itertools
import re
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from service.store.database import Database, UnitOfWork
from service.store.records.access import Visibility
from service.store.records.listing import RecordQuery, count_records, list_records, list_years
from service.store.tables import Base
from tests.store.crowds import crowd
from tests.store.databases import in_file, in_memory

SEES_ALL = Visibility(sees_all=True, unit_ids=frozenset(), person_id=1)
SEES_SOME = Visibility(sees_all=False, unit_ids=frozenset({3}), person_id=5)
FEW, MANY = 1_000, 40_000

FILTERS = [
    RecordQuery(visibility=visibility, form_code=form, stage=stage, year=year, unit_id=unit)
    for visibility, form, stage, year, unit in itertools.product(
        (SEES_ALL, SEES_SOME), (None, "BM.CTCL.01"), (None, "closed"), (None, 2021), (None, 3)
    )
]
OPEN = ("with_unit_head", "analysing", "implementing")
TABS = [
    RecordQuery(
        visibility=visibility, form_code="BM.CTCL.01", stages=stages, due_before=due, year=year
    )
    for visibility, (stages, due), year in itertools.product(
        (SEES_ALL, SEES_SOME),
        ((OPEN, None), (("closed",), None), (None, date(2026, 3, 6)), ((), None)),
        (None, 2021),
    )
]
SEARCHES = [
    RecordQuery(visibility=visibility, text=words)
    for visibility, words in itertools.product(
        (SEES_ALL, SEES_SOME), ("hoso", "hoso thieu", "hiem", "hiem hoso", "so1500", "khongco")
    )
]


def name_of(query: RecordQuery) -> str:
    """The query in a word: who asks, and what for."""
    stages = None if query.stages is None else "+".join(query.stages)
    asked = (query.form_code, query.stage, stages, query.due_before, query.year, query.unit_id)
    asked += (query.text or None,)
    viewer = "all" if query.visibility.sees_all else "some"
    return " ".join([viewer, *(str(value) for value in asked if value is not None)])


@pytest.fixture(scope="module")
def crowds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[int, Database]]:
    """The same office with few and with many records."""
    folder: Path = tmp_path_factory.mktemp("crowds")
    made = {count: in_file(folder / f"{count}.db") for count in (FEW, MANY)}
    for count, database in made.items():
        crowd(database, count)
    yield made
    for database in made.values():
        database.close()


def work(
    database: Database,
    query: RecordQuery,
    ask: Callable[[UnitOfWork, RecordQuery], object] = list_records,
) -> int:
    """How many hundreds of steps SQLite's machine takes for a page: time without its noise."""
    hundreds = 0

    def step() -> int:
        nonlocal hundreds
        hundreds += 1
        return 0

    with database.reading() as uow:
        ask(uow, query)
        raw = uow.session.connection().connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.set_progress_handler(step, 100)
        ask(uow, query)
        raw.set_progress_handler(None, 0)
    return hundreds


@pytest.mark.parametrize("query", [RecordQuery(visibility=SEES_ALL), *SEARCHES[:4]], ids=name_of)
def test_the_first_page_takes_no_more_work_with_forty_times_the_records(
    crowds: dict[int, Database], query: RecordQuery
) -> None:
    few, many = (work(crowds[count], query) for count in (FEW, MANY))

    assert many <= 1.3 * few + 10


@pytest.mark.parametrize("query", TABS, ids=name_of)
def test_the_number_on_a_tab_looks_at_a_hundred_records_however_many_there_are(
    crowds: dict[int, Database], query: RecordQuery
) -> None:
    def number(uow: UnitOfWork, asked: RecordQuery) -> int:
        return count_records(uow, [asked], 99)[0]

    # A hundred entries and those that two viewers see alike, at some ten steps each.
    assert work(crowds[MANY], query, number) <= 30


@pytest.mark.parametrize("query", [*FILTERS, *SEARCHES, *TABS], ids=name_of)
def test_a_page_is_read_without_looking_at_most_records(
    crowds: dict[int, Database], query: RecordQuery
) -> None:
    # Eight steps a record is the least a walk takes; what we pay for is a page and a count.
    walk = 8 * MANY / 100

    assert work(crowds[MANY], query) < walk / 3


@pytest.mark.parametrize("query", [*FILTERS, *SEARCHES, *TABS], ids=name_of)
def test_no_statement_of_the_list_scans_a_table(query: RecordQuery) -> None:
    with in_memory() as database, database.writing() as uow:
        plans = plans_of(uow, lambda: list_records(uow, query))

    assert plans
    assert [step for step in plans if is_full_scan(step)] == []


@pytest.mark.parametrize("query", [*FILTERS, *TABS], ids=name_of)
def test_a_filtered_list_is_read_in_order_and_never_sorted(query: RecordQuery) -> None:
    with in_memory() as database, database.writing() as uow:
        plans = plans_of(uow, lambda: list_records(uow, query))

    sorts = [step for step in plans if "ORDER BY" in step]
    # Several viewers' pages are merged, and the lines of the one page are put in order.
    assert len(sorts) <= 3


def test_the_years_are_found_without_a_scan() -> None:
    with in_memory() as database, database.writing() as uow:
        plans = plans_of(uow, lambda: list_years(uow, SEES_SOME))

    assert [step for step in plans if is_full_scan(step)] == []


def is_full_scan(step: str) -> bool:
    """Whether a step of a plan reads a whole table or index; a result of a subquery is small."""
    scanned = re.match(r"SCAN ([a-z_]+?)(_\d+)?\b", step)
    return scanned is not None and scanned[1] in Base.metadata.tables


def plans_of(uow: UnitOfWork, ask: object) -> list[str]:
    """The steps SQLite plans for every statement that `ask` runs."""
    assert callable(ask)
    ran: list[tuple[str, object]] = []

    def note(_bind: Connection, _cursor: object, statement: str, given: object, *_: object) -> None:
        ran.append((statement, given))

    bind = uow.session.connection()
    event.listen(bind, "before_cursor_execute", note)
    ask()
    event.remove(bind, "before_cursor_execute", note)
    steps: list[str] = []
    for statement, given in ran:
        plan = bind.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)  # type: ignore[arg-type]
        steps += [row[3] for row in plan]
    return steps
