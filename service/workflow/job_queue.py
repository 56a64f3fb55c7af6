"""The queue that carries ids of jobs to a worker: Huey on a file of SQLite, or on Redis.

Only ids travel: what is lost here, in a crash or with the whole file, `tend` finds in the table.
"""

import json
import logging
import sqlite3
import threading
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
from redis import ConnectionPool
from redis.exceptions import RedisError

from service.store.engine.private_files import private_file

POLL_SECONDS = 2.0
STOP_SECONDS = 20.0
REDIS_SECONDS = 5.0
AWAY = (RedisError, sqlite3.Error, OSError)
"""What Redis, SQLite and the disk say when the queue cannot be reached."""
_log = logging.getLogger(__name__)


class JobQueue:
    """The way from who asks for a job to who does it (hàng đợi); opened when first used.

    Houses that share a Redis have queues of different names.
    """

    def __init__(self, data: Path, redis_url: str, name: str) -> None:
        self._data, self._redis_url, self._name = data, redis_url, name
        self._state = threading.Lock()
        self._is_away = False

    @property
    def carrier(self) -> str:
        """What carries the ids: `redis` or `sqlite`."""
        return "redis" if self._redis_url else "sqlite"

    def carry(self, job_id: str) -> None:
        """Send the id on its way; when the queue fails, the next round of `tend` sends it."""
        try:
            self._opened[1](job_id)
        except AWAY as error:
            # SQLite's, Redis', the disk's: none may undo what was asked.
            self.note_away(error)
        else:
            self._note_back()

    def is_empty(self) -> bool:
        """Return whether no id is on its way; false when the queue cannot tell."""
        return self._length() == 0

    def answers(self) -> bool:
        """Return whether the queue takes ids now."""
        return self._length() is not None

    def note_away(self, error: BaseException) -> None:
        """Write down that the queue does not answer: a line at the first failure, not at each."""
        with self._state:
            was_away, self._is_away = self._is_away, True
        if not was_away:
            cause = " ".join(f"{type(error).__name__}: {error}".split())
            _log.error("queue away", extra={"carrier": self.carrier, "cause": cause})

    def serve(
        self, perform: Callable[[str], None], tend: Callable[[], None], *, workers: int = 1
    ) -> "Worker":
        """Return a worker, started: it performs every id that comes and tends once a minute."""
        self._performing, self._tending = perform, tend
        consumer = _QuietConsumer(
            self._opened[0],
            workers=workers,
            max_delay=POLL_SECONDS,
            scheduler_interval=10,
            shutdown_timeout=STOP_SECONDS,
        )
        calm = _OncePerOutage(self)
        consumer.start()
        return Worker(consumer, calm)

    def _length(self) -> int | None:
        try:
            length = len(self._opened[0])
        except AWAY as error:
            self.note_away(error)
            return None
        self._note_back()
        return length

    def _note_back(self) -> None:
        with self._state:
            was_away, self._is_away = self._is_away, False
        if was_away:
            _log.info("queue answers again", extra={"carrier": self.carrier})

    @cached_property
    def _opened(self) -> tuple[Huey, Callable[[str], object]]:
        """The queue, and what sends an id: known to a worker that never sent one itself, too."""
        options: dict[str, Any] = {"results": False, "serializer": _JsonMessages()}
        if self._redis_url:
            # A machine that is gone says nothing at all: nobody waits for it as long as TCP would.
            pool = ConnectionPool.from_url(
                self._redis_url, socket_connect_timeout=REDIS_SECONDS, socket_timeout=REDIS_SECONDS
            )
            huey = RedisHuey(self._name, connection_pool=pool, **options)
        else:
            file = self._data / "jobs.sqlite3"
            private_file(file)
            huey = Huey(self._name, storage_class=_QueueFile, filename=str(file), **options)
        huey.periodic_task(crontab(), name="tend")(self._tend)
        return huey, huey.task(name="run")(self._perform)

    def _perform(self, job_id: str) -> None:
        self._performing(job_id)

    def _tend(self) -> None:
        self._tending()


class Worker:
    """A worker at work in threads of this process."""

    def __init__(self, consumer: Consumer, calm: "_OncePerOutage") -> None:
        self._consumer, self._calm = consumer, calm

    def stop(self) -> None:
        """Take no further job and wait a while for the one in hand; its row outlives us anyway."""
        self._consumer.stop(graceful=True)
        self._calm.end()


class _OncePerOutage(logging.Filter):
    """Keeps from the log the trace that Huey writes at every look at a queue that is away."""

    _LOGGERS = ("huey.consumer.Worker", "huey.consumer.Scheduler")

    def __init__(self, queue: JobQueue) -> None:
        super().__init__()
        self._queue = queue
        for name in self._LOGGERS:
            logging.getLogger(name).addFilter(self)

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, AWAY):
            return True
        self._queue.note_away(error)
        return False

    def end(self) -> None:
        """Let everything through again."""
        for name in self._LOGGERS:
            logging.getLogger(name).removeFilter(self)


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
