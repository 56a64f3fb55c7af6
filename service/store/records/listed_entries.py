"""The entries that a list shows, as statements: built once for each shape a question can have.

What is asked differs from page to page, but its shape is one of few: so many viewers, so many
stages, with a form, with a year. Building a statement takes longer than the database takes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Integer,
    ScalarSelect,
    Select,
    String,
    Subquery,
    bindparam,
    func,
    select,
    union,
    union_all,
)
from sqlalchemy.orm import aliased

from service.store.tables.records.access import RecordAccessRow, RecordWordRow


@dataclass(frozen=True)
class Shape:
    """What is asked, but for the values: how many viewers and stages, and which filters.

    `of_words` is true of each word that is rare; `prefix` tells the values of several questions
    in one statement apart.
    """

    viewers: int
    by_form: bool = False
    by_year: bool = False
    stages: int | None = None
    is_late: bool = False
    of_unit: bool = False
    of_words: tuple[bool, ...] = ()
    goes_on: bool = False
    prefix: str = ""

    def value(self, name: str, kind: type[Any] = String) -> BindParameter[Any]:
        """The value of that name, to be filled in."""
        return bindparam(self.prefix + name, type_=kind())


@cache
def page_of(shape: Shape) -> Subquery:
    """The page's entries, late ones with their deadline, and one more: does another page follow?

    Each run of the index is cut to the page before they are merged; nothing else is ever sorted.
    """
    row = RecordAccessRow
    # A deadline read where none is asked for would lead away from the index that is in order.
    keys = (row.entry, row.due_key) if shape.is_late else (row.entry,)
    going_on = [row.entry < shape.value("before", BigInteger)] if shape.goes_on else []
    runs = [
        select(*keys)
        .where(row.viewer == shape.value(f"viewer_{viewer}"), *_filters(shape), *stage, *going_on)
        .order_by(*((row.due_key, row.entry) if shape.is_late else (row.entry.desc(),)))
        .limit(shape.value("most", Integer))
        for viewer in range(shape.viewers)
        for stage in _stage_runs(shape)
    ]
    if len(runs) == 1:
        return runs[0].offset(shape.value("skip", Integer)).subquery()
    either = union(*(select(run.subquery()) for run in runs)).subquery()
    order = (either.c.due_key, either.c.entry) if shape.is_late else (either.c.entry.desc(),)
    return (
        select(*either.c)
        .order_by(*order)
        .limit(shape.value("most", Integer))
        .offset(shape.value("skip", Integer))
        .subquery()
    )


@cache
def counts_of(shapes: tuple[Shape, ...]) -> Select[*tuple[Any, ...]]:
    """How many entries there are of each shape, but none counted further than its `at_most`."""
    placed = (replace(shape, prefix=f"{place}_") for place, shape in enumerate(shapes))
    return select(*(_count(shape).label(shape.prefix + "count") for shape in placed))


@cache
def years_of(viewers: int) -> Select[int]:
    """The years of which these viewers see records: hops from year to year in the index."""
    row = RecordAccessRow
    each = [
        select(bindparam(f"viewer_{place}", type_=String()).label("viewer"))
        for place in range(viewers)
    ]
    seeing = union_all(*each).subquery() if each[1:] else each[0].subquery()
    newest = select(func.max(row.year)).where(row.viewer == seeing.c.viewer).scalar_subquery()
    found = select(seeing.c.viewer, newest.label("year")).cte("years", recursive=True)
    earlier = (
        select(func.max(row.year))
        .where(row.viewer == found.c.viewer, row.year < found.c.year)
        .scalar_subquery()
    )
    hops = found.union_all(select(found.c.viewer, earlier).where(found.c.year.is_not(None)))
    return select(hops.c.year).where(hops.c.year.is_not(None)).distinct()


def _count(shape: Shape) -> ScalarSelect[int]:
    row = RecordAccessRow
    viewers = [shape.value(f"viewer_{place}") for place in range(shape.viewers)]
    some = select(row.entry).where(row.viewer.in_(viewers), *_filters(shape))
    if shape.stages is not None and not shape.is_late:
        some = some.where(row.stage.in_(_stages(shape)))
    if shape.viewers > 1:
        some = some.distinct()
    # One more than is told, to know that there are more.
    counted = some.limit(shape.value("at_most", Integer)).subquery()
    return select(func.count()).select_from(counted).scalar_subquery()


def _stages(shape: Shape) -> list[BindParameter[str]]:
    return [shape.value(f"stage_{place}") for place in range(shape.stages or 0)]


def _stage_runs(shape: Shape) -> Sequence[Sequence[ColumnElement[bool]]]:
    if shape.stages is None or shape.is_late:
        return [[]]
    return [[RecordAccessRow.stage == stage] for stage in _stages(shape)]


def _filters(shape: Shape) -> list[ColumnElement[bool]]:
    row, conditions = RecordAccessRow, list[ColumnElement[bool]]()
    if shape.by_form:
        conditions.append(row.form_code == shape.value("form"))
    if shape.by_year:
        conditions.append(row.year == shape.value("year", Integer))
    if shape.is_late:
        conditions.append(row.due_key < shape.value("due_before"))
        if shape.stages is not None:
            # Looked up in the run by deadline: a run by stage would first have to be sorted.
            conditions.append(func.coalesce(row.stage, "").in_(_stages(shape)))
    if shape.of_unit:
        other = aliased(row)
        theirs = select(other.entry).where(
            other.viewer == shape.value("unit"), other.entry == row.entry
        )
        conditions.append(theirs.exists())
    return conditions + [_of_word(shape, place) for place in range(len(shape.of_words))]


def _of_word(shape: Shape, place: int) -> ColumnElement[bool]:
    """The condition of a word. A rare word gives the few entries to look at; a common one is looked
    up entry by entry while the list is read, for it will soon fill the page."""
    word, entry = RecordWordRow.word, RecordWordRow.entry
    begins = (word >= shape.value(f"word_{place}")) & (word < shape.value(f"after_{place}"))
    if shape.of_words[place]:
        return RecordAccessRow.entry.in_(select(entry).where(begins))
    return select(entry).where(entry == RecordAccessRow.entry, begins).exists()
