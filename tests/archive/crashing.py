"""A process that files a numbered document and is killed dead at the point it is told.

`python -m tests.archive.crashing DATABASE_URL VAULT POINT`; prints the number once it is
acknowledged, as a page would show it.
"""

import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from service.archive.filing import file_document
from service.archive.vault import Vault
from service.store.database import Database
from service.store.engine import crash_points
from service.store.ledger.counters import take_number
from service.store.people.persons import list_people
from tests.store.builders import FACTS, a_record, an_event, an_issue


def submit(database: Database, vault: Vault) -> int:
    """The number given to a new record, its document issued."""
    with database.writing() as uow:
        number = take_number(uow, "slip", 2026)
        facts = replace(FACTS, series="slip", sequence=number, number=f"{number:02d}/2026")
        record = a_record(uow, list_people(uow)[0], facts)
        an_event(uow, record)
        content = f"docx {number}".encode()
        file_document(uow, vault, [an_issue(record)], content, actor_name="Ánh")
    return number


def die_at(wanted: str) -> None:
    """Let passing that point be the end from now on."""

    def watch(point: crash_points.Point) -> None:
        if point == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

    crash_points.watcher = watch


if __name__ == "__main__":
    die_at(sys.argv[3])
    database = Database.open(sys.argv[1])
    sys.stdout.write(f"{submit(database, Vault(Path(sys.argv[2])))}\n")
