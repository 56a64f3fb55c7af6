"""A Word file from outside, opened without trusting it: its speaking parts and what form it is."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO

from service.documents.core_facts import CORE
from service.documents.errors import NotADocument
from service.documents.prepare import DOCUMENT, SPOKEN_PARTS, UNREADABLE
from service.documents.wordml import Element, parse_part

MOST_BYTES = 50_000_000
MOST_MEMBERS, MOST_PARTS = 2_000, 40
_SUBJECT = "{http://purl.org/dc/elements/1.1/}subject"


@dataclass(frozen=True)
class WordFile:
    """The roots of document, headers and footers, and the core property `subject`."""

    parts: tuple[Element, ...]
    subject: str


def open_word_file(package: bytes) -> WordFile:
    """Return the file's parts; raises NotADocument for anything that is no safe Word file."""
    try:
        with zipfile.ZipFile(BytesIO(package)) as archive:
            sizes = {info.filename: info.file_size for info in archive.infolist()}
            if DOCUMENT not in sizes or len(sizes) > MOST_MEMBERS:
                raise NotADocument
            names = [DOCUMENT, *sorted(n for n in sizes if SPOKEN_PARTS.fullmatch(n))]
            parts = [_read(archive, name) for name in list(dict.fromkeys(names))[:MOST_PARTS]]
            core = _read(archive, CORE) if CORE in sizes else None
    except UNREADABLE as error:
        raise NotADocument from error
    subject = core.findtext(_SUBJECT) if core is not None else ""
    return WordFile(tuple(parts), (subject or "").strip())


def _read(archive: zipfile.ZipFile, name: str) -> Element:
    """Return a part's root; what the directory says of its size is not believed."""
    with archive.open(name) as member:
        xml = member.read(MOST_BYTES + 1)
    if len(xml) > MOST_BYTES:
        raise NotADocument
    return parse_part(xml)
