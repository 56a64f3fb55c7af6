"""The HTTP figures: `python -m tests.bench.load [SECONDS]`; reported, never a test that times.

Twenty signed-in clients fill, submit and move slips (each submit issues the slip) on the same two
cores as the service, with a random pause of 0.5 to 1.5 s before every request, then once more
without any pause. Then what a submit and a move with its paper spend (`tests.bench.posted`). The
record list is timed with 1,000 and with 100,000 records, the two services asked in turn; then what
`tests.bench.growth` measures.
"""

import argparse
import random
import statistics
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from service.store.database import Database
from service.store.ledger.issued import list_all_issued
from service.store.ledger.verify_chains import verify_all
from tests.bench.growth import grown
from tests.bench.house_under_load import CLIENTS, DIRECTOR, Browser, Page, prepare, serving
from tests.bench.posted import tell_spent

LISTS = (1_000, 100_000)
ROUNDS = 60
NEED = {"need_criteria": ["severe"], "unit_head_decision": "Lỗi lặp lại ở ba hồ sơ trong tháng."}
"""What a unit head types; none of it is printed on the slip."""
Times = dict[str, list[float]]


class Client(threading.Thread):
    """A clerk who fills and submits slips until the time is up."""

    def __init__(self, port: int, number: int, pause: tuple[float, float]) -> None:
        super().__init__(daemon=True)
        self.browser, self.username = Browser(port), f"canbo{number}"
        self.until, self.pause = 0.0, pause
        self.times: Times = defaultdict(list)
        self.faults: list[str] = []
        self._chance = random.Random(number)

    def run(self) -> None:
        """Slip after slip; the first fault ends it."""
        try:
            while time.monotonic() < self.until:
                self._one_slip()
        except Exception as error:  # noqa: BLE001 - whatever went wrong is the finding
            self.faults.append(f"{self.username}: {type(error).__name__}: {error}")

    def _one_slip(self) -> None:
        begun = self._timed("start", 303, "POST", "/drafts", form="BM.CTCL.01")
        draft = begun.location
        self._section(draft, "request", request_type="corrective")
        description = f"Hồ sơ QT-{self._chance.randrange(10_000):04} trả kết quả trễ 02 ngày."
        self._section(draft, "nonconformity", nonconformity_description=description)
        self._section(draft, "sources", sources="internal_audit")
        check = self._timed("check", 200, "GET", f"{draft}/check")
        sent = self._timed("submit", 303, "POST", f"{draft}/send", **check.hidden)
        record = self._timed("record", 200, "GET", sent.location)
        assert "v01" in record.body or "docx" in record.body, "no document on the record's page"
        panel = self._timed("panel", 200, "GET", f"{sent.location}/moves/need_action")
        moved = {**panel.hidden, **NEED}
        self._timed("move", 303, "POST", f"{sent.location}/moves/need_action", **moved)

    def _section(self, draft: str, section: str, **typed: str) -> None:
        page = self._timed("section", 200, "GET", f"{draft}/parts/{section}")
        version = page.hidden["version"]
        where = f"{draft}/parts/{section}"
        self._timed("save", 303, "POST", where, version=version, go="next", **typed)

    def _timed(self, kind: str, expected: int, method: str, path: str, **form: object) -> Page:
        if self.pause[1]:
            time.sleep(self._chance.uniform(*self.pause))
        answer = self.browser.ask(method, path, **form)
        assert answer.status == expected, f"{method} {path}: {answer.status}"
        self.times[kind].append(answer.took)
        return answer


def load(port: int, seconds: float, pause: tuple[float, float]) -> tuple[Times, list[str]]:
    """The times of every kind of request by twenty clients, and what went wrong."""
    clients = [Client(port, number, pause) for number in range(CLIENTS)]
    for client in clients:
        client.browser.sign_in(client.username)
    until = time.monotonic() + seconds
    for client in clients:
        client.until = until
        client.start()
    for client in clients:
        client.join()
    times: Times = defaultdict(list)
    for client in clients:
        for kind, values in client.times.items():
            times[kind] += values
    return times, [fault for client in clients for fault in client.faults]


def list_times(folder: Path) -> dict[str, dict[int, float]]:
    """The median time of the record list, asked in turn of a small and of a large house."""
    for count in LISTS:
        prepare(folder / str(count), count)
    asked = {"director": DIRECTOR, "official": "canbo1"}
    with serving(folder / str(LISTS[0])) as small, serving(folder / str(LISTS[1])) as large:
        ports = dict(zip(LISTS, (small, large), strict=True))
        time.sleep(8)  # LibreOffice warms up and is done with the processors
        return {who: _in_turn(ports, username) for who, username in asked.items()}


def _in_turn(ports: dict[int, int], username: str) -> dict[int, float]:
    browsers = {count: Browser(port) for count, port in ports.items()}
    for browser in browsers.values():
        browser.sign_in(username)
    times: dict[int, list[float]] = {count: [] for count in ports}
    for turn in range(ROUNDS + 5):
        for count, browser in browsers.items():
            answer = browser.ask("GET", "/records")
            assert answer.status == 200, answer.status
            if turn >= 5:
                times[count].append(answer.took)
    return {count: statistics.median(values) for count, values in times.items()}


def p95(values: list[float]) -> float:
    """The 95th percentile in milliseconds."""
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else values[0]


def tell(
    title: str, seconds: float, times: Times, faults: list[str], say: Callable[[str], object]
) -> None:
    """Say the figures of one load."""
    rate = sum(map(len, times.values())) / seconds
    say(f"\n{title}: {rate:.0f} requests a second, {len(faults)} errors\n")
    for kind, values in times.items():
        say(
            f"  {kind:<9} {len(values):>5} ×   median {statistics.median(values):7.1f} ms"
            f"   p95 {p95(values):7.1f} ms\n"
        )
    for fault in faults[:5]:
        say(f"  {fault}\n")


def main(seconds: float) -> None:
    """Measure and say all of it."""
    say = sys.stdout.write
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder / "load")
        with serving(folder / "load") as port:
            time.sleep(8)
            tell("20 clients, pause 0.5–1.5 s", seconds, *load(port, seconds, (0.5, 1.5)), say)
            tell("20 clients, no pause", seconds / 2, *load(port, seconds / 2, (0, 0)), say)
        kept = folder / "load" / "ctcl.sqlite3"
        with Database.open(kept) as database, database.reading() as uow:
            say(f"\n{len(list_all_issued(uow))} documents, {len(verify_all(uow))} breaks\n")
        (folder / "spent").mkdir()
        tell_spent(folder / "spent", say)
        for who, medians in list_times(folder).items():
            small, large = (medians[count] for count in LISTS)
            say(
                f"record list, {who}: {small:.1f} ms with {LISTS[0]:,} records, "
                f"{large:.1f} ms with {LISTS[1]:,}: {large / small:.2f} ×\n"
            )
        grown(folder / "grown", say)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seconds", nargs="?", type=float, default=60)
    main(parser.parse_args().seconds)
