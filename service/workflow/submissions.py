"""What a move led to, and how the same submit is told from a new one."""

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any, Self

from service.store.base import JsonObject
from service.store.database import UnitOfWork
from service.store.errors import StaleVersion
from service.store.ledger.submissions import claim_submission, settle_submission
from service.store.records import records
from service.workflow.errors import Stale


@dataclass(frozen=True)
class MoveResult:
    """What a move led to: the record, its number (None while blank) and the document's version.

    `new_record_id` is the record that continues this one, where the move opened one; `warnings`
    are told and hindered nothing: field path to sentences in both languages.
    """

    record_id: str
    number: str | None
    stage: str
    record_version: int
    document_version: int
    new_record_id: str | None = None
    warnings: Mapping[str, list[dict[str, str]]] = field(default_factory=dict)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Return the result of an earlier submit as it was kept."""
        return cls(**kept)


def submission_key(about: str, given: str, *content: object) -> str:
    """Return the key of one submit about one draft or record; an empty one is always new.

    Other words under the same key are another submit, to be judged and not taken for done: who
    goes back in the browser and sends something else must not read that it was saved. It is as
    short and plain as a database's index wants it, whatever was given.
    """
    whole = json.dumps([given or secrets.token_urlsafe(32), *content], sort_keys=True, default=str)
    return f"{about}:{sha256(whole.encode()).hexdigest()}"


@dataclass
class Submission:
    """One submit: what the same answered before, or what the caller answers it with now."""

    earlier: JsonObject | None
    answer: JsonObject | None = None


@contextmanager
def submitting(uow: UnitOfWork, key: str, person_id: int, now: datetime) -> Iterator[Submission]:
    """Yield the submit of that key, claimed; its answer is kept for whoever sends it again.

    The first thing in the transaction: a twin waits here until the first one is through. A submit
    that failed is not answered and may come again.
    """
    submission = Submission(claim_submission(uow, key, person_id, now))
    yield submission
    if submission.answer is not None:
        settle_submission(uow, key, person_id, submission.answer)


def as_stale(stale: StaleVersion, typed: Mapping[str, Any]) -> Stale:
    """Return the workflow's word for a record changed meanwhile, with both texts."""
    current = stale.current
    answers = current.answers if isinstance(current, records.Record) else {}
    return Stale(dict(typed), dict(answers), stale.current_version)
