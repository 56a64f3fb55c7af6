"""The parts of a workbook: found by their relations, unpacked within measure, parsed with care."""

import re

from lxml import etree

from service.archive.intake.refusals import FileRefused, Reason
from service.archive.intake.safe_zip import CheckedZip
from service.archive.sheets.other_kinds import require_book, require_package
from service.archive.sheets.refusals import SheetReason, SheetRefused
from service.packages.index import Index
from service.packages.parts import parse_xml

MOST_UNPACKED = 20_000_000
"""Bytes of all parts that are read; pictures are not."""
MOST_RAW_TAGS, MOST_TAGS = 500_000, 150_000
"""Signs that open a tag in one part: as it comes, and once empty cells and rows are cut away.

500 people need less than a fifth of the latter. 130 kB of Excel can hold a million cells, and a
sheet with borders far below its last person some ten thousands that say nothing.
"""
# Bounded, and of one way to match only: whoever made the file chose every byte of it. A cell that
# does not say where it stands is kept, for it moves those behind it.
_EMPTY_CELL = re.compile(
    rb'<(?:\w{1,9}:)?c r="[A-Z0-9]{1,12}"[^<>/]{0,200}(?:/>|></(?:\w{1,9}:)?c>)'
)
_EMPTY_ROW = re.compile(
    rb'<(?:\w{1,9}:)?row r="[0-9]{1,9}"[^<>/]{0,400}(?:/>|>\s{0,99}</(?:\w{1,9}:)?row>)'
)
_REASONS = {Reason.ENCRYPTED: SheetReason.PASSWORD, Reason.BOMB: SheetReason.TOO_FULL}


class Package:
    """An Office file: `index` is the way to its parts, which are read within measure."""

    def __init__(self, content: bytes) -> None:
        """Raises SheetRefused for what is no ZIP, another kind of file, or unsound."""
        require_package(content)
        self._left = MOST_UNPACKED
        try:
            self._zip = CheckedZip(content)
            require_book(self._zip)
        except FileRefused as error:
            raise _refused(error) from error
        self.index = Index(self._zip.names, self._read, _parsed)

    def parse(self, part: str) -> etree._Element:
        """The root of the part, empty cells and rows cut away. Raises SheetRefused."""
        content = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", self._read(part)))
        if content.count(b"<") > MOST_TAGS:
            raise SheetRefused(SheetReason.TOO_FULL)
        return _parsed(content)

    def _read(self, part: str) -> bytes:
        try:
            content = self._zip.read(part, self._left)
        except FileRefused as error:
            raise _refused(error) from error
        self._left -= len(content)
        if content.count(b"<") > MOST_RAW_TAGS:
            raise SheetRefused(SheetReason.TOO_FULL)
        return content


def local(element: etree._Element) -> str:
    """The element's own name, of whichever namespace: Strict Open XML has others."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str:
    """The attribute of that own name, of whichever namespace; empty when there is none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def is_true(value: str) -> bool:
    """Whether an attribute says yes."""
    return value.strip().casefold() in {"1", "true", "on"}


def _parsed(content: bytes) -> etree._Element:
    try:
        root: etree._Element = parse_xml(content)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SheetRefused(SheetReason.BROKEN) from error
    # A remark in the middle of a text would end it.
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    return root


def _refused(error: FileRefused) -> SheetRefused:
    return SheetRefused(_REASONS.get(error.reason, SheetReason.BROKEN))
