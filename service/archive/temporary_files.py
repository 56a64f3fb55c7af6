"""The shelf: files made for one person to fetch, kept for some days beside the vault."""

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import IO

from service.archive.vault import (
    FileAltered,
    FileMissing,
    KeptFile,
    naming_a_full_disk,
    sync_folder,
)
from service.store.engine.private_files import private_file, private_folder

_log = logging.getLogger(__name__)
_UNFINISHED = ".unfinished-"
_NAME = re.compile(r"[a-z0-9]{1,40}")


class TemporaryFiles:
    """The folder of files that wait to be fetched (kệ chờ lấy), each under its bundle's id."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def path_of(self, name: str) -> Path:
        """Where the file of that name lies or would lie; refuses what leads elsewhere."""
        if not _NAME.fullmatch(name):
            raise ValueError("a file on the shelf is named by small letters and digits")
        return self.root / name

    @contextmanager
    def workshop(self, name: str) -> Iterator[Path]:
        """A folder to make the file of that name in, gone afterwards whatever happens.

        What an earlier try left there, whose worker died, is thrown away. Raises DiskFull.
        """
        self.path_of(name)
        with naming_a_full_disk("shelf"):
            private_folder(self.root)
            for left in self.root.glob(f"{_UNFINISHED}{name}-*"):
                shutil.rmtree(left, ignore_errors=True)
            folder = Path(tempfile.mkdtemp(prefix=f"{_UNFINISHED}{name}-", dir=self.root))
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def keep(self, made: Path, name: str) -> KeptFile:
        """The file as kept: all of it is on the disk before it has its name. Raises DiskFull."""
        with naming_a_full_disk("shelf"):
            with made.open("rb") as file:
                digest, size = file_digest(file, "sha256").hexdigest(), file.tell()
                os.fsync(file.fileno())
            private_file(made)
            made.replace(self.path_of(name))
            sync_folder(self.root)
        return KeptFile(digest, size)

    def fetch(self, name: str, digest: str) -> IO[bytes]:
        """The file, open at its beginning and proved by its hash. Raises FileMissing, FileAltered.

        It is read in pieces: however large, none of it stays in memory.
        """
        try:
            file = self.path_of(name).open("rb")
        except FileNotFoundError as failure:
            raise FileMissing(digest) from failure
        if file_digest(file, "sha256").hexdigest() != digest:
            file.close()
            details = {"what": "bundle", "file": name, "cause": "FileAltered"}
            _log.error("file damaged", extra=details)
            raise FileAltered(digest)
        file.seek(0)
        return file

    def remove(self, name: str) -> None:
        """Delete the file."""
        self.path_of(name).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """The name of every file on the shelf."""
        yield from sorted(path.name for path in self.root.glob("*") if _NAME.fullmatch(path.name))

    def forget_unfinished(self, before: datetime) -> int:
        """How many folders of workers that died were thrown away: those begun before then."""
        left = [
            path
            for path in self.root.glob(f"{_UNFINISHED}*")
            if path.stat().st_mtime < before.timestamp()
        ]
        for path in left:
            shutil.rmtree(path, ignore_errors=True)
        return len(left)
