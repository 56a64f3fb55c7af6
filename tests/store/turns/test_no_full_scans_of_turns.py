"""What reminders, jobs and feeds ask of the database is found by an index, never by reading all."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Connection, event

from service.store.bundles import are_bundles, bundles_of, bundles_out_of_date
from service.store.database import Database, UnitOfWork
from service.store.jobs import due_jobs, find_job, give_back_jobs
from service.store.people.calendar_feeds import feed_of, find_feed
from service.store.records.records import records_at
from service.store.turns.deadlines import deadlines_of
from service.store.turns.part_turns import turns_at
from service.store.turns.reminders import due_turns, reminders_for
from service.store.turns.turns import turns_by_record
from tests.store.builders import NOW

DAY = date(2026, 3, 5)
QUESTIONS: dict[str, Callable[[UnitOfWork], object]] = {
    "turns that are due": lambda uow: due_turns(uow, DAY),
    "turns of records": lambda uow: turns_by_record(uow, ["r1", "r2"]),
    "turns of records with parts": lambda uow: turns_at(uow, ["r1", "r2"]),
    "a person's reminders": lambda uow: reminders_for(uow, 1, DAY),
    "deadlines of a feed": lambda uow: deadlines_of(uow, ["p1", "h2", "director"]),
    "a feed": lambda uow: find_feed(uow, "x"),
    "a person's feed": lambda uow: feed_of(uow, 1),
    "jobs that wait": lambda uow: due_jobs(uow, NOW),
    "jobs left lying": lambda uow: give_back_jobs(uow, NOW),
    "a job": lambda uow: find_job(uow, "j1"),
    "a person's bundles": lambda uow: bundles_of(uow, 1),
    "bundles out of date": lambda uow: bundles_out_of_date(uow, NOW),
    "which files are bundles": lambda uow: are_bundles(uow, ["b1", "b2"]),
    "records at a stage": lambda uow: list(records_at(uow, "BM.CTCL.01", "implementing")),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_nothing_is_read_from_end_to_end(memory_database: Database, question: str) -> None:
    plans: list[str] = []

    def explain(
        bind: Connection, cursor: object, statement: str, parameters: tuple[object, ...], *_: object
    ) -> None:
        if statement.startswith(("SELECT", "UPDATE")):
            raw = bind.connection.cursor()
            raw.execute("EXPLAIN QUERY PLAN " + statement, parameters)
            plans.extend(str(row[3]) for row in raw.fetchall())

    with memory_database.writing() as uow:
        event.listen(memory_database.engine, "before_cursor_execute", explain)
        QUESTIONS[question](uow)
        event.remove(memory_database.engine, "before_cursor_execute", explain)

    assert plans
    assert [plan for plan in plans if plan.startswith("SCAN")] == []
