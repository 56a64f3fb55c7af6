"""Every field of every form, at every stage and end: corrected by its own, or refused by name."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from service.formkit.fields import Field
from service.store.records import records
from service.workflow.actor import Actor
from service.workflow.errors import FieldErrors
from service.workflow.moves.corrections.correct_record import checked_answers, record_to_correct
from tests.builders import (
    INSPECTION,
    MINUTES,
    PLAN,
    SLIP,
    House,
    a_draft,
    mandatory_values,
    plan_values,
    submit,
)
from tests.documents.form_values import catalogue
from tests.workflow.correcting import another, by_proposal, close_unit, correct, propose, version_of
from tests.workflow.slips.every_stage import slip_at
from tests.workflow.slips.walking import a_sent_slip

STAGES = [stage.key for stage in catalogue()[SLIP].stages]
APPROVED = {
    "implementing", "awaiting_verification", "verified", "not_met", "closed", "continued",
    "corrected", "not_a_nonconformity", "declined",
}  # fmt: skip
"""Where somebody else has decided for good on what box 1 says."""
PLACES = [
    *(f"{SLIP} {stage}" for stage in STAGES),
    f"{MINUTES} issued",
    f"{PLAN} agency",
    f"{PLAN} unit",
]
KEPT_ALWAYS = {"car_number", "request_type", "minutes_number", "plan_number", "plan_level"}
AUTHORS = {"requester_name"}
TOGETHER: dict[str, dict[str, Any]] = {
    "treated_text": {"treated_text": "Đã in lại", "treated_on": "2026-03-04"},
    "treated_on": {"treated_text": "Đã in lại", "treated_on": "2026-03-04"},
    "opened_at": {"opened_at": "2026-03-05T08:00"},
    "closed_at": {"closed_at": "2026-03-05T11:00"},
    "legal_bases": {"legal_bases": ["Căn cứ Chính sách chất lượng;", "Căn cứ khác."]},
}
"""What the forms' rules over several fields ask for, where any answer alone would not do."""


@pytest.fixture
def house(memory_house: House) -> House:
    """A house in memory: whose a field is is no matter of the database."""
    return memory_house


def record_at(house: House, place: str) -> records.Record:
    """A record of that form at that stage, or of that variant."""
    code, stage = place.split(" ")
    if code == SLIP:
        return slip_at(house, stage).record
    secretary = house.staff.secretary
    if code == MINUTES:
        values = mandatory_values(house.office, MINUTES)
        made = submit(
            house.office, secretary, a_draft(house.office, secretary, MINUTES, values), move="issue"
        )
    else:
        who = house.staff.unit_head if stage == "unit" else secretary
        draft = a_draft(house.office, who, PLAN, plan_values(house.office, stage))
        made = submit(house.office, who, draft, move="issue_unit" if stage == "unit" else "issue")
    with house.office.database.reading() as uow:
        return records.get_record(uow, made.record_id)


def correctors(house: House, record: records.Record) -> dict[str, Actor]:
    """Who may correct it: its submitter and the secretary."""
    staff = house.staff
    everybody = (staff.official, staff.unit_head, staff.secretary, staff.director)
    submitter = next(each for each in everybody if each.person_id == record.submitter_id)
    return {"submitter": submitter, "secretary": staff.secretary}


@contextmanager
def at_correcting(
    house: House, actor: Actor, record: records.Record
) -> Iterator[Callable[[Mapping[str, Any]], dict[str, Any]]]:
    """What the record would say with other answers, asked as often as one likes."""
    office = house.office
    with office.database.writing() as uow:
        kept, may = record_to_correct(office, uow, actor, record.id, {}, record.version)
        yield lambda typed: checked_answers(office, uow, actor, kept, typed, may)[0]


def fields_of(house: House, record: records.Record) -> tuple[Field, ...]:
    form = house.office.form(record.form_code)
    return form.fields_for(record.variant or form.variants[0])


def open_fields(house: House, actor: Actor, record: records.Record) -> Iterator[Field]:
    """The fields that the person may correct; their own name and unit as far as they may."""
    with house.office.database.writing() as uow:
        _, may = record_to_correct(house.office, uow, actor, record.id, {}, record.version)
    for each in may.fields:
        own_only = each.name in AUTHORS or (record.variant == "unit" and each.name == "unit")
        if not own_only or actor == house.staff.secretary:
            yield each


@pytest.mark.parametrize("who", ["submitter", "secretary"])
@pytest.mark.parametrize("place", PLACES)
def test_each_field_is_corrected_or_refused_by_name(house: House, place: str, who: str) -> None:
    record = record_at(house, place)
    actor = correctors(house, record)[who]
    whole = dict(record.answers)
    mine = {each.name: each for each in open_fields(house, actor, record)}
    assert {"issue_place", "issue_date"} <= set(mine)

    with at_correcting(house, actor, record) as said_with:
        for name, each in mine.items():
            change = TOGETHER.get(name) or {name: another(each, whole.get(name))}
            assert said_with({**whole, **change}) == {**whole, **change}, name

        own_only = AUTHORS | {"unit"}
        for each in fields_of(house, record):
            if each.name in mine or (each.name in own_only and each.name not in KEPT_ALWAYS):
                continue
            value = another(each, whole.get(each.name))
            with pytest.raises(FieldErrors) as refused:
                said_with({**whole, each.name: value})
            assert list(refused.value.faults) == [each.name]
            (told,) = refused.value.faults[each.name]
            assert f"«{each.label.vi}»" in told.vi
            assert "không đính chính được" in told.vi


@pytest.mark.parametrize("stage", STAGES)
def test_box_one_is_free_until_somebody_else_decided_for_good(house: House, stage: str) -> None:
    slip = slip_at(house, stage)
    secretary, before = house.staff.secretary, slip.record
    for actor in correctors(house, before).values():
        assert by_proposal(house, actor, slip.id) == (stage in APPROVED)
    send = propose if stage in APPROVED else correct

    send(house, secretary, slip.id, **{**before.answers, "issue_place": "Huế"})

    moved = 0 if stage in APPROVED else 1
    assert version_of(house, slip.id) == before.version + moved
    assert slip.answers["issue_place"] == ("Huế" if moved else before.answers["issue_place"])


def test_what_the_unit_head_determined_is_the_heads_from_then_on(house: House) -> None:
    slip = slip_at(house, "with_secretary")

    with pytest.raises(FieldErrors) as refused:
        correct(house, house.staff.official, slip.id, need_criteria=["severe"])

    assert refused.value.faults["need_criteria"][0].vi == (
        "Ô «Dấu hiệu cần hành động khắc phục» do Trưởng đơn vị có sự không phù hợp ghi, "
        "anh/chị không đính chính được."
    )


def test_the_sentence_names_the_post_that_writes_the_field(house: House) -> None:
    slip = slip_at(house, "closed")

    with pytest.raises(FieldErrors) as refused:
        propose(house, house.staff.secretary, slip.id, approved_on="2026-01-01", result="not_met")

    assert refused.value.faults["approved_on"][0].vi == (
        "Ô «Ngày phê duyệt» do Lãnh đạo Ban ISO ghi, anh/chị không đính chính được."
    )
    assert "do Giám đốc ghi" in refused.value.faults["result"][0].vi


def test_who_left_a_text_as_it_stood_did_not_write_it(house: House) -> None:
    slip = slip_at(house, "closed")

    with pytest.raises(FieldErrors) as refused:
        propose(house, house.staff.secretary, slip.id, verification_evidence="Đã xem")

    assert "do Giám đốc ghi" in refused.value.faults["verification_evidence"][0].vi


def test_a_day_as_the_page_writes_it_is_no_change(house: House) -> None:
    slip = slip_at(house, "closed")

    propose(
        house,
        house.staff.official,
        slip.id,
        issue_date="05/03/2026",
        approved_on="05/03/2026",
        tasks=[],
        related_documents="QT-0613",
    )


def test_a_mandatory_field_of_a_continued_slip_is_not_emptied_either(house: House) -> None:
    slip = slip_at(house, "awaiting_opinion")

    with pytest.raises(FieldErrors) as refused:
        correct(house, house.staff.secretary, slip.id, nonconformity_description="")

    assert list(refused.value.faults) == ["nonconformity_description"]


def test_a_unit_closed_meanwhile_hinders_no_correction_of_something_else(house: House) -> None:
    slip = a_sent_slip(house, concerned_unit=INSPECTION)
    close_unit(house, INSPECTION)

    correct(house, house.staff.official, slip.id, issue_place="Huế")
    with pytest.raises(FieldErrors) as refused:
        correct(house, house.staff.official, slip.id, requesting_unit=INSPECTION)

    assert slip.record.concerned_unit_id != slip.record.requesting_unit_id
    assert list(refused.value.faults) == ["requesting_unit"]
