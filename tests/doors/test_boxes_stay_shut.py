"""Nobody writes into a box that is not open yet, nor a number that the service gives."""

from typing import Any

import pytest

from service.formkit.fields import Choice, Code, Date, Rows, Text, Whole, YesNo
from service.formkit.form import Form
from service.formkit.labels import FieldErrors
from service.workflow.drafts.drafts import open_draft, save_draft, start_draft
from service.workflow.moves.corrections.correct_record import correct_record
from service.workflow.records.read_records import open_record
from tests.builders import (
    INSPECTION,
    MINUTES,
    PLAN,
    SLIP,
    House,
    a_draft,
    a_slip,
    plan_values,
    slip_values,
    submit,
)
from tests.doors.conftest import Browsers, Programs


def something(declared: Any) -> Any:
    """A value that would do for the field, were it open."""
    if isinstance(declared, Rows):
        return [{"updated_on": "2026-03-05", "text": "đã làm"}]
    if isinstance(declared, Choice):
        return declared.options[0].value
    if isinstance(declared, Whole):
        return declared.minimum
    kinds = {Date: "2026-03-05", YesNo: True, Code: "99/2026", Text: "Võ Đình Khải"}
    return kinds[type(declared)]


def shut(form: Form) -> dict[str, Any]:
    """A value for every field of the later boxes and every number."""
    return {
        field.name: something(field)
        for box in form.boxes
        for field in box.fields
        if box.filled_at != "draft" or isinstance(field, Code)
    }


def test_the_slip_has_boxes_of_others_to_try(house: House) -> None:
    names = shut(house.office.form(SLIP))

    assert {"car_number", "root_cause", "approved_on", "approver_name", "result", "closed_by"} <= {
        *names
    }
    assert len(names) > 25


def test_a_clerk_cannot_begin_with_somebody_else_s_box(house: House) -> None:
    for name, value in shut(house.office.form(SLIP)).items():
        with pytest.raises(FieldErrors) as refused:
            start_draft(house.office, house.staff.official, SLIP, slip_values(**{name: value}))
        assert list(refused.value.faults) == [name]


def test_nor_save_nor_send_it_and_what_was_there_stays(house: House) -> None:
    office, official = house.office, house.staff.official
    draft = a_draft(office, official)
    everything = shut(office.form(SLIP))

    with pytest.raises(FieldErrors) as saved:
        save_draft(office, official, draft.id, everything, draft.version)
    with pytest.raises(FieldErrors) as sent:
        submit(office, official, draft, **everything)

    assert set(saved.value.faults) == set(sent.value.faults) == set(everything)
    assert open_draft(office, official, draft.id).version == draft.version


def test_nor_put_it_into_an_issued_slip_by_a_correction(house: House) -> None:
    office, official = house.office, house.staff.official
    slip = a_slip(office, official).record_id
    before = open_record(office, official, slip)

    for name, value in shut(office.form(SLIP)).items():
        with pytest.raises(FieldErrors) as refused:
            correct_record(
                office,
                official,
                slip,
                typed={name: value},
                reason="Sửa",
                version=1,
                submission="",
            )
        assert list(refused.value.faults) == [name]

    after = open_record(office, official, slip)
    assert (after.answers, after.version) == (before.answers, before.version)


def test_the_sentence_says_whose_box_it_is(house: House) -> None:
    with pytest.raises(FieldErrors) as refused:
        start_draft(house.office, house.staff.official, SLIP, {"result": "met"})

    assert "Lãnh đạo Sở" in refused.value.faults["result"][0].vi


def test_what_says_nothing_is_no_answer_yet(house: House) -> None:
    nothing = {"root_cause": "", "plan_updates": [], "result": None, "new_measure_required": False}

    draft = start_draft(house.office, house.staff.official, SLIP, slip_values(**nothing))

    assert "root_cause" not in draft.answers


@pytest.mark.parametrize(("code", "name"), [(MINUTES, "minutes_number"), (PLAN, "plan_number")])
def test_nobody_chooses_the_number_of_minutes_or_plan(house: House, code: str, name: str) -> None:
    with pytest.raises(FieldErrors) as refused:
        start_draft(house.office, house.staff.secretary, code, {name: "77"})

    assert list(refused.value.faults) == [name]


def test_a_number_in_a_row_names_another_record_and_may_be_typed(house: House) -> None:
    values = plan_values(house.office)
    values["objectives"][0]["car_number"] = "21/2026"

    draft = start_draft(house.office, house.staff.secretary, PLAN, values)

    assert draft.answers["objectives"][0]["car_number"] == "21/2026"


def test_a_unit_head_issues_no_plan_for_another_unit(house: House) -> None:
    office, head, secretary = house.office, house.staff.unit_head, house.staff.secretary
    foreign = plan_values(office, "unit", unit=INSPECTION)

    with pytest.raises(FieldErrors) as refused:
        submit(office, head, start_draft(office, head, PLAN, foreign), move="issue_unit")
    by_secretary = submit(
        office, secretary, start_draft(office, secretary, PLAN, foreign), move="issue_unit"
    )

    assert list(refused.value.faults) == ["unit"]
    assert by_secretary.stage == "issued"


def test_nor_takes_a_unit_s_plan_to_another_unit_by_a_correction(house: House) -> None:
    office, head = house.office, house.staff.unit_head
    own = start_draft(office, head, PLAN, plan_values(office, "unit"))
    plan = submit(office, head, own, move="issue_unit").record_id

    with pytest.raises(FieldErrors) as refused:
        correct_record(
            office,
            head,
            plan,
            typed={"unit": INSPECTION},
            reason="Sửa",
            version=1,
            submission="",
        )

    assert list(refused.value.faults) == ["unit"]


def test_what_the_variant_has_no_blank_for_is_not_kept_unseen(house: House) -> None:
    office, secretary = house.office, house.staff.secretary
    typed = plan_values(office, "agency", unit=INSPECTION)

    made = submit(office, secretary, start_draft(office, secretary, PLAN, typed), move="issue")

    assert "unit" not in open_record(office, secretary, made.record_id).answers


def test_the_page_takes_no_field_that_it_did_not_show(house: House, signed_in: Browsers) -> None:
    official = signed_in("official")
    draft = official.start(SLIP)
    sent = {"version": "1", "issue_place": "Nha Trang", "submitter_id": "1", "stage": "closed"}
    sent |= {name: str(value) for name, value in shut(house.office.form(SLIP)).items()}

    answer = official.post(f"/drafts/{draft}/parts/request", sent)

    typed = open_draft(house.office, house.staff.official, draft).typed
    assert answer.status_code == 303
    assert typed["issue_place"] == "Nha Trang"
    assert not set(shut(house.office.form(SLIP))) & set(typed)


def test_a_later_box_is_no_page_of_a_draft(signed_in: Browsers) -> None:
    official = signed_in("official")
    draft = official.start(SLIP)

    for box in ("decision", "cause", "verification"):
        assert official.get(f"/drafts/{draft}/parts/{box}").status_code == 404
        assert official.post(f"/drafts/{draft}/parts/{box}/autosave").status_code == 404


def test_the_api_names_every_shut_field(house: House, program: Programs) -> None:
    everything = shut(house.office.form(SLIP))

    answer = program("official").post(f"/forms/{SLIP}/drafts", {"answers": everything})

    assert answer.status_code == 422
    assert set(answer.get_json()["errors"]) == set(everything)


@pytest.mark.parametrize("name", ["id", "number", "stage", "submitter_id", "is_sample", "version"])
def test_no_record_s_own_facts_are_taken_for_answers(program: Programs, name: str) -> None:
    answer = program("official").post(f"/forms/{SLIP}/drafts", {"answers": {name: "1"}})

    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]) == [name]


def test_nobody_slips_a_role_or_a_flag_into_the_people_page(
    house: House, signed_in: Browsers, program: Programs
) -> None:
    sent = {"username": "x", "full_name": "X Y", "title": "t", "roles": ["official"]}
    for extra in ("is_sample", "must_change_password", "password_hash", "id", "sort_rank"):
        answer = program("administrator").post("/people", {**sent, extra: True})
        assert answer.status_code == 422, extra

    secretary = signed_in("secretary")
    itself = house.staff.secretary.person_id
    assert secretary.post(f"/people/{itself}", {**sent, "roles": "director"}).status_code == 403
    assert secretary.post("/settings", {"unit_plan_numbered": "true", "x": "y"}).status_code == 422
