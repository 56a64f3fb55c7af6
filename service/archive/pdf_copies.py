"""Copies of the PDFs of issued Word files: made once, proved when served, thrown away at will.

They lie beside the vault, not in it: nothing is lost with them, and no backup needs them.
"""

import logging
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from service.store.engine.private_files import private_folder

KEPT_SECONDS = 90 * 86_400
"""How long a copy lies that nobody asks for: a quarter's papers are asked for to its end."""
MOST_BYTES = 1_000_000_000
"""Some ten thousand papers; those asked for longest ago make room."""
_UNFINISHED = ".unfinished-"
_UNFINISHED_SECONDS = 3_600
_A_DAY = 86_400
_DIGEST = 64
_COPY = re.compile(r"[0-9a-f]{64}-[0-9a-f]{16}")
_log = logging.getLogger(__name__)


class PdfCopies:
    """The folder of copies (bản PDF tạo sẵn): `ab/<hash of the Word file>-<mark of the maker>`.

    A file holds the hash of its PDF, an end of line, and the PDF.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def get(self, word: str, maker: str) -> bytes | None:
        """The PDF that maker made of the Word file of that hash; None to have it made (again)."""
        path = self._path(word, maker)
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as failure:
            self._drop(path, failure.strerror or "cannot be read")
            return None
        digest, pdf = content[:_DIGEST], content[_DIGEST + 1 :]
        if sha256(pdf).hexdigest().encode() != digest:
            self._drop(path, "holds other bytes than were put in")
            return None
        _note_asked_for(path)
        return pdf

    def put(self, word: str, maker: str, pdf: bytes) -> bool:
        """Whether the copy is kept; who has the PDF in hand lacks nothing where it is not."""
        path = self._path(word, maker)
        try:
            private_folder(path.parent)
            number, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
            try:
                # Not told to the disk at once: what a crash tears is noticed by its hash.
                with os.fdopen(number, "wb") as file:
                    file.write(sha256(pdf).hexdigest().encode() + b"\n" + pdf)
                Path(name).replace(path)
            except BaseException:
                with suppress(OSError):
                    Path(name).unlink()
                raise
        except OSError as failure:
            # A full disk, or the folder thrown away under our hands.
            _log.warning("pdf copy not kept", extra={"cause": failure.strerror})
            return False
        return True

    def sweep(self, is_kept: Callable[[str], bool]) -> int:
        """How many copies made room: whose Word file is gone, the old ones, and of all too many."""
        size = gone = 0
        for asked_at, path, large in sorted(self._files(), reverse=True):
            age = time.time() - asked_at
            is_over = path.name.startswith(_UNFINISHED) and age > _UNFINISHED_SECONDS
            if _COPY.fullmatch(path.name):
                size += large
                word = path.name.partition("-")[0]
                is_over = age > KEPT_SECONDS or size > MOST_BYTES or not is_kept(word)
            if is_over:
                # Another process may be at it too; between them it is gone.
                with suppress(OSError):
                    path.unlink()
                    gone += 1
        return gone

    def forget(self, word: str) -> None:
        """Delete every copy of that Word file."""
        for path in self.root.glob(f"{word[:2]}/{word}-*"):
            path.unlink(missing_ok=True)

    def _path(self, word: str, maker: str) -> Path:
        mark = sha256(maker.encode()).hexdigest()[:16]
        return self.root / word[:2] / f"{word}-{mark}"

    def _drop(self, path: Path, why: str) -> None:
        _log.warning("pdf copy damaged", extra={"copy": path.name, "cause": why})
        with suppress(OSError):
            path.unlink()

    def _files(self) -> Iterator[tuple[float, Path, int]]:
        """Every file with the moment it was last asked for and its size."""
        for path in self.root.glob("??/*"):
            with suppress(FileNotFoundError):
                state = path.stat()
                yield state.st_mtime, path, state.st_size


def _note_asked_for(path: Path) -> None:
    """Move the copy away from those that make room, for a day's first reader."""
    with suppress(OSError):
        if path.stat().st_mtime < time.time() - _A_DAY:
            os.utime(path)
