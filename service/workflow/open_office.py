"""The office opened to work: what an earlier version left undone is put right first."""

from collections.abc import Callable
from datetime import datetime

from service.settings import Settings
from service.workflow.authority import give_missing_turns
from service.workflow.office import Office, now_in_utc


def open_office(settings: Settings, clock: Callable[[], datetime] = now_in_utc) -> Office:
    """Return the office of these settings, every waiting record in it with its turns.

    Raises SettingWrong, FormBroken, DatabaseUnreachable; a broken template is named only.
    """
    office = Office.open(settings, clock)
    try:
        give_missing_turns(office)
    except BaseException:
        office.close()
        raise
    return office
