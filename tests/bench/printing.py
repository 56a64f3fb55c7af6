"""PDFs of issued papers: `python -m tests.bench.printing [--beside CHECKOUT]`.

A paper downloaded for the first and the second time through the service, and a bundle of the same
hundred slips made twice; with another checkout the two take turns. Reported, never a test that
times.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parents[2]
DOWNLOADS, AGAIN = 12, 5
Figures = dict[str, float]


def main() -> None:
    """Print a line a figure and checkout."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--beside", type=Path, help="another checkout, made ready by `make setup`")
    asked.add_argument("--papers", type=int, default=100)
    asked.add_argument("--runs", type=int, default=3)
    asked.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.measure:
        sys.stdout.write(json.dumps(measured(options.papers)))
        return
    checkouts = [HERE, *([options.beside.resolve()] if options.beside else [])]
    found: dict[Path, list[Figures]] = {each: [] for each in checkouts}
    for _ in range(options.runs):
        for each in checkouts:
            found[each].append(figures_of(each, options.papers))
    for name in found[HERE][0]:
        for each, figures in found.items():
            sys.stdout.write(f"{name:28} {each!s:40} {median(f[name] for f in figures):9.1f} ms\n")


def figures_of(checkout: Path, papers: int) -> Figures:
    """What a process of that checkout measured of itself, by this file's means."""
    command = [checkout / ".venv/bin/python", __file__, "--measure", f"--papers={papers}"]
    own = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        command,
        cwd=checkout,
        env={**own, "PYTHONPATH": str(checkout)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return {name: float(value) for name, value in json.loads(done.stdout).items()}


def measured(papers: int) -> Figures:
    """Milliseconds by what was done."""
    with tempfile.TemporaryDirectory() as folder:
        return {**_downloads(Path(folder, "served")), **_bundles(Path(folder, "bundled"), papers)}


def _downloads(data: Path) -> Figures:
    from tests.builders import a_slip
    from tests.doors.real_service import a_service

    data.mkdir()
    with a_service(data) as service:
        staff = service.house.staff
        slips = [a_slip(service.house.office, staff.official).record_id for _ in range(DOWNLOADS)]
        browser = service.browser(staff.secretary.username)
        browser.ask("GET", "/forms/BM.CTCL.01/blank.pdf")
        _settled(service.pid)

        def seconds(slip: str) -> float:
            answer = browser.ask("GET", f"/records/{slip}/versions/1.pdf")
            assert answer.status == 200, answer.text
            return answer.seconds

        first = [seconds(each) for each in slips]
        again = [seconds(each) for _ in range(AGAIN) for each in slips]
    return {
        "a PDF, first download": median(first) * 1000,
        "the same again": median(again) * 1000,
        "the same again, 95th of 100": sorted(again)[int(len(again) * 0.95)] * 1000,
    }


def _settled(pid: int) -> None:
    """Wait until the service has read its templates and has nothing to do."""
    stat, worked = Path(f"/proc/{pid}/stat"), [-100, 0]
    # In hundredths of a second, by user and kernel; the other checkout has this file only.
    while worked[-1] - worked[-2] > 5:
        time.sleep(1)
        worked.append(sum(map(int, stat.read_text().rpartition(")")[2].split()[11:13])))


def _bundles(data: Path, papers: int) -> Figures:
    from service.settings import Settings

    # A checkout of before it had rooms keeps both in one module each.
    try:
        from service.documents.pdf.converter import PdfOffice
        from service.workflow.bundles.request_bundle import ask_bundle, read_bundle
    except ModuleNotFoundError:
        from service.documents.pdf import PdfOffice  # type: ignore
        from service.workflow.bundles import ask_bundle, read_bundle  # type: ignore
    from tests.builders import a_house, a_slip
    from tests.store.databases import in_file
    from tests.workflow.bundling import work

    data.mkdir()
    # The commit before this module had one LibreOffice and no setting.
    most = getattr(Settings(data, ""), "libreoffices", None)
    office = PdfOffice(data / "libreoffice", **({"most": most} if most else {}))
    taken: Figures = {}
    with in_file(data / "store.db") as database:
        house = a_house(data, database)
        house = replace(house, office=replace(house.office, pdf=office))
        staff = house.staff
        chosen = [a_slip(house.office, staff.official).record_id for _ in range(papers)]
        office.convert((HERE / "templates_docx/companions/O-01.docx").read_bytes())
        for name in (f"a bundle of {papers} slips", "a second bundle of the same"):
            asked = ask_bundle(house.office, staff.secretary, chosen, "pdf")
            begun = time.perf_counter()
            assert work(house, asked)
            taken[name] = (time.perf_counter() - begun) * 1000
            assert read_bundle(house.office, staff.secretary, asked.id).state == "ready"
        office.stop()
    return taken


if __name__ == "__main__":
    main()
