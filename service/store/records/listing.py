"""The record list: newest first, filtered, only what somebody may see, one page at a time.

The time a page takes does not grow with the records: every combination of viewer, form, stage and
year is a run of one index of record_access, read from its newest end until the page is full.
Several stages are several runs. What is late is a run by deadline, most late first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, Self

from sqlalchemy import Select, Subquery, bindparam, func, literal, select, union_all
from sqlalchemy.orm import aliased

from service.store.base import in_range, storable
from service.store.database import UnitOfWork
from service.store.records.access import Visibility, after_prefix, sought_words, unit_viewer
from service.store.records.listed_entries import Shape, counts_of, page_of, years_of
from service.store.snapshot import known_in_snapshot, once_a_snapshot
from service.store.tables.ledger.events import EventRow
from service.store.tables.people.persons import PersonRow
from service.store.tables.people.units import UnitRow
from service.store.tables.records.access import RecordWordRow
from service.store.tables.records.records import RecordRow

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


@once_a_snapshot
def newest_records(uow: UnitOfWork, query: RecordQuery) -> tuple[RecordLine, ...]:
    """The first page asked for, nothing counted."""
    return _lines(uow, _Asked.of(uow, query))[: query.limit]


def read_both(uow: UnitOfWork, one: RecordQuery, other: RecordQuery) -> None:
    """Read at once what `newest_records` answers to either, known then where one only reads."""
    if uow.writes:
        return
    both = [_Asked.of(uow, query) for query in (one, other)]
    values = {f"{n}_{name}": v for n, each in enumerate(both) for name, v in each.values.items()}
    found: tuple[list[RecordLine], list[RecordLine]] = ([], [])
    for row in uow.run(_both_shown(both[0].shape, both[1].shape), **values):
        line = row._asdict()
        found[line.pop("place")].append(RecordLine(**line))
    for query, lines in zip((one, other), found, strict=True):
        lines.sort(key=lambda line: line.entry, reverse=True)
        known_in_snapshot(uow, newest_records, tuple(lines[: query.limit]), query)


def list_records(uow: UnitOfWork, query: RecordQuery) -> RecordLines:
    """The page asked for, newest record first."""
    asked = _Asked.of(uow, query)
    lines, (total,) = _lines(uow, asked), _counts(uow, [asked], COUNTED_AT_MOST)
    shown = lines[: query.limit]
    return RecordLines(
        lines=shown,
        total=min(total, COUNTED_AT_MOST),
        total_is_more=total > COUNTED_AT_MOST,
        next_before=shown[-1].entry if len(lines) > query.limit else None,
    )


def count_records(uow: UnitOfWork, queries: Iterable[RecordQuery], at_most: int) -> tuple[int, ...]:
    """How many records each query finds, counted up to one more than `at_most` and no further."""
    asked = [_Asked.of(uow, query) for query in queries]
    return _counts(uow, asked, at_most) if asked else ()


@once_a_snapshot
def list_years(uow: UnitOfWork, visibility: Visibility) -> tuple[int, ...]:
    """The years somebody sees records of, newest first."""
    viewers = {f"viewer_{place}": each for place, each in enumerate(visibility.viewers)}
    return tuple(sorted(uow.run(years_of(len(viewers)), **viewers).scalars(), reverse=True))


@dataclass(frozen=True)
class _Asked:
    """A question as its statements take it: its shape, and the values filled in."""

    shape: Shape
    values: dict[str, object]

    @classmethod
    def of(cls, uow: UnitOfWork, query: RecordQuery) -> Self:
        """The question as the store puts it; the words are weighed, the unit's run is chosen."""
        values: dict[str, object] = {}
        if query.form_code is not None:
            values["form"] = storable(query.form_code)
        if query.year is not None:
            values["year"] = query.year if in_range(query.year) else -1
        if query.due_before is not None:
            values["due_before"] = query.due_before.isoformat()
        if query.before is not None:
            values["before"] = min(query.before, 2**63 - 1)
        viewers, unit = _viewers(uow, query)
        stages, words = _stages(query), sought_words(query.text)
        values |= {"unit": unit} if unit else {}
        values |= {f"viewer_{place}": viewer for place, viewer in enumerate(viewers)}
        values |= {f"stage_{place}": stage for place, stage in enumerate(stages or ())}
        values |= {f"word_{place}": word for place, word in enumerate(words)}
        values |= {f"after_{place}": after_prefix(word) for place, word in enumerate(words)}
        skip = min(query.skip, SKIPPED_AT_MOST)
        shape = Shape(
            viewers=len(viewers),
            by_form=query.form_code is not None,
            by_year=query.year is not None,
            stages=None if stages is None else len(stages),
            is_late=query.due_before is not None,
            of_unit=bool(unit),
            of_words=tuple(_is_rare(uow, word) for word in words),
            goes_on=query.before is not None,
        )
        return cls(shape, values | {"skip": skip, "most": skip + query.limit + 1})


def _viewers(uow: UnitOfWork, query: RecordQuery) -> tuple[tuple[str, ...], str]:
    """Whose runs of the index the list is, and the unit whose records alone are shown of them."""
    viewers, unit_id = query.visibility.viewers, query.unit_id
    if unit_id is None:
        return viewers, ""
    unit, sees_all = unit_viewer(unit_id), query.visibility.sees_all
    if unit in viewers or (sees_all and _is_of(uow, unit_id, query.visibility.is_sample)):
        # All the unit's records may be seen, so the unit's own run of the index is the list.
        return (unit,), ""
    return viewers, unit


def _is_of(uow: UnitOfWork, unit_id: int, is_sample: bool) -> bool:
    """Whether the unit is of the office, or of its sample data, as who asks is."""
    known = unit_id if in_range(unit_id) else 0
    return uow.run(_KIND_OF_UNIT, unit_id=known).scalar() is is_sample


def _stages(query: RecordQuery) -> tuple[str, ...] | None:
    """The stages asked for, one that no record has where none is left; None for all of them."""
    if query.stages is None:
        return None if query.stage is None else (storable(query.stage),)
    left = (stage for stage in query.stages if query.stage in (None, stage))
    return tuple(storable(stage) for stage in dict.fromkeys(left)) or ("",)


def _is_rare(uow: UnitOfWork, word: str) -> bool:
    asked = {"word": word, "after": after_prefix(word), "most": RARE_WORD + 1}
    return (uow.run(_BEGUN, **asked).scalar() or 0) <= RARE_WORD


def _counts(uow: UnitOfWork, asked: Sequence[_Asked], at_most: int) -> tuple[int, ...]:
    values: dict[str, object] = {}
    for place, each in enumerate(asked):
        names = ((name, value) for name, value in each.values.items() if name not in _OF_A_PAGE)
        values |= {f"{place}_{name}": value for name, value in names}
        values[f"{place}_at_most"] = at_most + 1
    shapes = tuple(replace(each.shape, goes_on=False) for each in asked)
    return tuple(uow.run(counts_of(shapes), **values).one())


def _lines(uow: UnitOfWork, asked: _Asked) -> tuple[RecordLine, ...]:
    rows = (row._asdict() for row in uow.run(_shown(asked.shape), **asked.values))
    if asked.shape.is_late:
        due = sorted(rows, key=lambda values: (values["due_key"], values["entry"]))
        return tuple(
            RecordLine(**{n: v for n, v in values.items() if n != "due_key"}) for values in due
        )
    newest = sorted(rows, key=lambda values: values["entry"], reverse=True)
    return tuple(RecordLine(**values) for values in newest)


_OF_A_PAGE = frozenset({"skip", "most", "before"})
_KIND_OF_UNIT = select(UnitRow.is_sample).where(UnitRow.id == bindparam("unit_id"))
_BEGUN = select(func.count()).select_from(
    select(RecordWordRow.entry)
    .where(RecordWordRow.word >= bindparam("word"), RecordWordRow.word < bindparam("after"))
    .limit(bindparam("most"))
    .subquery()
)


@cache
def _shown(shape: Shape) -> Select[*tuple[Any, ...]]:
    return _lines_on(page_of(shape))


@cache
def _both_shown(one: Shape, other: Shape) -> Select[*tuple[Any, ...]]:
    pages = [page_of(replace(shape, prefix=f"{n}_")) for n, shape in enumerate((one, other))]
    placed = (select(literal(n).label("place"), page.c.entry) for n, page in enumerate(pages))
    return _lines_on(union_all(*placed).subquery())


def _lines_on(page: Subquery) -> Select[*tuple[Any, ...]]:
    """What the lines of a page say; the answers stay where they are."""
    requesting, concerned = aliased(UnitRow), aliased(UnitRow)
    begun = (EventRow.record_id == RecordRow.id) & (EventRow.sequence == 1)
    return (
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
            *(each for each in page.c if each.key != "entry"),
        )
        .select_from(page)
        .join(RecordRow, RecordRow.entry == page.c.entry)
        .join(PersonRow, PersonRow.id == RecordRow.submitter_id)
        .join(EventRow, begun, isouter=True)
        .join(requesting, requesting.id == RecordRow.requesting_unit_id, isouter=True)
        .join(concerned, concerned.id == RecordRow.concerned_unit_id, isouter=True)
    )
