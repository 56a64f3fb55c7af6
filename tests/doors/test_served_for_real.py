"""What only the real server shows: many at once, a locked database, a hung LibreOffice, a proxy."""

import json
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from service.documents.pdf.requirements import missing_parts
from service.store.ledger.security_log import list_security_notes
from service.workflow.drafts.draft_view import DraftView
from service.workflow.drafts.drafts import start_draft
from service.workflow.records.read_records import RecordFilter, list_records
from tests.builders import SLIP, slip_values
from tests.doors.real_service import RealBrowser, Service, a_service
from tests.needs import need

AT_ONCE = 20
SOON = 5.0


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One service for all tests here; each begins drafts of its own."""
    with a_service(tmp_path_factory.mktemp("served")) as found:
        yield found


def a_ready_draft(service: Service) -> DraftView:
    """A draft of the official with everything that sending asks for."""
    house = service.house
    return start_draft(house.office, house.staff.official, SLIP, slip_values())


def numbers(service: Service) -> list[str | None]:
    """The numbers of all records, newest first."""
    house = service.house
    found = list_records(house.office, house.staff.secretary, RecordFilter())
    return [row.line.number for row in found.rows]


def send(browser: RealBrowser, draft: DraftView, submission: str) -> tuple[int, str]:
    """Status and goal of one click on the button that sends."""
    sent = {"move": "submit", "version": str(draft.version), "submission": submission}
    answer = browser.ask("POST", f"/drafts/{draft.id}/send", sent)
    return answer.status, answer.headers.get("Location", "")


@pytest.mark.parametrize("key", ["the same", "another each"])
def test_twenty_clicks_at_once_make_one_record(service: Service, key: str) -> None:
    browser, draft, before = service.browser("bao"), a_ready_draft(service), len(numbers(service))
    keys = ["doi-bam"] * AT_ONCE if key == "the same" else [f"k{n}" for n in range(AT_ONCE)]

    with ThreadPoolExecutor(AT_ONCE) as clicks:
        told = list(clicks.map(lambda each: send(browser, draft, each), keys))

    assert len(numbers(service)) == before + 1
    assert len({goal for status, goal in told if status == 303}) == 1
    assert {status for status, _ in told} <= ({303} if key == "the same" else {303, 404})


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another process writes, and does not stop."""
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def test_a_database_locked_for_long_is_503_and_spends_no_number(service: Service) -> None:
    browser, draft = service.browser("bao"), a_ready_draft(service)
    before = numbers(service)

    with locked(service.data / "ctcl.sqlite3"):
        begun = time.monotonic()
        answer = browser.ask(
            "POST",
            f"/drafts/{draft.id}/send",
            {"move": "submit", "version": "1", "submission": "khoa"},
        )
        waited = time.monotonic() - begun
        reading = browser.ask("GET", "/records")
    again = send(browser, draft, "khoa")

    assert answer.status == 503
    assert answer.headers["Retry-After"] == "5"
    assert "Hệ thống đang bận" in answer.text
    assert "Traceback" not in answer.text
    assert 4 < waited < 15
    assert reading.status == 200
    assert again[0] == 303
    assert len(numbers(service)) == len(before) + 1
    newest = numbers(service)[0]
    assert newest is not None
    assert int(newest.split("/")[0]) == len(before) + 1


def test_reading_goes_on_when_a_session_cannot_be_touched(service: Service) -> None:
    browser = service.browser("bao")
    with service.house.office.database.engine.begin() as bind:
        bind.exec_driver_sql("UPDATE session SET last_seen_at = '2026-01-01T00:00:00.000000Z'")

    with locked(service.data / "ctcl.sqlite3"):
        answer = browser.ask("GET", "/records")

    assert answer.status == 200


def offices_of(pid: int) -> list[int]:
    """The processes that descend from the service: LibreOffice and what starts it."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, waiting = [], [pid]
    while waiting:
        mine = children.get(waiting.pop(), [])
        found += mine
        waiting += mine
    return found


def test_a_hung_libreoffice_leaves_the_other_pages_alone(service: Service) -> None:
    need(not missing_parts(), "LibreOffice")
    browser, draft = service.browser("bao"), a_ready_draft(service)
    preview = f"/drafts/{draft.id}/parts/request/preview"
    assert browser.ask("POST", preview).status == 200
    hung = offices_of(service.pid)
    assert hung

    with ThreadPoolExecutor(10) as typists:
        for pid in hung:
            os.kill(pid, signal.SIGSTOP)
        try:
            asked = [typists.submit(browser.ask, "POST", preview) for _ in range(10)]
            time.sleep(1)
            pages = [browser.ask("GET", each) for each in ("/", "/records", "/forms")]
        finally:
            for pid in hung:
                os.kill(pid, signal.SIGCONT)
        drawn = [each.result() for each in asked]

    assert [page.status for page in pages] == [200, 200, 200]
    assert max(page.seconds for page in pages) < SOON
    refused = [each for each in drawn if each.status == 503]
    # One is being made and the newest waits; the others were pictures of what is typed no more.
    assert len(refused) == 8
    assert all("thử lại sau ít giây" in json.loads(each.text)["message"] for each in refused)
    assert max(each.seconds for each in refused) < SOON
    assert {each.status for each in drawn} <= {200, 503}


def test_nothing_typed_writes_a_line_of_its_own_into_the_log(service: Service) -> None:
    browser = service.browser("bao")

    browser.ask("GET", "/x%0aERROR%20gia%20mao")
    browser.ask("POST", "/sign-in", {"username": "x\nERROR gia mao", "password": "x"})

    assert "\nERROR gia mao" not in service.log.read_text(encoding="utf-8")


def newest_address(service: Service) -> str:
    """The address of the newest line of the security log."""
    with service.house.office.database.reading() as uow:
        return list_security_notes(uow, limit=1)[0].address


def refused_at_the_proxy(service: Service) -> None:
    """Type a wrong password, from where a proxy says."""
    browser = service.browser()
    browser.ask("GET", "/sign-in")
    wrong = {"username": "bao", "password": "sai"}
    browser.ask("POST", "/sign-in", wrong, X_Forwarded_For="6.6.6.6, 10.1.2.3")


def test_an_address_is_not_taken_from_a_proxy_where_there_is_none(service: Service) -> None:
    refused_at_the_proxy(service)

    assert newest_address(service) == "127.0.0.1"


def test_an_address_is_taken_from_the_proxy_where_there_is_one(tmp_path: Path) -> None:
    with a_service(tmp_path, CTCL_BEHIND_PROXY="1") as behind:
        refused_at_the_proxy(behind)

        assert newest_address(behind) == "10.1.2.3"
