"""The daily seal: every day's chains of events locked together, soon after midnight."""

import threading
from contextlib import suppress
from datetime import timedelta

from service.store.base import office_day
from service.store.errors import StoreError
from service.store.ledger.seals import find_seal, seal_day
from service.workflow.office import Office

HOUR = 3600.0


def seal_yesterday(office: Office) -> bool:
    """Return whether yesterday was sealed now; False when it had been already."""
    now = office.now()
    yesterday = office_day(now) - timedelta(days=1)
    with office.database.writing() as uow:
        if find_seal(uow, yesterday) is not None:
            return False
        seal_day(uow, yesterday, now)
    return True


def keep_sealing(office: Office, stopping: threading.Event) -> None:
    """Seal yesterday at the start and look again every hour until told to stop."""
    while True:
        # A busy hour or a full disk: the next round tries again, nothing is lost.
        with suppress(StoreError):
            seal_yesterday(office)
        if stopping.wait(HOUR):
            return
