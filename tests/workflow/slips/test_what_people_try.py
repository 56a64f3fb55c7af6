"""What people try that the procedure forbids: each is refused with its rule, nothing is changed."""

import pytest

from service.store.turns.delegations import Delegation
from service.workflow.delegation.give_delegation import revoke_delegation
from service.workflow.errors import FieldErrors, NotAllowed, RuleRefuses, WrongStage
from service.workflow.moves.corrections.correct_record import correct_record
from tests.builders import House
from tests.workflow.delegating import give
from tests.workflow.slips.walking import (
    ANALYSE,
    ASK,
    COMPLETE,
    DIRECT,
    EVIDENCE,
    NOT_MET,
    OTHER_WORKER,
    TREAT,
    Slip,
    a_sent_slip,
    walked_to,
    worked_on_by_the_director,
)


@pytest.fixture
def house(memory_house: House) -> House:
    """A house in memory: what the procedure forbids is no matter of the database."""
    return memory_house


def lent(house: House, slip: Slip | None = None) -> Delegation:
    """The director's role, or one slip, lent to the board until 20/3."""
    return give(house, house.staff.director, house.staff.board, record_id=slip and slip.id)


def test_who_handed_their_work_on_does_not_verify_it(house: House) -> None:
    slip = worked_on_by_the_director(house)

    for key in ("met", "not_met"):
        with pytest.raises(NotAllowed, match=r"không tự kiểm tra .*5\.6"):
            slip.move(house.staff.director, key, EVIDENCE)


def test_who_handed_their_analysis_on_does_not_approve_it(house: House) -> None:
    staff, slip = house.staff, walked_to(house, "before_board")
    slip.move(staff.board, "direct", DIRECT, executor_name=staff.board.full_name)
    slip.move(staff.board, "submit_analysis", ANALYSE)
    slip.move(staff.unit_head, "return", reason="Chưa tới gốc rễ.")
    slip.move(staff.board, "reassign", OTHER_WORKER, reason="Bận việc khác.")
    slip.move(staff.official, "submit_analysis", ANALYSE)
    slip.move(staff.unit_head, "countersign")

    with pytest.raises(NotAllowed, match=r"không tự phê duyệt .*5\.4"):
        slip.move(staff.board, "approve", {"due_date": "2026-04-10"})


def test_who_was_named_by_mistake_and_did_nothing_may_verify(house: House) -> None:
    staff, slip = house.staff, walked_to(house, "before_board")
    slip.move(staff.board, "direct", DIRECT, executor_name=staff.director.full_name)
    slip.move(staff.board, "reassign", OTHER_WORKER, reason="Ghi nhầm người.")
    slip.move(staff.official, "submit_analysis", ANALYSE)
    slip.move(staff.unit_head, "countersign")
    slip.move(staff.board, "approve", {"due_date": "2026-04-10"})
    slip.move(staff.official, "report_completion", COMPLETE)

    assert slip.move(staff.director, "met", EVIDENCE).stage == "verified"


def test_who_did_the_work_does_not_close_it(house: House) -> None:
    staff, slip = house.staff, walked_to(house, "before_board")
    slip.move(staff.board, "direct", DIRECT, executor_name=staff.secretary.full_name)
    slip.move(staff.secretary, "submit_analysis", ANALYSE)
    slip.move(staff.unit_head, "countersign")
    slip.move(staff.board, "approve", {"due_date": "2026-04-10"})
    slip.move(staff.secretary, "report_completion", COMPLETE)
    slip.move(staff.director, "met", EVIDENCE)

    with pytest.raises(NotAllowed, match=r"không tự đóng .*5\.7"):
        slip.move(staff.secretary, "close", EVIDENCE)
    assert slip.move(staff.board, "close", EVIDENCE).stage == "closed"


@pytest.mark.parametrize("single", [True, False])
def test_a_delegate_verifies_until_the_last_day_and_not_after(
    house: House, *, single: bool
) -> None:
    slip = walked_to(house, "awaiting_verification")
    lent(house, slip if single else None)
    house.clock.forward(days=16)

    with pytest.raises(NotAllowed, match=r"Giám đốc .*5\.6"):
        slip.move(house.staff.board, "met", EVIDENCE)
    house.clock.forward(days=-1)

    slip.move(house.staff.board, "met", EVIDENCE)
    assert slip.answers["verifier_authority"] == "TUQ"
    assert slip.events[-1].payload["for"]["name"] == house.staff.director.full_name


def test_a_delegation_taken_back_is_worth_nothing(house: House) -> None:
    slip = walked_to(house, "awaiting_verification")
    revoke_delegation(house.office, house.staff.director, lent(house).id)

    with pytest.raises(NotAllowed, match=r"5\.6"):
        slip.move(house.staff.board, "met", EVIDENCE)


def test_a_delegation_passed_on_is_refused_and_moves_nothing(house: House) -> None:
    slip = walked_to(house, "awaiting_verification")
    lent(house)

    with pytest.raises(NotAllowed, match=r"không được ủy quyền lại .*khoản 3 Điều 13"):
        give(house, house.staff.board, house.staff.auditor)
    with pytest.raises(NotAllowed, match=r"5\.6"):
        slip.move(house.staff.auditor, "met", EVIDENCE)


def test_a_delegate_does_not_verify_their_own_work_either(house: House) -> None:
    slip = walked_to(house, "awaiting_verification")
    give(house, house.staff.director, house.staff.official, record_id=slip.id)

    with pytest.raises(NotAllowed, match=r"không tự kiểm tra .*5\.6"):
        slip.move(house.staff.official, "met", EVIDENCE)


@pytest.mark.parametrize(
    ("stage", "who", "key", "typed", "field"),
    [
        ("before_board", "board", "direct", DIRECT, "analysis_due_on"),
        ("analysing", "official", "submit_analysis", ANALYSE, "due_date"),
        ("awaiting_approval", "board", "approve", {}, "due_date"),
        ("implementing", "official", "ask_change", ASK, "requested_due_on"),
    ],
)
def test_no_deadline_lies_before_today(
    house: House, stage: str, who: str, key: str, typed: dict[str, str], field: str
) -> None:
    slip = walked_to(house, stage)

    with pytest.raises(FieldErrors) as wrong:
        slip.move(getattr(house.staff, who), key, typed, **{field: "2026-03-04"})

    assert "từ hôm nay" in wrong.value.faults[field][0].vi
    assert slip.stage == stage


@pytest.mark.parametrize(("agreed", "days"), [("2026-03-20", 0), ("2026-04-10", 0), ("", 90)])
def test_an_agreed_deadline_is_later_than_the_present_one_and_still_to_come(
    house: House, agreed: str, days: int
) -> None:
    slip = walked_to(house, "implementing")
    slip.move(house.staff.official, "ask_change", ASK)
    house.clock.forward(days=days)

    with pytest.raises(FieldErrors) as wrong:
        slip.move(house.staff.board, "agree_change", {"agreed_due_on": agreed})

    assert "5.5" in wrong.value.faults["agreed_due_on"][0].vi
    assert slip.answers["working_due_on"] == "2026-04-10"


def test_an_agreed_change_is_not_taken_out_of_box_two_by_a_correction(house: House) -> None:
    slip = walked_to(house, "implementing")
    slip.move(house.staff.official, "ask_change", ASK)
    slip.move(house.staff.board, "agree_change", {})
    kept = slip.answers["plan_updates"]

    with pytest.raises(FieldErrors) as wrong:
        correct_record(
            house.office,
            house.staff.secretary,
            slip.id,
            typed={"plan_updates": [], "resources": ""},
            reason="Ghi nhầm",
            version=slip.version,
            submission="xóa",
        )

    assert set(wrong.value.faults) == {"plan_updates"}
    assert (
        "Lãnh đạo Ban ISO ghi, anh/chị không đính chính" in wrong.value.faults["plan_updates"][0].vi
    )
    assert slip.answers["plan_updates"] == kept


def test_after_a_second_look_a_return_still_leads_to_who_wrote_it(house: House) -> None:
    staff, slip = house.staff, a_sent_slip(house)
    slip.move(staff.unit_head, "treat", TREAT)
    slip.move(staff.official, "report_done", {"correction_result": "Đã in lại."})
    slip.move(staff.unit_head, "reconsider", reason="Lỗi không chỉ ở một hồ sơ.")

    slip.move(staff.unit_head, "return", reason="Ghi rõ các hồ sơ.")

    assert (slip.stage, slip.holders) == ("draft", [f"p{staff.official.person_id}"])


def test_a_verdict_is_given_once(house: House) -> None:
    slip = walked_to(house, "verified")

    with pytest.raises(WrongStage, match=r"Đã kiểm tra: Đạt.*5\.6"):
        slip.move(house.staff.director, "not_met", NOT_MET)


def test_what_was_not_treated_is_not_confirmed_by_the_director_either(house: House) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "escalate", reason="Vượt thẩm quyền.")

    with pytest.raises(RuleRefuses, match=r"5\.1"):
        slip.move(house.staff.director, "confirm_treated", {"disposition": "repair"}, reason="Đúng")
