"""The worker: runs jobs as they come and, once a minute, looks for what is due or left lying."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from service.workflow.errors import DatabaseBusy, DatabaseUnreachable, DiskFull
from service.workflow.job_kinds import KINDS
from service.workflow.jobs import JobKinds, run_job, sweep
from service.workflow.office import Office
from service.workflow.schedule import ask_for_what_is_due

if TYPE_CHECKING:
    from service.workflow.job_queue import Worker

_log = logging.getLogger(__name__)


def start_worker(office: Office, kinds: JobKinds = KINDS) -> Worker:
    """Return a worker at work in threads of its own; end it with `stop`."""
    tend(office)
    return office.queue.serve(lambda job_id: _run(office, kinds, job_id), lambda: tend(office))


def tend(office: Office) -> None:
    """Ask for what the schedule has for now, and send on their way jobs that were left lying."""
    try:
        ask_for_what_is_due(office)
        sweep(office)
    except (DatabaseBusy, DatabaseUnreachable, DiskFull) as trouble:
        _log.warning("the round of jobs was left out: %s", trouble)


def _run(office: Office, kinds: JobKinds, job_id: str) -> None:
    run_job(office, kinds, job_id)
