"""Every part of an office file walked through: each element once, in the order in which it ends."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from oletools import ooxml

from service.archive.intake.plain_text import is_page, is_script
from service.archive.intake.refusals import FileRefused, Reason
from service.archive.intake.safe_zip import CheckedZip

MOST_SECONDS = 20.0
"""Of one core: a sheet of a million cells takes a quarter of it."""
_LOOK_AT_CLOCK, _MOST_KINDS = 5_000, 5_000
_HEAD = 2_048
_XML_NAME = re.compile(r"\.(xml|rels|vml|rdf)$", re.IGNORECASE)
# What the printer's program left: to Office, and here, bytes without a meaning.
_OPAQUE = re.compile(r"(^|/)printerSettings[^/]*\.bin$", re.IGNORECASE)
_BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"
_BAD_HEADS = (
    (b"PK\x03\x04", Reason.ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Reason.OBJECT),
    (b"MZ", Reason.OBJECT),
    (b"\x7fELF", Reason.OBJECT),
    (b"Rar!\x1a\x07", Reason.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Reason.ARCHIVE),
    (b"{\\rt", Reason.OBJECT),
    (b"%PDF-", Reason.OBJECT),
    (b"L\0\0\0\x01\x14\x02\0", Reason.OBJECT),
)


@dataclass(frozen=True, slots=True)
class Element:
    """An element that has ended: the part it stands in, its own name, and whether it is a root."""

    part: str
    name: str
    namespace: str
    found: etree._Element
    is_root: bool

    @property
    def text(self) -> str:
        """Its own words, also those behind a comment, which no program takes for an end."""
        return "".join((self.found.text or "", *(each.tail or "" for each in self.found)))

    def get(self, name: str) -> str:
        """The attribute of that name, of whatever namespace; empty when there is none."""
        return next((value for key, value in self.attributes() if key == name), "")

    def attributes(self) -> Iterator[tuple[str, str]]:
        """The attributes by their own names."""
        for key, value in self.found.attrib.items():
            yield str(key).rpartition("}")[2], str(value)


def walk(
    opened: CheckedZip, wanted: Callable[[str, str], bool], *, without: frozenset[str] = frozenset()
) -> Iterator[Element]:
    """The roots and the `wanted` elements (by namespace and name) of every part not in `without`.

    A part is XML by what it holds, whatever it is called; parts that are no XML are judged here.
    Raises FileRefused: a document type anywhere, broken XML, a page, a script, a program, a box
    of files, more elements than a report can have.
    """
    parts, kinds = _Parts(opened, without), _Kinds(wanted)
    until, current = time.thread_time() + MOST_SECONDS, None
    try:
        for count, (name, found, depth) in enumerate(parts.iter_xml()):
            if name != current:
                current = name
                if found.getroottree().docinfo.internalDTD is not None:
                    raise FileRefused(Reason.BROKEN)
            if not count % _LOOK_AT_CLOCK and time.thread_time() > until:
                raise FileRefused(Reason.BOMB)
            kind = kinds[found.tag]
            if kind.wanted or not depth:
                yield Element(name, kind.name, kind.namespace, found, is_root=not depth)
            # What stood before it in its parent takes no more room.
            if found.getprevious() is not None and (parent := found.getparent()) is not None:
                del parent[0]
    except AssertionError as error:
        # How oletools tells of a part that ends in the middle of an element.
        raise FileRefused(Reason.BROKEN) from error
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise FileRefused(Reason.BROKEN) from error
    for name in parts.subfiles_no_xml:
        _judge_other(name, parts.heads[name])


@dataclass(frozen=True)
class _Kind:
    """What all elements of one tag have in common."""

    namespace: str
    name: str
    wanted: bool


class _Kinds(dict[Any, _Kind]):
    """The kinds of elements by their tags, each looked at once: a sheet has a million cells."""

    def __init__(self, wanted: Callable[[str, str], bool]) -> None:
        super().__init__()
        self.wanted = wanted

    def __missing__(self, tag: Any) -> _Kind:
        # A comment or an instruction to another program has a function for a tag.
        namespace, _, name = tag.rpartition("}") if isinstance(tag, str) else ("", "", "")
        namespace = namespace.removeprefix("{")
        kind = _Kind(namespace, name, self.wanted(namespace, name))
        if len(self) < _MOST_KINDS:
            self[tag] = kind
        return kind


class _Parts(ooxml.XmlParser):  # type: ignore[misc]
    """The walker of oletools, reading from a ZIP whose every byte is counted."""

    def __init__(self, opened: CheckedZip, without: frozenset[str]) -> None:
        super().__init__("")
        self.opened, self.without = opened, without
        self.heads: dict[str, bytes] = {}

    def is_single_xml(self) -> bool:
        """Whether it is one XML file instead of a ZIP: it is not."""
        return False

    def iter_files(self, args: object = None) -> "Iterator[tuple[str, _Member]]":
        """Every part with its name, read to its end whatever the reader stops at."""
        for name in self.opened.names:
            if name in self.without:
                continue
            member = _Member(self.opened.chunks(name))
            if _OPAQUE.search(name):
                self.subfiles_no_xml.add(name)
            else:
                yield name, member
            member.drain()
            self.heads[name] = member.head


class _Member:
    """A part of the ZIP, as a file that can be read once; `head` keeps how it begins."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self.chunks, self.waiting, self.head = chunks, b"", b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, at most `size`."""
        if not self.waiting:
            self.waiting = next(self.chunks, b"")
            self.head += self.waiting[: _HEAD - len(self.head)]
        size = len(self.waiting) if size < 0 else size
        given, self.waiting = self.waiting[:size], self.waiting[size:]
        return given

    def drain(self) -> None:
        """Read the rest, so that its size and its checksum are proved."""
        while self.read():
            pass


def _judge_other(name: str, head: bytes) -> None:
    """Refuse a part that is no XML but a page, script, program or box of files."""
    for beginning, reason in _BAD_HEADS:
        if head.startswith(beginning):
            raise FileRefused(reason)
    if not head or _OPAQUE.search(name):
        return
    if _XML_NAME.search(name):
        raise FileRefused(Reason.BROKEN)
    text = head.replace(b"\0", b"").decode("utf-8", "replace")
    if is_script(name, text):
        raise FileRefused(Reason.PROGRAM)
    if is_page(name, text) or head.lstrip(_BLANK).startswith(b"<"):
        raise FileRefused(Reason.MARKUP)
