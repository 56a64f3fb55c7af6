"""ZIP files made by hand, so that the same content always gives the same bytes."""

import struct
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self

import deflate
from isal import isal_zlib

STORED, DEFLATED = 0, 8
LONG = 65_536
# 1 January 1980, the first day a ZIP can name: the clock would change the file's hash.
_TIME, _DATE = 0, 0x21
_UTF8 = 0x800
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_MOST, _MOST_MEMBERS = 0xFFFFFFFF, 0xFFFF

crc32: Callable[[bytes], int] = isal_zlib.crc32


def deflated(data: bytes) -> bytes:
    """Return `data` deflated as small as it gets, for what is read once and written often."""
    return bytes(deflate.deflate_compress(data, 10))


def squeeze_fast(data: bytes) -> bytes:
    """Return `data` deflated in little time, and no file much larger than docxtpl's.

    Measured: isal is two to five times as fast and a quarter larger. In a short document the
    fixed parts, squeezed harder than docxtpl does, make up for that; in a long one they cannot.
    """
    if len(data) > LONG:
        return bytes(deflate.deflate_compress(data, 4))
    return bytes(isal_zlib.compress(data, 1, -15))


@dataclass(frozen=True)
class Member:
    """One file of a ZIP, its content as it stands in there."""

    name: bytes
    method: int
    crc: int
    size: int
    content: bytes

    @classmethod
    def of(cls, name: str, data: bytes, squeezed: bytes | None = None) -> Self:
        """Return the member for `data`, deflated where that makes it smaller."""
        if squeezed is None or len(squeezed) >= len(data):
            return cls(name.encode(), STORED, crc32(data), len(data), data)
        return cls(name.encode(), DEFLATED, crc32(data), len(data), squeezed)

    def local_header(self) -> bytes:
        """Return what stands before the content."""
        return (
            _LOCAL.pack(
                b"PK\3\4", 20, _flags(self.name), self.method, _TIME, _DATE,
                self.crc, len(self.content), self.size, len(self.name), 0,
            )
            + self.name
        )  # fmt: skip

    def entry(self, offset: int) -> bytes:
        """Return the line of the directory at the end; beyond 4 GB it carries a wide offset."""
        wide = struct.pack("<HHQ", 1, 8, offset) if offset >= _MOST else b""
        return (
            _CENTRAL.pack(
                b"PK\1\2", 45 if wide else 20, 45 if wide else 20, _flags(self.name), self.method,
                _TIME, _DATE, self.crc, len(self.content), self.size, len(self.name), len(wide),
                0, 0, 0, 0, min(offset, _MOST),
            )
            + self.name
            + wide
        )  # fmt: skip


class StaticMembers:
    """The members of a package that never change, ready to be joined with those that do."""

    def __init__(self, members: Iterable[Member]) -> None:
        body, directory, offset = [], [], 0
        for member in members:
            head = member.local_header()
            body += [head, member.content]
            directory.append(member.entry(offset))
            offset += len(head) + len(member.content)
        self._body, self._directory = b"".join(body), b"".join(directory)
        self._count = len(directory)

    def join(self, members: Iterable[Member]) -> bytes:
        """Return the whole ZIP: the fixed members, then these."""
        body, directory = [self._body], [self._directory]
        offset, count = len(self._body), self._count
        for member in members:
            head = member.local_header()
            body += [head, member.content]
            directory.append(member.entry(offset))
            offset += len(head) + len(member.content)
            count += 1
        size = sum(map(len, directory))
        body += directory
        body.append(_END.pack(b"PK\5\6", 0, 0, count, count, size, offset, 0))
        return b"".join(body)


class BulkZip:
    """A ZIP of finished documents, written as they come; it holds back only its directory."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._directory = bytearray()
        self._offset = self._count = 0

    def add(self, name: str, data: bytes) -> None:
        """Write one document; a .docx is deflated already, so it is stored."""
        member = Member.of(name, data)
        head = member.local_header()
        self._file.write(head)
        self._file.write(data)
        self._directory += member.entry(self._offset)
        self._offset += len(head) + len(data)
        self._count += 1

    def close(self) -> None:
        """Write the directory; the file itself stays open."""
        size, offset, count = len(self._directory), self._offset, self._count
        self._file.write(self._directory)
        if offset >= _MOST or count >= _MOST_MEMBERS:
            end = offset + size
            self._file.write(
                _END_64.pack(b"PK\6\6", 44, 45, 45, 0, 0, count, count, size, offset)
                + _LOCATOR_64.pack(b"PK\6\7", 0, end, 1)
            )
        few = min(count, _MOST_MEMBERS)
        self._file.write(
            _END.pack(b"PK\5\6", 0, 0, few, few, min(size, _MOST), min(offset, _MOST), 0)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self.close()


def _flags(name: bytes) -> int:
    return 0 if name.isascii() else _UTF8
