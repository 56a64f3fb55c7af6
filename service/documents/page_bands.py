"""Where on the pages some texts stand: the band that marks the box being filled."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping

import pypdfium2 as pdfium

from service.documents.page_images import opened

LONGEST, SHORTEST = 24, 4
WHOLE_PAGE = (0.06, 0.94)
_MARGIN = 0.004

Band = tuple[float, float]


def bands_of(pdf: bytes, texts: Iterable[str]) -> Mapping[int, Band]:
    """Return, by page from 1, upper and lower edge of all that `texts` take up on it.

    Edges are fractions from the page's top. A text that stands in several places marks none of
    them; no text found, no band. Raises PdfUnreadable.
    """
    wanted = list(dict.fromkeys(part for text in texts for part in _ends(text)))
    found: dict[str, list[tuple[int, float, float]]] = {part: [] for part in wanted}
    with opened(pdf) as document:
        for number, page in enumerate(document, start=1):
            with contextlib.closing(page), contextlib.closing(page.get_textpage()) as text:
                height = page.get_height()
                for part in wanted:
                    for top, bottom in _places(text, part):
                        found[part].append((number, 1 - top / height, 1 - bottom / height))
    return _joined([places[0] for places in found.values() if len(places) == 1])


def _ends(text: str) -> Iterator[str]:
    """Yield what to look for: how the text begins and how it ends, each within one line."""
    lines = [line.strip() for line in text.splitlines() if len(line.strip()) >= SHORTEST]
    if lines:
        yield lines[0][:LONGEST].strip()
        yield lines[-1][-LONGEST:].strip()


def _places(page: pdfium.PdfTextPage, part: str) -> Iterator[Band]:
    with contextlib.closing(page.search(part, match_case=True)) as search:
        while (hit := search.get_next()) is not None:
            first, count = hit
            boxes = [page.get_charbox(first), page.get_charbox(first + count - 1)]
            yield max(box[3] for box in boxes), min(box[1] for box in boxes)


def _joined(places: list[tuple[int, float, float]]) -> dict[int, Band]:
    """Return one band a page; pages between the first and the last are marked whole."""
    pages = sorted({number for number, _, _ in places})
    bands: dict[int, Band] = {}
    for number in range(pages[0], pages[-1] + 1) if pages else ():
        here = [(top, bottom) for page, top, bottom in places if page == number]
        top = min((top for top, _ in here), default=WHOLE_PAGE[0] + _MARGIN)
        bottom = max((bottom for _, bottom in here), default=WHOLE_PAGE[1] - _MARGIN)
        bands[number] = (max(top - _MARGIN, 0.0), min(bottom + _MARGIN, 1.0))
    return bands
