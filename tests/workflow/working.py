"""A worker in a process of its own that begins a job and never ends it, to be killed.

`python -m tests.workflow.working <data> <database> <redis or -> <folder>`
"""

import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from service.store.base import Json
from service.store.database import Database
from service.store.jobs import Job
from service.workflow.job_kinds import JobKind, JobKinds
from service.workflow.jobs.kinds import KINDS
from service.workflow.jobs.worker import start_worker
from service.workflow.office import Office
from tests.builders import an_office

LEASE = timedelta(minutes=1)


def endless(office: Office, job: Job) -> Json:
    """Begin the job and never end it."""
    begun = Path(str(job.payload["folder"])) / "begun"
    begun.touch()
    time.sleep(600)
    return None


def kinds_with(**more: JobKind) -> JobKinds:
    """The kinds there are, and these."""
    return {**KINDS, **more}


def on_redis(office: Office, url: str | None) -> Office:
    """The office with its queue on that Redis, or on SQLite for None."""
    return replace(office, settings=replace(office.settings, redis_url=url or ""))


if __name__ == "__main__":
    data, database, redis_url = sys.argv[1:4]
    opened = an_office(Path(data), Database.open(database))
    working = on_redis(opened, None if redis_url == "-" else redis_url)
    start_worker(working, kinds_with(endless=JobKind(endless, LEASE)))
    time.sleep(600)
