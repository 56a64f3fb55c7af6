"""Which Word files LibreOffice may be given: whole documents that fetch nothing from elsewhere."""

import html
import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree

from service.documents.pdf.errors import PdfRefused
from service.documents.word_package import UNREADABLE

_MAIN_CONTENT_TYPE = (
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
)
_LARGEST_PART = 64 * 1024 * 1024
_ELSEWHERE = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:|[\\/]{2})", re.IGNORECASE)
_FIELD_CODES = re.compile(
    rb"""<(?:\w+:)?instrText\b[^>]*>([^<]*)<|\binstr\s*=\s*(?:"([^"]*)"|'([^']*)')"""
)
_FETCHING_FIELD = re.compile(
    r"\b(?:INCLUDE(?:PICTURE|TEXT)?|IMPORT|LINK|DDE(?:AUTO)?|DATABASE|RD)\b", re.IGNORECASE
)
_QUOTED = re.compile(r'"[^"]*"')
_VML_SOURCE = re.compile(
    rb"""<(?:\w+:)?(?:imagedata|fill|stroke)\b[^>]*?\s"""
    rb"""(?:\w+:)?(?:src|href|althref)\s*=\s*["']([^"']*)"""
)


def refuse_unfit(docx: bytes) -> None:
    """Return nothing for a document that may be converted.

    Raises PdfRefused for 0 bytes, for anything but a whole .docx (LibreOffice would print
    random bytes as text) and for a document that names a file or address outside itself.
    """
    if not docx:
        raise PdfRefused.empty()
    try:
        with zipfile.ZipFile(io.BytesIO(docx)) as package:
            _refuse_other_kinds(package)
            for name in package.namelist():
                for target in _outside_targets(name, package):
                    raise PdfRefused.points_outside(target)
    except (KeyError, *UNREADABLE) as broken:
        raise PdfRefused.not_word() from broken


def _refuse_other_kinds(package: zipfile.ZipFile) -> None:
    if any(member.file_size > _LARGEST_PART for member in package.infolist()):
        raise PdfRefused.not_word()
    if _MAIN_CONTENT_TYPE not in package.read("[Content_Types].xml"):
        raise PdfRefused.not_word()


def _outside_targets(name: str, package: zipfile.ZipFile) -> Iterator[str]:
    """Yield what one part of the package would have LibreOffice open."""
    lowered = name.lower()
    if lowered.endswith(".rels"):
        yield from _outside_relationships(package.read(name))
    elif lowered.startswith("word/") and lowered.endswith(".xml"):
        part = package.read(name)
        # Word's own files are UTF-8; another encoding would hide its text from the search below.
        if b"\x00" in part:
            raise PdfRefused.not_word()
        yield from _fetching_fields(part)
        yield from _drawing_sources(part)


def _outside_relationships(part: bytes) -> Iterator[str]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    for relationship in etree.fromstring(part, parser):
        kind = str(relationship.get("Type", "")).rsplit("/", 1)[-1]
        target = str(relationship.get("Target", ""))
        external = str(relationship.get("TargetMode", "")).strip().casefold() == "external"
        if kind == "hyperlink":
            continue
        if external or kind == "aFChunk" or _ELSEWHERE.match(target):
            yield target or kind


def _fetching_fields(part: bytes) -> Iterator[str]:
    if b"instr" not in part:
        return
    pieces = (b"".join(found) for found in _FIELD_CODES.findall(part))
    # Word may cut one field code into several runs, so the pieces are read as one text.
    codes = html.unescape(b"".join(pieces).decode("utf-8", "replace"))
    found = _FETCHING_FIELD.search(_QUOTED.sub(lambda text: "_" * len(text[0]), codes))
    if found:
        yield codes[found.start() :].strip()


def _drawing_sources(part: bytes) -> Iterator[str]:
    for source in _VML_SOURCE.findall(part):
        if source:
            yield source.decode("utf-8", "replace")
