"""PDF files searched for what runs, hides or locks: the objects themselves, not their spelling."""

import re
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from service.archive.intake.pdf_actions import judge_actions
from service.archive.intake.refusals import FileRefused, Reason

LONGEST_TABLE = 16 * 1024 * 1024
"""Bytes that one stream of objects may unpack to; pages and pictures are never unpacked here."""
MOST_SECONDS = 20.0
MOST_OBJECTS = 500_000
LONGEST_SIDE = 14_400
"""Points of a page's side: 5.08 m, the most that the PDF format allows (ISO 32000-1, annex C)."""
_BEHIND_THE_END = b" \t\r\n\f\0"
_HEAD = 1_024
_FIRST_OBJECT = re.compile(rb"(?<![0-9])[0-9]+\s+[0-9]+\s+obj\b")
_COMMENT = re.compile(rb"%[^\r\n]*")
_MARKUP = re.compile(rb"<\s*(?:[!?/]|[A-Za-z]\w*[\s/>:])")
_PAGE = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?php)\b", re.IGNORECASE)
# qpdf mends this on the way; viewers do the same, and scanners leave the entry out.
_MENDED = "Resources is missing or invalid"
# A second net, for objects no table leads to but a viewer might mend the file by.
_SPELLED = re.compile(rb"/(JavaScript|Launch|RichMedia|EmbeddedFile)s?(?![A-Za-z])")

# qpdf keeps its limits for the whole process. Without this one a file of 2 kB takes 1 GB.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=LONGEST_TABLE, run_length_max_memory=LONGEST_TABLE
)


def judge_pdf(content: bytes) -> None:
    """Refuse a PDF that needs a password, runs or fetches something, or holds files.

    Strict: nothing may stand before it, behind its end or in its first comment, and its tables must
    be whole. Raises FileRefused.
    """
    _judge_ends(content)
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise FileRefused(Reason.ENCRYPTED)
            _judge_pages(pdf)
            _judge_objects(pdf)
            if any(_MENDED not in str(each) for each in pdf.get_warnings()):
                # Something could not be read, or swelled beyond the limit: a viewer might read it.
                raise FileRefused(Reason.BROKEN)
    except pikepdf.PasswordError as error:
        raise FileRefused(Reason.ENCRYPTED) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError) as error:
        raise FileRefused(Reason.BROKEN) from error
    except (ValueError, RuntimeError, TypeError, LookupError, AttributeError) as error:
        # What pikepdf says of an object that is something else than its place asks for.
        raise FileRefused(Reason.BROKEN) from error
    if found := _SPELLED.search(content):
        runs = found[1] in (b"JavaScript", b"Launch")
        raise FileRefused(Reason.ACTIVE_PDF if runs else Reason.ATTACHMENT)


def _judge_ends(content: bytes) -> None:
    """Refuse a file that is not a PDF from its first byte to its last, or a web page at either."""
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise FileRefused(Reason.BROKEN)
    if content[end + 5 :].strip(_BEHIND_THE_END):
        raise FileRefused(Reason.TWO_KINDS)
    first = _FIRST_OBJECT.search(content, 0, 4 * _HEAD)
    head = content[: first.start() if first else _HEAD]
    comments = b"".join(_COMMENT.findall(head))
    if len(head) > _HEAD or _MARKUP.search(comments) or _PAGE.search(content[:_HEAD]):
        raise FileRefused(Reason.TWO_KINDS)
    if first and _COMMENT.sub(b"", head).strip(_BEHIND_THE_END):
        raise FileRefused(Reason.TWO_KINDS)


def _judge_pages(pdf: pikepdf.Pdf) -> None:
    if not len(pdf.pages):
        raise FileRefused(Reason.BROKEN)
    if len(pdf.pages) > MOST_OBJECTS:
        raise FileRefused(Reason.BOMB)
    for page in pdf.pages:
        # What the page has by itself or from those above it; a viewer mends what is missing.
        for box in (page.mediabox, page.cropbox):
            left, low, right, high = (float(side) for side in box.as_list())
            if max(abs(right - left), abs(high - low)) > LONGEST_SIDE:
                raise FileRefused(Reason.PAGE_SIZE)


def _judge_objects(pdf: pikepdf.Pdf) -> None:
    until = time.monotonic() + MOST_SECONDS
    places = sorted(pdf.get_xref_table())
    if len(places) > MOST_OBJECTS:
        raise FileRefused(Reason.BOMB)
    # Each object is read when its turn comes, none before.
    for number, generation in places:
        if time.monotonic() > until:
            raise FileRefused(Reason.BOMB)
        for found in _inside(pdf.get_object(number, generation)):
            judge_actions(found)
    judge_actions(pdf.trailer)


def _inside(thing: Any) -> Iterator[Any]:
    """Every dictionary of an object, itself and those within it, but not those it only names."""
    waiting = [thing]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each
            waiting += [value for _, value in each.items() if _is_within(value)]
        elif isinstance(each, pikepdf.Array):
            waiting += [value for value in each.as_list() if _is_within(value)]


def _is_within(value: Any) -> bool:
    return isinstance(value, pikepdf.Object) and not value.is_indirect
