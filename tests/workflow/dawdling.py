"""A worker in a process of its own that stops short at the second paper of a bundle, to be killed.

`python -m tests.workflow.dawdling <data> <database> <folder>`
"""

import sys
import time
from dataclasses import replace
from pathlib import Path

from service.archive.vault import Vault
from service.store.database import Database
from service.workflow.jobs.worker import start_worker
from tests.builders import an_office


class DawdlingVault(Vault):
    """A vault that gives one file and then takes its time for ever."""

    def __init__(self, root: Path, told: Path) -> None:
        super().__init__(root)
        self._told, self._given = told, 0

    def read(self, digest: str) -> bytes:
        """The first file; for the second a sign that it was asked for, and nothing more."""
        self._given += 1
        if self._given == 2:
            self._told.touch()
            time.sleep(600)
        return super().read(digest)


if __name__ == "__main__":
    data, database, folder = sys.argv[1:4]
    office = an_office(Path(data), Database.open(database))
    office.pdf.stop()
    start_worker(replace(office, vault=DawdlingVault(office.vault.root, Path(folder) / "begun")))
    time.sleep(600)
