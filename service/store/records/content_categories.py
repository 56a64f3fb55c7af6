"""Content categories: the secretary's list, and which records are for one content in one unit."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Row, String, Text, bindparam, delete, select, type_coerce, update
from sqlalchemy.exc import IntegrityError

from service.store.base import JsonObject, columns_of, in_range, json_again, moment_of, value_of
from service.store.database import UnitOfWork
from service.store.errors import NameTaken, NotStored
from service.store.people.units import name_key
from service.store.records.access import NOBODY, Visibility, seen_by, seen_of, unit_viewer
from service.store.records.records import Record
from service.store.snapshot import each_known_in_snapshot, has_none
from service.store.tables.records.access import RecordAccessRow
from service.store.tables.records.content_categories import ContentCategoryRow, RecordCategoryRow
from service.store.tables.records.records import RecordRow

COUNTED_AT_MOST = 100
LOOKED_AT = 400
"""Records of a unit that are looked at, newest first, to find those that concern it."""


@dataclass(frozen=True)
class Category:
    """A kind of content (nhóm nội dung) by which repeated nonconformities are told."""

    id: int
    name: str
    active: bool
    is_sample: bool


@dataclass(frozen=True)
class RecordCategory:
    """Which content a record is for, in which unit; `set_by` is who said so."""

    record_id: str
    category_id: int
    unit_id: int
    set_by: int | None
    set_at: datetime


@dataclass(frozen=True)
class EarlierRecord:
    """A record of the same unit that came before; `category_id` is None while nobody said."""

    id: str
    entry: int
    number: str | None
    stage: str
    summary: str
    created_at: datetime
    category_id: int | None


@dataclass(frozen=True)
class Candidate:
    """An earlier record with its answers, to compare texts; of most only the text is read."""

    _told: Row[*tuple[Any, ...]]

    @property
    def record(self) -> EarlierRecord:
        """The record."""
        return _earlier(self._told)

    @property
    def answers(self) -> JsonObject:
        """What it says."""
        return cast("JsonObject", json_again(self._told.answers))


# The moment as its text: of most candidates nobody looks at it.
_EARLIER = (
    RecordRow.id,
    RecordRow.entry,
    RecordRow.number,
    RecordRow.stage,
    RecordRow.summary,
    type_coerce(RecordRow.created_at, String).label("created_at"),
)
_OF_RECORD = select(*columns_of(RecordCategoryRow, RecordCategory)).where(
    RecordCategoryRow.record_id == bindparam("record_id")
)
_FOLLOW = (
    update(RecordCategoryRow)
    .where(RecordCategoryRow.record_id == bindparam("of_record"))
    .values(unit_id=bindparam("to_unit"))
)
_CONSECUTIVE = (
    select(RecordCategoryRow.category_id, *_EARLIER)
    .join(RecordRow, RecordRow.entry == RecordCategoryRow.entry)
    .where(
        RecordCategoryRow.unit_id == bindparam("unit_id"),
        RecordCategoryRow.category_id == bindparam("category_id"),
        RecordCategoryRow.entry < bindparam("entry"),
        RecordRow.stage.not_in(bindparam("uncounted", expanding=True)),
    )
    .order_by(RecordCategoryRow.entry.desc())
    .limit(bindparam("most"))
)
_THEIRS = (
    select(RecordAccessRow.entry)
    .where(
        RecordAccessRow.viewer == bindparam("viewer"),
        RecordAccessRow.form_code == bindparam("form_code"),
        RecordAccessRow.entry < bindparam("entry"),
    )
    .order_by(RecordAccessRow.entry.desc())
    .limit(LOOKED_AT)
    .subquery()
)
_CANDIDATES = (
    select(
        RecordCategoryRow.category_id,
        type_coerce(RecordRow.answers, Text).label("answers"),
        seen_by(bindparam("viewers", expanding=True)).label("is_seen"),
        *_EARLIER,
    )
    .select_from(_THEIRS)
    .join(RecordRow, RecordRow.entry == _THEIRS.c.entry)
    .join(RecordCategoryRow, RecordCategoryRow.record_id == RecordRow.id, isouter=True)
    .where(
        RecordRow.concerned_unit_id == bindparam("unit_id"),
        RecordRow.stage.not_in(bindparam("uncounted", expanding=True)),
    )
    .order_by(_THEIRS.c.entry.desc())
    .limit(bindparam("most"))
)


def add_category(uow: UnitOfWork, name: str, *, is_sample: bool = False) -> Category:
    """The new category. Raises NameTaken."""
    row = ContentCategoryRow(is_sample=is_sample, active=True)
    _name(uow, row, name)
    return value_of(Category, row)


def change_category(uow: UnitOfWork, category_id: int, name: str, *, active: bool) -> Category:
    """The category as changed; one not active is offered no more. Raises NotStored, NameTaken."""
    row = _row(uow, category_id)
    row.active = active
    _name(uow, row, name)
    return value_of(Category, row)


def get_category(uow: UnitOfWork, category_id: int) -> Category:
    """The category. Raises NotStored."""
    return value_of(Category, _row(uow, category_id))


def list_categories(uow: UnitOfWork, *, is_sample: bool) -> tuple[Category, ...]:
    """Every category, real or sample, those in use first, in the order they were entered."""
    rows = uow.session.scalars(
        select(ContentCategoryRow)
        .where(ContentCategoryRow.is_sample == is_sample)
        .order_by(ContentCategoryRow.active.desc(), ContentCategoryRow.id)
    )
    return tuple(value_of(Category, row) for row in rows)


def set_category(
    uow: UnitOfWork, record: Record, category_id: int, *, by: int | None, now: datetime
) -> None:
    """Put the record into that category, in the unit it concerns; raises NotStored.

    A record that concerns no unit is refused with ValueError.
    """
    if record.concerned_unit_id is None:
        raise ValueError("a record without a concerned unit repeats nothing")
    _row(uow, category_id)
    uow.session.merge(
        RecordCategoryRow(
            record_id=record.id,
            entry=record.entry,
            category_id=category_id,
            unit_id=record.concerned_unit_id,
            set_by=by,
            set_at=now,
        )
    )
    uow.session.flush()


def clear_category(uow: UnitOfWork, record_id: str) -> None:
    """Take the record out of its category."""
    uow.session.execute(delete(RecordCategoryRow).where(RecordCategoryRow.record_id == record_id))


def category_of(uow: UnitOfWork, record_id: str) -> RecordCategory | None:
    """What was said the record is for, or None."""
    if has_none(uow, record_id, "category"):
        return None
    row = uow.run(_OF_RECORD, record_id=record_id).first()
    return None if row is None else RecordCategory(*row)


def follow_unit(uow: UnitOfWork, record: Record) -> None:
    """Let the record's content count in the unit that it concerns now."""
    if record.concerned_unit_id is not None:
        uow.run(_FOLLOW, of_record=record.id, to_unit=record.concerned_unit_id)


def consecutive(
    uow: UnitOfWork,
    unit_id: int,
    category_id: int,
    entry: int,
    *,
    uncounted: Collection[str] = (),
    limit: int = COUNTED_AT_MOST,
) -> tuple[EarlierRecord, ...]:
    """The records before `entry` for the same content in the unit, newest first.

    "Liên tiếp" is read as one after the other for that content: records for other contents in
    between do not interrupt, and those at an `uncounted` stage are passed over.
    """
    asked = {"unit_id": unit_id, "category_id": category_id, "entry": entry}
    rows = uow.run(_CONSECUTIVE, **asked, uncounted=[*uncounted], most=limit)
    return tuple(map(_earlier, rows))


def newest_of(
    uow: UnitOfWork, unit_id: int, category_id: int, *, uncounted: Collection[str] = ()
) -> str | None:
    """The id of the newest record for that content in the unit, or None."""
    found = consecutive(uow, unit_id, category_id, 2**62, uncounted=uncounted, limit=1)
    return found[0].id if found else None


def candidates(
    uow: UnitOfWork,
    unit_id: int,
    form_code: str,
    entry: int,
    *,
    uncounted: Collection[str] = (),
    limit: int = 200,
    visibility: Visibility | None = None,
) -> tuple[Candidate, ...]:
    """The newest records of that form before `entry` that concern the unit, newest first.

    Only the newest LOOKED_AT of all in which the unit has a part are looked at. With `visibility`
    it is known afterwards which of them somebody of that visibility sees.
    """
    asked = {"viewer": unit_viewer(unit_id), "unit_id": unit_id, "form_code": form_code}
    asked |= {"entry": entry, "uncounted": [*uncounted], "most": limit}
    viewers = [*visibility.viewers] if visibility else [NOBODY]
    found = uow.run(_CANDIDATES, **asked, viewers=viewers).all()
    if visibility is not None:
        seen = {row.id: row.is_seen for row in found}
        each_known_in_snapshot(uow, seen_of, [*seen], seen, visibility)
    return tuple(map(Candidate, found))


def _earlier(row: Row[*tuple[Any, ...]]) -> EarlierRecord:
    return value_of(EarlierRecord, row, created_at=moment_of(row.created_at))


def _row(uow: UnitOfWork, category_id: int) -> ContentCategoryRow:
    row = uow.session.get(ContentCategoryRow, category_id) if in_range(category_id) else None
    if row is None:
        raise NotStored("category", str(category_id))
    return row


def _name(uow: UnitOfWork, row: ContentCategoryRow, name: str) -> None:
    others = select(ContentCategoryRow.id).where(
        ContentCategoryRow.is_sample == row.is_sample,
        ContentCategoryRow.name_key == name_key(name),
        ContentCategoryRow.id.is_distinct_from(row.id),
    )
    if uow.session.scalar(others.limit(1)) is not None:
        raise NameTaken("category", "name", name)
    row.name, row.name_key = name, name_key(name)
    uow.session.add(row)
    try:
        uow.session.flush()
    except IntegrityError as clash:
        # Somebody else took the name after we looked: PostgreSQL lets two write at a time.
        raise NameTaken("category", "name", name) from clash
