"""The record list against a plain walk over all records: same lines, same order, same pages."""

from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.store.database import UnitOfWork
from service.store.people.persons import Person
from service.store.people.units import Unit
from service.store.records import listing
from service.store.records.access import Visibility, sought_words, words_of
from service.store.records.listing import RecordQuery, list_records
from service.store.records.records import Part, give_parts
from service.store.turns.turns import TurnKept, set_turns
from tests.store.builders import NOW, a_person, a_record, a_unit
from tests.store.databases import in_memory

FORMS = ("BM.CTCL.01", "BM.CTCL.02")
STAGES = ("with_unit_head", "analysing", "closed")
DAYS = (date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 6))
YEARS = (2025, 2026)
TEXTS = ("ho so thieu chu ky 01/2026", "ho so tre han", "khac")
PLACES = st.integers(0, 2)


@dataclass(frozen=True)
class Drawn:
    """A record, drawn by hypothesis; units and people are places in lists of three."""

    form: str
    stage: str
    year: int
    text: str
    units: tuple[int, int, int]
    submitter: int
    helper: int
    due_on: date | None


@dataclass(frozen=True)
class Viewer:
    """Who asks: everything, or some units and oneself."""

    sees_all: bool
    units: frozenset[int]
    person: int


@dataclass(frozen=True)
class House:
    """Three units and three people."""

    units: tuple[Unit, ...]
    people: tuple[Person, ...]


records = st.builds(
    Drawn,
    form=st.sampled_from(FORMS),
    stage=st.sampled_from(STAGES),
    year=st.sampled_from(YEARS),
    text=st.sampled_from(TEXTS),
    units=st.tuples(PLACES, PLACES, PLACES),
    submitter=PLACES,
    helper=PLACES,
    due_on=st.none() | st.sampled_from(DAYS),
)
viewers = st.builds(Viewer, st.booleans(), st.frozensets(PLACES), PLACES)
queries = st.builds(
    RecordQuery,
    visibility=st.just(Visibility(True, frozenset(), 0)),
    form_code=st.none() | st.sampled_from(FORMS),
    stage=st.none() | st.sampled_from(STAGES),
    stages=st.none() | st.lists(st.sampled_from(STAGES), max_size=3).map(tuple),
    due_before=st.none() | st.sampled_from(DAYS),
    year=st.none() | st.sampled_from(YEARS),
    unit_id=st.none() | PLACES,
    text=st.sampled_from(("", "ho", "01/2026", "ho so tre", "kha", "khong co")),
    limit=st.integers(1, 4),
    skip=st.integers(0, 3),
)


def matches(drawn: Drawn, query: RecordQuery) -> bool:
    """Whether the record fits the filters, said slowly and plainly; units are still places."""
    words = words_of(drawn.text)
    return (
        query.form_code in (None, drawn.form)
        and query.stage in (None, drawn.stage)
        and (query.stages is None or drawn.stage in query.stages)
        and (query.due_before is None or (drawn.due_on or date.max) < query.due_before)
        and query.year in (None, drawn.year)
        and (query.unit_id is None or query.unit_id in drawn.units)
        and all(any(word.startswith(start) for word in words) for start in sought_words(query.text))
    )


def may_see(drawn: Drawn, viewer: Viewer) -> bool:
    """Whether the viewer may see the record."""
    concerned = bool(viewer.units & set(drawn.units))
    return viewer.sees_all or concerned or viewer.person in (drawn.submitter, drawn.helper)


def move_in(uow: UnitOfWork) -> House:
    """The units and people."""
    return House(tuple(a_unit(uow) for _ in range(3)), tuple(a_person(uow) for _ in range(3)))


def keep(uow: UnitOfWork, house: House, drawn: Drawn) -> str:
    """The id of the record, now in the store."""
    requesting, concerned, executing = (house.units[place].id for place in drawn.units)
    record = a_record(
        uow,
        house.people[drawn.submitter],
        form_code=drawn.form,
        stage=drawn.stage,
        year=drawn.year,
        search_text=drawn.text,
        requesting_unit_id=requesting,
        concerned_unit_id=concerned,
        executing_unit_id=executing,
    )
    set_turns(uow, record.id, [TurnKept("director", drawn.stage, NOW, drawn.due_on)])
    give_parts(uow, record.id, [Part(house.people[drawn.helper].id, "helper", NOW)])
    return record.id


@settings(max_examples=40)
@given(
    drawn=st.lists(records, max_size=10),
    query=queries,
    viewer=viewers,
    rare=st.sampled_from((0, listing.RARE_WORD)),
)
def test_the_list_is_what_a_walk_over_all_records_finds(
    drawn: list[Drawn], query: RecordQuery, viewer: Viewer, rare: int
) -> None:
    with (
        pytest.MonkeyPatch.context() as patch,
        in_memory() as database,
        database.writing() as uow,
    ):
        patch.setattr(listing, "RARE_WORD", rare)
        house = move_in(uow)
        kept = [(keep(uow, house, one), one) for one in drawn]
        units = frozenset(house.units[place].id for place in viewer.units)
        asked = replace(
            query,
            visibility=Visibility(viewer.sees_all, units, house.people[viewer.person].id),
            unit_id=None if query.unit_id is None else house.units[query.unit_id].id,
        )

        page = list_records(uow, asked)

    expected = [
        record_id
        for record_id, one in reversed(kept)
        if matches(one, query) and may_see(one, viewer)
    ]
    if query.due_before is not None:
        due = {record_id: one.due_on or date.max for record_id, one in kept}
        expected.reverse()
        expected.sort(key=due.__getitem__)
    end = query.skip + query.limit
    assert [line.id for line in page.lines] == expected[query.skip : end]
    assert page.total == len(expected)
    assert (page.next_before is not None) == (end < len(expected))
