"""The worker: runs jobs as they come and, once a minute, looks for what is due or left lying."""

import logging
import threading
from typing import TYPE_CHECKING

from service.store.jobs import due_jobs
from service.workflow.errors import DatabaseBusy, DatabaseUnreachable, DiskFull
from service.workflow.job_kinds import JobKinds
from service.workflow.jobs.kinds import KINDS
from service.workflow.jobs.run_job import run_job, sweep
from service.workflow.jobs.schedule import ask_for_what_is_due
from service.workflow.office import Office

if TYPE_CHECKING:
    from service.workflow.job_queue import Worker

ROUND_SECONDS = 10.0
"""How often it is looked whether the queue answers."""
TROUBLE = (DatabaseBusy, DatabaseUnreachable, DiskFull)
_log = logging.getLogger(__name__)


class OfficeWorker:
    """A worker at work in threads of its own: with the queue, and without it while it is away."""

    def __init__(self, office: Office, kinds: JobKinds) -> None:
        self._office, self._kinds = office, kinds
        self._stopping = threading.Event()
        tend(office)
        self._queue: Worker = office.queue.serve(self._run, lambda: tend(office))
        self._watch = threading.Thread(target=self._watch_queue, name="jobs-watch", daemon=True)
        self._watch.start()

    def stop(self) -> None:
        """Take no further job and wait a while for the one in hand; its row outlives us anyway."""
        self._stopping.set()
        self._queue.stop()
        self._watch.join(ROUND_SECONDS)

    def _watch_queue(self) -> None:
        while True:
            if not self._office.queue.answers():
                # The rows are the truth: what the queue does not bring is found there.
                tend(self._office)
                self._run_due()
            if self._stopping.wait(ROUND_SECONDS):
                return

    def _run_due(self) -> None:
        try:
            with self._office.database.reading() as uow:
                due = due_jobs(uow, self._office.now())
        except TROUBLE as trouble:
            _note(trouble)
            return
        for job_id in due:
            if self._stopping.is_set():
                return
            self._run(job_id)

    def _run(self, job_id: str) -> None:
        try:
            run_job(self._office, self._kinds, job_id)
        except TROUBLE as trouble:
            _note(trouble)


def start_worker(office: Office, kinds: JobKinds = KINDS) -> OfficeWorker:
    """Return a worker at work; end it with `stop`."""
    return OfficeWorker(office, kinds)


def tend(office: Office) -> None:
    """Ask for what the schedule has for now, and send on their way jobs that were left lying."""
    try:
        ask_for_what_is_due(office)
        sweep(office)
        office.drawn_pages.sweep()
    except TROUBLE as trouble:
        _note(trouble)


def _note(trouble: Exception) -> None:
    _log.warning("jobs left to a later round", extra={"cause": f"{type(trouble).__name__}"})
