"""Rules for every test: no skip on the build machine, examples repeat, a database for each run."""

import gc
from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from service.documents.pdf.converter import PdfOffice
from service.workflow.account import passwords
from tests.needs import CI, chromium, fresh_postgres_database, need
from tests.one_libreoffice import end_libreoffice
from tests.one_libreoffice import pdf_office as the_pdf_office

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

# On the build machine the same examples each time: a red run is about the change that made it.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if CI else "desk")


# Nothing that is imported and collected is garbage: looking for some took a second a worker.
gc.disable()

# Thousands of sign-ins: argon2 at its full cost is shown by the processes the tests start.
passwords.COST.lower()


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What collecting gave; it is kept to the end, and no garbage is looked for in it."""
    collected = yield
    gc.freeze()
    gc.enable()
    return collected


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """The report of a test; in CI a skip is a failure, however it came about."""
    report = yield
    if CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped in CI: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of an empty PostgreSQL database, one for each worker, dropped after the run."""
    with fresh_postgres_database() as url:
        yield url


@pytest.fixture(scope="session")
def pdf_office() -> PdfOffice:
    """The one LibreOffice of the worker."""
    return the_pdf_office()


def pytest_sessionfinish() -> None:
    """End that LibreOffice, whichever tests had asked it."""
    end_libreoffice()


# For everybody: a process has room for one Playwright, whichever tests come first.
@pytest.fixture(scope="session")
def chrome() -> "Iterator[Browser]":
    """A Chromium."""
    need(chromium(), "a Chromium")
    # Only those who look at pages wait for this library.
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()
