"""PDF files searched for what runs, hides or locks: the objects themselves, not their spelling."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from service.archive.refusals import FileRefused, Reason

LONGEST_TABLE = 16 * 1024 * 1024
"""Bytes that one stream of objects may unpack to; pages and pictures are never unpacked here."""
MOST_SECONDS = 20.0
_RUNS = frozenset({"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition"})
_RUNS_BY_KEY = frozenset({"/JS", "/JavaScript", "/XFA"})
_HOLDS_FILES = frozenset({"/EmbeddedFiles", "/EF"})
_SHOWS_FILES = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/3D", "/Screen"})
# A second net, for objects no table leads to but a viewer might mend the file by.
_SPELLED = re.compile(rb"/(JavaScript|Launch|RichMedia|EmbeddedFile)s?(?![A-Za-z])")
_BEHIND_THE_END = b" \t\r\n\f\0"

# qpdf keeps its limits for the whole process. Without this one a file of 2 kB takes 1 GB.
pikepdf.settings.set_qpdf_limits(
    flate_max_memory=LONGEST_TABLE, run_length_max_memory=LONGEST_TABLE
)


def judge_pdf(content: bytes) -> None:
    """Nothing; the PDF opens without a password, runs nothing and holds no files.

    Strict: nothing may stand before it or behind its end, and its tables must be whole. Raises
    FileRefused.
    """
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise FileRefused(Reason.BROKEN)
    if content[end + 5 :].strip(_BEHIND_THE_END):
        raise FileRefused(Reason.TWO_KINDS)
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise FileRefused(Reason.ENCRYPTED)
            if not len(pdf.pages):
                raise FileRefused(Reason.BROKEN)
            _judge_objects(pdf)
            if pdf.get_warnings():
                # Something could not be read, or swelled beyond the limit: a viewer might read it.
                raise FileRefused(Reason.BROKEN)
    except pikepdf.PasswordError as error:
        raise FileRefused(Reason.ENCRYPTED) from error
    except (pikepdf.PdfError, pikepdf.DataDecodingError, ValueError, RuntimeError) as error:
        raise FileRefused(Reason.BROKEN) from error
    if found := _SPELLED.search(content):
        runs = found[1] in (b"JavaScript", b"Launch")
        raise FileRefused(Reason.ACTIVE_PDF if runs else Reason.ATTACHMENT)


def _judge_objects(pdf: pikepdf.Pdf) -> None:
    until = time.monotonic() + MOST_SECONDS
    # Each object is read when its turn comes, none before.
    for number, generation in sorted(pdf.get_xref_table()):
        if time.monotonic() > until:
            raise FileRefused(Reason.BOMB)
        for found in _inside(pdf.get_object(number, generation)):
            _judge_dictionary(found)
    _judge_dictionary(pdf.trailer)


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


def _judge_dictionary(found: Any) -> None:
    keys = set(found.keys())
    if keys & _RUNS_BY_KEY or _name(found, "/S") in _RUNS:
        raise FileRefused(Reason.ACTIVE_PDF)
    if keys & _HOLDS_FILES or _name(found, "/Subtype") in _SHOWS_FILES:
        raise FileRefused(Reason.ATTACHMENT)
    if _name(found, "/Type") == "/EmbeddedFile":
        raise FileRefused(Reason.ATTACHMENT)


def _name(found: Any, key: str) -> str:
    value = found.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""
