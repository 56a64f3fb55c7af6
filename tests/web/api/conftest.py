"""The house whose API is asked, the site it answers on, and programs that ask."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.builders import House, a_house
from tests.store.databases import in_memory
from tests.web.api.clients import Program, a_program, a_site

Programs = Callable[[str], Program]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A small real house in memory."""
    with in_memory() as database:
        found = a_house(tmp_path, database)
        yield found
        found.office.pdf.stop()


@pytest.fixture
def site(house: House) -> Flask:
    """A site with the API in it."""
    return a_site(house.office)


@pytest.fixture
def program(house: House, site: Flask) -> Programs:
    """Makes a program with the token of the person in that role (`secretary`)."""
    return lambda role: a_program(site, house.office, getattr(house.staff, role))
