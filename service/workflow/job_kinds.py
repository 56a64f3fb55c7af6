"""What a kind of job is: what it does, for how long a worker has it, whether the day asks for it.

A feature with jobs has a module `jobs` in its folder, and there `JOBS`: name → kind. Nothing else
lists them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from service.store.base import Json
from service.store.jobs import Job
from service.workflow.office import Office

LEASE = timedelta(minutes=5)


class Due(Enum):
    """On which days the office asks for a job by itself."""

    WHEN_ASKED = "when asked"
    WORKING_DAYS = "working days"
    EVERY_DAY = "every day"


@dataclass(frozen=True)
class JobKind:
    """What a kind of job does, and how long a worker may have it before it counts as dead.

    `do` answers what the row keeps as result. After a crash it runs again: it must bear that.
    """

    do: Callable[[Office, Job], Json]
    lease: timedelta = LEASE
    due: Due = Due.WHEN_ASKED


JobKinds = Mapping[str, JobKind]
