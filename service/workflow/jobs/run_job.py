"""Jobs asked for, run by a worker, swept up after crashes: the row in the table is the truth."""

import logging
from smtplib import SMTPException

from service.store import jobs
from service.store.errors import StoreError
from service.store.jobs import Job, JobWish
from service.workflow.errors import PdfError, WorkflowError
from service.workflow.job_kinds import LEASE, JobKinds
from service.workflow.office import Office

FORESEEN = (StoreError, WorkflowError, PdfError, OSError)
"""What disks, networks and other programs do; a trace would tell nothing that the name does not."""
_log = logging.getLogger(__name__)


def ask(office: Office, wish: JobWish) -> str:
    """Return the id of the job, on its way to a worker.

    A use case that asks inside its own transaction calls `ask_job` of the store there, and
    `office.queue.carry` after it; forgotten, the job waits for the next round.
    """
    with office.database.writing() as uow:
        job_id = jobs.ask_job(uow, wish, office.now())
    office.queue.carry(job_id)
    return job_id


def run_job(office: Office, kinds: JobKinds, job_id: str) -> bool:
    """Return whether the job was run to its end now; False when another has it or it failed."""
    with office.database.reading() as uow:
        known = jobs.find_job(uow, job_id)
    kind = kinds.get(known.kind) if known else None
    lease = kind.lease if kind else LEASE
    with office.database.writing() as uow:
        job = jobs.lease_job(uow, job_id, office.now(), lease)
    if job is None:
        return False
    try:
        if kind is None:
            raise LookupError(f"no job of kind {job.kind!r} is known here")
        result = kind.do(office, job)
    except Exception as failure:  # noqa: BLE001 - whatever it dies of, the row must say so
        _tell_failed(job, failure)
        with office.database.writing() as uow:
            jobs.fail_job(uow, job, f"{type(failure).__name__}: {failure}", office.now())
        return False
    with office.database.writing() as uow:
        return jobs.finish_job(uow, job, result, office.now())


def _tell_failed(job: Job, failure: Exception) -> None:
    """Write down why: foreseen in one line, whatever else with its trace."""
    # What a mail server says names people; the line of the mail tells enough.
    reason = "" if isinstance(failure, SMTPException) else f": {failure}"
    details = {
        "job": job.id,
        "kind": job.kind,
        "attempt": job.attempts,
        "gives_up": job.attempts >= jobs.MOST_ATTEMPTS,
        "cause": " ".join(f"{type(failure).__name__}{reason}".split()),
    }
    if isinstance(failure, FORESEEN):
        _log.error("job failed", extra=details)
    else:
        _log.error("job failed unforeseen", extra=details, exc_info=failure)


def sweep(office: Office) -> int:
    """Return how many jobs were sent on their way that waited, or whose worker is gone."""
    now = office.now()
    with office.database.writing() as uow:
        left = jobs.give_back_jobs(uow, now)
        waiting = jobs.due_jobs(uow, now)
    if left:
        _log.warning("jobs of a worker that ended", extra={"jobs": left})
    if not waiting or not office.queue.is_empty():
        # What is in the queue comes first; the rest has its turn in a minute.
        return 0
    for job_id in waiting:
        office.queue.carry(job_id)
    return len(waiting)
