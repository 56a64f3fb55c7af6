"""Whether the house can do its work: what a watching program asks (kiểm tra tình trạng)."""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass

from service.store.errors import StoreError
from service.store.people.persons import count_people
from service.workflow.office import Office

LEAST_ROOM = 200_000_000
"""Bytes that must be free on the disk of the data: a day of evidence, and room to end cleanly."""


@dataclass(frozen=True)
class Health:
    """What was looked at, by its name, and what is wrong with each; empty where nothing is."""

    wrong: dict[str, str]

    @property
    def is_ready(self) -> bool:
        """True when everything that was looked at works."""
        return not any(self.wrong.values())


def look_at_health(office: Office) -> Health:
    """Return how database, vault, disk, LibreOffice and the queue of jobs are now."""
    looks: dict[str, Callable[[Office], str]] = {
        "database": _database,
        "vault": _vault,
        "disk": _disk,
        "libreoffice": _libreoffice,
        "queue": _queue,
    }
    return Health({name: look(office) for name, look in looks.items()})


def _database(office: Office) -> str:
    try:
        with office.database.reading() as uow:
            count_people(uow)
    except StoreError as error:
        return type(error).__name__
    return ""


def _vault(office: Office) -> str:
    folder = office.settings.vault
    at = folder if folder.exists() else folder.parent
    return "" if os.access(at, os.W_OK | os.X_OK) else "may not be written"


def _disk(office: Office) -> str:
    try:
        free = shutil.disk_usage(office.settings.data).free
    except OSError as error:
        return error.strerror or "gone"
    return "" if free >= LEAST_ROOM else f"{free // 1_000_000} MB left"


def _libreoffice(office: Office) -> str:
    return " ".join(office.pdf.missing)


def _queue(office: Office) -> str:
    return "" if office.queue.answers() else "does not answer"
