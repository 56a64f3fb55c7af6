"""The queue that carries ids of jobs to a worker: Huey on a file of SQLite, or on Redis.

Only ids travel: what is lost here, in a crash or with the whole file, `tend` finds in the table.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from pathlib import Path
from sqlite3 import Cursor
from typing import Any

from huey import Huey, RedisHuey, crontab
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer
from huey.storage import SqliteStorage

POLL_SECONDS = 2.0
STOP_SECONDS = 20.0
_log = logging.getLogger(__name__)


class JobQueue:
    """The way from who asks for a job to who does it (hàng đợi); opened when first used.

    Houses that share a Redis have queues of different names.
    """

    def __init__(self, data: Path, redis_url: str, name: str) -> None:
        self._data, self._redis_url, self._name = data, redis_url, name

    def carry(self, job_id: str) -> None:
        """Send the id on its way; when the queue fails, the next round of `tend` sends it."""
        try:
            self._run(job_id)
        except Exception:  # noqa: BLE001 - SQLite's, Redis', the disk's: none may undo what was asked
            _log.exception("job %s was not carried; the next round carries it", job_id)

    def is_empty(self) -> bool:
        """Return whether no id is on its way; false when the queue cannot tell."""
        try:
            return len(self._huey) == 0
        except Exception:  # noqa: BLE001 - as above
            _log.exception("the queue of jobs does not answer")
            return False

    def answers(self) -> bool:
        """Return whether the queue takes ids now."""
        try:
            len(self._huey)
        except Exception:  # noqa: BLE001 - as above; who asks tells it on
            return False
        return True

    def serve(
        self, perform: Callable[[str], None], tend: Callable[[], None], *, workers: int = 1
    ) -> Worker:
        """Return a worker, started: it performs every id that comes and tends once a minute."""
        self._performing, self._tending = perform, tend
        consumer = _QuietConsumer(
            self._huey,
            workers=workers,
            max_delay=POLL_SECONDS,
            scheduler_interval=10,
            shutdown_timeout=STOP_SECONDS,
        )
        consumer.start()
        return Worker(consumer)

    @cached_property
    def _huey(self) -> Huey:
        told: dict[str, Any] = {"results": False, "serializer": _JsonMessages()}
        if self._redis_url:
            huey = RedisHuey(self._name, url=self._redis_url, **told)
        else:
            file = str(self._data / "jobs.sqlite3")
            huey = Huey(self._name, storage_class=_QueueFile, filename=file, **told)
        huey.periodic_task(crontab(), name="tend")(self._tend)
        return huey

    @cached_property
    def _run(self) -> Callable[[str], object]:
        carried: Callable[[str], object] = self._huey.task(name="run")(self._perform)
        return carried

    def _perform(self, job_id: str) -> None:
        self._performing(job_id)

    def _tend(self) -> None:
        self._tending()


class Worker:
    """A worker at work in threads of this process."""

    def __init__(self, consumer: Consumer) -> None:
        self._consumer = consumer

    def stop(self) -> None:
        """Take no further job and wait a while for the one in hand; its row outlives us anyway."""
        self._consumer.stop(graceful=True)


class _QuietConsumer(Consumer):  # type: ignore[misc]
    """Huey's consumer without its hands on the signals of the process it is a guest in."""

    def _set_signal_handlers(self) -> None:
        """Leave the signals to who serves."""


class _QueueFile(SqliteStorage):  # type: ignore[misc]
    """Huey's SQLite whose file is closed after each use: nobody else would say when it is time."""

    def db(self, commit: bool = False, close: bool = False) -> AbstractContextManager[Cursor]:
        """A cursor; Huey's own choice not to close is not followed."""
        cursor: AbstractContextManager[Cursor] = super().db(commit=commit, close=True)
        return cursor


class _JsonMessages(Serializer):  # type: ignore[misc]
    """Messages as JSON: whoever writes into the queue can name a job, and run nothing else."""

    def _serialize(self, data: Message) -> bytes:
        return json.dumps(list(data)).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(data))
