"""What a submit and a move spend: `python -m tests.bench.posted`.

One clerk alone, the service in this process. The processor and the statements are counted; of the
time that passes, the proof of the issued paper, the vault's fsync and the database's commits (with
their fsync in them) are named apart, each as milliseconds and how often; those of fsyncs that run
beside each other are added up.
"""

import os
import re
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from service.web import create_web
from service.workflow import issue_document
from service.workflow.office import Office
from tests.builders import House, a_draft, a_house, slip_values
from tests.store.databases import in_file
from tests.store.statements import asked
from tests.web.conftest import Browser
from tests.workflow.slips import walking

ROUNDS = 20
HIDDEN = re.compile('<input type="hidden" name="([^"]*)" value="([^"]*)"')
DONE = {"measures_taken": "Đã bổ sung bước kiểm tra.", "results": "Không còn hồ sơ thiếu chữ ký."}
Form = dict[str, str]


def tell_spent(folder: Path, say: Callable[[str], object]) -> None:
    """Say what a submit and a move with its paper spend, as medians."""
    # Each walk is walked: a file in which a kept house could be put back is another's.
    walked = patch.object(walking, "kept", lambda _house, _name, walk: walk())
    with walked, in_file(folder / "ctcl.sqlite3") as database:
        house = a_house(folder, database)
        browser = Browser(create_web(house.office).test_client()).sign_in("official")
        for kind, prepared in (("submit", _draft), ("move", _done)):
            spent = [
                _posted(house.office, browser, *prepared(house, browser)) for _ in range(ROUNDS)
            ]
            told = (
                f"{name} {statistics.median(each[name] for each in spent):.1f}"
                for name in spent[-1]
            )
            say(f"{kind}: {', '.join(told)}\n")


def _draft(house: House, browser: Browser) -> tuple[str, Form]:
    """A slip filled: where it is sent, and with what."""
    draft = a_draft(house.office, house.staff.official, typed=slip_values())
    page = browser.get(f"/drafts/{draft.id}/check")
    return f"/drafts/{draft.id}/send", dict(HIDDEN.findall(page.text))


def _done(house: House, browser: Browser) -> tuple[str, Form]:
    """A slip whose work is done: where that is reported, and with what."""
    address = f"/records/{walking.walked_to(house, 'implementing').id}/moves/report_completion"
    return address, dict(HIDDEN.findall(browser.get(address).text)) | DONE


def _posted(office: Office, browser: Browser, address: str, form: Form) -> dict[str, float]:
    with asked(office.database) as statements, _noting(office) as apart:
        begun = time.thread_time()
        answer = browser.post(address, form)
        cpu = (time.thread_time() - begun) * 1000
    assert answer.status_code == 303, answer.text
    writes = statements.count("BEGIN IMMEDIATE")
    return {"CPU ms": cpu, "statements": len(statements), "writing transactions": writes, **apart}


@contextmanager
def _noting(office: Office) -> Iterator[dict[str, float]]:
    """How long and how often the body proves a paper, waits for the vault's disk, commits."""
    apart: dict[str, float] = defaultdict(float)

    def noted(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any) -> Any:
            begun = time.perf_counter()
            try:
                return work(*given)
            finally:
                apart[f"{name} ms"] += (time.perf_counter() - begun) * 1000
                apart[f"{name} times"] += 1

        return timed

    dialect = office.database.engine.dialect
    places: dict[str, tuple[Any, str]] = {
        "proof": (issue_document, "prove"),
        "fsync": (os, "fsync"),
        "commit": (dialect, "do_commit"),
    }
    with ExitStack() as patches:
        for name, (place, work) in places.items():
            patches.enter_context(patch.object(place, work, noted(name, getattr(place, work))))
        yield apart


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as data:
        tell_spent(Path(data), sys.stdout.write)
