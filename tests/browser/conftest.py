"""One running service for these tests, and desks to sit down at."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.desk import Desk
from tests.browser.elsewhere import elsewhere
from tests.browser.served import Served
from tests.browser.served import served as serve
from tests.browser.story import Story
from tests.browser.windows import Windows
from tests.needs import libreoffice, need


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The running service."""
    with serve(tmp_path_factory.mktemp("served")) as running:
        yield running


@pytest.fixture(scope="session")
def windows(chrome: Browser, served: Served) -> Iterator[Windows]:
    """The windows of that Chromium, looking at that service."""
    with elsewhere() as noted:
        yield Windows(chrome, served, noted)
        assert noted.taken() == []


@pytest.fixture
def sit_down(windows: Windows, served: Served) -> Iterator[Callable[..., Desk]]:
    """Opens a browser window at which that person (or nobody) is signed in.

    When the test ends, no window may have met a script error, a break of the content policy, or
    a request that leaves the server.
    """
    desks: list[Desk] = []

    def open_desk(role: str = "", **context: Any) -> Desk:
        desks.append(Desk.open(windows, role, **context))
        return desks[-1]

    yield open_desk
    complaints = [each for desk in desks for each in desk.complaints]
    for desk in desks:
        desk.close()
    assert complaints + windows.elsewhere.taken() == [], served.failures()[-5:]


@pytest.fixture
def story(served: Served, sit_down: Callable[..., Desk]) -> Story:
    """A slip's story that has not begun."""
    return Story(served, sit_down)


@pytest.fixture(scope="session")
def word_pages(served: Served) -> None:
    """Asks for the LibreOffice that draws pages and makes PDFs, and lets it come up.

    While a machine is busy starting several, a page would tell its reader to wait.
    """
    need(libreoffice(), "LibreOffice")
    served.wait_for_pdf()
