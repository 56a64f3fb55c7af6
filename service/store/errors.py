"""What the store may refuse or fail at, with plain attributes; the sentences are workflow's."""

from dataclasses import dataclass


class StoreError(Exception):
    """Anything the store or the vault refuses or fails at."""

    def __str__(self) -> str:
        return repr(self)


@dataclass(eq=False)
class DatabaseBusy(StoreError):
    """Somebody else held the database longer than we wait; nothing was written, try again."""

    waited_seconds: float


@dataclass(eq=False)
class DatabaseUnreachable(StoreError):
    """The database does not answer or may not be opened; nothing was written."""

    reason: str


@dataclass(eq=False)
class DatabaseShut(DatabaseUnreachable):
    """The service has no right to write the database's file; waiting changes nothing."""


@dataclass(eq=False)
class DatabaseNewer(StoreError):
    """A newer version of the service made the tables; nothing was touched."""

    reason: str


@dataclass(eq=False)
class DiskFull(StoreError):
    """No room left on the disk of the database or of the vault; nothing was half-written."""

    where: str


@dataclass(eq=False)
class StaleVersion(StoreError):
    """Somebody changed it since the caller read it; `current` is what stands there now."""

    what: str
    key: str
    expected: int
    current_version: int
    current: object


@dataclass(eq=False)
class NotStored(StoreError):
    """There is no such row."""

    what: str
    key: str


@dataclass(eq=False)
class NameTaken(StoreError):
    """Another unit or person already bears this name (upper and lower case are one)."""

    what: str
    field: str
    value: str


@dataclass(eq=False)
class SeriesHasStarted(StoreError):
    """The first number of a series may be chosen once only, before any number was given."""

    series: str
    year: int


@dataclass(eq=False)
class SampleDataInUse(StoreError):
    """A real row leads to sample data, so the sample data cannot be removed."""

    reason: str


class UnitOfWorkMisused(RuntimeError):
    """A programming error: a unit of work inside another, or writing while only reading."""


@dataclass(eq=False)
class AlreadyLinked(StoreError):
    """The record leads on to another already; a second continuation is refused."""

    record_id: str
