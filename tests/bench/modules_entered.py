"""What a reader must open to follow one request: `python -m tests.bench.modules_entered [--names]`.

Counts the modules of `service/` and `forms/` in which a function runs while the record page of a
slip at work is asked, and while its completion is reported (a paper is issued with it). Both have
been asked before, so that nothing is counted that happens once a process.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

ROOT = Path.cwd()
if __name__ == "__main__":
    # Another tree is asked by this file too, of its own modules.
    sys.path.insert(0, str(ROOT))

from service.web import create_web  # noqa: E402
from tests.builders import a_house  # noqa: E402
from tests.store.databases import in_file  # noqa: E402
from tests.web.conftest import Browser  # noqa: E402
from tests.workflow.slips import walking  # noqa: E402

HIDDEN = re.compile('<input type="hidden" name="([^"]*)" value="([^"]*)"')
DONE = {"measures_taken": "Đã bổ sung bước kiểm tra.", "results": "Không còn hồ sơ thiếu chữ ký."}


@contextmanager
def entered() -> Iterator[set[str]]:
    """The modules in which a function is called, by their path in the tree."""
    found: set[str] = set()
    rooms = (f"{ROOT}/service/", f"{ROOT}/forms/")

    def note(frame: FrameType, kind: str, _: object) -> None:
        file = frame.f_code.co_filename
        called = kind == "call" and frame.f_code.co_name != "<module>"
        if called and file.startswith(rooms) and file.endswith(".py"):
            found.add(file.removeprefix(f"{ROOT}/"))

    sys.setprofile(note)
    try:
        yield found
    finally:
        sys.setprofile(None)


def asked(folder: Path) -> dict[str, set[str]]:
    """The modules that a record page and a posted move enter."""
    # Each walk is walked: a file in which a kept house could be put back is another's.
    walking.kept = lambda _house, _name, walk: walk()  # type: ignore[assignment]
    with in_file(folder / "ctcl.sqlite3") as database:
        house = a_house(folder, database)
        slips = [walking.walked_to(house, "implementing") for _ in range(2)]
        browser = Browser(create_web(house.office).test_client()).sign_in("official")
        for slip in slips:
            with entered() as page:
                browser.client.get(f"/records/{slip.id}")
            address = f"/records/{slip.id}/moves/report_completion"
            hidden = HIDDEN.findall(browser.client.get(address).text)
            with entered() as move:
                sent = browser.client.post(address, data=dict(hidden) | DONE)
            assert sent.status_code == 303, sent.text
        return {"record page": page, "posted move": move}


def main(say: Callable[[str], object] = print) -> None:
    """Say how many modules each enters, and which where they are asked for."""
    with tempfile.TemporaryDirectory() as folder:
        for name, modules in asked(Path(folder)).items():
            say(f"{name}: {len(modules)} modules")
            for each in sorted(modules) if "--names" in sys.argv else ():
                lines = len((ROOT / each).read_text("utf-8").splitlines())
                say(f"  {lines:4} {each}")


if __name__ == "__main__":
    main()
