"""Jobs: asked for, leased to one worker at a time, ended; the row is the truth, not the queue.

A worker that dies keeps its lease until it runs out; then somebody else may have the job. So a
job may run more than once, and what it does must bear that.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgres_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from service.store.base import Json, JsonObject, new_id, storable, value_of
from service.store.database import UnitOfWork
from service.store.tables.jobs import JobRow

MOST_ATTEMPTS = 5
PAUSES = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1))
"""How long a job waits after its first, second … failure."""

LONGEST_FAILURE = 1000
DIED = "the worker ended during the job"


@dataclass(frozen=True, kw_only=True)
class JobWish:
    """A job asked for; with a `once_key` it is made once, however often it is asked for."""

    kind: str
    payload: JsonObject
    asked_by: int | None = None
    not_before: datetime | None = None
    once_key: str | None = None


@dataclass(frozen=True, kw_only=True)
class Job:
    """A job (việc nền) as it stands: `waiting`, `running`, `done` or `failed` for good."""

    id: str
    kind: str
    payload: JsonObject
    state: str
    attempts: int
    not_before: datetime
    leased_until: datetime | None
    asked_by: int | None
    once_key: str | None
    result: Json
    failure: str | None
    made_at: datetime
    ended_at: datetime | None


def ask_job(uow: UnitOfWork, wish: JobWish, now: datetime) -> str:
    """The id of the job asked for, or of the one already made for the same `once_key`."""
    insert = postgres_insert if uow.dialect == "postgresql" else sqlite_insert
    made = uow.session.scalar(
        insert(JobRow)
        .values(
            id=new_id("j"),
            kind=wish.kind,
            once_key=wish.once_key,
            payload=wish.payload,
            state="waiting",
            attempts=0,
            not_before=wish.not_before or now,
            asked_by=wish.asked_by,
            made_at=now,
        )
        .on_conflict_do_nothing(index_elements=[JobRow.once_key])
        .returning(JobRow.id)
    )
    if made is None:
        made = uow.session.scalars(select(JobRow.id).where(JobRow.once_key == wish.once_key)).one()
    return str(made)


def find_job(uow: UnitOfWork, job_id: str) -> Job | None:
    """The job of that id, or None."""
    row = uow.session.get(JobRow, storable(job_id))
    return None if row is None else value_of(Job, row)


def due_jobs(uow: UnitOfWork, now: datetime, *, limit: int = 500) -> tuple[str, ...]:
    """The ids of jobs that wait and may run now, longest waiting first."""
    query = (
        select(JobRow.id)
        .where(JobRow.state == "waiting", JobRow.not_before <= now)
        .order_by(JobRow.not_before)
        .limit(limit)
    )
    return tuple(uow.session.scalars(query))


def lease_job(uow: UnitOfWork, job_id: str, now: datetime, lease: timedelta) -> Job | None:
    """The job, now this worker's until the lease runs out; None when it is not to be had.

    It is not while it waits for its hour, another worker has it, or it has ended.
    """
    free = or_(
        and_(JobRow.state == "waiting", JobRow.not_before <= now),
        and_(JobRow.state == "running", JobRow.leased_until < now),
    )
    taken = uow.session.scalar(
        update(JobRow)
        .where(JobRow.id == storable(job_id), free, JobRow.attempts < MOST_ATTEMPTS)
        .values(state="running", attempts=JobRow.attempts + 1, leased_until=now + lease)
        .returning(JobRow.id)
        .execution_options(synchronize_session=False)
    )
    return None if taken is None else find_job(uow, taken)


def prolong_job(uow: UnitOfWork, job: Job, leased_until: datetime) -> bool:
    """Whether the job is still this worker's, now until then; False when another took it."""
    return _change(uow, job, leased_until=leased_until)


def finish_job(uow: UnitOfWork, job: Job, result: Json, now: datetime) -> bool:
    """Whether the job is done by this; False when the lease ran out and another took it."""
    return _end(uow, job, state="done", result=result, failure=None, ended_at=now)


def fail_job(uow: UnitOfWork, job: Job, failure: str, now: datetime) -> bool:
    """Whether the failure is written down; the job waits for its next try, or has had its last.

    False when the lease ran out and another took it.
    """
    reason = storable(failure)[:LONGEST_FAILURE]
    if job.attempts >= MOST_ATTEMPTS:
        return _end(uow, job, state="failed", failure=reason, ended_at=now)
    return _end(uow, job, state="waiting", failure=reason, not_before=now + _pause(job.attempts))


def give_back_jobs(uow: UnitOfWork, now: datetime) -> int:
    """How many jobs were taken from workers whose lease ran out: to run again, or failed."""
    expired = select(JobRow).where(JobRow.state == "running", JobRow.leased_until < now)
    return sum(
        _give_back(uow, value_of(Job, row), now) for row in uow.session.scalars(expired).all()
    )


def _give_back(uow: UnitOfWork, job: Job, now: datetime) -> bool:
    if job.attempts >= MOST_ATTEMPTS:
        return _end(uow, job, state="failed", failure=DIED, ended_at=now)
    # Its worker died, not its deed: it may run at once.
    return _end(uow, job, state="waiting", failure=DIED, not_before=now)


def _end(uow: UnitOfWork, job: Job, **values: Json | datetime) -> bool:
    """Whether this try of the job was still the one that counts, and now has these values."""
    return _change(uow, job, leased_until=None, **values)


def _change(uow: UnitOfWork, job: Job, **values: Json | datetime) -> bool:
    mine = (JobRow.id == job.id, JobRow.state == "running", JobRow.attempts == job.attempts)
    changed = uow.session.scalar(
        update(JobRow)
        .where(*mine)
        .values(**values)
        .returning(JobRow.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def _pause(attempts: int) -> timedelta:
    return PAUSES[min(attempts, len(PAUSES)) - 1]
