"""Pictures of Word pages between drawing and showing: a few, in memory, for who asked alone."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

KEPT = 120


@dataclass
class PictureShelf:
    """The last drawn pages; the oldest make room. One shelf a process."""

    _pages: OrderedDict[tuple[int, str, int], bytes] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def put(self, person_id: int, pages: list[bytes]) -> str:
        """Return the key under which this person's pages lie now."""
        key = secrets.token_urlsafe(12)
        with self._lock:
            for number, page in enumerate(pages, start=1):
                self._pages[person_id, key, number] = page
            while len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        return key

    def get(self, person_id: int, key: str, number: int) -> bytes | None:
        """Return one page, or None when it has made room or is somebody else's."""
        with self._lock:
            return self._pages.get((person_id, key, number))


shelf = PictureShelf()
