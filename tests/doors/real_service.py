"""A house served by `ctcl serve` in a process of its own, and browsers that really connect."""

import http.client
import io
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from service.workflow.office import now_in_utc
from tests.builders import PASSWORD, Crew, House, Staff, a_staff, an_office
from tests.needs import REPOSITORY
from tests.store.databases import in_file

PATIENCE = 60.0
TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str
    seconds: float
    content: bytes


@dataclass
class RealBrowser:
    """A browser without scripts, on a connection of its own each time."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    address: str = ""

    def ask(
        self, method: str, path: str, sent: Mapping[str, str] | None = None, **headers: str
    ) -> Answer:
        """The answer to one request."""
        head = {name.replace("_", "-"): value for name, value in headers.items()}
        body: bytes | None = None
        if method == "POST":
            body = urlencode({"csrf_token": self.token, **(sent or {})}).encode()
            head["Content-Type"] = "application/x-www-form-urlencoded"
        return self._answer(method, path, body, head)

    def send_file(self, path: str, field: str, content: bytes, **sent: str) -> Answer:
        """The answer to a form with a file in it."""
        values = {"csrf_token": self.token, **sent, field: FileStorage(io.BytesIO(content), "tep")}
        boundary, body = encode_multipart(values)
        head = {"Content-Type": f'multipart/form-data; boundary="{boundary}"'}
        return self._answer("POST", path, body, head)

    def at(self, port: int) -> "RealBrowser":
        """The same browser, cookies and all, asking another process from now on."""
        return replace(self, port=port)

    def _answer(
        self, method: str, path: str, body: bytes | None, head: Mapping[str, str]
    ) -> Answer:
        head = {**head, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        begun = time.monotonic()
        here = (self.address, 0) if self.address else None
        line = http.client.HTTPConnection("127.0.0.1", self.port, 200, source_address=here)
        with closing(line):
            line.request(method, path, body, head)
            got = line.getresponse()
            content = got.read()
            text = content.decode("utf-8", "replace")
        for cookie in got.headers.get_all("Set-Cookie", []):
            self.cookies |= {m.key: m.value for m in SimpleCookie(cookie).values()}
        if found := TOKEN.search(text):
            self.token = found.group(1)
        return Answer(got.status, dict(got.headers), text, time.monotonic() - begun, content)

    def sign_in(self, username: str, password: str = PASSWORD) -> "RealBrowser":
        """This browser with that person signed in."""
        self.ask("GET", "/sign-in")
        answer = self.ask("POST", "/sign-in", {"username": username, "password": password})
        assert answer.status == 303, answer.text
        self.ask("GET", "/keys")
        return self


@dataclass(frozen=True)
class Service:
    """The running service: its port, its process, and the same house opened beside it."""

    port: int
    pid: int
    data: Path
    house: House
    log: Path

    def browser(self, username: str = "") -> RealBrowser:
        """A new browser, signed in where a name is given."""
        fresh = RealBrowser(self.port)
        return fresh.sign_in(username) if username else fresh


@contextmanager
def a_service(data: Path, **more: str) -> Iterator[Service]:
    """The service on a house with its staff, up and answering; ended afterwards."""
    database = in_file(data / "ctcl.sqlite3")
    office = an_office(data, database, Crew(clock=now_in_utc))
    staff: Staff = a_staff(office)
    try:
        with _serving(House(office, None, staff), data, "serve.log", more) as service:  # type: ignore[arg-type]
            yield service
    finally:
        office.pdf.stop()
        database.close()


@contextmanager
def another(service: Service, **more: str) -> Iterator[Service]:
    """One more process that serves the same house, up and answering; ended afterwards."""
    with _serving(service.house, service.data, "another.log", more) as beside:
        yield beside


@contextmanager
def _serving(house: House, data: Path, name: str, more: Mapping[str, str]) -> Iterator[Service]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    env = {key: value for key, value in os.environ.items() if not key.startswith("CTCL_")}
    env |= {"CTCL_DATA": str(data), "PORT": str(port), "CTCL_SAMPLE_DATA": "0"}
    # A second LibreOffice takes longer to start than the papers of a test to be drawn.
    env |= {"CTCL_LIBREOFFICES": "1", **more}
    log = data / name
    with log.open("wb") as written:
        process = subprocess.Popen(
            [sys.executable, "-m", "service.cli", "serve"],
            cwd=REPOSITORY,
            env=env,
            stdout=written,
            stderr=written,
        )
    try:
        _wait(process, port, log)
        yield Service(port, process.pid, data, house, log)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if RealBrowser(port).ask("GET", "/sign-in").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))
