"""Unsent texts: the last that a person typed at each place, until it is sent or discarded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, func, select

from service.store.base import in_range, storable
from service.store.database import UnitOfWork
from service.store.snapshot import has_none
from service.store.tables.people.persons import PersonRow
from service.store.tables.records.records import RecordRow
from service.store.tables.records.unsent_texts import UnsentTextRow

Typed = Sequence[tuple[str, str]]
"""The names and texts of a page's fields, in the order of the page."""


@dataclass(frozen=True)
class UnsentText:
    """An unsent text (nội dung chưa gửi); `version` is the record's that the page showed."""

    id: int
    place: str
    record_id: str | None
    typed: tuple[tuple[str, str], ...]
    version: int
    saved_at: datetime


_AT = select(UnsentTextRow.__table__).where(
    UnsentTextRow.person_id == bindparam("person_id"), UnsentTextRow.place == bindparam("place")
)
_OWN = (
    select(UnsentTextRow.__table__, RecordRow.form_code, RecordRow.number)
    .outerjoin(RecordRow, RecordRow.id == UnsentTextRow.record_id)
    .where(UnsentTextRow.person_id == bindparam("person_id"))
    .where(UnsentTextRow.saved_at >= bindparam("since"))
    .order_by(UnsentTextRow.saved_at.desc(), UnsentTextRow.id)
)
_OWN_OF_RECORD = _OWN.where(UnsentTextRow.record_id == bindparam("record_id"))


def keep_unsent(
    uow: UnitOfWork,
    person_id: int,
    place: str,
    typed: Typed,
    *,
    record_id: str | None,
    version: int,
    most: int,
    now: datetime,
) -> UnsentText | None:
    """The text as kept over what stood at the place; None when `most` places have one already."""
    # One at a time a person, so that two tabs do not keep one place twice or beyond `most`.
    uow.session.execute(select(PersonRow.id).where(PersonRow.id == person_id).with_for_update())
    row = _row(uow, person_id, place)
    if row is None:
        if _count(uow, person_id) >= most:
            return None
        row = UnsentTextRow(person_id=person_id, place=place, record_id=record_id)
    row.typed, row.version, row.saved_at = [list(each) for each in typed], version, now
    uow.session.add(row)
    uow.session.flush()
    return _text(row)


def find_unsent(
    uow: UnitOfWork, person_id: int, place: str, *, since: datetime
) -> UnsentText | None:
    """The person's text at that place, or None; one older than `since` counts as gone."""
    if has_none(uow, person_id, "unsent"):
        return None
    row = uow.run(_AT, person_id=person_id, place=storable(place)).first()
    return None if row is None or row.saved_at < since else _text(row)


def get_unsent(
    uow: UnitOfWork, person_id: int, unsent_id: int, *, since: datetime
) -> UnsentText | None:
    """The person's text of that id, or None where they have none."""
    row = uow.session.get(UnsentTextRow, unsent_id) if in_range(unsent_id) else None
    if row is None or row.person_id != person_id or row.saved_at < since:
        return None
    return _text(row)


def list_unsent(
    uow: UnitOfWork, person_id: int, *, since: datetime, record_id: str | None = None
) -> tuple[tuple[UnsentText, str, str], ...]:
    """The person's texts, newest first, each with its record's form and number, empty for none."""
    if has_none(uow, person_id, "unsent"):
        return ()
    asked: dict[str, object] = {"person_id": person_id, "since": since}
    if record_id is not None:
        asked["record_id"] = storable(record_id)
    found = uow.run(_OWN if record_id is None else _OWN_OF_RECORD, **asked)
    return tuple((_text(row), row.form_code or "", row.number or "") for row in found)


def discard_unsent(uow: UnitOfWork, person_id: int, place: str) -> bool:
    """Whether there was a text of the person at that place; it is gone."""
    here = (UnsentTextRow.person_id == person_id) & (UnsentTextRow.place == storable(place))
    return _delete(uow, here) > 0


def forget_unsent_of(uow: UnitOfWork, person_id: int) -> int:
    """How many texts of the person are gone, which are all."""
    return _delete(uow, UnsentTextRow.person_id == person_id)


def forget_unsent(uow: UnitOfWork, before: datetime, most: int) -> int:
    """How many texts are gone that were last touched before that moment, of at most that many."""
    old = select(UnsentTextRow.id).where(UnsentTextRow.saved_at < before).limit(most)
    return _delete(uow, UnsentTextRow.id.in_(old))


def _row(uow: UnitOfWork, person_id: int, place: str) -> UnsentTextRow | None:
    return uow.session.scalar(
        select(UnsentTextRow).where(
            UnsentTextRow.person_id == person_id, UnsentTextRow.place == storable(place)
        )
    )


def _count(uow: UnitOfWork, person_id: int) -> int:
    query = select(func.count()).where(UnsentTextRow.person_id == person_id)
    return uow.session.scalar(query) or 0


def _delete(uow: UnitOfWork, which: ColumnElement[bool]) -> int:
    return uow.session.connection().execute(delete(UnsentTextRow).where(which)).rowcount


def _text(row: UnsentTextRow | Row[*tuple[Any, ...]]) -> UnsentText:
    # A text that somebody broke by hand reads as no text.
    pairs = row.typed if isinstance(row.typed, list) else []
    typed = tuple((str(each[0]), str(each[1])) for each in pairs)
    return UnsentText(row.id, row.place, row.record_id, typed, row.version, row.saved_at)
