"""The service as `ctcl serve` runs it, and the same office opened beside it to look behind."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from service.formkit.moves import Role
from service.settings import ROOT, Settings
from service.workflow.account.passwords import hash_password
from service.workflow.account.sign_in import sign_in, sign_out
from service.workflow.office import Office
from service.workflow.people.people import PersonEntry, enter_person
from service.workflow.sample_data.load import PASSWORD, load_sample_house

PEOPLE = {
    "official": "canbo",
    "unit_head": "truongphong",
    "secretary": "thuky",
    "board": "baniso",
    "director": "giamdoc",
    "proposer": "canbo2",
    "delegate": "chanhvanphong",
    "administrator": "quantri",
    "everything": "moivai",
}
"""User names by role; the last holds every role and so may open every page.

The proposer is an official of another unit than `official` and `unit_head`.
"""

STARTS_WITHIN = 60.0


@dataclass
class Served:
    """A running service, its office, and one session a role."""

    address: str
    office: Office
    log: Path
    tokens: dict[str, str] = field(default_factory=dict)

    def failures(self) -> list[str]:
        """What the service has logged of failed requests, with the cause of each."""
        lines = self.log.read_text(encoding="utf-8").splitlines()
        return [line for line in lines if '"message": "failed' in line]

    def token(self, role: str) -> str:
        """The secret of that person's session, opened once."""
        if role not in self.tokens:
            self.tokens[role] = self.fresh_token(role)
        return self.tokens[role]

    def fresh_token(self, role: str) -> str:
        """The secret of a session of its own, which a test may end."""
        return sign_in(self.office, PEOPLE[role], PASSWORD, "127.0.0.1").token

    def wait_for_pdf(self) -> None:
        """Return once the service makes PDFs; whoever waited in vain asks again, as told to."""
        address = f"{self.address}/forms/BM.CTCL.01/blank.pdf"
        asked = Request(address, headers={"Cookie": f"ctcl_session={self.token('official')}"})
        until = time.monotonic() + STARTS_WITHIN
        while True:
            try:
                with urlopen(asked, timeout=STARTS_WITHIN) as answer:
                    assert answer.headers["Content-Type"] == "application/pdf"
                    return
            except HTTPError as busy:
                if busy.code != 503 or time.monotonic() > until:
                    raise AssertionError(self.failures()[-5:]) from busy
            time.sleep(1)

    def expire(self, token: str) -> None:
        """End a session behind the browser's back."""
        sign_out(self.office, token)


@contextmanager
def served(data: Path) -> Iterator[Served]:
    """A service of its own with the sample people, in a process of its own.

    They are entered before it starts, without the year of slips that a first start would walk.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    env = {key: value for key, value in os.environ.items() if not key.startswith("CTCL_")}
    env |= {"CTCL_DATA": str(data), "PORT": str(port)}
    settings = Settings(data=data, database_url=f"sqlite:///{data / 'ctcl.sqlite3'}", port=port)
    beforehand = Office.open(settings)
    load_sample_house(beforehand, whole_year=False)
    beforehand.close()
    with (data / "serve.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "service.cli", "serve"],
            env=env,
            cwd=ROOT,
            stdout=log,
            stderr=log,
        )
    try:
        _wait_until_it_answers(process, address, data / "serve.log")
        office = Office.open(settings)
        _enter_somebody_with_every_role(office)
        yield Served(address, office, data / "serve.log")
        office.close()
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_it_answers(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urlopen(f"{address}/sign-in", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"ctcl serve did not start:\n{log.read_text(encoding='utf-8')}")


def _enter_somebody_with_every_role(office: Office) -> None:
    entry = PersonEntry(
        PEOPLE["everything"],
        "Hoàng Thị Kim Ngân",
        "Chuyên viên",
        "Phòng Quản lý ngân sách",
        frozenset(Role),
    )
    with office.database.writing() as uow:
        enter_person(
            office,
            uow,
            entry,
            hash_password(PASSWORD),
            granted_by=None,
            must_change=False,
            is_sample=True,
        )
