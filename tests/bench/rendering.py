"""How fast a document is made, measured beside docxtpl on this machine.

`make bench` and `ctcl bench` print the table: `python -m tests.bench.rendering [--json FILE]`.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, Self

from lxml import etree

from service.documents.deterministic_zip import BulkZip
from service.documents.render.compiled_template import CompiledTemplate
from service.documents.render.library import TemplateLibrary
from service.documents.render.render import Paper, context
from service.formkit.catalogue import Catalogue
from service.formkit.fields import Code
from service.formkit.form import Form
from service.formkit.letterhead import default_letterhead
from service.settings import Settings
from tests.bench.filled_forms import WORKLOADS, Workload, filled
from tests.bench.pdf_copies import measure_pdf
from tests.documents.docxtpl_reference import docxtpl_render, plain_twin

ROUNDS = 21
IN_A_ROW = 10
"""Ours takes microseconds, so one round of it is the mean of ten."""
BULK, BATCH = 1_000, 100
GROWTH = (20, 200, 2_000, 20_000)
# A child's own count of its memory would start at ours, for it begins as a copy of us.
PEAK_OF_CTCL = """
import sys
from pathlib import Path
from service.cli import main
try:
    main()
finally:
    status = Path("/proc/self/status").read_text()
    print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""

Values = Mapping[str, Any]


class OutputsDiffer(Exception):
    """Two engines do not print the same page, so their times must not be compared."""


@dataclass(frozen=True)
class Bench:
    """A compiled template, what docxtpl opens instead, and the ready values of both."""

    template: CompiledTemplate
    twin: bytes
    values: Values

    @classmethod
    def of(cls, form: Form, answers: Values, library: TemplateLibrary) -> Self:
        """Return the bench of a filled form, its outputs compared; raises OutputsDiffer."""
        template = library.template(form, form.variant_of(answers))
        values = context(form, answers, Paper(default_letterhead(), form.version, "01/2026"))
        bench = cls(template, plain_twin(template.prepared), values)
        bench.compare()
        return bench

    def ours(self) -> bytes:
        """Return our document: the template is compiled already."""
        return self.template.render(self.values)

    def same(self) -> bytes:
        """Return docxtpl's document of the same prepared template, opened anew as its users do."""
        return docxtpl_render(self.template.prepared, self.values)

    def plain(self) -> bytes:
        """Return docxtpl's document of the same page without content controls."""
        return docxtpl_render(self.twin, self.values)

    def compare(self) -> None:
        """Raise OutputsDiffer unless every changing part equals docxtpl's, and the twin's text."""
        ours, same, plain = self.ours(), self.same(), self.plain()
        for part in self.template.package.parts:
            if _canonical(ours, part.name) != _canonical(same, part.name):
                raise OutputsDiffer(f"{self.template.file}: {part.name}")
        if _text(ours) != _text(plain):
            raise OutputsDiffer(f"{self.template.file}: the plain twin's text")

    def floor(self) -> Callable[[], bytes]:
        """Return the least work there is: zlib level 1 of the finished XML, the rest copied."""
        package = self.template.package
        finished, rest = package.finished(self.values), package.shell.join(())
        return lambda: b"".join([rest, *(zlib.compress(xml, 1) for xml in finished)])


def measure(runs: int = ROUNDS, *, pdf: bool = False) -> dict[str, Any]:
    """Return every figure of issue 2 §6 that needs no server; raises OutputsDiffer.

    Engines take turns in every round; each figure is a median. `pdf` asks LibreOffice too.
    """
    settings = Settings.from_environment()
    catalogue = Catalogue.load(settings.forms_folders)
    library = TemplateLibrary.open(catalogue, settings.templates_folders)
    answers = {w.code: filled(catalogue[w.code], w) for w in WORKLOADS}
    benches = {code: Bench.of(catalogue[code], a, library) for code, a in answers.items()}
    figures: dict[str, Any] = {code: _form_figures(b, runs) for code, b in benches.items()}
    slip, minutes = catalogue[WORKLOADS[0].code], catalogue[WORKLOADS[1].code]
    figures["bulk_1000"] = _bulk_figures(benches[slip.code], slip, answers[slip.code])
    figures["growth"] = [[n, _grown_ms(minutes, n, library)] for n in GROWTH]
    if pdf and (printed := measure_pdf(benches[slip.code].ours(), runs)):
        figures["pdf"] = printed
    return figures


def table(figures: Mapping[str, Any]) -> str:
    """Return the figures as a table for people."""
    lines = [
        f"{'':12}{'ours ms':>10}{'docxtpl ms':>12}{'ratio':>9}{'same':>9}"
        f"{'floor ms':>10}{'× floor':>9}{'size':>7}"
    ]
    for code, of in figures.items():
        if isinstance(of, dict) and "ours_ms" in of:
            lines.append(
                f"{code:12}{of['ours_ms']:10.3f}{of['docxtpl_ms']:12.2f}{of['ratio']:8.0f}×"
                f"{of['ratio_same']:8.0f}×{of['floor_ms']:10.3f}{of['over_floor']:9.2f}"
                f"{of['file_ratio']:7.2f}"
            )
    bulk = figures["bulk_1000"]
    lines.append(
        f"1,000 × {WORKLOADS[0].code}: ours {bulk['ours_s']:.2f} s, docxtpl"
        f" {bulk['docxtpl_s']:.1f} s, {bulk['ratio']:.0f} ×, `ctcl bulk` {bulk['peak_mb']:.0f} MB"
    )
    rows = ", ".join(f"{n:,} rows {ms:.2f} ms" for n, ms in figures["growth"])
    lines.append(f"{WORKLOADS[1].code}: {rows}")
    if of := figures.get("pdf"):
        lines.append(
            f"{WORKLOADS[0].code} as PDF: made {of['made_ms']:.0f} ms, the copy proved"
            f" {of['kept_ms']:.2f} ms, {of['ratio']:.0f} ×"
        )
    return "\n".join(lines)


def _form_figures(bench: Bench, runs: int) -> dict[str, float]:
    floor = bench.floor()
    engines = {"ours": bench.ours, "floor": floor, "plain": bench.plain, "same": bench.same}
    times: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(runs):
        for name, engine in engines.items():
            times[name].append(_ms(engine, IN_A_ROW if name in ("ours", "floor") else 1))
    ours, least, plain, same = (median(times[name]) for name in engines)
    return {
        "ours_ms": round(ours, 4),
        "docxtpl_ms": round(plain, 3),
        "ratio": round(plain / ours, 1),
        "ratio_same": round(same / ours, 1),
        "floor_ms": round(least, 4),
        "over_floor": round(ours / least, 2),
        "file_ratio": round(len(bench.ours()) / len(bench.same()), 3),
    }


def _bulk_figures(bench: Bench, form: Form, answers: Values) -> dict[str, float]:
    ours: list[float] = []
    theirs: list[float] = []
    values = [_numbered(form, bench.values, f"{n:02}/2026") for n in range(1, BULK + 1)]
    with tempfile.TemporaryDirectory() as folder:
        with (
            Path(folder, "ours.zip").open("wb") as out,
            BulkZip(out) as bulk,
            zipfile.ZipFile(Path(folder, "docxtpl.zip"), "w") as plain,
        ):
            for start in range(0, BULK, BATCH):
                batch = range(start, start + BATCH)
                begun = perf_counter()
                for n in batch:
                    bulk.add(f"{n}.docx", bench.template.render(values[n]))
                turned = perf_counter()
                for n in batch:
                    plain.writestr(f"{n}.docx", docxtpl_render(bench.twin, values[n]))
                ours.append(turned - begun)
                theirs.append(perf_counter() - turned)
        peak = _bulk_peak(form, answers, Path(folder))
    ours_s, docxtpl_s = (median(each) * BULK / BATCH for each in (ours, theirs))
    return {
        "ours_s": round(ours_s, 3),
        "docxtpl_s": round(docxtpl_s, 2),
        "ratio": round(docxtpl_s / ours_s, 1),
        "peak_mb": round(peak, 1),
    }


def _numbered(form: Form, values: Values, number: str) -> Values:
    name = next(each.name for each in form.fields if isinstance(each, Code))
    return {**values, name: number, "doc": {**values["doc"], "record_id": number}}


def _bulk_peak(form: Form, answers: Values, folder: Path) -> float:
    """Return the peak memory in MB of a `ctcl bulk` process over as many rows."""
    rows, out = folder / "rows.jsonl", folder / "bulk.zip"
    rows.write_text(f"{json.dumps(answers, ensure_ascii=False)}\n" * BULK, encoding="utf-8")
    command = [sys.executable, "-c", PEAK_OF_CTCL, "bulk", form.code, str(rows), "-o", str(out)]
    home = os.environ | {"CTCL_DATA": str(folder / "var")}
    done = subprocess.run(command, env=home, check=False, capture_output=True, text=True)
    if done.returncode:
        raise OutputsDiffer(f"ctcl bulk: {done.stderr.strip()}")
    return int(done.stdout.split()[-1]) / 1024


def _grown_ms(form: Form, rows: int, library: TemplateLibrary) -> float:
    answers = filled(form, Workload(form.code, (rows,), long_texts=7))
    values = context(form, answers, Paper(default_letterhead(), form.version))
    template = library.template(form)
    return round(median(_ms(lambda: template.render(values), 1) for _ in range(5)), 3)


def _ms(work: Callable[[], object], times: int) -> float:
    begun = perf_counter()
    for _ in range(times):
        work()
    return (perf_counter() - begun) * 1000 / times


def _canonical(package: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return bytes(etree.tostring(etree.fromstring(archive.read(name)), method="c14n"))


def _text(package: bytes) -> str:
    with zipfile.ZipFile(BytesIO(package)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return "".join(root.itertext("{*}t"))


def main() -> None:
    """Print the table, and write the figures where they are asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    asked.add_argument("--runs", type=int, default=ROUNDS)
    options = asked.parse_args()
    figures = measure(options.runs, pdf=True)
    sys.stdout.write(f"{table(figures)}\n")
    if options.json is not None:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
