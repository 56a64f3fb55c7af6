"""A series may start above 01 once, before it gave a number, and who chose that is kept."""

import pytest

from service.formkit.labels import FieldErrors
from service.store.ledger.security_log import list_security_notes
from service.workflow.errors import NotAllowed, NotFound
from service.workflow.office_settings.letterhead import change_settings
from service.workflow.records.number_series import SeriesBegun, SeriesStart, start_series
from tests.builders import (
    BUDGET,
    PLAN,
    SLIP,
    House,
    a_draft,
    a_slip,
    plan_values,
    submit,
)


def test_a_series_starts_above_one(house: House) -> None:
    shown = start_series(house.office, house.staff.secretary, SeriesStart(SLIP, 15))

    assert shown == "15/2026"
    assert a_slip(house.office, house.staff.official).number == "15/2026"
    assert a_slip(house.office, house.staff.official).number == "16/2026"


def test_who_started_a_series_is_recorded(house: House) -> None:
    start_series(house.office, house.staff.administrator, SeriesStart(SLIP, 15))

    with house.office.database.reading() as uow:
        note = list_security_notes(uow)[0]
    assert (note.kind, note.actor_id) == ("series_started", house.staff.administrator.person_id)
    assert note.payload == {"series": "car", "year": "2026", "first": "15"}


def test_a_series_is_started_once(house: House) -> None:
    start_series(house.office, house.staff.secretary, SeriesStart(SLIP, 15))

    with pytest.raises(SeriesBegun):
        start_series(house.office, house.staff.secretary, SeriesStart(SLIP, 30))

    assert a_slip(house.office, house.staff.official).number == "15/2026"


def test_a_series_that_gave_a_number_is_not_started_any_more(house: House) -> None:
    a_slip(house.office, house.staff.official)

    with pytest.raises(SeriesBegun):
        start_series(house.office, house.staff.secretary, SeriesStart(SLIP, 15))


def test_next_years_series_may_be_started_before_the_year_begins(house: House) -> None:
    shown = start_series(house.office, house.staff.secretary, SeriesStart(SLIP, 7, year=2027))

    assert shown == "07/2027"
    assert a_slip(house.office, house.staff.official).number == "01/2026"


def test_a_units_own_series_is_started_by_its_name(house: House) -> None:
    change_settings(house.office, house.staff.secretary, {"unit_plan_numbered": True})

    shown = start_series(
        house.office, house.staff.secretary, SeriesStart(PLAN, 4, unit_name=BUDGET)
    )

    draft = a_draft(house.office, house.staff.unit_head, PLAN, plan_values(house.office, "unit"))
    made = submit(house.office, house.staff.unit_head, draft, move="issue_unit")
    assert shown == made.number == "04/KH-QLNS"


@pytest.mark.parametrize("who", ["official", "unit_head", "auditor", "board", "director"])
def test_nobody_else_may_start_a_series(house: House, who: str) -> None:
    with pytest.raises(NotAllowed):
        start_series(house.office, getattr(house.staff, who), SeriesStart(SLIP, 15))


@pytest.mark.parametrize(
    ("start", "field"),
    [
        (SeriesStart(SLIP, 1), "first_number"),
        (SeriesStart(SLIP, 10_000), "first_number"),
        (SeriesStart(SLIP, 5, year=2025), "year"),
        (SeriesStart(SLIP, 5, unit_name="Phòng Không có"), "unit"),
        (SeriesStart(SLIP, 5, unit_name=BUDGET), "unit"),
    ],
)
def test_a_start_that_cannot_be_is_refused_beside_its_field(
    house: House, start: SeriesStart, field: str
) -> None:
    with pytest.raises(FieldErrors) as refused:
        start_series(house.office, house.staff.secretary, start)

    assert list(refused.value.faults) == [field]


def test_an_unknown_form_has_no_series(house: House) -> None:
    with pytest.raises(NotFound):
        start_series(house.office, house.staff.secretary, SeriesStart("BM.CTCL.99", 5))
