"""Jobs carried by SQLite and by Redis: run once, tried again, never lost, not even by kill -9."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import redis

from service.store.base import Json
from service.store.jobs import Job, JobWish, ask_job, find_job
from service.workflow.job_kinds import JobKind
from service.workflow.job_queue import JobQueue, Worker
from service.workflow.jobs.run_job import ask, run_job, sweep
from service.workflow.jobs.worker import start_worker, tend
from service.workflow.office import Office
from tests.builders import House, a_house
from tests.needs import CI, REPOSITORY, need, open_files, redis_url
from tests.store.databases import in_file
from tests.workflow.working import LEASE, kinds_with, on_redis

# A Redis is nobody's duty: in CI its twin of these tests is left out where none answers.
QUEUES = ("sqlite", "redis") if redis_url() or not CI else ("sqlite",)


@dataclass
class Diary:
    """What jobs of the tests did, and how often they are to fail first."""

    failures: int = 0
    done: list[str] = field(default_factory=list)

    def write(self, office: Office, job: Job) -> Json:
        """How many were done, after so many failures."""
        if self.failures:
            self.failures -= 1
            raise OSError("SMTP does not answer")
        self.done.append(str(job.payload["name"]))
        return len(self.done)


@pytest.fixture(params=QUEUES)
def working(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """A house on a file of SQLite, its queue on either carrier."""
    url = None
    if request.param == "redis":
        url = redis_url()
        need(url, "a Redis (CTCL_TEST_REDIS or 127.0.0.1:6379)")
    with in_file(tmp_path / "store.db") as database:
        house = a_house(tmp_path, database)
        yield House(on_redis(house.office, url), house.clock, house.staff)
    if url:
        with redis.Redis.from_url(url) as server:
            for key in server.keys("huey.*ctcl*"):
                server.delete(key)


@pytest.fixture
def diary() -> Diary:
    return Diary()


@pytest.fixture
def begin(working: House, diary: Diary) -> Iterator[Callable[[], Worker]]:
    """Starts a worker that ends with the test."""
    started: list[Worker] = []

    def start() -> Worker:
        started.append(start_worker(working.office, kinds_with(write=JobKind(diary.write, LEASE))))
        return started[-1]

    yield start
    for worker in started:
        worker.stop()


def until(state: str, office: Office, job_id: str, *, seconds: float = 20) -> Job:
    """The job once it is in that state."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with office.database.reading() as uow:
            job = find_job(uow, job_id)
        assert job is not None
        if job.state == state and (state != "waiting" or job.failure):
            return job
        time.sleep(0.05)
    raise AssertionError(f"{job.state}, not {state}")


def wish(name: str, **more: str) -> JobWish:
    return JobWish(kind="write", payload={"name": name}, **more)  # type: ignore[arg-type]


def test_a_job_asked_for_is_done_and_says_what_came_of_it(
    working: House, diary: Diary, begin: Callable[[], Worker]
) -> None:
    begin()

    job = until("done", working.office, ask(working.office, wish("a")))

    assert (job.result, job.attempts, diary.done) == (1, 1, ["a"])


def test_a_job_asked_for_while_nobody_works_waits(
    working: House, diary: Diary, begin: Callable[[], Worker]
) -> None:
    ids = [ask(working.office, wish(name)) for name in "abc"]

    begin()

    for job_id in ids:
        until("done", working.office, job_id)
    assert sorted(diary.done) == ["a", "b", "c"]


def test_a_job_that_never_reached_the_queue_is_found_in_the_table(
    working: House, diary: Diary, begin: Callable[[], Worker]
) -> None:
    with working.office.database.writing() as uow:
        job_id = ask_job(uow, wish("lost"), working.clock.now)

    begin()

    until("done", working.office, job_id)
    assert diary.done == ["lost"]


def test_a_job_twice_in_the_queue_and_twice_asked_for_runs_once(
    working: House, diary: Diary, begin: Callable[[], Worker]
) -> None:
    first = ask(working.office, wish("once", once_key="k"))
    second = ask(working.office, wish("once", once_key="k"))
    working.office.queue.carry(first)

    begin()

    until("done", working.office, first)
    until("done", working.office, ask(working.office, wish("last")))
    assert first == second
    assert diary.done == ["once", "last"]


def test_a_job_that_failed_is_tried_again_after_its_pause(
    working: House, diary: Diary, begin: Callable[[], Worker]
) -> None:
    diary.failures = 1
    begin()
    failed = until("waiting", working.office, ask(working.office, wish("a")))

    working.clock.forward(minutes=1)
    tend(working.office)
    done = until("done", working.office, failed.id)

    assert failed.failure == "OSError: SMTP does not answer"
    assert (done.attempts, diary.done) == (2, ["a"])


def test_a_kind_nobody_knows_is_a_failure_that_says_so(
    working: House, begin: Callable[[], Worker]
) -> None:
    begin()

    job = until("waiting", working.office, ask(working.office, JobWish(kind="odd", payload={})))

    assert "odd" in (job.failure or "")


def test_a_job_whose_worker_was_killed_runs_again_when_its_lease_is_over(
    working: House, diary: Diary, begin: Callable[[], Worker], tmp_path: Path
) -> None:
    settings = working.office.settings
    place = [str(settings.data), settings.database_url, settings.redis_url or "-"]
    wished = JobWish(kind="endless", payload={"folder": str(tmp_path), "name": "killed"})
    job_id = ask(working.office, wished)
    command = [sys.executable, "-m", "tests.workflow.working", *place]
    with subprocess.Popen(command, cwd=REPOSITORY) as victim:
        until("running", working.office, job_id, seconds=60)
        while not (tmp_path / "begun").exists():
            time.sleep(0.05)
        victim.kill()

    kinds = kinds_with(endless=JobKind(diary.write, LEASE))
    assert not run_job(working.office, kinds, job_id)
    working.clock.forward(minutes=2)
    worker = start_worker(working.office, kinds)
    done = until("done", working.office, job_id)
    worker.stop()

    assert (done.attempts, diary.done) == (2, ["killed"])


def test_the_sweep_sends_nothing_twice_while_the_queue_is_full(working: House) -> None:
    ask(working.office, wish("a"))

    assert sweep(working.office) == 0
    assert not working.office.queue.is_empty()


def test_a_queue_that_does_not_answer_loses_nothing(working: House) -> None:
    broken = on_redis(working.office, "redis://127.0.0.1:1/0")

    job_id = ask(broken, wish("a"))

    assert sweep(broken) == 0
    assert sweep(working.office) == 1
    with working.office.database.reading() as uow:
        assert find_job(uow, job_id) is not None


def test_the_file_of_the_queue_is_closed_after_each_use(tmp_path: Path) -> None:
    queue = JobQueue(tmp_path, "", "ctcl")

    queue.carry("a job")

    assert not queue.is_empty()
    assert [file for file in open_files() if file.parent == tmp_path] == []
