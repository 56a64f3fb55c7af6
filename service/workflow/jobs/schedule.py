"""The schedule: what the office does by itself on a day, asked for once, late rather than never."""

from datetime import datetime, time

from service.store.base import OFFICE_ZONE
from service.store.database import UnitOfWork
from service.store.jobs import JobWish, ask_job
from service.workflow.job_kinds import Due
from service.workflow.jobs.kinds import KINDS
from service.workflow.office import Office, calendar_of

REMIND_AT = time(7, 30)
"""When the day's reminders are made, by the clock of the office."""


def ask_for_what_is_due(office: Office) -> tuple[str, ...]:
    """Return the ids of today's jobs whose hour has come; each is made once however often asked.

    A service that was down at the hour asks when it is up again, the same day.
    """
    now = office.now()
    local = now.astimezone(OFFICE_ZONE)
    if local.time() < REMIND_AT:
        return ()
    with office.database.reading() as uow:
        working = calendar_of(uow).is_working(local.date())
    due = {Due.EVERY_DAY, Due.WORKING_DAYS} if working else {Due.EVERY_DAY}
    kinds = [name for name, kind in KINDS.items() if kind.due in due]
    with office.database.writing() as uow:
        return tuple(_ask(uow, kind, local, now) for kind in kinds)


def _ask(uow: UnitOfWork, kind: str, local: datetime, now: datetime) -> str:
    day = local.date().isoformat()
    return ask_job(uow, JobWish(kind=kind, payload={"day": day}, once_key=f"{kind} {day}"), now)
