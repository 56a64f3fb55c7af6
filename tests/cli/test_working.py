"""`ctcl serve` and `ctcl work` do the jobs that wait, and end when told to."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.store.database import Database
from service.store.jobs import JobWish, ask_job, find_job
from tests.cli.test_serving import PATIENCE, free_port
from tests.needs import REPOSITORY
from tests.store.databases import in_file


@pytest.mark.parametrize(
    ("command", "worker", "state"),
    [("serve", "1", "done"), ("serve", "0", "waiting"), ("work", "0", "done")],
)
def test_a_waiting_job_is_done_by_who_works(
    tmp_path: Path, command: str, worker: str, state: str
) -> None:
    with in_file(tmp_path / "ctcl.sqlite3") as database:
        with database.writing() as uow:
            wish = JobWish(kind="remind", payload={"day": "2026-03-05"})
            job_id = ask_job(uow, wish, datetime.now(UTC))

        told = {"CTCL_DATA": str(tmp_path), "PORT": str(free_port()), "CTCL_WORKER": worker}
        with subprocess.Popen(
            [sys.executable, "-m", "service.cli", command],
            cwd=REPOSITORY,
            env={**os.environ, **told, "CTCL_SAMPLE_DATA": "0"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout
            said = process.stdout.readline()
            found = state_of(database, job_id, wanted=state)
            process.send_signal(signal.SIGTERM)
            _, err = process.communicate(timeout=PATIENCE)

    assert said.startswith("CTCL")
    assert found == state
    assert "Traceback" not in err


def state_of(database: Database, job_id: str, *, wanted: str) -> str:
    """The job's state once it is the wanted one, or when patience ends."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with database.reading() as uow:
            job = find_job(uow, job_id)
        assert job is not None
        if job.state == wanted:
            break
        time.sleep(0.1)
    return job.state
