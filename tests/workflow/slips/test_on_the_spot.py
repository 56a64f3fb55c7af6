"""Steps 5.1 and 5.2: a slip decided on in its unit, treated on the spot, returned, ended there."""

import pytest

from service.workflow.errors import FieldErrors, NotAllowed, NotFound, ReasonMissing, RuleRefuses
from tests.builders import House
from tests.workflow.slips.walking import NEED, TREAT, a_sent_slip


def test_a_sent_slip_is_the_turn_of_the_head_of_the_unit_concerned(house: House) -> None:
    slip = a_sent_slip(house)

    assert slip.stage == "with_unit_head"
    assert slip.holders == [f"h{house.staff.unit_head.unit_id}"]


def test_treating_on_the_spot_gives_the_work_to_the_executor(house: House) -> None:
    slip = a_sent_slip(house)

    slip.move(house.staff.unit_head, "treat", TREAT)

    assert slip.stage == "correcting"
    assert slip.holders == [f"p{house.staff.official.person_id}"]
    assert slip.papers == ["BM.CTCL.01 v01", "BM.CTCL.01 v02"]


def test_a_resolved_correction_ends_the_slip(house: House) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "treat", TREAT)
    slip.move(house.staff.official, "report_done", {"correction_result": "Đã in lại."})

    slip.move(house.staff.unit_head, "resolved", reason="Đã xem hồ sơ, đủ chữ ký.")

    assert slip.stage == "corrected"
    assert slip.holders == []
    assert slip.events[-1].payload["reason"] == "Đã xem hồ sơ, đủ chữ ký."


def test_a_correction_that_failed_goes_on(house: House) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "treat", TREAT)
    slip.move(house.staff.official, "report_done", {"correction_result": "Đã in lại."})

    slip.move(
        house.staff.unit_head,
        "not_resolved",
        {"correction_due_on": "2026-03-20"},
        reason="Còn thiếu một hồ sơ.",
    )

    assert slip.stage == "correcting"
    assert slip.holders == [f"p{house.staff.official.person_id}"]


def test_what_one_treated_oneself_is_confirmed_by_the_head(house: House) -> None:
    slip = a_sent_slip(house, treated_text="Đã trả bổ sung", treated_on="2026-03-04")

    slip.move(
        house.staff.unit_head, "confirm_treated", {"disposition": "repair"}, reason="Đúng vậy."
    )

    assert slip.stage == "corrected"
    assert slip.answers["disposition_text"] == "Đã trả bổ sung (ngày 04/3/2026)"


def test_nothing_is_confirmed_that_was_not_treated(house: House) -> None:
    slip = a_sent_slip(house)

    with pytest.raises(RuleRefuses, match=r"5\.1"):
        slip.move(
            house.staff.unit_head, "confirm_treated", {"disposition": "repair"}, reason="Đúng."
        )


def test_a_return_leads_back_to_the_owner_with_its_reason(house: House) -> None:
    slip = a_sent_slip(house)

    slip.move(house.staff.unit_head, "return", reason="Ghi rõ hồ sơ nào.")

    assert slip.stage == "draft"
    assert slip.holders == [f"p{house.staff.official.person_id}"]
    assert slip.record.number == "01/2026"


def test_a_returned_slip_is_sent_again_under_its_number(house: House) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "return", reason="Ghi rõ hồ sơ nào.")

    slip.move(house.staff.official, "submit", {"nonconformity_description": "Hồ sơ 0612"})

    assert (slip.stage, slip.record.number) == ("with_unit_head", "01/2026")
    assert slip.papers == ["BM.CTCL.01 v01", "BM.CTCL.01 v02"]


def test_only_the_owner_sends_a_returned_slip(house: House) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "return", reason="Ghi rõ hồ sơ nào.")

    with pytest.raises(NotAllowed):
        slip.move(house.staff.unit_head, "submit", {})


def test_a_numbered_slip_is_withdrawn_with_a_reason(house: House) -> None:
    slip = a_sent_slip(house)

    with pytest.raises(ReasonMissing):
        slip.move(house.staff.official, "withdraw")
    slip.move(house.staff.official, "withdraw", reason="Trùng với phiếu khác.")

    assert slip.stage == "withdrawn"


def test_beyond_ones_authority_the_director_decides(house: House) -> None:
    slip = a_sent_slip(house)

    slip.move(house.staff.unit_head, "escalate", reason="Liên quan ba đơn vị.")

    assert (slip.stage, slip.holders) == ("with_director", ["director"])
    slip.move(house.staff.director, "need_action", NEED)
    assert slip.stage == "with_secretary"


def test_need_asks_for_a_sign_or_words_and_reasons(house: House) -> None:
    slip = a_sent_slip(house)

    with pytest.raises(FieldErrors) as wrong:
        slip.move(house.staff.unit_head, "need_action", {})

    assert set(wrong.value.faults) == {"need_criteria", "unit_head_decision"}


def test_another_units_head_finds_nothing(house: House) -> None:
    slip = a_sent_slip(house)

    with pytest.raises(NotFound):
        slip.move(house.staff.stranger, "treat", TREAT)


def test_an_auditor_may_read_but_not_decide(house: House) -> None:
    slip = a_sent_slip(house)

    with pytest.raises(NotAllowed, match=r"5\.1"):
        slip.move(house.staff.auditor, "treat", TREAT)


def test_a_deadline_before_today_is_refused(house: House) -> None:
    slip = a_sent_slip(house)

    with pytest.raises(FieldErrors) as wrong:
        slip.move(house.staff.unit_head, "treat", TREAT, correction_due_on="2026-03-04")

    assert "từ hôm nay" in wrong.value.faults["correction_due_on"][0].vi


def test_an_executor_must_be_in_the_register(house: House) -> None:
    slip = a_sent_slip(house)

    with pytest.raises(FieldErrors) as wrong:
        slip.move(house.staff.unit_head, "treat", TREAT, correction_executor_name="Ai Đó")

    assert "Ai Đó" in wrong.value.faults["correction_executor_name"][0].vi
