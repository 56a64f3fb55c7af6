"""The finished Word file as Debian's LibreOffice prints it right: no controls, no clipped rows."""

from __future__ import annotations

from math import ceil

from service.documents.plain_package import DOCUMENT
from service.documents.prepare import pack, unpack, without_controls
from service.documents.wordml import ROW, Element, parse_part, twentieths, w, write_part

TALL = 25
"""Lines from which a row may break: LibreOffice 7.4 cuts off what an unbreakable row cannot hold
between its repeated heads and the page's end, where Word breaks the row all the same."""

LETTER_DXA = 110
"""Width of an average letter of 11 to 13 pt text, in twentieths of a point."""


def for_pdf(docx: bytes) -> bytes:
    """Return the same pages without content controls, rows taller than a page free to break."""
    members = unpack(without_controls(docx))
    root = parse_part(members[DOCUMENT])
    for row in root.iter(ROW):
        unbreakable = row.find(f"{w('trPr')}/{w('cantSplit')}")
        if unbreakable is not None and _lines(row) > TALL:
            unbreakable.getparent().remove(unbreakable)
    members[DOCUMENT] = write_part(root)
    return pack(members)


def _lines(row: Element) -> int:
    """Return how many lines the fullest cell of the row takes, by estimate."""
    return max((_cell_lines(cell) for cell in row.findall(w("tc"))), default=0)


def _cell_lines(cell: Element) -> int:
    width = cell.find(f"{w('tcPr')}/{w('tcW')}")
    dxa = twentieths(width.get(w("w"), "0")) if width is not None else 0
    letters = max(dxa // LETTER_DXA, 1)
    return sum(_paragraph_lines(paragraph, letters) for paragraph in cell.iter(w("p")))


def _paragraph_lines(paragraph: Element, letters: int) -> int:
    lengths = [0]
    for part in paragraph.iter(w("t"), w("br")):
        if part.tag == w("br"):
            lengths.append(0)
        else:
            lengths[-1] += len(part.text or "")
    return sum(max(1, ceil(length / letters)) for length in lengths)
