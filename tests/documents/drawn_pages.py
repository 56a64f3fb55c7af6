"""What a drawn PDF shows page by page: its lines, where they stand, and how full each page is."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from service.documents.pdf.page_text import read_letters

POINTS_PER_MM = 72 / 25.4
TOP, BOTTOM = 20.0, 20.0
"""The margins of every form in millimetres; BM.CTCL.01 has 25 above."""


@dataclass(frozen=True)
class Line:
    """One printed line: its text, its edges in millimetres from the page's top and left."""

    text: str
    top: float
    bottom: float
    left: float
    right: float


@dataclass(frozen=True)
class DrawnPage:
    """One page in millimetres: its height, its lines from above, and where its rules are drawn."""

    height: float
    lines: tuple[Line, ...]
    rules: tuple[float, ...]

    @property
    def full(self) -> float:
        """How far down the page is written on, as a share of the room between the margins."""
        lowest = max((*(line.bottom for line in self.lines), *self.rules), default=TOP)
        return (lowest - TOP) / (self.height - TOP - BOTTOM)

    @property
    def text(self) -> str:
        """Its lines, one below the other."""
        return "\n".join(line.text for line in self.lines)


def drawn_pages(pdf: bytes) -> list[DrawnPage]:
    """The pages of the PDF with what stands between their margins."""
    return [_page(page) for page in pypdfium2.PdfDocument(io.BytesIO(pdf))]


def _page(page: pypdfium2.PdfPage) -> DrawnPage:
    height = page.get_height()
    found: list[Line] = []
    letters: list[tuple[str, float, float, float, float]] = []

    def close() -> None:
        text = "".join(letter[0] for letter in letters)
        inked = [letter for letter in letters if letter[0].strip()]
        if inked:
            found.append(
                Line(
                    text.strip(),
                    (height - max(one[4] for one in inked)) / POINTS_PER_MM,
                    (height - min(one[2] for one in inked)) / POINTS_PER_MM,
                    min(one[1] for one in inked) / POINTS_PER_MM,
                    max(one[3] for one in inked) / POINTS_PER_MM,
                )
            )
        letters.clear()

    for letter in read_letters(page.get_textpage()):
        if letter.text == "\n":
            close()
        else:
            letters.append(tuple(letter[:5]))
    close()
    sheet = height / POINTS_PER_MM
    body = [line for line in found if line.top > TOP - 1 and line.bottom < sheet - BOTTOM + 1]
    body.sort(key=lambda line: (round(line.top), line.left))
    return DrawnPage(sheet, tuple(body), tuple(_rules(page, height)))


def _rules(page: pypdfium2.PdfPage, height: float) -> Iterator[float]:
    """Where the lower edges of the drawn lines are, between the margins."""
    for drawn in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH]):
        lower = (height - drawn.get_bounds()[1]) / POINTS_PER_MM
        if TOP < lower < height / POINTS_PER_MM - BOTTOM + 1:
            yield lower
