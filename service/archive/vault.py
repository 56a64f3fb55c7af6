"""The vault: files kept under their SHA-256; a crash leaves all of a file or none of it."""

import errno
import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from service.store.engine import crash_points
from service.store.engine.private_files import missing_levels, private_folder
from service.store.errors import DiskFull, StoreError

_UNFINISHED = ".unfinished-"


@dataclass(eq=False)
class FileMissing(StoreError):
    """The vault has no file of this hash."""

    sha256: str


@dataclass(eq=False)
class FileAltered(StoreError):
    """The file of this hash holds other bytes than those that were put in."""

    sha256: str


@dataclass(frozen=True)
class KeptFile:
    """A file in the vault (kho lưu)."""

    sha256: str
    size: int


class Vault:
    """The folder of kept files: `ab/cd/abcd…`, named by what they hold."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._new_folders: set[Path] = set()

    def path_of(self, digest: str) -> Path:
        """Where the file of that SHA-256 lies or would lie; refuses what is no SHA-256."""
        if len(digest) != 64 or not set(digest) <= set("0123456789abcdef"):
            raise ValueError("a kept file is named by 64 hexadecimal digits")
        return self.root / digest[:2] / digest[2:4] / digest

    def put(self, content: bytes) -> KeptFile:
        """The file as kept; the same bytes put in twice are one file. Raises DiskFull."""
        kept = KeptFile(sha256(content).hexdigest(), len(content))
        path = self.path_of(kept.sha256)
        with naming_a_full_disk():
            with self._folder(path.parent):
                if not _holds(path, content):
                    self._write(path, content)
            # A file found here may be another's, renamed a moment ago and not yet safe on disk.
            sync_folder(path.parent)
        crash_points.passed("after rename")
        return kept

    def read(self, digest: str) -> bytes:
        """The bytes of a file, proved by their hash. Raises FileMissing, FileAltered."""
        try:
            content = self.path_of(digest).read_bytes()
        except FileNotFoundError as failure:
            raise FileMissing(digest) from failure
        if sha256(content).hexdigest() != digest:
            raise FileAltered(digest)
        return content

    def remove(self, digest: str) -> None:
        """Delete the file: for sample data and, one day, for approved disposal."""
        path = self.path_of(digest)
        path.unlink(missing_ok=True)
        if path.parent.exists():
            sync_folder(path.parent)

    def digests(self) -> Iterator[str]:
        """The SHA-256 every kept file is named by, in order."""
        yield from sorted(path.name for path in self.root.glob("??/??/*") if len(path.name) == 64)

    def unfinished(self) -> Iterator[Path]:
        """Files a crash left half-written, under a temporary name nobody reads."""
        yield from sorted(self.root.glob(f"??/??/{_UNFINISHED}*"))

    def _write(self, path: Path, content: bytes) -> None:
        number, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
        temporary = Path(name)
        try:
            with os.fdopen(number, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            crash_points.passed("after write")
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise

    @contextmanager
    def _folder(self, folder: Path) -> Iterator[None]:
        """The folder to write in, after the body known to its parents even after a crash."""
        # Noted before they are there: who finds one made by another syncs it as well.
        self._new_folders.update(missing_levels(folder))
        private_folder(folder)
        new = [level for level in (folder, *folder.parents) if level in self._new_folders]
        with _synced_beside([level.parent for level in new]):
            yield
        self._new_folders.difference_update(new)


@contextmanager
def _synced_beside(folders: list[Path]) -> Iterator[None]:
    """Sync the folders while the body waits for the disk too; raises the fault of either."""
    faults: list[OSError] = []

    def sync() -> None:
        try:
            for folder in folders:
                sync_folder(folder)
        except OSError as fault:
            faults.append(fault)

    beside = threading.Thread(target=sync, name="vault")
    if folders:
        beside.start()
    try:
        yield
    finally:
        if folders:
            beside.join()
    for fault in faults:
        raise fault


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() == content
    except FileNotFoundError:
        return False


def sync_folder(folder: Path) -> None:
    """Let what was named in the folder be named so after a crash too."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


@contextmanager
def naming_a_full_disk(place: str = "vault") -> Iterator[None]:
    """Lets the body write files; a disk without room is DiskFull, whatever was being written."""
    try:
        yield
    except OSError as failure:
        if failure.errno in (errno.ENOSPC, errno.EDQUOT):
            raise DiskFull(place) from failure
        raise
