"""Series are begun apart: sample and real ones, this year's and the next, within their bounds."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.formkit.labels import FieldErrors
from service.store.database import Database
from service.store.ledger.security_log import list_security_notes
from service.store.people.units import find_unit
from service.workflow.office_settings.letterhead import change_settings
from service.workflow.people.people import change_unit
from service.workflow.records.number_series import (
    NO_SERIES,
    NOT_A_START,
    NOT_THIS_YEAR,
    SeriesStart,
    start_series,
)
from service.workflow.records.record_index import NO_SUCH_UNIT
from tests.builders import BUDGET, PLAN, SLIP, Clock, Crew, House, a_slip, a_staff, an_office


def close_unit(house: House, name: str) -> None:
    """Close the unit of that name."""
    with house.office.database.reading() as uow:
        unit = find_unit(uow, name, is_sample=False)
    assert unit is not None
    change_unit(
        house.office,
        house.staff.administrator,
        unit.id,
        unit.name,
        unit.abbreviation,
        active=False,
        confirmed=True,
    )


def test_where_only_sample_people_live_a_sample_series_is_begun_for_a_sample_unit(
    tmp_path: Path, memory_database: Database
) -> None:
    office = an_office(tmp_path, memory_database, Crew(clock=Clock()))
    sample = a_staff(office, is_sample=True, prefix="mau-")
    change_settings(office, sample.secretary, {"unit_plan_numbered": True})

    slips = start_series(office, sample.secretary, SeriesStart(SLIP, 15))
    plans = start_series(office, sample.secretary, SeriesStart(PLAN, 4, unit_name=BUDGET))

    assert a_slip(office, sample.official).number == slips
    assert "15/2026" in slips
    assert "04/KH-QLNS" in plans


def test_a_unit_that_was_closed_begins_no_series(memory_house: House) -> None:
    office, secretary = memory_house.office, memory_house.staff.secretary
    change_settings(office, secretary, {"unit_plan_numbered": True})
    close_unit(memory_house, BUDGET)

    with pytest.raises(FieldErrors) as refused:
        start_series(office, secretary, SeriesStart(PLAN, 4, unit_name=BUDGET))

    assert refused.value.faults == {"unit": (NO_SUCH_UNIT,)}


def test_who_began_a_series_from_where_is_kept(memory_house: House) -> None:
    secretary = replace(memory_house.staff.secretary, address="192.0.2.7")

    start_series(memory_house.office, secretary, SeriesStart(SLIP, 15, year=2027))

    with memory_house.office.database.reading() as uow:
        (note,) = list_security_notes(uow, limit=1)
    assert (note.at, note.kind) == (memory_house.office.now(), "series_started")
    assert (note.actor_id, note.address) == (secretary.person_id, "192.0.2.7")
    assert note.payload == {"series": "car", "year": "2027", "first": "15"}


@pytest.mark.parametrize("first", [2, 9_999])
def test_the_lowest_and_the_highest_start_are_starts(memory_house: House, first: int) -> None:
    shown = start_series(
        memory_house.office, memory_house.staff.secretary, SeriesStart(SLIP, first, year=2026)
    )

    assert shown == f"{first:02}/2026"


@pytest.mark.parametrize(
    ("start", "faults"),
    [
        (
            SeriesStart(SLIP, 1, year=2028),
            {"first_number": (NOT_A_START,), "year": (NOT_THIS_YEAR,)},
        ),
        (SeriesStart(SLIP, 5, unit_name="Phòng Không có"), {"unit": (NO_SUCH_UNIT,)}),
        (SeriesStart(SLIP, 5, unit_name=BUDGET), {"unit": (NO_SERIES,)}),
    ],
)
def test_every_fault_of_a_start_is_told_at_once_in_its_own_words(
    memory_house: House, start: SeriesStart, faults: dict[str, object]
) -> None:
    with pytest.raises(FieldErrors) as refused:
        start_series(memory_house.office, memory_house.staff.secretary, start)

    assert refused.value.faults == faults
