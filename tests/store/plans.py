"""How the databases mean to find what is asked: the plans of every statement something runs."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, event

from service.store.database import Database
from service.store.tables import Base

PLANNED = ("SELECT", "UPDATE", "DELETE", "WITH")
SHORT = frozenset(
    {"office_setting", "day_off", "unit", "content_category", "person", "person_role"}
)
"""Tables that do not grow with the records: a thousand people are looked through for a name."""


def plans_of(database: Database, ask: Callable[[], object]) -> list[str]:
    """The steps SQLite plans for every statement that `ask` runs on the database."""
    steps: list[str] = []

    def explain(bind: Connection, _cursor: object, statement: str, given: Any, *_: object) -> None:
        if statement.startswith(PLANNED):
            raw = bind.connection.cursor()
            raw.execute("EXPLAIN QUERY PLAN " + statement, _once(given))
            steps.extend(str(row[3]) for row in raw.fetchall())
            raw.close()

    with _listening(database, explain):
        ask()
    return steps


def is_full_scan(step: str) -> bool:
    """Whether a step of a plan reads a whole table or index; a result of a subquery is small."""
    scanned = re.match(r"SCAN ([a-z_]+?)(_\d+)?\b", step)
    return scanned is not None and scanned[1] in Base.metadata.tables


def full_scans(steps: list[str]) -> list[str]:
    """The steps that read all of a table which grows with the years."""
    return [step for step in steps if is_full_scan(step) and _table(step) not in SHORT]


def _table(step: str) -> str:
    return re.sub(r"_\d+$", "", step.split()[1])


def _once(given: Any) -> Any:
    return given[0] if isinstance(given, list) else given


def unindexed_in_postgres(database: Database, ask: Callable[[], object]) -> list[str]:
    """The growing tables that PostgreSQL can only read from end to end for what `ask` runs.

    In a database without rows it would always rather read all, so that is forbidden to it first:
    where it still does, or walks a whole index, no index answers the question.
    """
    found: list[str] = []

    def explain(bind: Connection, _cursor: object, statement: str, given: Any, *_: object) -> None:
        if statement.startswith(PLANNED):
            raw = bind.connection.cursor()
            for kind in ("seqscan", "hashjoin", "mergejoin", "bitmapscan"):
                raw.execute(f"SET LOCAL enable_{kind} = off")
            raw.execute("EXPLAIN (FORMAT JSON) " + statement, _once(given))
            row = raw.fetchone()
            raw.close()
            assert row is not None
            plan = row[0] if isinstance(row[0], list) else json.loads(row[0])
            found.extend(_walked(plan[0]["Plan"]))

    with _listening(database, explain):
        ask()
    return [name for name in found if name not in SHORT]


def _walked(node: dict[str, Any]) -> Iterator[str]:
    whole = node["Node Type"] == "Seq Scan" or (
        node["Node Type"].startswith("Index") and "Index Cond" not in node
    )
    if whole and "Relation Name" in node:
        yield str(node["Relation Name"])
    for inner in node.get("Plans", ()):
        yield from _walked(inner)


@contextmanager
def _listening(database: Database, explain: Callable[..., None]) -> Iterator[None]:
    event.listen(database.engine, "before_cursor_execute", explain)
    try:
        yield
    finally:
        event.remove(database.engine, "before_cursor_execute", explain)
