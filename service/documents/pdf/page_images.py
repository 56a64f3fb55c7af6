"""What a PDF shows: its pages as pictures, their text, and where a text stands."""

import contextlib
import io
import os
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from service.documents.pdf.page_text import Letter, read_letters

if TYPE_CHECKING:
    import pypdfium2 as pdfium
    from PIL import Image

_ONE_AT_A_TIME = threading.Lock()
_BLANKS = re.compile(r"\s+")

# A child process made by fork while another thread draws would otherwise wait for ever.
os.register_at_fork(
    before=_ONE_AT_A_TIME.acquire,
    after_in_parent=_ONE_AT_A_TIME.release,
    after_in_child=_ONE_AT_A_TIME.release,
)


class PdfUnreadable(Exception):
    """The bytes are no PDF, or one without pages."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as a WebP picture: page number from 1, size in pixels."""

    number: int
    width: int
    height: int
    webp: bytes


class TextPlace(NamedTuple):
    """Where a text stands: page from 1, upper and lower edge as fractions from the page's top."""

    page: int
    top: float
    bottom: float


def page_count(pdf: bytes) -> int:
    """Return how many pages the PDF has. Raises PdfUnreadable."""
    with opened(pdf) as document:
        return len(document)


def page_images(pdf: bytes, width: int = 1052, first: int | None = None) -> list[PageImage]:
    """Return the pages (or only the `first` ones) drawn `width` pixels wide.

    Raises PdfUnreadable.
    """
    with opened(pdf) as document:
        pictures = [_drawn(document[i], width) for i in range(len(document))[:first]]
    # WebP is made outside the lock: it needs no pdfium and takes as long as the drawing.
    return [_encoded(number, picture) for number, picture in enumerate(pictures, start=1)]


def page_text(pdf: bytes) -> list[str]:
    """Return the text of every page, its lines parted by newlines. Raises PdfUnreadable.

    Colour emoji are pictures in LibreOffice's PDFs and stand in no text.
    """
    texts = []
    with opened(pdf) as document:
        for page in document:
            with contextlib.closing(page), contextlib.closing(page.get_textpage()) as text:
                texts.append("".join(letter.text for letter in read_letters(text)))
    return texts


def text_position(pdf: bytes, needle: str) -> list[TextPlace]:
    """Return where `needle` is printed, page by page; blanks and line ends count alike.

    Raises PdfUnreadable.
    """
    wanted = _BLANKS.sub(" ", needle).strip()
    if not wanted:
        return []
    places: list[TextPlace] = []
    with opened(pdf) as document:
        for number, page in enumerate(document, start=1):
            with contextlib.closing(page), contextlib.closing(page.get_textpage()) as text:
                height = page.get_height()
                for spot in _spots(read_letters(text), wanted):
                    top = max(letter.top for letter in spot)
                    bottom = min(letter.bottom for letter in spot if letter.text.strip())
                    places.append(TextPlace(number, 1 - top / height, 1 - bottom / height))
    return places


@contextlib.contextmanager
def opened(pdf: bytes) -> "Iterator[pdfium.PdfDocument]":
    """Open the PDF for one thread at a time: pdfium is not thread-safe."""
    # The start of the service waits for no PDF library.
    import pypdfium2 as pdfium

    with _ONE_AT_A_TIME:
        try:
            document = pdfium.PdfDocument(pdf)
        except pdfium.PdfiumError as broken:
            raise PdfUnreadable(str(broken)) from broken
        try:
            if len(document) < 1:
                raise PdfUnreadable("no pages")
            yield document
        finally:
            document.close()


def _drawn(page: "pdfium.PdfPage", width: int) -> "Image.Image":
    with contextlib.closing(page):
        bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
        with contextlib.closing(bitmap):
            picture: Image.Image = bitmap.to_pil().convert("RGB").copy()
            return picture


def _encoded(number: int, picture: "Image.Image") -> PageImage:
    file = io.BytesIO()
    picture.save(file, "WEBP", quality=75, method=2)
    return PageImage(number, picture.width, picture.height, file.getvalue())


def _spots(letters: list[Letter], wanted: str) -> list[list[Letter]]:
    """Return the runs of letters that read as `wanted`."""
    kept: list[Letter] = []
    for letter in letters:
        if letter.text.strip() or not (kept and not kept[-1].text.strip()):
            kept.append(letter)
    line = "".join(letter.text if letter.text.strip() else " " for letter in kept)
    return [kept[found.start() : found.end()] for found in re.finditer(re.escape(wanted), line)]
