"""A small real house with its web door open, and a browser that knows its forms' tokens."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, session
from flask.testing import FlaskClient
from flask_wtf.csrf import generate_csrf
from werkzeug.test import TestResponse

from service.web import open_pages
from service.web.context import OFFICE, session_cookie
from service.workflow.account.sign_in import sign_in
from tests.builders import PASSWORD, STAFF, House, a_house, an_office
from tests.store.databases import in_memory

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


@dataclass
class Browser:
    """A browser without scripts: it keeps cookies and posts the token of the page it saw."""

    client: FlaskClient
    token: str = ""

    def get(self, address: str, **more: Any) -> TestResponse:
        """The page at the address."""
        return self._seen(self.client.get(address, **more))

    def post(
        self, address: str, sent: Mapping[str, Any] | None = None, **more: Any
    ) -> TestResponse:
        """What the server answers to the posted form."""
        data = {"csrf_token": self.token, **(sent or {})}
        return self._seen(self.client.post(address, data=data, **more))

    def sign_in(self, role: str) -> "Browser":
        """This browser, signed in as the person of that role, its cookies as the page leaves them.

        The page of it is asked where signing in is what is tried: drawn each time it would be a
        tenth of what all pages cost here.
        """
        app = self.client.application
        signed = sign_in(app.extensions[OFFICE], STAFF[role][0], PASSWORD, "127.0.0.1")
        with app.test_request_context():
            self.token = generate_csrf()
            self.client.set_cookie(session_cookie(), signed.token)
            signing = dict(session)
        with self.client.session_transaction() as kept:
            kept.update(signing)
        return self

    def sign_in_by_page(self, role: str) -> "Browser":
        """This browser, signed in as the person of that role who typed their password."""
        self.get("/sign-in")
        answer = self.post("/sign-in", {"username": STAFF[role][0], "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        self.get("/keys")
        return self

    def start(self, code: str, variant: str = "") -> str:
        """The id of a new draft of that form."""
        answer = self.post("/drafts", {"form": code, "variant": variant})
        assert answer.status_code == 303, answer.text
        return answer.location.rsplit("/", 1)[1]

    def _seen(self, answer: TestResponse) -> TestResponse:
        if answer.mimetype == "text/html" and (found := TOKEN.search(answer.text)):
            self.token = found.group(1)
        return answer


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A small real house in memory."""
    with in_memory() as database:
        yield a_house(tmp_path, database)


@pytest.fixture(scope="session")
def open_door(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The web door, its templates read once for all tests; each test puts its house behind it."""
    with in_memory() as database:
        app = Flask("service.web", static_folder=None)
        open_pages(app, an_office(tmp_path_factory.mktemp("door"), database))
    app.testing = True
    return app


@pytest.fixture
def app(open_door: Flask, house: House) -> Flask:
    """The house with its web door open."""
    open_door.extensions[OFFICE] = house.office
    return open_door


@pytest.fixture
def visitor(app: Flask) -> Browser:
    """A browser in which nobody is signed in."""
    return Browser(app.test_client())


@pytest.fixture
def official(app: Flask) -> Browser:
    """A browser of a clerk."""
    return Browser(app.test_client()).sign_in("official")


@pytest.fixture
def secretary(app: Flask) -> Browser:
    """A browser of the ISO secretary."""
    return Browser(app.test_client()).sign_in("secretary")


@pytest.fixture
def administrator(app: Flask) -> Browser:
    """A browser of the administrator."""
    return Browser(app.test_client()).sign_in("administrator")


@pytest.fixture
def app_of(app: Flask) -> Callable[[str], Browser]:
    """Opens a browser of any role."""
    return lambda role: Browser(app.test_client()).sign_in(role)
