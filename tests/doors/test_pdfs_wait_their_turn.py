"""Many ask for a PDF at once: each waits a turn, nobody behind a crowd of one, no page at all."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from service.documents.pdf.converter import PATIENCE
from service.documents.pdf.requirements import missing_parts
from tests.doors.real_service import Answer, RealBrowser, Service, a_service
from tests.doors.test_served_for_real import SOON, offices_of
from tests.needs import need

PAPER = "/forms/BM.CTCL.01/blank.pdf"
PEOPLE = ("bao", "tung", "chau", "lan", "khai", "nam", "yen", "phuoc")
CROWD = 20


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One service for all tests here, its LibreOffice warm."""
    need(not missing_parts(), "LibreOffice")
    with a_service(tmp_path_factory.mktemp("turns")) as found:
        assert found.browser("bao").ask("GET", PAPER).status == 200
        yield found


def ask(browser: RealBrowser) -> Answer:
    """What came of asking for the paper."""
    return browser.ask("GET", PAPER)


@contextmanager
def stopped(pids: list[int]) -> Iterator[None]:
    """LibreOffice hangs."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def test_eight_people_at_once_get_eight_pdfs(service: Service) -> None:
    browsers = [service.browser(name) for name in PEOPLE]

    with ThreadPoolExecutor(len(PEOPLE)) as people:
        told = list(people.map(ask, browsers))

    assert [each.status for each in told] == [200] * len(PEOPLE)
    assert all(each.content.startswith(b"%PDF") for each in told)
    assert max(each.seconds for each in told) < PATIENCE


def test_who_asks_twenty_times_at_once_keeps_nobody_from_the_first(service: Service) -> None:
    many, other = service.browser("bao"), service.browser("chau")

    with ThreadPoolExecutor(CROWD + 1) as people:
        crowd = [people.submit(ask, many) for _ in range(CROWD)]
        while not any(each.done() for each in crowd):
            time.sleep(0.01)
        one = people.submit(ask, other).result()
        still_waiting = sum(not each.done() for each in crowd)

    assert one.status == 200
    # Of twenty that came first, nearly all go after the first of somebody else.
    assert still_waiting > CROWD / 2
    assert {each.result().status for each in crowd} <= {200, 503}


def test_who_waited_in_vain_is_told_when_to_come_again_and_pages_wait_for_nobody(
    service: Service,
) -> None:
    browsers = [service.browser(name) for name in PEOPLE]
    reader = service.browser("bao")

    with ThreadPoolExecutor(len(PEOPLE)) as people, stopped(offices_of(service.pid)):
        asked = [people.submit(ask, each) for each in browsers]
        time.sleep(1)
        pages = [reader.ask("GET", each) for each in ("/", "/records", "/forms")]
        until = time.monotonic() + PATIENCE + SOON
        while sum(each.done() for each in asked) < len(PEOPLE) - 1:
            assert time.monotonic() < until
            time.sleep(0.1)
        late = [each.result() for each in asked if each.done()]

    assert [page.status for page in pages] == [200, 200, 200]
    assert max(page.seconds for page in pages) < SOON
    assert [each.status for each in late] == [503] * (len(PEOPLE) - 1)
    assert all(each.headers["Retry-After"] == "5" for each in late)
    assert all("thử lại sau ít giây" in each.text for each in late)
    assert min(each.seconds for each in late) > PATIENCE - 1
    (held,) = (each.result() for each in asked if each.result() not in late)
    assert held.status == 200
