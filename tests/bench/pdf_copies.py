"""How long the PDF of an issued paper takes, made by LibreOffice and handed out as it was made."""

import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from statistics import median
from time import perf_counter

from service.archive.pdf_copies import PdfCopies
from service.documents.pdf.converter import PdfOffice
from service.documents.template.prepare import without_controls

ROUNDS = 21


def measure_pdf(word: bytes, runs: int = ROUNDS) -> dict[str, float]:
    """Return milliseconds and their ratio; nothing where the machine lacks what PDF needs."""
    with tempfile.TemporaryDirectory() as folder:
        office = PdfOffice(Path(folder, "libreoffice"))
        if not office.available:
            return {}
        try:
            return _measured(office, PdfCopies(Path(folder, "pdf")), word, runs)
        finally:
            office.stop()


def _measured(office: PdfOffice, copies: PdfCopies, word: bytes, runs: int) -> dict[str, float]:
    def make() -> bytes:
        return office.convert(without_controls(word))

    def take() -> bytes | None:
        return copies.get(sha256(word).hexdigest(), office.maker)

    copies.put(sha256(word).hexdigest(), office.maker, make())
    made, kept = list[float](), list[float]()
    for _ in range(runs):
        made.append(_ms(make))
        kept.append(_ms(take))
    return {
        "made_ms": round(median(made), 1),
        "kept_ms": round(median(kept), 3),
        "ratio": round(median(made) / median(kept), 1),
    }


def _ms(work: Callable[[], bytes | None]) -> float:
    begun = perf_counter()
    assert work()
    return (perf_counter() - begun) * 1000
