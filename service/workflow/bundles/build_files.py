"""The file of a bundle: one PDF to print, or one ZIP of Word files and PDFs with their hashes."""

import time
import zipfile
from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from service.archive.filing import read_document
from service.archive.vault import FileAltered, FileMissing
from service.documents.pdf.errors import PdfBusy, PdfError, PdfRefused
from service.documents.pdf.written import PdfPart, merge_pdfs
from service.formkit.labels import Label
from service.store.bundles import BundleMember
from service.store.errors import NotStored
from service.store.ledger import issued
from service.workflow.actor import Actor
from service.workflow.authority import visible_record
from service.workflow.errors import NotFound, RuleRefuses, sentence_of
from service.workflow.files.document_files import issued_name
from service.workflow.files.dossier import CHECKSUMS, put_member
from service.workflow.files.issued_pdf import pdf_of_issued
from service.workflow.office import Office
from service.workflow.spreadsheet import Column, text_sheet

LIST = "danh-sach.xlsx"
COLUMNS = (
    Column("Số", 14),
    Column("Biểu mẫu", 14),
    Column("Nội dung", 50),
    Column("Phiên bản", 10),
    Column("Tệp", 36),
    Column("SHA-256", 68),
)
PATIENCE = 60.0
"""Seconds that a bundle waits for its turn at LibreOffice, where people come first."""
LEFT_OUT = Label(
    "{n} phiếu không có trong tệp vì anh/chị không còn được xem.",
    "{n} records are not in the file because you may no longer see them.",
)
NONE_LEFT = Label(
    "Anh/chị không còn được xem các phiếu đã chọn.",
    "You may no longer see any of the chosen records.",
)


@dataclass(frozen=True)
class BundleTask:
    """What is made: for whom, of which records, in which folder; `step` is told after each.

    `step` raises what ends the making early.
    """

    office: Office
    actor: Actor
    record_ids: Sequence[str]
    folder: Path
    step: Callable[[int], None]


@dataclass(frozen=True)
class BuiltBundle:
    """The file made, the papers in it, and what there is to say about those that are not."""

    path: Path
    held: tuple[BundleMember, ...]
    said: Label | None


@dataclass(frozen=True)
class _Paper:
    held: BundleMember
    number: str
    title: str
    summary: str
    word: bytes

    @property
    def name(self) -> str:
        called = self.number or self.held.record_id
        return issued_name(self.held.form_code, called, self.held.version)


def make_print(making: BundleTask) -> BuiltBundle:
    """Return one PDF of the newest version of each record, in the order they were chosen.

    Raises RuleRefuses when none may be seen any more or a paper cannot be printed, PdfError.
    """
    parts, held = list[PdfPart](), list[BundleMember]()
    with closing(_printed(making)) as printed:
        for paper, pdf in printed:
            if isinstance(pdf, PdfRefused):
                raise RuleRefuses(_of_one(paper.title, pdf)) from pdf
            if isinstance(pdf, PdfError):
                raise pdf
            path = making.folder / f"{len(parts):04}.pdf"
            path.write_bytes(pdf)
            parts.append(PdfPart(path, paper.title))
            held.append(paper.held)
    _require_some(held)
    target = making.folder / "bundle.pdf"
    merge_pdfs(parts, target, print_title(len(held)))
    return BuiltBundle(target, tuple(held), _left_out(making, held))


def make_zip(making: BundleTask) -> BuiltBundle:
    """Return one ZIP of the newest version of each record as Word file and as PDF.

    Where PDF cannot be made the Word files go alone, and it is said why. Raises RuleRefuses.
    """
    target, held = making.folder / "bundle.zip", list[BundleMember]()
    rows, sums, taken = list[list[str]](), list[str](), set[str]()
    without: PdfError | None = None
    with (
        zipfile.ZipFile(target, "w") as package,
        closing(_printed(making)) as printed,
    ):
        for paper, pdf in printed:
            name = _free_name(paper.name, taken)
            files = {f"{name}.docx": paper.word}
            if isinstance(pdf, PdfError):
                without = pdf
            else:
                files[f"{name}.pdf"] = pdf
            for file, content in files.items():
                put_member(package, file, content, shrinks=False)
                digest = sha256(content).hexdigest()
                sums.append(f"{digest}  {file}\n")
                rows.append(_row(paper, file, digest))
            held.append(paper.held)
        _require_some(held)
        sheet = text_sheet("Danh sách", COLUMNS, rows, making.office.now())
        put_member(package, LIST, sheet, shrinks=False)
        sums.append(f"{sha256(sheet).hexdigest()}  {LIST}\n")
        put_member(package, CHECKSUMS, "".join(sums).encode(), shrinks=True)
    sentences = (_left_out(making, held), sentence_of(without) if without else None)
    return BuiltBundle(target, tuple(held), _joined(sentences))


def print_title(number: int) -> str:
    """Return what a PDF of so many records is called."""
    return f"In {number} phiếu"


def _printed(making: BundleTask) -> Generator[tuple[_Paper, bytes | PdfError]]:
    """Yield the papers that may be seen now, each with its PDF or why it has none.

    A step is told after each. As many are printed at a time as there are LibreOffices, and few
    are in memory. Where PDF cannot be made at all, that of the rest is not asked for.
    """
    missing: list[PdfError] = []

    def print_it(paper: _Paper) -> bytes | PdfError:
        if missing:
            return missing[0]
        try:
            return _pdf(making, paper)
        except PdfRefused as refused:
            return refused
        except PdfError as failed:
            missing.append(failed)
            return failed

    most = making.office.pdf.most
    ahead = deque[tuple[_Paper, Future[bytes | PdfError]]]()
    with ThreadPoolExecutor(most, "bundle") as printers:
        try:
            for number, record_id in enumerate(making.record_ids):
                making.step(number - len(ahead))
                paper = _paper(making, record_id)
                if paper is not None:
                    ahead.append((paper, printers.submit(print_it, paper)))
                # No LibreOffice stands idle while the first of them is the slowest.
                if len(ahead) == 2 * most - 1:
                    first, pdf = ahead.popleft()
                    yield first, pdf.result()
            for each, pdf in ahead:
                yield each, pdf.result()
        finally:
            printers.shutdown(wait=False, cancel_futures=True)


def _paper(making: BundleTask, record_id: str) -> _Paper | None:
    office = making.office
    with office.database.reading() as uow:
        try:
            record = visible_record(uow, making.actor, record_id, office.today())
            document = issued.get_issued(uow, record_id, record.form_code)
        except (NotFound, NotStored):
            return None
    number = record.number or ""
    title = " ".join(filter(None, (office.form(record.form_code).short.vi, number)))
    try:
        word = read_document(office.vault, document)
    except (FileAltered, FileMissing) as fault:
        raise RuleRefuses(_of_one(title, fault)) from fault
    held = BundleMember(record_id, document.form_code, document.version)
    return _Paper(held, number, title, record.summary, word)


def _pdf(making: BundleTask, paper: _Paper) -> bytes:
    """Return the PDF of the paper, the one kept or one in turn with all others; raises PdfError."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return pdf_of_issued(making.office, paper.word, making.actor.username)
        except PdfBusy:
            if time.monotonic() > until:
                raise
            time.sleep(1)


def _of_one(name: str, fault: Exception) -> Label:
    sentence = sentence_of(fault)
    return Label(f"{name}: {sentence.vi}", f"{name}: {sentence.en}")


def _require_some(held: Sequence[BundleMember]) -> None:
    if not held:
        raise RuleRefuses(NONE_LEFT)


def _left_out(making: BundleTask, held: Sequence[BundleMember]) -> Label | None:
    missing = len(making.record_ids) - len(held)
    return LEFT_OUT.with_(n=missing) if missing else None


def _joined(sentences: Sequence[Label | None]) -> Label | None:
    present = [each for each in sentences if each]
    if not present:
        return None
    return Label(" ".join(each.vi for each in present), " ".join(each.en for each in present))


def _free_name(name: str, taken: set[str]) -> str:
    """Return the name, numbered where a sample slip has the number of a real one."""
    free, n = name, 1
    while free in taken:
        n += 1
        free = f"{name}_{n}"
    taken.add(free)
    return free


def _row(paper: _Paper, file: str, digest: str) -> list[str]:
    version = f"v{paper.held.version:02d}"
    return [paper.number, paper.held.form_code, paper.summary, version, file, digest]
