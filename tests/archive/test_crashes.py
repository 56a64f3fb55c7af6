"""kill -9 at every point of filing: the old state or the new one, never anything between."""

import os
import signal
import subprocess
import sys

import pytest

from service.archive.integrity import find_faults
from service.archive.vault import Vault
from service.store.database import Database
from service.store.engine.crash_points import POINTS
from service.store.ledger.issued import list_all_issued
from service.store.ledger.verify_chains import verify_all
from service.store.records.access import Visibility
from service.store.records.listing import RecordQuery, list_records
from tests.archive.crashing import submit
from tests.needs import REPOSITORY
from tests.store.builders import a_person

SEES_ALL = Visibility(sees_all=True, unit_ids=frozenset(), person_id=0)


def submit_and_be_killed(database: Database, vault: Vault, point: str) -> None:
    """Let another process be killed at that point of a submit."""
    url = database.engine.url.render_as_string(hide_password=False)
    killed = subprocess.run(
        [sys.executable, "-m", "tests.archive.crashing", url, str(vault.root), point],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_any_point_leaves_the_old_state_or_the_new(
    lasting_database: Database, vault: Vault, point: str
) -> None:
    with lasting_database.writing() as uow:
        a_person(uow)
    first = submit(lasting_database, vault)

    submit_and_be_killed(lasting_database, vault, point)

    with lasting_database.reading() as uow:
        numbers = [line.number for line in list_records(uow, _everything()).lines]
        documents = list_all_issued(uow)
        assert verify_all(uow) == ()
        faults = {fault.kind for fault in find_faults(uow, vault)}
    committed = point == "after commit"
    assert numbers == (["02/2026", "01/2026"] if committed else ["01/2026"])
    assert [vault.read(document.sha256) for document in documents] == [
        f"docx {number}".encode() for number in range(1, len(numbers) + 1)
    ]
    assert faults <= {"orphan file", "unfinished file"}
    assert submit(lasting_database, vault) == first + (2 if committed else 1)


def _everything() -> RecordQuery:
    return RecordQuery(visibility=SEES_ALL)
