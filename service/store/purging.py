"""What is over for good is forgotten, so many rows at a time: nobody waits behind a long delete."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, select, tuple_

from service.store.base import Base
from service.store.database import UnitOfWork
from service.store.tables.bundles import BundleRow
from service.store.tables.jobs import JobRow
from service.store.tables.ledger.submissions import SubmissionRow
from service.store.tables.people.sessions import SessionRow, SignInAttemptRow
from service.store.tables.records.drafts import DraftRow


def forget_sessions(uow: UnitOfWork, over_before: datetime, limit: int) -> int:
    """How many sessions that ended before then were deleted, signed out of or not."""
    return _forgotten(uow, SessionRow, SessionRow.expires_at < over_before, limit=limit)


def forget_tries(uow: UnitOfWork, made_before: datetime, limit: int) -> int:
    """How many failed tries to sign in, made before then, were deleted."""
    return _forgotten(uow, SignInAttemptRow, SignInAttemptRow.at < made_before, limit=limit)


def forget_submissions(uow: UnitOfWork, made_before: datetime, limit: int) -> int:
    """How many answers to submits, given before then, were deleted; one under way stays."""
    settled = SubmissionRow.result.is_not(None)
    return _forgotten(uow, SubmissionRow, SubmissionRow.made_at < made_before, settled, limit=limit)


def forget_drafts(uow: UnitOfWork, discarded_before: datetime, limit: int) -> int:
    """How many drafts that were put aside before then were deleted."""
    return _forgotten(uow, DraftRow, DraftRow.removed_at < discarded_before, limit=limit)


def forget_jobs(uow: UnitOfWork, ended_before: datetime, limit: int) -> int:
    """How many jobs that ended before then were deleted; one that a bundle tells of stays."""
    over = JobRow.state.in_(("done", "failed"))
    of_a_bundle = exists().where(BundleRow.job_id == JobRow.id)
    return _forgotten(uow, JobRow, over, JobRow.ended_at < ended_before, ~of_a_bundle, limit=limit)


def _forgotten(uow: UnitOfWork, table: type[Base], *which: ColumnElement[bool], limit: int) -> int:
    keys: list[Any] = list(table.__table__.primary_key)
    doomed = select(*keys).where(*which).limit(limit)
    gone = delete(table).where(tuple_(*keys).in_(doomed)).returning(*keys)
    return len(uow.session.execute(gone, execution_options={"synchronize_session": False}).all())
