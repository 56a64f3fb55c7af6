"""The letters of a PDF page in the order they are seen, each with its place."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import pypdfium2 as pdfium

_BLANK_GAP = 0.12
"""A gap wider than this share of the line's height is a blank between two words."""


class Letter(NamedTuple):
    """One letter (or line end) and its box in points from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    drawn: bool


def read_letters(page: "pdfium.PdfTextPage") -> list[Letter]:
    """Return the page's letters line by line, a newline between two lines.

    LibreOffice writes the letters of a fallback font (☐ ☒) after the rest of their line; they
    are put back where they stand.
    """
    read: list[Letter] = []
    for line in _lines(page):
        if read:
            read.append(Letter("\n", *read[-1][1:5], drawn=False))
        read += line if _in_order(line) else _put_in_order(line)
    return read


def _lines(page: "pdfium.PdfTextPage") -> Iterator[list[Letter]]:
    line: list[Letter] = []
    for letter in _raw_letters(page):
        if letter.text == "\n":
            yield line
            line = []
        elif letter.text != "\r":
            line.append(letter)
    yield line


def _raw_letters(page: "pdfium.PdfTextPage") -> Iterator[Letter]:
    import pypdfium2.raw as pdfium_c

    high = 0
    for index in range(page.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        drawn = pdfium_c.FPDFText_IsGenerated(page, index) == 0
        left, bottom, right, top = page.get_charbox(index, loose=True)
        yield Letter(chr(code) if code else " ", left, bottom, right, top, drawn)


def _in_order(line: list[Letter]) -> bool:
    """Return whether the line may stay: left to right, or not one line of print at all."""
    drawn = [letter for letter in line if letter.drawn and letter.text.strip()]
    lefts = [letter.left for letter in drawn]
    if lefts == sorted(lefts):
        return True
    return max(letter.bottom for letter in drawn) >= min(letter.top for letter in drawn)


def _put_in_order(line: list[Letter]) -> list[Letter]:
    ordered: list[Letter] = []
    for letter in sorted((one for one in line if one.drawn), key=lambda one: one.left):
        if ordered and letter.text.strip() and ordered[-1].text.strip():
            before = ordered[-1]
            if letter.left - before.right > _BLANK_GAP * (letter.top - letter.bottom):
                ordered.append(Letter(" ", *before[1:5], drawn=False))
        ordered.append(letter)
    return ordered
