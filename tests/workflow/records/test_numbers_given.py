"""A slip's number, the minutes' and the plans': given with the move, in Vietnam's year."""

from datetime import UTC, datetime

import pytest

from service.formkit.labels import FieldErrors
from service.store.ledger.counters import take_number
from service.workflow.errors import NotAllowed
from service.workflow.office_settings.letterhead import change_settings
from service.workflow.records.read_records import open_record
from service.workflow.submissions import MoveResult
from tests.builders import (
    BUDGET,
    MINUTES,
    PLAN,
    House,
    a_draft,
    a_slip,
    a_staff,
    mandatory_values,
    plan_values,
    submit,
)


def issue_minutes(house: House) -> MoveResult:
    typed = mandatory_values(house.office, MINUTES)
    draft = a_draft(house.office, house.staff.secretary, MINUTES, typed)
    return submit(house.office, house.staff.secretary, draft, move="issue")


def issue_unit_plan(house: House) -> MoveResult:
    typed = plan_values(house.office, "unit")
    draft = a_draft(house.office, house.staff.unit_head, PLAN, typed)
    return submit(house.office, house.staff.unit_head, draft, move="issue_unit")


def test_slips_are_numbered_from_one_in_the_order_they_come(house: House) -> None:
    made = [a_slip(house.office, house.staff.official).number for _ in range(3)]

    assert made == ["01/2026", "02/2026", "03/2026"]


def test_the_number_is_among_the_answers_that_the_paper_prints(house: House) -> None:
    made = a_slip(house.office, house.staff.official)

    view = open_record(house.office, house.staff.official, made.record_id)

    assert view.answers["car_number"] == "01/2026"
    assert view.documents[0].values["car_number"] == "01/2026"


def test_the_year_of_a_number_is_the_year_in_vietnam(house: House) -> None:
    house.clock.now = datetime(2026, 12, 31, 16, 59, tzinfo=UTC)
    old_year = a_slip(house.office, house.staff.official)

    house.clock.now = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    new_year = a_slip(house.office, house.staff.official)

    assert (old_year.number, new_year.number) == ("01/2026", "01/2027")


def test_a_number_is_given_and_never_typed(house: House) -> None:
    draft = a_draft(house.office, house.staff.official)

    with pytest.raises(FieldErrors) as refused:
        submit(house.office, house.staff.official, draft, car_number="77/2026")

    assert list(refused.value.faults) == ["car_number"]
    assert submit(house.office, house.staff.official, draft).number == "01/2026"


def test_minutes_get_their_number_when_the_secretary_issues_them(house: House) -> None:
    with house.office.database.writing() as uow:
        for _ in range(4):
            take_number(uow, "minutes", 2026)

    made = issue_minutes(house)

    view = open_record(house.office, house.staff.secretary, made.record_id)
    assert made.number == "05/BB-ISO"
    assert view.answers["minutes_number"] == "05"


def test_the_agency_plan_is_numbered_with_the_agencys_sign(house: House) -> None:
    draft = a_draft(house.office, house.staff.secretary, PLAN, plan_values(house.office))

    made = submit(house.office, house.staff.secretary, draft, move="issue")

    assert made.number == "01/KH-STC"


def test_a_unit_plan_has_no_number_by_itself(house: House) -> None:
    made = issue_unit_plan(house)

    view = open_record(house.office, house.staff.unit_head, made.record_id)
    assert made.number is None
    assert "plan_number" not in view.answers


def test_a_unit_plan_is_numbered_where_the_office_wants_it(house: House) -> None:
    change_settings(house.office, house.staff.secretary, {"unit_plan_numbered": True})

    made = issue_unit_plan(house)

    assert made.number == "01/KH-QLNS"


def test_each_unit_counts_its_own_plans(house: House) -> None:
    change_settings(house.office, house.staff.secretary, {"unit_plan_numbered": True})
    issue_unit_plan(house)
    typed = plan_values(house.office, "unit", unit="Thanh tra Sở")
    draft = a_draft(house.office, house.staff.secretary, PLAN, typed)

    made = submit(house.office, house.staff.secretary, draft, move="issue_unit")

    assert made.number == "01/KH-TTr"


def test_an_official_cannot_begin_a_plan(house: House) -> None:
    typed = plan_values(house.office, "unit", unit=BUDGET)

    with pytest.raises(NotAllowed):
        a_draft(house.office, house.staff.official, PLAN, typed)


def test_sample_people_have_a_series_of_their_own(house: House) -> None:
    sample = a_staff(house.office, is_sample=True, prefix="mau.")
    a_slip(house.office, house.staff.official)

    made = [a_slip(house.office, sample.official).number for _ in range(2)]

    assert made == ["MẪU 01/2026", "MẪU 02/2026"]
    assert a_slip(house.office, house.staff.official).number == "02/2026"
