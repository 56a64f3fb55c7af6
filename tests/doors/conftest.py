"""A house with both its doors open, and people at them: in a browser and with a token."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from service.web import create_web
from service.web.api import PREFIX
from service.web.context import OFFICE
from service.web.programs import ApiWhenAsked
from tests.builders import House, a_house, an_office
from tests.store.databases import in_memory
from tests.web.api.clients import Program, a_program
from tests.web.conftest import Browser

Browsers = Callable[[str], Browser]
Programs = Callable[[str], Program]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A small real house in memory."""
    with in_memory() as database:
        found = a_house(tmp_path, database)
        yield found
        found.office.pdf.stop()


@pytest.fixture(scope="session")
def both_doors(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Pages and API, built once for all tests; each test puts its house behind them."""
    with in_memory() as database:
        return create_web(an_office(tmp_path_factory.mktemp("doors"), database))


@pytest.fixture
def site(both_doors: Flask, house: House) -> Flask:
    """The house with both its doors open."""
    both_doors.extensions[OFFICE] = house.office
    api_of(both_doors).extensions["ctcl.office"] = house.office
    return both_doors


@pytest.fixture
def visitor(site: Flask) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(site.test_client())


@pytest.fixture
def signed_in(site: Flask) -> Browsers:
    """Opens a browser of the person in that role."""
    return lambda role: Browser(site.test_client()).sign_in(role)


@pytest.fixture
def program(site: Flask, house: House) -> Programs:
    """Makes a program with the token of the person in that role."""
    return lambda role: a_program(site, house.office, getattr(house.staff, role))


def api_of(site: Flask) -> Flask:
    """The application that answers under /api/v1."""
    mounted = site.wsgi_app
    assert isinstance(mounted, DispatcherMiddleware)
    asked = mounted.mounts[PREFIX]
    assert isinstance(asked, ApiWhenAsked)
    return asked.api
