"""Records compared with their chains of events: a row changed by hand says something else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy import Row, select

from service.store.database import UnitOfWork
from service.store.tables.ledger.events import EventRow
from service.store.tables.ledger.issued import IssuedDocumentRow
from service.store.tables.records.records import RecordRow


@dataclass
class _Told:
    """What a record's events say it is by now; None where they say nothing of it."""

    stage: str | None = None
    number: str | None = None
    is_numbered: bool = False
    answers: dict[str, Any] = field(default_factory=dict)
    named: Any = None


def altered_records(uow: UnitOfWork) -> Iterator[str]:
    """Yield the id of every record that is not what its events led to: stage, number, answers, and
    who is meant by the names among these.

    Events tell stage and number, and each answer since its first change; before that the first
    issued paper does. What no chain ever told is not judged.
    """
    query = (
        select(EventRow.record_id, EventRow.payload)
        .join(RecordRow, RecordRow.id == EventRow.record_id)
        .order_by(EventRow.record_id, EventRow.sequence)
    )
    found = uow.session.execute(query, execution_options={"yield_per": 1_000})
    for record_id, events in groupby(found, lambda event: str(event.record_id)):
        if not _agrees(uow, record_id, _told(event.payload for event in events)):
            yield record_id


def _told(payloads: Iterator[Any]) -> _Told:
    told = _Told()
    for payload in payloads:
        if not isinstance(payload, Mapping):
            continue
        told.stage = payload.get("to", told.stage)
        if "number" in payload and "to" in payload:
            told.number, told.is_numbered = payload["number"], True
        told.named = payload.get("named", told.named)
        for name, change in _mapping(payload.get("changes")).items():
            told.answers[name] = _mapping(change).get("after")
    return told


def _agrees(uow: UnitOfWork, record_id: str, told: _Told) -> bool:
    record = uow.session.execute(
        select(
            RecordRow.form_code,
            RecordRow.stage,
            RecordRow.number,
            RecordRow.answers,
            RecordRow.named,
        ).where(RecordRow.id == record_id)
    ).one()
    if told.stage not in (None, record.stage):
        return False
    if told.named not in (None, record.named):
        return False
    if told.is_numbered and told.number != record.number:
        return False
    expected = {**_first_said(uow, record_id, record), **told.answers}
    answers = _mapping(record.answers)
    return all(answers.get(name) == value for name, value in expected.items())


def _first_said(uow: UnitOfWork, record_id: str, record: Row[Any]) -> dict[str, Any]:
    """Return what the first paper says in plain values: of rows it shows only what is printed."""
    query = select(IssuedDocumentRow.answers).where(
        IssuedDocumentRow.record_id == record_id,
        IssuedDocumentRow.form_code == record.form_code,
        IssuedDocumentRow.version == 1,
    )
    answers = _mapping(uow.session.scalar(query))
    return {name: value for name, value in answers.items() if not _is_rows(value)}


def _mapping(kept: Any) -> Mapping[str, Any]:
    """Return what is kept, or nothing where a hand made something else of it."""
    return kept if isinstance(kept, Mapping) else {}


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(each, Mapping) for each in value)
