"""The one way to the database: SQLite or PostgreSQL opened, migrated, and units of work on it."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import (
    AbstractContextManager,
    ExitStack,
    closing,
    contextmanager,
    nullcontext,
    suppress,
)
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, Self

from sqlalchemy import Connection, Engine, Executable, Result, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from service.store.engine import connections, crash_points
from service.store.engine import prepared as prepared_statements
from service.store.engine.connections import Queue
from service.store.engine.driver_errors import is_refused_write, named_failure
from service.store.errors import DatabaseBusy, UnitOfWorkMisused

BUSY_SECONDS = 5.0
AT_THE_END = "what is written last"
"""Under this name its `info` keeps what a writing unit of work does last, before its commit."""


@dataclass(frozen=True)
class UnitOfWork:
    """One transaction: what every function of the store takes first."""

    bind: Connection
    dialect: Literal["sqlite", "postgresql"]
    writes: bool
    info: dict[str, Any] = field(default_factory=dict)
    """What functions of the store keep until it ends."""
    kept: dict[str, Any] = field(default_factory=dict)
    """What they keep from one to the next, each under a key that says when it holds no longer."""

    @cached_property
    def session(self) -> Session:
        """The session in it, made for whoever reads or writes rows as objects; few do."""
        return Session(self.bind, execution_options={"populate_existing": True})

    def flush(self) -> None:
        """Hand what was changed in the session to the database."""
        if "session" in vars(self):
            self.session.flush()

    def close(self) -> None:
        """End its session."""
        if "session" in vars(self):
            self.session.close()

    def run(self, prepared: Executable, **values: object) -> Result[*tuple[Any, ...]]:
        """What a statement built beforehand answers, its `bindparam`s filled with these values.

        Building a statement and reading entities takes twenty times as long, so this is the way
        of whatever every page or every move asks.
        """
        if self.writes:
            self.flush()
        return prepared_statements.ask(self.bind, prepared, values)

    def run_each(self, prepared: Executable, rows: Sequence[Mapping[str, object]]) -> None:
        """Run a statement built beforehand with each of these sets of values."""
        self.flush()
        prepared_statements.tell(self.bind, prepared, rows)


class Database:
    """The office's database (cơ sở dữ liệu); one object for the life of the process."""

    def __init__(self, engine: Engine, *, busy_seconds: float = BUSY_SECONDS) -> None:
        self.engine = engine
        self.kept: dict[str, Any] = {}
        self._busy_seconds = busy_seconds
        self._here = threading.local()
        # SQLite lets one write at a time. Queueing here hands over at once, where its own busy
        # handler sleeps up to 100 ms between tries and knows no order.
        self._writers = Queue(busy_seconds) if engine.dialect.name == "sqlite" else None
        self._shared = Queue(busy_seconds) if connections.is_in_memory(engine) else None

    @classmethod
    def open(cls, url: str | Path, *, busy_seconds: float = BUSY_SECONDS) -> Self:
        """The database at a URL (`sqlite:///…`, `postgresql://…`) or in an SQLite file.

        Raises ValueError for an address of neither kind.
        """
        text = f"sqlite:///{url}" if isinstance(url, Path) else url
        try:
            address = make_url(text)
        except ArgumentError as error:
            raise ValueError("it is no address of a database") from error
        return cls(connections.create(address, busy_seconds), busy_seconds=busy_seconds)

    @classmethod
    def in_memory(cls) -> Self:
        """A fresh, empty SQLite database in memory, gone when closed."""
        return cls.open("sqlite://")

    @property
    def dialect(self) -> Literal["sqlite", "postgresql"]:
        """`sqlite` or `postgresql`."""
        return "postgresql" if self.engine.dialect.name == "postgresql" else "sqlite"

    def migrate(self) -> None:
        """Bring the tables to the newest revision; fast when they already are."""
        from service.store.engine import migrate as migrating

        with self._naming_failures():
            migrating.to_head(self.engine)

    @contextmanager
    def writing(self) -> Iterator[UnitOfWork]:
        """A unit of work that writes: committed at the end, rolled back on any exception.

        Raises DatabaseBusy, DatabaseUnreachable, DiskFull.
        """
        with self._alone_in_thread():
            self.let_go()
            with (
                self._naming_failures(),
                _turn_in(self._writers),
                self._transaction(writes=True) as uow,
            ):
                yield uow

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """A unit of work that sees one unchanging state and writes nothing.

        Inside a snapshot it is the snapshot's. Raises DatabaseBusy, DatabaseUnreachable.
        """
        with (
            self._alone_in_thread(),
            self._naming_failures(),
            self._refusing_to_write(),
            self._seen() as uow,
        ):
            yield uow

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """One state for all that this thread reads inside: a transaction, begun by the first read.

        What writes inside ends it, so that what is read next sees what was written.
        """
        self._here.snapshot = _Snapshot()
        try:
            yield
        finally:
            self.let_go()
            self._here.snapshot = None

    def let_go(self) -> None:
        """Let this thread read anew what it reads next: to be called before a long wait."""
        held: _Snapshot | None = getattr(self._here, "snapshot", None)
        if held is not None:
            held.end()

    def close(self) -> None:
        """Give back every connection."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[UnitOfWork]:
        with _turn_in(self._shared), connections.connection(self.engine, writes=writes) as bind:
            uow = UnitOfWork(bind, self.dialect, writes, kept=self.kept)
            with closing(uow), bind.begin():
                yield uow
                if writes:
                    for deed in uow.info.pop(AT_THE_END, ()):
                        deed(uow)
                    uow.flush()
                    crash_points.passed("before commit")
            if writes:
                crash_points.passed("after commit")

    @contextmanager
    def _seen(self) -> Iterator[UnitOfWork]:
        held: _Snapshot | None = getattr(self._here, "snapshot", None)
        if held is None:
            with self._transaction(writes=False) as uow:
                yield uow
            return
        try:
            yield held.begin(self._transaction(writes=False))
        except DBAPIError:
            # After a failure PostgreSQL answers nothing more in the same transaction.
            held.end()
            raise

    @contextmanager
    def _alone_in_thread(self) -> Iterator[None]:
        # A second unit of work in the same thread would wait for the first one forever.
        if getattr(self._here, "busy", False):
            raise UnitOfWorkMisused("this thread is already inside a unit of work")
        self._here.busy = True
        try:
            yield
        finally:
            self._here.busy = False

    @contextmanager
    def _refusing_to_write(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as failure:
            if is_refused_write(failure):
                raise UnitOfWorkMisused("this unit of work only reads") from failure
            raise

    @contextmanager
    def _naming_failures(self) -> Iterator[None]:
        try:
            yield
        except PoolTimeout as failure:
            raise DatabaseBusy(self._busy_seconds) from failure
        except DBAPIError as failure:
            named = named_failure(failure, self._busy_seconds)
            if named is None:
                raise
            raise named from failure


class _Snapshot:
    """The transaction of a thread's snapshot, once something was read in it."""

    def __init__(self) -> None:
        self._open = ExitStack()
        self._uow: UnitOfWork | None = None

    def begin(self, transaction: AbstractContextManager[UnitOfWork]) -> UnitOfWork:
        """The unit of work of this snapshot, of that transaction if there is none yet."""
        if self._uow is None:
            self._uow = self._open.enter_context(transaction)
        return self._uow

    def end(self) -> None:
        """End the transaction; what was read stays read if the database is gone."""
        self._uow = None
        with suppress(DBAPIError):
            self._open.close()


def _turn_in(queue: Queue | None) -> AbstractContextManager[None]:
    return nullcontext() if queue is None else queue.turn()
