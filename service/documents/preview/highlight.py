"""Where on the pages some texts stand: the band that marks the box being filled."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from service.documents.pdf.page_images import opened

if TYPE_CHECKING:
    import pypdfium2 as pdfium

LONGEST, SHORTEST = 24, 4
WHOLE_PAGE = (0.06, 0.94)
_MARGIN = 0.004
_LEAST = 0.03
"""Less than this share of a page above the next heading is the page's margin, not the box."""

Band = tuple[float, float]
_Place = tuple[int, float, float]


def bands_of(pdf: bytes, texts: Iterable[str], until: Iterable[str] = ()) -> Mapping[int, Band]:
    """Return, by page from 1, upper and lower edge of all that `texts` take up on it.

    The band reaches down to the first of `until`, the words printed after the box, that stands
    below them. Edges are fractions from the page's top. A text that stands in several places marks
    none of them; no text found, no band. Raises PdfUnreadable.
    """
    wanted = list(dict.fromkeys(part for text in texts for part in _ends(text)))
    ends = [part for text in until for part in list(_ends(text))[:1]]
    found: dict[str, list[_Place]] = {part: [] for part in (*wanted, *ends)}
    with opened(pdf) as document:
        for number, page in enumerate(document, start=1):
            with contextlib.closing(page), contextlib.closing(page.get_textpage()) as text:
                height = page.get_height()
                for part in found:
                    for top, bottom in _places(text, part):
                        found[part].append((number, 1 - top / height, 1 - bottom / height))
    single = {part: places[0] for part, places in found.items() if len(places) == 1}
    inside = [single[part] for part in wanted if part in single]
    return _joined([*inside, *_down_to(inside, [single[part] for part in ends if part in single])])


def _down_to(inside: list[_Place], ends: list[_Place]) -> Iterator[_Place]:
    """Yield what belongs to the box between its last word and the first end below it."""
    if not inside:
        return
    page, _, bottom = max(inside, key=lambda place: (place[0], place[2]))
    below = [(number, top) for number, top, _ in ends if (number, top) > (page, bottom)]
    if not below:
        return
    number, top = below[0]
    edge = top - 2 * _MARGIN
    if number == page:
        yield page, bottom, max(edge, bottom)
        return
    yield page, bottom, WHOLE_PAGE[1]
    if edge > WHOLE_PAGE[0] + _LEAST:
        yield number, WHOLE_PAGE[0], edge


def _ends(text: str) -> Iterator[str]:
    """Yield what to look for: how the text begins and how it ends, each within one line."""
    lines = [line.strip() for line in text.splitlines() if len(line.strip()) >= SHORTEST]
    if lines:
        yield lines[0][:LONGEST].strip()
        yield lines[-1][-LONGEST:].strip()


def _places(page: "pdfium.PdfTextPage", part: str) -> Iterator[Band]:
    with contextlib.closing(page.search(part, match_case=True)) as search:
        while (hit := search.get_next()) is not None:
            first, count = hit
            boxes = [page.get_charbox(first), page.get_charbox(first + count - 1)]
            yield max(box[3] for box in boxes), min(box[1] for box in boxes)


def _joined(places: list[_Place]) -> dict[int, Band]:
    """Return one band a page; pages between the first and the last are marked whole."""
    pages = sorted({number for number, _, _ in places})
    bands: dict[int, Band] = {}
    for number in range(pages[0], pages[-1] + 1) if pages else ():
        here = [(top, bottom) for page, top, bottom in places if page == number]
        top = min((top for top, _ in here), default=WHOLE_PAGE[0] + _MARGIN)
        bottom = max((bottom for _, bottom in here), default=WHOLE_PAGE[1] - _MARGIN)
        bands[number] = (max(top - _MARGIN, 0.0), min(bottom + _MARGIN, 1.0))
    return bands
