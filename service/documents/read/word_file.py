"""A filled Word file: its speaking parts, how its styles look, and what form it says it is."""

import zipfile
from dataclasses import dataclass
from io import BytesIO

from service.documents.damaged_package import UNREADABLE
from service.documents.errors import NotADocument
from service.documents.plain_package import DOCUMENT
from service.documents.read.hidden_text import PLAIN, HiddenText, looks_of, tells_looks
from service.documents.template.prepare import SPOKEN_PARTS
from service.documents.word_package import MOST_BYTES, MOST_PARTS, WordPackage
from service.documents.wordml import Element, parse_part, w
from service.packages.parts import as_transitional, unpacked

_ROOT = w("document")
_NO_STYLES = b"<none/>"
_SUBJECT = "{http://purl.org/dc/elements/1.1/}subject"


@dataclass(frozen=True)
class WordFile:
    """The roots of document, headers and footers, their looks, and the core property `subject`."""

    parts: tuple[Element, ...]
    subject: str = ""
    looks: HiddenText = PLAIN


def open_word_file(package: bytes) -> WordFile:
    """Return the file's parts as Word finds them: by relations, whatever they are called.

    Raises NotADocument, DocumentLocked, OldDocument.
    """
    opened = WordPackage(package)
    parts, telling = [], False
    try:
        for name in (opened.main, *opened.margins[: MOST_PARTS - 1]):
            # One by one: forty parts that swell would not fit in memory together.
            xml = as_transitional(opened.read(name))
            parts.append(parse_part(xml))
            telling = telling or tells_looks(xml)
        styles = as_transitional(opened.read(opened.styles)) if opened.styles else _NO_STYLES
        looks = looks_of(styles) if telling or tells_looks(styles) else PLAIN
    except UNREADABLE as error:
        raise NotADocument from error
    if parts[0].tag != _ROOT:
        raise NotADocument
    subject = opened.root(opened.core).findtext(_SUBJECT) if opened.core else ""
    return WordFile(tuple(parts), (subject or "").strip(), looks)


def open_own_file(package: bytes) -> WordFile:
    """Return the parts of a file just rendered, whose names are ours; raises NotADocument."""
    try:
        with zipfile.ZipFile(BytesIO(package)) as archive:
            entries = archive.NameToInfo
        spoken = [DOCUMENT, *sorted(filter(SPOKEN_PARTS.fullmatch, entries))]
        texts = (unpacked(package, entries[name], MOST_BYTES) for name in dict.fromkeys(spoken))
        parts = [parse_part(xml) for xml in texts]
    except (KeyError, *UNREADABLE) as error:
        raise NotADocument from error
    return WordFile(tuple(parts))
