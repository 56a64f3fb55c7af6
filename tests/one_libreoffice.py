"""One LibreOffice for all tests of a worker: to start one takes as long as to draw ten papers."""

import shutil
import tempfile
import threading
from pathlib import Path

from service.documents.pdf.converter import PdfOffice
from service.documents.pdf.safety_check import refuse_unfit
from tests.needs import libreoffice, need

_running: dict[Path, PdfOffice] = {}
_one_at_a_time = threading.Lock()


class LentPdfOffice(PdfOffice):
    """An office of its own that has its pages drawn by the worker's LibreOffice."""

    def convert(self, docx: bytes, asked_by: str = "", picture_of: str = "") -> bytes:
        """The PDF; what this office refuses, and all once it is stopped, the other never sees."""
        refuse_unfit(docx)
        self._require_parts()
        return _of_the_worker().convert(docx, asked_by, picture_of)


def pdf_office() -> PdfOffice:
    """The worker's; skipped (failed in CI) where the machine lacks LibreOffice."""
    need(libreoffice(), "LibreOffice")
    return _of_the_worker()


def end_libreoffice() -> None:
    """End the worker's LibreOffice and delete its folder."""
    for folder, office in _running.items():
        office.stop()
        shutil.rmtree(folder, ignore_errors=True)
    _running.clear()


def _of_the_worker() -> PdfOffice:
    with _one_at_a_time:
        if not _running:
            folder = Path(tempfile.mkdtemp(prefix="libreoffice-"))
            _running[folder] = PdfOffice(folder, jobs_before_restart=10_000)
        (office,) = _running.values()
    return office
