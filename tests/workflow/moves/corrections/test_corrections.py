"""Corrections: a new version under the same number, with a reason, the first one frozen."""

from typing import Any

import pytest

from service.formkit.labels import FieldErrors
from service.store.ledger.verify_chains import verify_all
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed, NotFound, ReasonMissing, Stale
from service.workflow.files.document_files import issued_word
from service.workflow.files.read_back import read_back
from service.workflow.moves.corrections.correct_record import correct_record
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from service.workflow.submissions import MoveResult
from tests.builders import PLAN, House, a_draft, a_slip, plan_values, submit

REASON = "Ghi nhầm mã hồ sơ"


def correct(
    house: House,
    actor: Actor,
    slip: MoveResult,
    reason: str = REASON,
    submission: str = "lần bấm",
    version: int = 1,
    **typed: Any,
) -> MoveResult:
    return correct_record(
        house.office,
        actor,
        slip.record_id,
        typed=typed or {"related_documents": "QT-0613"},
        reason=reason,
        version=version,
        submission=submission,
    )


@pytest.fixture
def slip(house: House) -> MoveResult:
    return a_slip(house.office, house.staff.official)


@pytest.mark.parametrize("who", ["official", "secretary"])
def test_submitter_and_secretary_issue_a_new_version(
    house: House, slip: MoveResult, who: str
) -> None:
    made = correct(house, getattr(house.staff, who), slip)

    view = open_record(house.office, house.staff.official, slip.record_id)
    assert (made.number, made.document_version) == ("01/2026", 2)
    assert view.answers["related_documents"] == "QT-0613"
    assert [d.version for d in view.documents] == [1, 2]
    assert view.documents[1].reason == REASON


def test_the_first_version_stays_to_the_byte(house: House, slip: MoveResult) -> None:
    official = house.staff.official
    before = issued_word(house.office, official, slip.record_id, 1).content

    correct(house, official, slip)

    after = issued_word(house.office, official, slip.record_id, 1).content
    second = issued_word(house.office, official, slip.record_id, 2).content
    assert after == before != second
    assert read_back(house.office, second).answers["related_documents"] == "QT-0613"


def test_the_timeline_says_what_became_of_what_and_why(house: House, slip: MoveResult) -> None:
    correct(house, house.staff.secretary, slip)

    view = open_record(house.office, house.staff.official, slip.record_id)
    event = next(e for e in view.events if e.kind == "correct")
    assert event.actor_name == "Trần Thị Minh Châu"
    assert event.payload == {
        "reason": REASON,
        "changes": {"related_documents": {"before": None, "after": "QT-0613"}},
    }
    with house.office.database.reading() as uow:
        assert verify_all(uow) == ()


@pytest.mark.parametrize("reason", ["", "  \n", "\u200b", "a\x00", "a\u202eb", "a\ud800"])
def test_a_correction_needs_its_reason(house: House, slip: MoveResult, reason: str) -> None:
    with pytest.raises(ReasonMissing):
        correct(house, house.staff.official, slip, reason=reason)

    assert len(open_record(house.office, house.staff.official, slip.record_id).documents) == 1


def test_a_reason_may_not_be_a_novel(house: House, slip: MoveResult) -> None:
    with pytest.raises(ReasonMissing) as refused:
        correct(house, house.staff.official, slip, reason="ạ" * 2001)

    assert "2000" in refused.value.label.vi


@pytest.mark.parametrize("who", ["unit_head", "auditor", "board", "director"])
def test_who_sees_the_record_may_not_correct_it_for_that(
    house: House, slip: MoveResult, who: str
) -> None:
    actor = getattr(house.staff, who)

    with pytest.raises(NotAllowed):
        correct(house, actor, slip)

    assert not open_record(house.office, actor, slip.record_id).may_correct


@pytest.mark.parametrize("who", ["stranger", "administrator"])
def test_for_who_may_not_see_it_there_is_nothing_to_correct(
    house: House, slip: MoveResult, who: str
) -> None:
    with pytest.raises(NotFound):
        correct(house, getattr(house.staff, who), slip)


def test_a_stale_correction_shows_both_texts(house: House, slip: MoveResult) -> None:
    correct(house, house.staff.secretary, slip, related_documents="của Thư ký")

    with pytest.raises(Stale) as refused:
        correct(house, house.staff.official, slip, related_documents="của tôi")

    assert refused.value.typed == {"related_documents": "của tôi"}
    assert refused.value.current["related_documents"] == "của Thư ký"
    assert refused.value.current_version == 2


def test_the_same_correction_twice_is_one(house: House, slip: MoveResult) -> None:
    first = correct(house, house.staff.official, slip)

    second = correct(house, house.staff.official, slip)

    assert second == first
    assert len(open_record(house.office, house.staff.official, slip.record_id).documents) == 2


def test_the_key_of_the_submit_may_come_again_with_a_correction(house: House) -> None:
    official = house.staff.official
    draft = a_draft(house.office, official)
    slip = submit(house.office, official, draft, submission="lần bấm")

    made = correct(house, official, slip, submission="lần bấm")

    assert made.document_version == 2


def test_a_box_of_a_later_step_is_not_filled_by_a_correction(
    house: House, slip: MoveResult
) -> None:
    with pytest.raises(FieldErrors) as refused:
        correct(house, house.staff.official, slip, root_cause="Thiếu người", result="met")

    assert set(refused.value.faults) == {"root_cause", "result"}


def test_a_correction_may_not_empty_what_the_step_asks_for(house: House, slip: MoveResult) -> None:
    with pytest.raises(FieldErrors) as refused:
        correct(house, house.staff.official, slip, nonconformity_description="", issue_date="x")

    assert set(refused.value.faults) == {"nonconformity_description", "issue_date"}


def test_an_optional_answer_may_be_emptied(house: House) -> None:
    slip = a_slip(house.office, house.staff.official, related_documents="QT-0612")

    correct(house, house.staff.official, slip, related_documents="")

    view = open_record(house.office, house.staff.official, slip.record_id)
    assert "related_documents" not in view.answers


def test_the_number_is_refused_by_name_and_stays(house: House, slip: MoveResult) -> None:
    with pytest.raises(FieldErrors) as refused:
        correct(house, house.staff.official, slip, car_number="99/2026", related_documents="x")

    view = open_record(house.office, house.staff.official, slip.record_id)
    assert refused.value.faults["car_number"][0].vi == (
        "Ô «Số phiếu» do hệ thống ghi, anh/chị không đính chính được."
    )
    assert list(refused.value.faults) == ["car_number"]
    assert view.answers["car_number"] == "01/2026"


def test_number_and_level_sent_back_as_they_stand_are_no_fault(house: House) -> None:
    head = house.staff.unit_head
    draft = a_draft(house.office, head, PLAN, plan_values(house.office, "unit"))
    plan = submit(house.office, head, draft, move="issue_unit")

    correct(house, head, plan, plan_number="", plan_level="unit", archive_copies=2)

    view = open_record(house.office, head, plan.record_id)
    assert "plan_number" not in view.answers
    assert (view.answers["plan_level"], view.answers["archive_copies"]) == ("unit", 2)


@pytest.mark.parametrize(("name", "value"), [("plan_number", "07"), ("plan_level", "agency")])
def test_a_plan_without_number_gets_none_by_a_correction(
    house: House, name: str, value: str
) -> None:
    head = house.staff.unit_head
    draft = a_draft(house.office, head, PLAN, plan_values(house.office, "unit"))
    plan = submit(house.office, head, draft, move="issue_unit")

    with pytest.raises(FieldErrors) as refused:
        correct(house, head, plan, archive_copies=2, **{name: value})

    assert list(refused.value.faults) == [name]


def test_an_official_cannot_put_a_colleagues_name_by_a_correction(
    house: House, slip: MoveResult
) -> None:
    with pytest.raises(FieldErrors) as refused:
        correct(house, house.staff.official, slip, requester_name="Lê Thanh Tùng")

    assert list(refused.value.faults) == ["requester_name"]


def test_a_colleague_named_by_a_correction_sees_the_record(house: House, slip: MoveResult) -> None:
    correct(house, house.staff.secretary, slip, requester_name="Nguyễn Hữu Phước")

    view = open_record(house.office, house.staff.stranger, slip.record_id)
    assert view.answers["requester_name"] == "Nguyễn Hữu Phước"


def test_the_record_is_found_by_the_new_text_and_by_its_submitter(
    house: House, slip: MoveResult
) -> None:
    correct(house, house.staff.secretary, slip, requester_name="Đinh Văn Hiếu")

    for text in ("dinh van hieu", "pham quoc bao"):
        found = list_records(house.office, house.staff.director, RecordFilter(text=text))
        assert [row.line.id for row in found.rows] == [slip.record_id]


def test_a_unit_named_by_a_correction_sees_the_record(house: House, slip: MoveResult) -> None:
    correct(
        house,
        house.staff.official,
        slip,
        concerned_unit="Phòng Tài chính hành chính sự nghiệp",
    )

    assert open_record(house.office, house.staff.stranger, slip.record_id).number == "01/2026"
