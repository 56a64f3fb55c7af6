"""Jobs in their table: asked once, leased to one, tried again with growing pauses, never lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from service.store.database import Database, UnitOfWork
from service.store.jobs import (
    MOST_ATTEMPTS,
    PAUSES,
    Job,
    JobWish,
    ask_job,
    due_jobs,
    fail_job,
    find_job,
    finish_job,
    give_back_jobs,
    lease_job,
    prolong_job,
)
from tests.store.builders import NOW, later

WISH = JobWish(kind="remind", payload={"ngày": "2026-03-05"})
LEASE = timedelta(minutes=5)


def leased(uow: UnitOfWork, job_id: str, minutes: int = 0) -> Job:
    """The job, in this worker's hands."""
    job = lease_job(uow, job_id, later(minutes), LEASE)
    assert job is not None
    return job


def test_a_job_waits_runs_and_is_done(database: Database) -> None:
    with database.writing() as uow:
        job_id = ask_job(uow, WISH, NOW)
        assert due_jobs(uow, NOW) == (job_id,)

        job = leased(uow, job_id)
        assert (job.state, job.attempts, job.payload) == ("running", 1, WISH.payload)
        assert due_jobs(uow, NOW) == ()

        assert finish_job(uow, job, {"sent": 3}, later(1))
        done = find_job(uow, job_id)
    assert done is not None
    assert (done.state, done.result, done.ended_at) == ("done", {"sent": 3}, later(1))


def test_a_job_asked_for_twice_with_one_key_is_made_once(database: Database) -> None:
    wish = JobWish(kind="remind", payload={}, once_key="remind 2026-03-05")
    with database.writing() as uow:
        first, second = ask_job(uow, wish, NOW), ask_job(uow, wish, later(1))

        assert first == second
        assert due_jobs(uow, later(1)) == (first,)


def test_jobs_without_a_key_are_made_each_time(database: Database) -> None:
    with database.writing() as uow:
        assert ask_job(uow, WISH, NOW) != ask_job(uow, WISH, NOW)


def test_a_job_is_not_to_be_had_before_its_hour(database: Database) -> None:
    with database.writing() as uow:
        wish = JobWish(kind="remind", payload={}, not_before=later(10))
        job_id = ask_job(uow, wish, NOW)

        assert due_jobs(uow, later(9)) == ()
        assert lease_job(uow, job_id, later(9), LEASE) is None
        assert due_jobs(uow, later(10)) == (job_id,)


def test_a_job_is_leased_to_one_worker_among_many(lasting_database: Database) -> None:
    with lasting_database.writing() as uow:
        job_id = ask_job(uow, WISH, NOW)

    def take(_: int) -> bool:
        with lasting_database.writing() as uow:
            return lease_job(uow, job_id, NOW, LEASE) is not None

    with ThreadPoolExecutor(8) as workers:
        taken = list(workers.map(take, range(8)))

    assert taken.count(True) == 1


def test_a_key_asked_for_by_many_at_once_makes_one_job(lasting_database: Database) -> None:
    wish = JobWish(kind="remind", payload={}, once_key="k")

    def ask(_: int) -> str:
        with lasting_database.writing() as uow:
            return ask_job(uow, wish, NOW)

    with ThreadPoolExecutor(8) as people:
        ids = set(people.map(ask, range(8)))

    assert len(ids) == 1


def test_a_dead_workers_job_is_given_back_when_the_lease_is_over(database: Database) -> None:
    with database.writing() as uow:
        job_id = ask_job(uow, WISH, NOW)
        leased(uow, job_id)

        assert give_back_jobs(uow, later(5)) == 0
        assert give_back_jobs(uow, later(6)) == 1
        assert due_jobs(uow, later(6)) == (job_id,)


def test_a_lease_that_is_over_may_be_taken_without_waiting_for_the_sweep(
    database: Database,
) -> None:
    with database.writing() as uow:
        job_id = ask_job(uow, WISH, NOW)
        leased(uow, job_id)

        assert leased(uow, job_id, 6).attempts == 2


def test_a_worker_that_comes_too_late_changes_nothing(database: Database) -> None:
    with database.writing() as uow:
        job_id = ask_job(uow, WISH, NOW)
        late = leased(uow, job_id)
        quick = leased(uow, job_id, 6)

        assert not finish_job(uow, late, "late", later(7))
        assert not fail_job(uow, late, "late", later(7))
        assert finish_job(uow, quick, "quick", later(7))
        assert not fail_job(uow, quick, "again", later(8))
        found = find_job(uow, job_id)
    assert found is not None
    assert found.result == "quick"


def test_a_failing_job_is_tried_five_times_with_growing_pauses(database: Database) -> None:
    now, pauses = NOW, []
    with database.writing() as uow:
        job_id = ask_job(uow, WISH, now)
        for _ in range(MOST_ATTEMPTS):
            job = lease_job(uow, job_id, now, LEASE)
            assert job is not None
            assert fail_job(uow, job, "SMTP is down", now)
            found = find_job(uow, job_id)
            assert found is not None
            pauses.append(found.not_before - now)
            now = max(now, found.not_before)

        assert tuple(pauses[:-1]) == PAUSES
        assert list(PAUSES) == sorted(PAUSES)
        assert (found.state, found.failure) == ("failed", "SMTP is down")
        assert lease_job(uow, job_id, later(10_000), LEASE) is None


def test_a_job_that_kills_its_workers_is_given_up(database: Database) -> None:
    with database.writing() as uow:
        job_id = ask_job(uow, WISH, NOW)
        for each in range(MOST_ATTEMPTS):
            leased(uow, job_id, 6 * each)
            give_back_jobs(uow, later(6 * each + 6))

        found = find_job(uow, job_id)
    assert found is not None
    assert (found.state, found.attempts) == ("failed", MOST_ATTEMPTS)


@pytest.mark.parametrize("job_id", ["", "j" + "a" * 16, "\x00", "\ud800"])
def test_a_job_that_is_not_there_is_not_found(database: Database, job_id: str) -> None:
    with database.writing() as uow:
        assert find_job(uow, job_id) is None
        assert lease_job(uow, job_id, NOW, LEASE) is None


def test_what_a_job_died_of_is_kept_short_and_storable(database: Database) -> None:
    with database.writing() as uow:
        job = leased(uow, ask_job(uow, WISH, NOW))

        assert fail_job(uow, job, "\x00\ud800" + "x" * 5000, NOW)


def test_a_job_is_prolonged_by_the_worker_that_has_it_alone(database: Database) -> None:
    with database.writing() as uow:
        job = leased(uow, ask_job(uow, WISH, NOW))

        assert prolong_job(uow, job, later(60))
        assert give_back_jobs(uow, later(30)) == 0
        assert give_back_jobs(uow, later(61)) == 1

        assert not prolong_job(uow, job, later(90))
