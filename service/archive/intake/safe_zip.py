"""A ZIP read with suspicion: every name, size and byte is checked before anything is believed."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from service.archive.intake.refusals import FileRefused, Reason
from service.packages.index import part_name

MOST_MEMBERS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes of all members together; a report with its pictures has a tenth of that."""
LARGE, STEEPEST = 20 * 1024 * 1024, 200
"""A member beyond LARGE may not be STEEPEST times its packed size: no sheet of figures is."""
_CHUNK = 64 * 1024
_END = struct.Struct("<4s4H2LH")
_LOCAL_HEADER = 30
_ENCRYPTED = 0x1
_DRIVE = re.compile(r"^[A-Za-z]:")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class CheckedZip:
    """A ZIP whose directory was found sound; reading a member counts what comes out of it."""

    def __init__(self, content: bytes) -> None:
        """Raises FileRefused: broken, two kinds, encrypted, unsafe names, a bomb."""
        _require_one_zip(content)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
            raise FileRefused(Reason.BROKEN) from error
        self._members = {part_name(info.filename): info for info in self._zip.infolist()}
        _require_sound(self._zip.infolist())
        self._unpacked = 0

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all members that are files, in the order of the directory."""
        return tuple(name for name, info in self._members.items() if not info.is_dir())

    @property
    def first(self) -> zipfile.ZipInfo:
        """The member that stands first in the file."""
        return min(self._members.values(), key=lambda info: info.header_offset)

    def chunks(self, name: str) -> Iterator[bytes]:
        """The member piece by piece, its checksum proved at the end. Raises FileRefused."""
        info = self._members[name]
        came = 0
        try:
            with self._zip.open(info) as member:
                while chunk := member.read(_CHUNK):
                    came += len(chunk)
                    self._unpacked += len(chunk)
                    if _is_bomb(came, info.compress_size) or self._unpacked > MOST_UNPACKED:
                        raise FileRefused(Reason.BOMB)
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise FileRefused(Reason.BROKEN) from error
        except RuntimeError as error:  # what zipfile says of a password
            raise FileRefused(Reason.ENCRYPTED) from error
        if came != info.file_size:
            raise FileRefused(Reason.BROKEN)

    def read(self, name: str, most: int) -> bytes:
        """The whole member. Raises FileRefused, also when it is longer than `most`."""
        found = bytearray()
        for chunk in self.chunks(name):
            found += chunk
            if len(found) > most:
                raise FileRefused(Reason.BOMB)
        return bytes(found)


def is_also_zip(content: bytes) -> bool:
    """Whether a ZIP program would open it, whatever it begins with."""
    return zipfile.is_zipfile(BytesIO(content))


def _require_one_zip(content: bytes) -> None:
    """Refuse what stands before the ZIP, behind it, or in a comment at its end."""
    if len(content) < _END.size:
        raise FileRefused(Reason.BROKEN)
    signature, disk, start_disk, here, all_, size, offset, comment = _END.unpack(
        content[-_END.size :]
    )
    if signature != b"PK\x05\x06" or comment:
        # Another end further up: a ZIP with something behind it; none at all: a torn file.
        raise FileRefused(Reason.TWO_KINDS if is_also_zip(content) else Reason.BROKEN)
    if disk or start_disk or here != all_ or offset + size != len(content) - _END.size:
        raise FileRefused(Reason.BROKEN)


def _require_sound(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise FileRefused(Reason.BOMB)
    if any(info.flag_bits & _ENCRYPTED for info in members):
        raise FileRefused(Reason.ENCRYPTED)
    if any(_is_unsafe(info) for info in members):
        raise FileRefused(Reason.NAMES)
    if len({part_name(info.filename).casefold() for info in members}) != len(members):
        raise FileRefused(Reason.NAMES)
    if sum(info.file_size for info in members) > MOST_UNPACKED or _overlap(members):
        raise FileRefused(Reason.BOMB)
    if any(_is_bomb(info.file_size, info.compress_size) for info in members):
        raise FileRefused(Reason.BOMB)


def _is_unsafe(info: zipfile.ZipInfo) -> bool:
    """Whether unpacking it could write somewhere else than below the chosen folder."""
    # orig_filename keeps what zipfile cuts away: everything behind a NUL.
    names = map(part_name, (info.filename, info.orig_filename))
    return stat.S_ISLNK(info.external_attr >> 16) or any(
        name.startswith("/")
        or _DRIVE.match(name) is not None
        or _HIDDEN.search(name) is not None
        or ".." in name.split("/")
        for name in names
    )


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > LARGE and unpacked > STEEPEST * max(packed, 1)


def _overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Whether two members share bytes: how a small file holds the same bomb a thousand times."""
    end = 0
    for info in sorted(members, key=lambda each: each.header_offset):
        if info.header_offset < end:
            return True
        end = info.header_offset + _LOCAL_HEADER + info.compress_size
    return False
