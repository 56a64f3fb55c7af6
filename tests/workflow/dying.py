"""A process that submits or corrects a slip and is killed dead at the point it is told.

`python -m tests.workflow.dying JSON`; prints the result once it is acknowledged.
"""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

from service.store import checkpoints
from service.store.database import Database
from service.store.people import get_person
from service.workflow.correct_record import correct_record
from service.workflow.make_move import MoveMade, submit_draft
from service.workflow.office import Office
from service.workflow.sign_in import actor_of
from tests.builders import an_office
from tests.needs import REPOSITORY


def killed_at(office: Office, point: str, verb: str, person_id: int, **arguments: Any) -> str:
    """What another process acknowledged of the verb before it was killed at that point."""
    told = {
        "point": point,
        "verb": verb,
        "person": person_id,
        "data": str(office.settings.data),
        "database": office.settings.database_url,
        "arguments": arguments,
    }
    killed = subprocess.run(
        [sys.executable, "-m", "tests.workflow.dying", json.dumps(told)],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr.decode()
    return killed.stdout.decode()


def die_at(wanted: str) -> None:
    """From now on passing that point is the end."""

    def watch(point: checkpoints.Point) -> None:
        if point == wanted:
            os.kill(os.getpid(), signal.SIGKILL)

    checkpoints.watcher = watch


def main(told: dict[str, Any]) -> MoveMade:
    office = an_office(Path(told["data"]), Database.open(told["database"]))
    with office.database.reading() as uow:
        actor = actor_of(get_person(uow, told["person"]))
    die_at(told["point"])
    if told["verb"] == "submit":
        return submit_draft(office, actor, **told["arguments"])
    record_id = told["arguments"].pop("record_id")
    return correct_record(office, actor, record_id, **told["arguments"])


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(main(json.loads(sys.argv[1])))))
