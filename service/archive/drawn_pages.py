"""Pictures of Word pages between drawing and showing: a few, for who asked alone, for minutes.

They lie in the data folder, not in memory: the process that shows one need not have drawn it.
"""

import os
import re
import secrets
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from service.archive.vault import naming_a_full_disk
from service.store.engine.private_files import private_file, private_folder

KEPT_SECONDS = 900
MOST_OF_ONE = 6
"""Drawings of a person; who types goes on to the next one every second or so."""
MOST_BYTES = 60_000_000
_UNFINISHED = ".unfinished-"
_KEY = re.compile(r"[0-9a-f]{24}")


class DrawnPages:
    """The folder of drawings (ảnh trang đang điền), each a folder `<person>-<key>` of its pages."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, person_id: int, pages: Sequence[bytes]) -> str:
        """The key under which this person's pages lie now, all of them at once. Raises DiskFull."""
        key = secrets.token_hex(12)
        with naming_a_full_disk("pictures"):
            private_folder(self.root)
            folder = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self.root))
            try:
                for number, page in enumerate(pages, start=1):
                    private_file(folder / str(number))
                    (folder / str(number)).write_bytes(page)
                # The clock of files ticks too seldom to tell which of two is newer.
                os.utime(folder, ns=(time.time_ns(), time.time_ns()))
                folder.rename(self._folder(person_id, key))
            except BaseException:
                shutil.rmtree(folder, ignore_errors=True)
                raise
        self.sweep()
        return key

    def get(self, person_id: int, key: str, number: int) -> bytes | None:
        """One page, or None when it has made room, is nobody's, or is somebody else's."""
        if not _KEY.fullmatch(key):
            return None
        try:
            return (self._folder(person_id, key) / str(number)).read_bytes()
        except OSError:
            return None

    def sweep(self) -> int:
        """How many drawings made room: the old ones, of each person and of all too many."""
        held: Counter[str] = Counter()
        size = gone = 0
        for made_at, folder in sorted(self._drawings(), reverse=True):
            is_over = made_at < time.time() - KEPT_SECONDS
            if not folder.name.startswith(_UNFINISHED):
                person = folder.name.partition("-")[0]
                held[person] += 1
                size += _size(folder)
                too_large = size > MOST_BYTES and held.total() > 1
                is_over = is_over or too_large or held[person] > MOST_OF_ONE
            if is_over:
                # Another process may be at it too; between them it is gone.
                shutil.rmtree(folder, ignore_errors=True)
                gone += 1
        return gone

    def _folder(self, person_id: int, key: str) -> Path:
        return self.root / f"{person_id}-{key}"

    def _drawings(self) -> Iterator[tuple[float, Path]]:
        """Every drawing with its moment, those of a process that died over one too."""
        for folder in self.root.glob("*"):
            with suppress(FileNotFoundError):
                if folder.is_dir():
                    yield folder.stat().st_mtime, folder


def _size(folder: Path) -> int:
    try:
        return sum(page.stat().st_size for page in folder.iterdir())
    except FileNotFoundError:
        return 0
