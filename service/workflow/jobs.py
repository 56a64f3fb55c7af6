"""Jobs asked for, run by a worker, swept up after crashes: the row in the table is the truth."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from service.store import jobs
from service.store.base import Json
from service.store.jobs import Job, JobWish
from service.workflow.actor import Actor
from service.workflow.errors import NotFound
from service.workflow.office import Office

LEASE = timedelta(minutes=5)
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class JobKind:
    """What a kind of job does, and how long a worker may have it before it counts as dead.

    `do` answers what the row keeps as result. After a crash it runs again: it must bear that.
    """

    do: Callable[[Office, Job], Json]
    lease: timedelta = LEASE


JobKinds = Mapping[str, JobKind]


def ask(office: Office, wish: JobWish) -> str:
    """Return the id of the job, on its way to a worker.

    A use case that asks inside its own transaction calls `ask_job` of the store there, and
    `office.queue.carry` after it; forgotten, the job waits for the next round.
    """
    with office.database.writing() as uow:
        job_id = jobs.ask_job(uow, wish, office.clock())
    office.queue.carry(job_id)
    return job_id


def own_job(office: Office, actor: Actor, job_id: str) -> Job:
    """Return a job the person asked for; raises NotFound for anybody else's."""
    with office.database.reading() as uow:
        job = jobs.find_job(uow, job_id)
    if job is None or job.asked_by != actor.person_id:
        raise NotFound
    return job


def run_job(office: Office, kinds: JobKinds, job_id: str) -> bool:
    """Return whether the job was run to its end now; False when another has it or it failed."""
    with office.database.reading() as uow:
        known = jobs.find_job(uow, job_id)
    kind = kinds.get(known.kind) if known else None
    lease = kind.lease if kind else LEASE
    with office.database.writing() as uow:
        job = jobs.lease_job(uow, job_id, office.clock(), lease)
    if job is None:
        return False
    try:
        if kind is None:
            raise LookupError(f"no job of kind {job.kind!r} is known here")
        result = kind.do(office, job)
    except Exception as failure:  # noqa: BLE001 - whatever it dies of, the row must say so
        _log.exception("job %s (%s) failed, try %d", job.id, job.kind, job.attempts)
        with office.database.writing() as uow:
            jobs.fail_job(uow, job, f"{type(failure).__name__}: {failure}", office.clock())
        return False
    with office.database.writing() as uow:
        return jobs.finish_job(uow, job, result, office.clock())


def sweep(office: Office) -> int:
    """Return how many jobs were sent on their way that waited, or whose worker is gone."""
    now = office.clock()
    with office.database.writing() as uow:
        jobs.give_back_jobs(uow, now)
        waiting = jobs.due_jobs(uow, now)
    if not waiting or not office.queue.is_empty():
        # What is in the queue comes first; the rest has its turn in a minute.
        return 0
    for job_id in waiting:
        office.queue.carry(job_id)
    return len(waiting)
