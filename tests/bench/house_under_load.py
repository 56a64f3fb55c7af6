"""A house for the load: its data made beforehand, a real `ctcl serve` on a free port, browsers."""

import contextlib
import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from sqlalchemy import text

from service.formkit.moves import Role
from service.store.database import Database, UnitOfWork
from service.workflow.people.people import PersonEntry, enter_person, enter_unit
from tests.builders import BUDGET, PASSWORD, an_office, hashed_password
from tests.needs import REPOSITORY
from tests.store.crowds import crowd

CLIENTS = 20
DIRECTOR = "giamdoc"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
HIDDEN = re.compile(r'<input type="hidden" name="(version|submission|move)" value="([^"]*)"')


def prepare(data: Path, records: int = 0) -> None:
    """Fill the folder with a house: people to sign in, and so many records."""
    data.mkdir(parents=True)
    with Database.open(data / "ctcl.sqlite3") as database:
        database.migrate()
        if records:
            crowd(database, records)
            with database.writing() as uow:
                one_story(uow)
        office = an_office(data, database)
        with database.writing() as uow:
            enter_unit(uow, BUDGET, "QLNS")
            # Who loads the service heads the unit too, so that the slips sent can be moved on.
            held = {Role.OFFICIAL} if records else {Role.OFFICIAL, Role.UNIT_HEAD}
            people = [(f"canbo{n}", frozenset(held)) for n in range(CLIENTS)]
            for username, roles in [*people, (DIRECTOR, frozenset({Role.DIRECTOR}))]:
                entry = PersonEntry(username, f"Cán Bộ {username}", "CV", BUDGET, roles)
                password = hashed_password()
                enter_person(office, uow, entry, password, granted_by=None, must_change=False)


def one_story(uow: UnitOfWork) -> None:
    """Put the crowd's records at stages that their forms know."""
    for table in ("record", "record_access"):
        told = "CASE form_code WHEN 'BM.CTCL.01' THEN 'with_unit_head' ELSE 'issued' END"
        uow.session.execute(text(f"UPDATE {table} SET stage = {told}"))


@contextlib.contextmanager
def serving(data: Path) -> Iterator[int]:
    """The port of a `ctcl serve` on that data, a process of its own, ended at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = {"CTCL_DATA": str(data), "PORT": str(port), "CTCL_SAMPLE_DATA": "0"}
    command = [sys.executable, "-m", "service.cli", "serve"]
    with (data / "serve.log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=REPOSITORY, env={**os.environ, **own}, stdout=log, stderr=log
        )
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(30)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError, http.client.HTTPException):
            if Browser(port).ask("GET", "/sign-in").status == 200:
                return
        time.sleep(0.2)
    raise TimeoutError("the service did not come up")


@dataclass(frozen=True)
class Page:
    """An answer: status, body, where it leads, and how long it took in milliseconds."""

    status: int
    body: str
    location: str
    took: float

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of its last form."""
        return dict(HIDDEN.findall(self.body))


@dataclass
class Browser:
    """One signed-in client on one connection, with its cookies and its last CSRF token."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def __post_init__(self) -> None:
        self._line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def ask(self, method: str, path: str, **form: object) -> Page:
        """The answer to one request, the whole body read."""
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode({"csrf_token": self.token, **form}, doseq=True)
        begun = time.perf_counter()
        self._line.request(method, path, body, headers)
        answer = self._line.getresponse()
        content = answer.read().decode()
        took = (time.perf_counter() - begun) * 1000
        for cookie in answer.headers.get_all("Set-Cookie") or ():
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        found = TOKEN.search(content)
        self.token = found[1] if found else self.token
        location = urlsplit(answer.headers.get("Location", "")).path
        return Page(answer.status, content, location, took)

    def sign_in(self, username: str) -> None:
        """Sign in; the cookies are kept."""
        self.ask("GET", "/sign-in")
        answer = self.ask("POST", "/sign-in", username=username, password=PASSWORD)
        assert answer.status == 303, answer.body
        self.ask("GET", "/")
