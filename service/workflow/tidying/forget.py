"""The day's tidying: what is over is forgotten: sessions, answers, drafts, jobs, PDF copies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.store import purging
from service.store.base import Json
from service.store.database import UnitOfWork
from service.store.jobs import Job
from service.store.records import unsent_texts
from service.workflow.account.sign_in import REMEMBERED
from service.workflow.drafts.drafts import KEPT_AFTER_REMOVAL
from service.workflow.drafts.unsent_texts import KEPT_FOR
from service.workflow.office import Office

BATCH = 500
"""Rows in one transaction: a submit that comes meanwhile waits some milliseconds."""
MOST_BATCHES = 200
"""Of each kind in one day; a house that forgot nothing for years catches up in some days."""


@dataclass(frozen=True)
class _Over:
    """How a kind of rows is forgotten, and how long after it was over."""

    forget: Callable[[UnitOfWork, datetime, int], int]
    after: timedelta


OVER = {
    "sessions": _Over(purging.forget_sessions, REMEMBERED),
    "tries": _Over(purging.forget_tries, timedelta(days=1)),
    # A page may lie open, a program may ask again: long after both, the first answer is still told.
    "submissions": _Over(purging.forget_submissions, timedelta(days=90)),
    "drafts": _Over(purging.forget_drafts, KEPT_AFTER_REMOVAL),
    "unsent": _Over(unsent_texts.forget_unsent, KEPT_FOR),
    "jobs": _Over(purging.forget_jobs, timedelta(days=90)),
}


def forget_what_is_over(office: Office, _job: Job) -> Json:
    """Return how many rows of each kind, and PDF copies, were forgotten, as the day's job does."""
    now = office.now()
    rows = {name: _forget(office, kind.forget, now - kind.after) for name, kind in OVER.items()}
    # A copy goes when its Word file has gone, and while one is made the other may be removed.
    copies = office.pdf_copies.sweep(lambda word: office.vault.path_of(word).exists())
    return {**rows, "pdf_copies": copies}


def _forget(
    office: Office, forget: Callable[[UnitOfWork, datetime, int], int], before: datetime
) -> int:
    forgotten = 0
    for _ in range(MOST_BATCHES):
        with office.database.writing() as uow:
            gone = forget(uow, before, BATCH)
        forgotten += gone
        if gone < BATCH:
            break
    return forgotten
