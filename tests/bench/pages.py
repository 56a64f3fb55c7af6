"""What a page costs: `python -m tests.bench.pages [--before WORKTREE] [--rounds N] [--grown]`.

Five pages of one house are asked in turn, in a process of this tree and, where named, in one of the
tree before; what is told is the processor's time, a median over interleaved rounds. Floor A is the
finished page given by a bare route behind the same gate, floor B the same template rendered once
more from ready values. A page may take the larger of 1.5 × floor B + 4 ms and 40 % of the tree
before, and ask twelve statements. With `--grown` the pages of a house of 1,000 records stand beside
those of one of 100,000, both of 1,000 people.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent.parent
if __name__ == "__main__":
    # The tree before has no such file: it is asked by this one, of its own modules.
    sys.path.insert(0, str(Path.cwd()))

from flask import Flask, template_rendered  # noqa: E402

from service.web import create_web, gate  # noqa: E402
from service.workflow.office import Office  # noqa: E402
from tests.builders import SLIP, a_house, a_slip  # noqa: E402
from tests.store.databases import in_file  # noqa: E402
from tests.store.statements import asked  # noqa: E402
from tests.web.conftest import Browser  # noqa: E402
from tests.workflow.slips import walking  # noqa: E402

try:
    note_requests = gate.note_requests
except AttributeError:
    # The tree before keeps it elsewhere.
    from service.web.request_log import keep as note_requests  # type: ignore

LINES = 60
COUNTS = (1_000, 100_000)
MOST_STATEMENTS = 12
BEGINNINGS = ("BEGIN", "PRAGMA")
Answer = tuple[float, float, float, int]


@dataclass(frozen=True)
class Pages:
    """Pages of a house by name: who asks which address."""

    office: Office
    app: Flask
    asking: dict[str, tuple[Browser, str]]

    def measure(self, name: str) -> Answer:
        """The processor's milliseconds of floor A, floor B and the page, and its statements."""
        browser, address = self.asking[name]
        ready, html = _ready(self.app, browser, address)
        with asked(self.office.database) as statements:
            _get(browser, address)
        bare = _bare(html)
        floor = _cpu(lambda: bare.get("/"))
        with self.app.test_request_context(address):
            rendering = _cpu(ready)
        page = _cpu(lambda: _get(browser, address))
        told = [each for each in statements if not each.startswith(BEGINNINGS)]
        return floor, floor + rendering, page, len(told)


def _get(browser: Browser, address: str) -> str:
    answer = browser.client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.text


def _cpu(work: Callable[[], object], times: int = 5) -> float:
    work()
    took = []
    for _ in range(times):
        begun = time.process_time()
        work()
        took.append((time.process_time() - begun) * 1_000)
    return statistics.median(took)


def _bare(html: str) -> Any:
    """A browser of an application that knows one page, finished, behind our gate."""
    app = Flask("floor")
    note_requests(app)
    gate.watch(app, frozenset())
    app.add_url_rule("/", "page", lambda: html)
    return app.test_client()


def _ready(app: Flask, browser: Browser, address: str) -> tuple[Callable[[], str], str]:
    """What renders the page once more from the values it had, and the page."""
    drawn: list[tuple[Any, dict[str, Any]]] = []

    def note(_app: Flask, template: Any, context: dict[str, Any], **_: object) -> None:
        drawn.append((template, context))

    kept: dict[str, object] = {}
    with template_rendered.connected_to(note, app):
        html = _get(browser, address)
    template, context = drawn[-1]
    context = {n: v for n, v in context.items() if n not in {"request", "session", "g"}}
    # The one name of a page that looks into the store while it is rendered.
    look = context["unsent_at"]
    here = browser.client

    def unsent_at(place: str) -> object:
        return kept[place]

    def keep(place: str) -> object:
        kept[place] = look(place)
        return kept[place]

    with here:
        here.get(address)
        template.render({**context, "unsent_at": keep})
    return lambda: str(template.render({**context, "unsent_at": unsent_at})), html


@contextmanager
def small_house(folder: Path) -> Iterator[Pages]:
    """A house of sixty slips, one at work with ten events behind it, and a draft."""
    # Each walk is walked: a file in which a kept house could be put back is another's.
    walking.kept = lambda _house, _name, walk: walk()  # type: ignore[assignment]
    with in_file(folder / "ctcl.sqlite3") as database:
        house = a_house(folder, database)
        for n in range(LINES):
            a_slip(house.office, house.staff.official if n % 2 else house.staff.stranger)
        slip = walking.walked_to(house, "implementing")
        slip.move(house.staff.official, "ask_change", walking.ASK)
        slip.move(house.staff.board, "agree_change", {"board_opinion": "Đồng ý."})
        slip.move(house.staff.official, "report_progress", {"percent_done": 40})
        app = create_web(house.office)
        official, secretary = (Browser(app.test_client()).sign_in(r) for r in PEOPLE)
        draft = official.start(SLIP)
        pages = {
            "home": (official, "/"),
            "home, secretary": (secretary, "/"),
            "record": (official, f"/records/{slip.id}"),
            "list": (official, "/records"),
            "list, one form": (secretary, f"/records?form={SLIP}"),
            "panel": (official, f"/records/{slip.id}/moves/report_completion"),
            "fill": (official, f"/drafts/{draft}/parts/nonconformity"),
        }
        yield Pages(house.office, app, pages)


PEOPLE = ("official", "secretary")


def grown(folder: Path, say: Callable[[str], object], rounds: int) -> None:
    """Say what the pages of a large house take beside those of a small one."""
    from tests.bench.growth import a_grown_house

    houses = {}
    for count in COUNTS:
        office, actors = a_grown_house(folder / str(count), count)
        made = a_slip(office, actors["official"])
        app = create_web(office)
        official, head = (_signed_in(app, name) for name in ("official", "unithead"))
        draft = official.start(SLIP)
        pages = {
            "home": (official, "/"),
            "record": (official, f"/records/{made.record_id}"),
            "list": (official, "/records"),
            "panel": (head, f"/records/{made.record_id}/moves/need_action"),
            "fill": (official, f"/drafts/{draft}/parts/nonconformity"),
        }
        houses[count] = Pages(office, app, pages)
    for name in houses[COUNTS[0]].asking:
        times: dict[int, list[float]] = {count: [] for count in COUNTS}
        for _ in range(rounds):
            for count, house in houses.items():
                browser, address = house.asking[name]
                times[count].append(_cpu(lambda at=address, by=browser: _get(by, at)))  # type: ignore[misc]
        small, large = (statistics.median(times[count]) for count in COUNTS)
        say(f"{name:8}{small:8.1f} ms of {COUNTS[0]:,}{large:8.1f} ms of {COUNTS[1]:,}")
        say(f"   {large / small:.2f} ×, at most 1.30 ×\n")


def _signed_in(app: Flask, username: str) -> Browser:
    from tests.builders import PASSWORD

    browser = Browser(app.test_client())
    browser.get("/sign-in")
    answer = browser.post("/sign-in", {"username": username, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    browser.get("/keys")
    return browser


class Tree:
    """A tree whose pages a process of its own measures, in its folder and with its Python."""

    def __init__(self, folder: Path) -> None:
        python = folder / ".venv/bin/python"
        self._process = subprocess.Popen(
            [str(python if python.exists() else sys.executable), __file__, "--answer"],
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def measure(self, name: str) -> Answer:
        """Floor A, floor B, the page, its statements."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()
        floor, rendered, page, count = self._process.stdout.readline().split()
        return float(floor), float(rendered), float(page), int(count)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()


def answer() -> None:
    """Measure each page that is named on a line of standard input."""
    with tempfile.TemporaryDirectory() as folder, small_house(Path(folder)) as pages:
        for line in sys.stdin:
            floor, rendered, page, count = pages.measure(line.strip())
            sys.stdout.write(f"{floor:.4f} {rendered:.4f} {page:.4f} {count}\n")
            sys.stdout.flush()


NAMES = ("home", "home, secretary", "record", "list", "list, one form", "panel", "fill")


def table(before: Path | None, rounds: int, say: Callable[[str], object]) -> None:
    """Say what each page takes, beside its floors and the tree before."""
    say(f"{'page':16}{'floor A':>9}{'floor B':>9}{'page':>9}{'statements':>12}")
    say(f"{'before':>9}{'statements':>12}{'of it':>7}{'allowed':>9}\n" if before else "\n")
    with ExitStack() as trees:
        now = trees.enter_context(Tree(ROOT))
        old = trees.enter_context(Tree(before)) if before else None
        for name in NAMES:
            ours, theirs = [], []
            for _ in range(rounds):
                theirs += [old.measure(name)] if old else []
                ours.append(now.measure(name))
            floor, rendered, page = (statistics.median(each[i] for each in ours) for i in range(3))
            say(f"{name:16}{floor:9.2f}{rendered:9.2f}{page:9.2f}{ours[-1][3]:12}")
            if theirs:
                was = statistics.median(each[2] for each in theirs)
                pairs = zip(ours, theirs, strict=True)
                share = statistics.median(our[2] / their[2] for our, their in pairs)
                allowed = max(1.5 * rendered + 4, 0.4 * was)
                say(f"{was:9.2f}{theirs[-1][3]:12}{share:6.0%}{allowed:9.2f}")
            say("\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", type=Path, help="a worktree of the commit before")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--grown", action="store_true")
    parser.add_argument("--answer", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.answer:
        answer()
    elif given.grown:
        with tempfile.TemporaryDirectory() as name:
            grown(Path(name), sys.stdout.write, given.rounds)
    else:
        table(given.before, given.rounds, sys.stdout.write)
