"""Processes that submit, move, correct or add evidence, killed dead at the point they are told.

`python -m tests.workflow.dying` loads forms and templates once, then forks a victim for every
line of JSON it reads and answers how the victim ended and what it had acknowledged.
"""

import gc
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from service.store.database import Database
from service.store.engine import crash_points
from service.store.people.persons import get_person
from service.workflow.account.sign_in import actor_of
from service.workflow.drafts.submit_draft import submit_draft
from service.workflow.files.evidence import EvidenceView, add_evidence
from service.workflow.moves.corrections.correct_record import correct_record
from service.workflow.moves.make_move import make_move
from service.workflow.office import Office
from service.workflow.submissions import MoveResult
from tests.builders import a_house, a_slip, an_office
from tests.needs import REPOSITORY
from tests.store.databases import in_memory


class Victims:
    """The process that forks the victims."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def killed_at(
        self,
        office: Office,
        point: str,
        verb: str,
        person_id: int,
        time: int = 1,
        **arguments: Any,
    ) -> str:
        """What a victim acknowledged of the verb before it was killed there, the `time`th time."""
        told = {
            "point": point,
            "time": time,
            "verb": verb,
            "person": person_id,
            "data": str(office.settings.data),
            "database": office.settings.database_url,
            "arguments": arguments,
        }
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(told) + "\n")
        self._process.stdin.flush()
        ended: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert ended["signal"] == signal.SIGKILL, ended
        return str(ended["acknowledged"])


@contextmanager
def victims() -> Iterator[Victims]:
    """A process ready to fork victims, ended at the end."""
    command = [sys.executable, "-m", "tests.workflow.dying"]
    with subprocess.Popen(
        command,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Victims(process)
        assert process.stdin
        process.stdin.close()


def die_at(wanted: str, time: int) -> None:
    """From now on passing that point the `time`th time is the end."""
    passed = 0

    def watch(point: crash_points.Point) -> None:
        nonlocal passed
        passed += point == wanted
        if passed == time:
            os.kill(os.getpid(), signal.SIGKILL)

    crash_points.watcher = watch


def act(told: dict[str, Any]) -> MoveResult | EvidenceView:
    """What came of the verb, should the victim live to see it."""
    office = an_office(Path(told["data"]), Database.open(told["database"]))
    with office.database.reading() as uow:
        actor = actor_of(get_person(uow, told["person"]))
    die_at(told["point"], told["time"])
    if told["verb"] == "submit":
        return submit_draft(office, actor, **told["arguments"])
    record_id = told["arguments"].pop("record_id")
    if told["verb"] == "move":
        return make_move(office, actor, record_id, **told["arguments"])
    if told["verb"] == "add_evidence":
        content = told["arguments"].pop("content").encode()
        return add_evidence(office, actor, record_id, content=content, **told["arguments"])
    return correct_record(office, actor, record_id, **told["arguments"])


def sacrifice(told: dict[str, Any]) -> dict[str, Any]:
    """How a forked victim ended and what it had written by then."""
    reading, writing = os.pipe()
    victim = os.fork()
    if victim == 0:
        os.close(reading)
        os.write(writing, json.dumps(asdict(act(told)), default=str).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        acknowledged = pipe.read().decode()
    _, status = os.waitpid(victim, 0)
    return {"signal": os.WTERMSIG(status), "acknowledged": acknowledged}


def warm() -> None:
    """Make once what every victim needs, not looked through for garbage by each."""
    with tempfile.TemporaryDirectory() as folder, in_memory() as database:
        house = a_house(Path(folder), database)
        a_slip(house.office, house.staff.official)
    gc.collect()
    gc.freeze()


if __name__ == "__main__":
    warm()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(sacrifice(json.loads(line))) + "\n")
        sys.stdout.flush()
