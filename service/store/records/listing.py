"""The record list: newest first, filtered, only what somebody may see, one page at a time.

The time a page takes does not grow with the records: every combination of viewer, form, stage and
year is a run of one index of record_access, read from its newest end until the page is full.
Several stages are several runs. What is late is a run by deadline, most late first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, select, union
from sqlalchemy.orm import aliased

from service.store.base import in_range, storable
from service.store.database import UnitOfWork
from service.store.records.access import Visibility, unit_viewer
from service.store.records.search_index import after_prefix, sought_words
from service.store.tables.ledger import EventRow
from service.store.tables.people import PersonRow, UnitRow
from service.store.tables.records import RecordAccessRow, RecordRow, RecordWordRow

COUNTED_AT_MOST = 500
SKIPPED_AT_MOST = 1_000_000
RARE_WORD = 1_000


@dataclass(frozen=True, kw_only=True)
class RecordQuery:
    """Which records, and which page of them; `text` comes folded from the caller.

    `stages` are any of several. `skip` leads to the pages a person leafs through; `before`, the
    `next_before` of the page read last, goes on from there at the same speed however far it is.
    With `due_before` what of a form is due before that day comes, earliest first; only `skip`
    leads on there.
    """

    visibility: Visibility
    form_code: str | None = None
    stage: str | None = None
    stages: tuple[str, ...] | None = None
    due_before: date | None = None
    year: int | None = None
    unit_id: int | None = None
    text: str = ""
    limit: int = 50
    skip: int = 0
    before: int | None = None


@dataclass(frozen=True, kw_only=True)
class RecordLine:
    """A line of the record list."""

    id: str
    entry: int
    form_code: str
    number: str | None
    year: int
    stage: str
    summary: str
    variant: str | None
    requesting_unit: str
    concerned_unit: str
    submitter: str
    is_sample: bool
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class RecordLines:
    """A page of the record list; `total` is counted up to COUNTED_AT_MOST and no further."""

    lines: tuple[RecordLine, ...]
    total: int
    total_is_more: bool
    next_before: int | None


def newest_records(uow: UnitOfWork, query: RecordQuery) -> tuple[RecordLine, ...]:
    """The first page asked for, nothing counted."""
    entries = list(uow.session.scalars(_Found(uow, query).page()))
    return _lines(uow, entries[: query.limit])


def list_records(uow: UnitOfWork, query: RecordQuery) -> RecordLines:
    """The page asked for, newest record first."""
    found = _Found(uow, query)
    entries = list(uow.session.scalars(found.page()))
    total = uow.session.scalar(found.count(COUNTED_AT_MOST)) or 0
    shown = entries[: query.limit]
    return RecordLines(
        lines=_lines(uow, shown),
        total=min(total, COUNTED_AT_MOST),
        total_is_more=total > COUNTED_AT_MOST,
        next_before=shown[-1] if len(entries) > query.limit else None,
    )


def count_records(uow: UnitOfWork, query: RecordQuery, at_most: int) -> int:
    """How many records a query finds, counted up to one more than `at_most` and no further."""
    return uow.session.scalar(_Found(uow, query).count(at_most)) or 0


def list_years(uow: UnitOfWork, visibility: Visibility) -> tuple[int, ...]:
    """The years somebody sees records of, newest first: hops from year to year in the index."""
    years: set[int] = set()
    for viewer in visibility.viewers:
        newest = select(func.max(RecordAccessRow.year)).where(RecordAccessRow.viewer == viewer)
        year = uow.session.scalar(newest)
        while year is not None:
            years.add(year)
            year = uow.session.scalar(newest.where(RecordAccessRow.year < year))
    return tuple(sorted(years, reverse=True))


class _Found:
    """The entries a query finds, as statements."""

    def __init__(self, uow: UnitOfWork, query: RecordQuery) -> None:
        self._uow, self._query = uow, query
        self._viewers = query.visibility.viewers
        self._filters = list(_equalities(query))
        if query.unit_id is not None:
            self._narrow_to_unit(query.unit_id)
        self._filters += _words(uow, query.text)

    def _narrow_to_unit(self, unit_id: int) -> None:
        viewer, seen = unit_viewer(unit_id), self._query.visibility
        if viewer in self._viewers or (seen.sees_all and self._is_of(unit_id, seen.is_sample)):
            # All the unit's records may be seen, so the unit's own run of the index is the list.
            self._viewers = (viewer,)
            return
        other = aliased(RecordAccessRow)
        theirs = select(other.entry).where(
            other.viewer == viewer, other.entry == RecordAccessRow.entry
        )
        self._filters.append(theirs.exists())

    def _is_of(self, unit_id: int, is_sample: bool) -> bool:
        """Whether the unit is of the office, or of its sample data, as who asks is."""
        unit = select(UnitRow.is_sample).where(UnitRow.id == (unit_id if in_range(unit_id) else 0))
        return self._uow.session.scalar(unit) == is_sample

    def page(self) -> Select[int]:
        """One entry more than the page holds, to know whether another page follows."""
        skip, before = min(self._query.skip, SKIPPED_AT_MOST), self._query.before
        paging = [] if before is None else [RecordAccessRow.entry < min(before, 2**63 - 1)]
        runs = [[*stage, *paging] for stage in _stage_runs(self._query)]
        return self._merged(skip + self._query.limit + 1, runs).offset(skip)

    def count(self, at_most: int) -> Select[int]:
        """How many there are, but at most one more than `at_most`."""
        row, stages = RecordAccessRow, _stages(self._query)
        some = select(row.entry).where(row.viewer.in_(self._viewers), *self._filters)
        if stages is not None and self._query.due_before is None:
            some = some.where(row.stage.in_(stages))
        if len(self._viewers) > 1:
            some = some.distinct()
        return select(func.count()).select_from(some.limit(at_most + 1).subquery())

    def _merged(
        self, limit: int, conditions: Sequence[Sequence[ColumnElement[bool]]]
    ) -> Select[int]:
        late = self._query.due_before is not None
        row = RecordAccessRow
        keys = (row.entry, row.due_key) if late else (row.entry,)
        runs = [
            select(*keys)
            .where(row.viewer == viewer, *self._filters, *condition)
            .order_by(*((row.due_key, row.entry) if late else (row.entry.desc(),)))
            .limit(limit)
            for viewer in self._viewers
            for condition in conditions
        ]
        if len(runs) == 1:
            return runs[0]
        # Each run is cut to the page before they are merged; nothing else is ever sorted.
        either = union(*(select(run.subquery()) for run in runs)).subquery()
        order = (either.c.due_key, either.c.entry) if late else (either.c.entry.desc(),)
        return select(either.c.entry).order_by(*order).limit(limit)


def _equalities(query: RecordQuery) -> Sequence[ColumnElement[bool]]:
    row, conditions = RecordAccessRow, list[ColumnElement[bool]]()
    if query.form_code is not None:
        conditions.append(row.form_code == storable(query.form_code))
    if query.year is not None:
        conditions.append(row.year == (query.year if in_range(query.year) else -1))
    if query.due_before is not None:
        conditions.append(row.due_key < query.due_before.isoformat())
        stages = _stages(query)
        if stages is not None:
            # Looked up in the run by deadline: a run by stage would first have to be sorted.
            conditions.append(func.coalesce(row.stage, "").in_(stages))
    return conditions


def _stages(query: RecordQuery) -> tuple[str, ...] | None:
    """The stages asked for, one that no record has where none is left; None for all of them."""
    if query.stages is None:
        return None if query.stage is None else (storable(query.stage),)
    left = (stage for stage in query.stages if query.stage in (None, stage))
    return tuple(storable(stage) for stage in dict.fromkeys(left)) or ("",)


def _stage_runs(query: RecordQuery) -> list[list[ColumnElement[bool]]]:
    stages = _stages(query)
    if stages is None or query.due_before is not None:
        return [[]]
    return [[RecordAccessRow.stage == stage] for stage in stages]


def _words(uow: UnitOfWork, text: str) -> list[ColumnElement[bool]]:
    """A condition a word. A rare word gives the few entries to look at; a common one is looked up
    entry by entry while the list is read, for it will soon fill the page."""
    conditions: list[ColumnElement[bool]] = []
    for prefix in sought_words(text):
        word, entry = RecordWordRow.word, RecordWordRow.entry
        begins = (word >= prefix) & (word < after_prefix(prefix))
        some = select(entry).where(begins).limit(RARE_WORD + 1).subquery()
        if (uow.session.scalar(select(func.count()).select_from(some)) or 0) <= RARE_WORD:
            conditions.append(RecordAccessRow.entry.in_(select(entry).where(begins)))
        else:
            same = select(entry).where(entry == RecordAccessRow.entry, begins)
            conditions.append(same.exists())
    return conditions


def _lines(uow: UnitOfWork, entries: Sequence[int]) -> tuple[RecordLine, ...]:
    requesting, concerned = aliased(UnitRow), aliased(UnitRow)
    begun = (EventRow.record_id == RecordRow.id) & (EventRow.sequence == 1)
    # Only what a line shows: the answers stay where they are.
    shown = (
        select(
            RecordRow.id,
            RecordRow.entry,
            RecordRow.form_code,
            RecordRow.number,
            RecordRow.year,
            RecordRow.stage,
            RecordRow.summary,
            RecordRow.variant,
            func.coalesce(requesting.name, "").label("requesting_unit"),
            func.coalesce(concerned.name, "").label("concerned_unit"),
            # As it was that day; the person may be called otherwise by now.
            func.coalesce(EventRow.actor_name, PersonRow.full_name).label("submitter"),
            RecordRow.is_sample,
            RecordRow.version,
            RecordRow.created_at,
            RecordRow.updated_at,
        )
        .join(PersonRow, PersonRow.id == RecordRow.submitter_id)
        .join(EventRow, begun, isouter=True)
        .join(requesting, requesting.id == RecordRow.requesting_unit_id, isouter=True)
        .join(concerned, concerned.id == RecordRow.concerned_unit_id, isouter=True)
        .where(RecordRow.entry.in_(entries))
    )
    lines = {row.entry: RecordLine(**row._mapping) for row in uow.session.execute(shown)}
    return tuple(lines[entry] for entry in entries if entry in lines)
