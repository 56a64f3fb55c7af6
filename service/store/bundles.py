"""Bundles: many records made into one file, how far that is, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, select, update

from service.store.base import Json, JsonObject, new_id, storable, value_of
from service.store.database import UnitOfWork
from service.store.errors import NotStored
from service.store.snapshot import has_none
from service.store.tables.bundles import BundleRow
from service.store.tables.jobs import JobRow
from service.store.tables.people.persons import PersonRow


@dataclass(frozen=True)
class BundleMember:
    """A paper in the file that was made: which version of which record's own form."""

    record_id: str
    form_code: str
    version: int


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """A bundle (gói tệp): `waiting`, `running`, `ready`, `stopped` or `failed`.

    `said` is a sentence in both languages about what failed or is missing, `held` what it holds.
    """

    id: str
    kind: str
    asked_by: int
    job_id: str
    records: tuple[str, ...]
    state: str
    done: int
    said: JsonObject | None
    held: tuple[BundleMember, ...]
    size: int
    sha256: str
    asked_at: datetime
    begun_at: datetime | None
    ended_at: datetime | None
    kept_until: datetime

    @property
    def is_over(self) -> bool:
        """True when nothing will change any more."""
        return self.state not in ("waiting", "running")


@dataclass(frozen=True)
class Made:
    """What a bundle that is ready is: its papers, and size and SHA-256 of its file."""

    held: tuple[BundleMember, ...]
    size: int
    sha256: str


def new_bundle_id() -> str:
    """An id for a bundle: its job is asked for before it and has to name it."""
    return new_id("b")


def add_bundle(
    uow: UnitOfWork,
    bundle_id: str,
    *,
    kind: str,
    asked_by: int,
    job_id: str,
    records: Sequence[str],
    now: datetime,
    kept_until: datetime,
) -> None:
    """Ask for the bundle, none of its records done."""
    row = BundleRow(
        id=bundle_id,
        kind=kind,
        asked_by=asked_by,
        job_id=job_id,
        records=list(records),
        done=0,
        asked_at=now,
        kept_until=kept_until,
    )
    uow.session.add(row)
    uow.session.flush()


def lock_asker(uow: UnitOfWork, person_id: int) -> None:
    """Let the person ask for no other bundle before this unit of work ends."""
    query = select(PersonRow.id).where(PersonRow.id == person_id)
    uow.session.execute(query.with_for_update(key_share=True))


def get_bundle(uow: UnitOfWork, bundle_id: str) -> Bundle:
    """The bundle. Raises NotStored."""
    found = _bundles(uow, _query().where(BundleRow.id == storable(bundle_id)))
    if not found:
        raise NotStored("bundle", bundle_id)
    return found[0]


def bundles_of(uow: UnitOfWork, person_id: int, *, limit: int = 50) -> tuple[Bundle, ...]:
    """The bundles somebody asked for, newest first."""
    if has_none(uow, person_id, "bundles"):
        return ()
    query = _query().where(BundleRow.asked_by == person_id)
    return _bundles(uow, query.order_by(BundleRow.asked_at.desc(), BundleRow.id).limit(limit))


def begin_bundle(uow: UnitOfWork, bundle_id: str, now: datetime) -> None:
    """Begin its making, or begin it again after a worker died."""
    _change(uow, bundle_id, done=0, begun_at=now)


def note_done(uow: UnitOfWork, bundle_id: str, done: int) -> bool:
    """Whether so many of its records being done still matters; False once it was stopped."""
    return _change(uow, bundle_id, done=done)


def end_bundle(
    uow: UnitOfWork,
    bundle_id: str,
    outcome: str,
    now: datetime,
    *,
    said: JsonObject | None = None,
    made: Made | None = None,
    kept_until: datetime | None = None,
) -> bool:
    """Whether this is what became of it; False when it had its outcome already."""
    values: dict[str, Json | datetime] = {"outcome": outcome, "ended_at": now, "said": said}
    if made is not None:
        held: Json = [[each.record_id, each.form_code, each.version] for each in made.held]
        values |= {"held": held, "size": made.size, "sha256": made.sha256}
    if kept_until is not None:
        values["kept_until"] = kept_until
    return _change(uow, bundle_id, **values)


def forget_bundle(uow: UnitOfWork, bundle_id: str) -> None:
    """Delete the bundle."""
    uow.session.execute(delete(BundleRow).where(BundleRow.id == bundle_id))


def bundles_out_of_date(uow: UnitOfWork, now: datetime, *, limit: int = 500) -> tuple[str, ...]:
    """The ids of bundles that were kept long enough."""
    query = select(BundleRow.id).where(BundleRow.kept_until < now)
    return tuple(uow.session.scalars(query.order_by(BundleRow.kept_until).limit(limit)))


def are_bundles(uow: UnitOfWork, ids: Sequence[str]) -> frozenset[str]:
    """Those of the ids that are a bundle's."""
    return frozenset(uow.session.scalars(select(BundleRow.id).where(BundleRow.id.in_(ids))))


def _change(uow: UnitOfWork, bundle_id: str, **values: Json | datetime) -> bool:
    changed = uow.session.scalar(
        update(BundleRow)
        .where(BundleRow.id == bundle_id, BundleRow.outcome.is_(None))
        .values(**values)
        .returning(BundleRow.id)
        .execution_options(synchronize_session=False)
    )
    return changed is not None


def _query() -> Select[BundleRow, str]:
    query = select(BundleRow, JobRow.state).join(JobRow, JobRow.id == BundleRow.job_id)
    # Changed past the session, so that what it read before is read anew.
    return query.execution_options(populate_existing=True)


def _bundles(uow: UnitOfWork, query: Select[BundleRow, str]) -> tuple[Bundle, ...]:
    return tuple(_bundle(row, state) for row, state in uow.session.execute(query))


def _bundle(row: BundleRow, job_state: str) -> Bundle:
    # A job that is done gave its bundle an outcome; one that failed for good could not.
    of_the_job = job_state if job_state in ("waiting", "running") else "failed"
    return value_of(
        Bundle,
        row,
        records=tuple(row.records),
        state=row.outcome or of_the_job,
        held=tuple(BundleMember(*each) for each in row.held or ()),
        size=row.size or 0,
        sha256=row.sha256 or "",
    )
