"""A house served by `ctcl serve` in a process of its own, and browsers that really connect."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

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
        head = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        head |= {name.replace("_", "-"): value for name, value in headers.items()}
        body = None
        if method == "POST":
            body = urlencode({"csrf_token": self.token, **(sent or {})})
            head["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.monotonic()
        here = (self.address, 0) if self.address else None
        line = http.client.HTTPConnection("127.0.0.1", self.port, 200, source_address=here)
        with closing(line):
            line.request(method, path, body, head)
            got = line.getresponse()
            text = got.read().decode("utf-8", "replace")
        for cookie in got.headers.get_all("Set-Cookie", []):
            self.cookies |= {m.key: m.value for m in SimpleCookie(cookie).values()}
        if found := TOKEN.search(text):
            self.token = found.group(1)
        return Answer(got.status, dict(got.headers), text, time.monotonic() - begun)

    def sign_in(self, username: str) -> "RealBrowser":
        """This browser with that person signed in."""
        self.ask("GET", "/sign-in")
        answer = self.ask("POST", "/sign-in", {"username": username, "password": PASSWORD})
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
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    database = in_file(data / "ctcl.sqlite3")
    office = an_office(data, database, Crew(clock=now_in_utc))
    staff: Staff = a_staff(office)
    env = {key: value for key, value in os.environ.items() if not key.startswith("CTCL_")}
    env |= {"CTCL_DATA": str(data), "PORT": str(port), "CTCL_SAMPLE_DATA": "0", **more}
    log = data / "serve.log"
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
        yield Service(port, process.pid, data, House(office, None, staff), log)  # type: ignore[arg-type]
    finally:
        process.terminate()
        process.wait(PATIENCE)
        office.pdf.stop()
        database.close()


def _wait(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            if RealBrowser(port).ask("GET", "/sign-in").status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))
