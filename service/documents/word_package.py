"""A Word file from outside, opened without trusting it: its parts, found by their relations."""

import struct
import zipfile
import zlib
from io import BytesIO

from lxml import etree

from service.documents.errors import DocumentLocked, NotADocument, OldDocument
from service.documents.wordml import Element, parse_part
from service.packages.closed_files import closed_by
from service.packages.index import Index, part_name
from service.packages.parts import unpacked

UNREADABLE = (
    zipfile.BadZipFile,
    etree.XMLSyntaxError,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What opening a damaged or encrypted package may raise, in ZIP and in XML."""
MOST_BYTES = 50_000_000
MOST_MEMBERS, MOST_PARTS = 2_000, 40
_MARGINS = ("header", "footer")
_ENCRYPTED = 0x1
_CLOSED = {"password": DocumentLocked, "age": OldDocument}


class WordPackage:
    """The parts of one file.

    Raises NotADocument, DocumentLocked, OldDocument on opening, NotADocument for each part.
    """

    def __init__(self, package: bytes) -> None:
        if closed := closed_by(package):
            raise _CLOSED[closed]
        try:
            with zipfile.ZipFile(BytesIO(package)) as archive:
                entries = [info for info in archive.infolist() if not info.is_dir()]
        except UNREADABLE as error:
            raise NotADocument from error
        if any(info.flag_bits & _ENCRYPTED for info in entries):
            raise DocumentLocked
        self._package = package
        self._entries = {part_name(info.filename): info for info in entries}
        self.is_named_plainly = all(name == e.filename for name, e in self._entries.items())
        if len({name.casefold() for name in self._entries}) != len(entries) or (
            len(entries) > MOST_MEMBERS
        ):
            # Of two parts with one name nobody knows which one Word would show.
            raise NotADocument
        self.index = Index(self._entries, self.read, _parsed)
        self.main = self.index.main
        if not self.main:
            raise NotADocument

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all parts, in the order of the file."""
        return tuple(self._entries)

    @property
    def margins(self) -> tuple[str, ...]:
        """The headers and footers of the document, by name."""
        found = {r.target for r in self.index.relations(self.main) if r.kind in _MARGINS}
        return tuple(sorted(found - {self.main}))

    @property
    def styles(self) -> str:
        """The name of the part with the styles; '' without one."""
        return self.index.of_kind(self.main, "styles")

    @property
    def core(self) -> str:
        """The name of the part with the core properties; '' without one."""
        return self.index.of_kind("", "core-properties")

    @property
    def application(self) -> str:
        """The name of the part that tells the program which made the file; '' without one."""
        return self.index.of_kind("", "extended-properties")

    def read(self, name: str) -> bytes:
        """Return a part; raises NotADocument for one that is torn or too large."""
        try:
            return unpacked(self._package, self._entries[name], MOST_BYTES)
        except UNREADABLE as error:
            raise NotADocument from error

    def root(self, name: str) -> Element:
        """Return the root of a part, in the Transitional dialect."""
        return _parsed(self.read(name))


def _parsed(xml: bytes) -> Element:
    try:
        return parse_part(xml)
    except UNREADABLE as error:
        raise NotADocument from error
