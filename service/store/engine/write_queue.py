"""The queue before a database that lets one in at a time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from service.store.errors import DatabaseBusy


class Queue:
    """Threads of this process let in one after the other, patient as long as the queue moves.

    The seconds count from the last turn that ended in time: fifty clerks at once wait their turn,
    while behind somebody who holds on too long each is told so.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._moved = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """A turn of one's own; raises DatabaseBusy when for so long nobody's ended in time."""
        self._wait()
        begun = time.monotonic()
        try:
            yield
        finally:
            now = time.monotonic()
            # Who was refused by a database that another process holds has moved nothing.
            if now - begun < self._seconds / 2:
                self._moved = now
            self._lock.release()

    def _wait(self) -> None:
        came = time.monotonic()
        while True:
            left = max(came, self._moved) + self._seconds - time.monotonic()
            if left <= 0:
                raise DatabaseBusy(self._seconds)
            if self._lock.acquire(timeout=left):
                return
