"""With its queue away the house goes on working, says so once, and takes the queue up again."""

import logging
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import redis

from service.store.base import Json
from service.store.jobs import Job, JobWish, find_job
from service.workflow.job_kinds import JobKind
from service.workflow.jobs import worker
from service.workflow.jobs.run_job import ask
from service.workflow.jobs.worker import start_worker
from service.workflow.office import Office
from tests.builders import House, a_house
from tests.needs import need
from tests.store.databases import in_file
from tests.workflow.working import kinds_with, on_redis

NOWHERE = "redis://127.0.0.1:1/0"
WISH = JobWish(kind="count", payload={})


def count(_office: Office, _job: Job) -> Json:
    """A job that is done at once."""
    return 1


KINDS = kinds_with(count=JobKind(count))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A house on a file, which a worker's threads need."""
    with in_file(tmp_path / "store.db") as database:
        yield a_house(tmp_path, database)


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker looks at the queue more often than it would."""
    monkeypatch.setattr(worker, "ROUND_SECONDS", 0.2)


def is_done(office: Office, job_id: str, seconds: float = 20) -> bool:
    """Whether the job was done in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with office.database.reading() as uow:
            job = find_job(uow, job_id)
        if job is not None and job.state == "done":
            return True
        time.sleep(0.05)
    return False


def told(caplog: pytest.LogCaptureFixture, message: str) -> list[logging.LogRecord]:
    """The lines of that name."""
    return [each for each in caplog.records if each.getMessage() == message]


def traces(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What was written with a trace."""
    return [each.getMessage() for each in caplog.records if each.exc_info]


def test_jobs_asked_for_while_the_queue_is_away_are_done(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    office = on_redis(house.office, NOWHERE)
    before = ask(office, WISH)
    working = start_worker(office, KINDS)

    during = ask(office, WISH)
    done = [is_done(office, each) for each in (before, during)]
    # Some more looks of Huey at what does not answer.
    time.sleep(2)
    working.stop()

    assert done == [True, True]
    (line,) = told(caplog, "queue away")
    assert vars(line)["carrier"] == "redis"
    assert "refused" in vars(line)["cause"]
    assert traces(caplog) == []


def test_a_worker_does_what_another_process_sent_before_it_sent_anything_itself(
    house: House,
) -> None:
    """The other process has a queue object of its own, as a server beside `ctcl work` has."""
    working = start_worker(house.office, KINDS)
    job_id = ask(on_redis(house.office, None), WISH)

    done = is_done(house.office, job_id)
    working.stop()

    assert done


@contextmanager
def a_redis(port: int, folder: Path) -> Iterator[None]:
    """A Redis of one's own on that port."""
    binary = shutil.which("redis-server")
    need(binary, "redis-server")
    told = [str(binary), "--port", str(port), "--dir", str(folder), "--save", ""]
    with subprocess.Popen(told, stdout=subprocess.DEVNULL) as process:
        with redis.Redis(port=port) as server:
            for _ in range(200):
                try:
                    server.ping()
                    break
                except redis.ConnectionError:
                    time.sleep(0.05)
        yield
        process.terminate()


def test_a_redis_that_leaves_and_comes_back_is_told_once_each_way(
    house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    caplog.set_level(logging.INFO)
    office, done = on_redis(house.office, f"redis://127.0.0.1:{port}/0"), []
    with a_redis(port, tmp_path):
        working = start_worker(office, KINDS)
        done.append(is_done(office, ask(office, WISH)))
    done.append(is_done(office, ask(office, WISH)))
    with a_redis(port, tmp_path):
        end = time.monotonic() + 20
        while not told(caplog, "queue answers again") and time.monotonic() < end:
            time.sleep(0.05)
        done.append(is_done(office, ask(office, WISH)))
        working.stop()

    assert done == [True, True, True]
    assert len(told(caplog, "queue away")) == 1
    assert len(told(caplog, "queue answers again")) == 1
    assert traces(caplog) == []
