"""Nobody judges what they or who they act for did: neither in person nor through a delegate."""

from datetime import date

import pytest

from service.formkit.moves import Role
from service.workflow.actor import Actor
from service.workflow.delegation_reading import delegation_word
from service.workflow.errors import NotAllowed, RuleRefuses
from service.workflow.inbox import count_inbox, read_inbox
from service.workflow.reading import open_record
from service.workflow.reminders import remind, reminders_of_today
from tests.builders import (
    BUDGET,
    LEADERS,
    OFFICE_UNIT,
    House,
    a_draft,
    joined,
    slip_values,
    submit,
)
from tests.docx_text import printed_lines
from tests.workflow.delegating import faults_of, give
from tests.workflow.slips.walking import (
    ANALYSE,
    ASK,
    COMPLETE,
    DIRECT,
    EVIDENCE,
    NEED,
    TREAT,
    Slip,
    a_sent_slip,
    walked_to,
)

MUCH_LATER = date(2026, 6, 30)
DONE = {"correction_result": "Đã in lại."}
TREATED = {"treated_text": "Đã trả bổ sung", "treated_on": "2026-03-04"}


@pytest.fixture
def house(memory_house: House) -> House:
    """A house in memory: who may what is no matter of the database."""
    return memory_house


@pytest.fixture
def deputy(house: House) -> Actor:
    """Somebody who takes no part in any slip."""
    return joined(house, [("minh", "Hồ Nhật Minh", OFFICE_UNIT, Role.OFFICIAL)])[0]


def worked_by(house: House, who: Actor, stage: str = "awaiting_verification") -> Slip:
    """A slip that this person analysed and carried out."""
    staff, slip = house.staff, walked_to(house, "before_board")
    slip.move(staff.board, "direct", DIRECT, executor_name=who.full_name)
    slip.move(who, "submit_analysis", ANALYSE)
    if slip.stage == "countersigning":
        slip.move(staff.unit_head, "countersign")
    if stage == "awaiting_approval":
        return slip
    approver = staff.director if who == staff.board else staff.board
    slip.move(approver, "approve", {"due_date": "2026-04-10"})
    if stage == "awaiting_verification":
        slip.move(who, "report_completion", COMPLETE)
    return slip


def corrected_by(house: House, who: Actor) -> Slip:
    """A slip treated on the spot by this person, reported as done."""
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "treat", TREAT, correction_executor_name=who.full_name)
    slip.move(who, "report_done", DONE)
    return slip


def waits_for(house: House, slip: Slip) -> list[str]:
    """The names of those the slip waits for."""
    waiting = open_record(house.office, house.staff.auditor, slip.id).waiting
    return [name for each in waiting for name in each.names]


def held_back(house: House, actor: Actor, slip: Slip) -> dict[str, str]:
    """What the person may not do now, and why."""
    view = open_record(house.office, actor, slip.id)
    return {move.key: each.why.vi for each in view.held_back for move in each.moves}


def in_inbox(house: House, actor: Actor) -> set[str]:
    """Which records wait for the person, by their inbox; its count agrees."""
    inbox = read_inbox(house.office, actor)
    found = {each.record_id for each in (*inbox.overdue, *inbox.this_week, *inbox.later)}
    assert len(found) == inbox.count == count_inbox(house.office, actor)
    return found


def test_a_director_does_not_verify_their_work_through_the_delegate_of_their_role(
    house: House, deputy: Actor
) -> None:
    slip = worked_by(house, house.staff.director)
    give(house, house.staff.director, deputy)

    for key in ("met", "not_met"):
        with pytest.raises(NotAllowed, match=r"không tự kiểm tra .*5\.6.*Võ Đình Khải"):
            slip.move(deputy, key, EVIDENCE)
    assert in_inbox(house, deputy) == set()


def test_a_board_leader_does_not_approve_their_analysis_through_their_delegate(
    house: House, deputy: Actor
) -> None:
    slip = worked_by(house, house.staff.board, "awaiting_approval")
    give(house, house.staff.board, deputy, role="iso_board")

    with pytest.raises(NotAllowed, match=r"không tự phê duyệt .*5\.4"):
        slip.move(deputy, "approve", {"due_date": "2026-04-10"})


def test_where_every_board_leader_is_barred_the_director_approves(house: House) -> None:
    staff, slip = house.staff, worked_by(house, house.staff.board, "awaiting_approval")

    assert slip.holders == ["director"]
    assert in_inbox(house, staff.director) == {slip.id}
    assert in_inbox(house, staff.board) == set()
    assert "Võ Đình Khải" in held_back(house, staff.board, slip)["approve"]
    slip.move(staff.director, "approve", {"due_date": "2026-04-10"})
    slip.move(staff.board, "ask_change", ASK)
    assert "director" in slip.holders
    slip.move(staff.director, "agree_change", {"board_opinion": "Đồng ý."})
    assert slip.answers["working_due_on"] == "2026-04-30"


def test_while_a_board_leader_may_approve_the_director_may_not(house: House) -> None:
    joined(house, [("hung", "Mai Thế Hùng", LEADERS, Role.ISO_BOARD)])
    slip = worked_by(house, house.staff.board, "awaiting_approval")

    assert slip.holders == ["iso_board"]
    assert waits_for(house, slip) == ["Mai Thế Hùng"]
    assert in_inbox(house, house.staff.board) == set()
    with pytest.raises(NotAllowed):
        slip.move(house.staff.director, "approve", {"due_date": "2026-04-10"})


def test_who_is_asked_for_a_change_does_not_refuse_it_themselves(house: House) -> None:
    slip = worked_by(house, house.staff.board, "implementing")
    slip.move(house.staff.board, "ask_change", ASK)

    with pytest.raises(NotAllowed, match=r"5\.4"):
        slip.move(house.staff.board, "refuse_change", reason="Không cần.")


def test_the_delegate_of_another_director_verifies(house: House, deputy: Actor) -> None:
    second = joined(house, [("son", "Trịnh Văn Sơn", LEADERS, Role.DIRECTOR)])[0]
    slip = worked_by(house, house.staff.director)
    give(house, house.staff.director, deputy)
    give(house, second, deputy)

    assert in_inbox(house, deputy) == {slip.id}
    slip.move(deputy, "met", EVIDENCE)

    assert slip.events[-1].payload["for"]["name"] == "Trịnh Văn Sơn"  # type: ignore[index, call-overload]


def test_an_assignee_with_the_heads_role_does_not_countersign_their_own_analysis(
    house: House,
) -> None:
    staff, slip = house.staff, walked_to(house, "countersigning")
    give(house, staff.unit_head, staff.official, role="unit_head")

    with pytest.raises(NotAllowed, match=r"không tự xác nhận .*5\.4"):
        slip.move(staff.official, "countersign")
    assert in_inbox(house, staff.official) == set()
    assert in_inbox(house, staff.unit_head) == {slip.id}
    slip.move(staff.unit_head, "countersign")


def test_where_the_head_analysed_nobody_countersigns_and_history_says_so(house: House) -> None:
    slip = worked_by(house, house.staff.unit_head, "awaiting_approval")

    said = slip.events[-1].payload
    assert (said["from"], said["to"]) == ("analysing", "awaiting_approval")
    assert (said["passed_over"], said["passed_names"]) == ("countersigning", ["Lê Thanh Tùng"])
    assert slip.answers["executing_unit_head_name"] == "Lê Thanh Tùng"
    slip.move(house.staff.board, "approve", {"due_date": "2026-04-10"})


def test_where_another_head_may_countersign_they_do(house: House) -> None:
    second = joined(house, [("ha", "Phan Thị Hà", BUDGET, Role.UNIT_HEAD)])[0]
    staff, slip = house.staff, walked_to(house, "before_board")
    slip.move(staff.board, "direct", DIRECT, executor_name=staff.unit_head.full_name)
    slip.move(staff.unit_head, "submit_analysis", ANALYSE)

    assert (slip.stage, waits_for(house, slip)) == ("countersigning", ["Phan Thị Hà"])
    with pytest.raises(NotAllowed, match=r"5\.4"):
        slip.move(staff.unit_head, "countersign")
    slip.move(second, "countersign")


def test_what_the_head_corrected_the_director_checks(house: House, deputy: Actor) -> None:
    staff, slip = house.staff, corrected_by(house, house.staff.unit_head)
    give(house, staff.unit_head, deputy, role="unit_head")

    assert (slip.stage, slip.holders) == ("checking_correction", ["director"])
    for who in (staff.unit_head, deputy):
        for key in ("resolved", "not_resolved", "reconsider"):
            typed = {"correction_due_on": "2026-03-20"} if key == "not_resolved" else {}
            with pytest.raises(NotAllowed, match=r"không tự kiểm tra .*5\.1"):
                slip.move(who, key, typed, reason="Đã xem.")
        assert slip.id not in in_inbox(house, who)
    assert "Võ Đình Khải" in held_back(house, staff.unit_head, slip)["resolved"]
    assert in_inbox(house, staff.director) == {slip.id}
    assert slip.move(staff.director, "resolved", reason="Đã xem.").stage == "corrected"


def test_the_directors_delegate_checks_it_too(house: House, deputy: Actor) -> None:
    slip = corrected_by(house, house.staff.unit_head)
    give(house, house.staff.director, deputy)

    assert in_inbox(house, deputy) == {slip.id}
    slip.move(deputy, "not_resolved", {"correction_due_on": "2026-03-20"}, reason="Còn thiếu.")


def test_an_executor_with_the_heads_role_does_not_check_their_correction(house: House) -> None:
    staff, slip = house.staff, corrected_by(house, house.staff.official)
    give(house, staff.unit_head, staff.official, role="unit_head")

    with pytest.raises(NotAllowed, match=r"5\.1"):
        slip.move(staff.official, "resolved", reason="Đã xem.")
    assert slip.holders == [f"h{staff.unit_head.unit_id}"]


def test_what_the_head_treated_goes_to_the_director(house: House) -> None:
    staff = house.staff
    draft = a_draft(house.office, staff.unit_head, typed=slip_values(**TREATED))
    made = submit(house.office, staff.unit_head, draft, move="submit_treated")
    slip = Slip(house, made.record_id, made.record_version)

    assert (slip.stage, slip.holders) == ("with_director", ["director"])
    assert slip.events[0].payload["passed_over"] == "with_unit_head"
    slip.move(staff.director, "confirm_treated", {"disposition": "repair"}, reason="Đúng vậy.")
    assert slip.stage == "corrected"


def test_a_head_does_not_confirm_what_they_reported_otherwise_either(house: House) -> None:
    staff, slip = house.staff, a_sent_slip(house, house.staff.unit_head, **TREATED)

    with pytest.raises(NotAllowed, match=r"không tự xác nhận .*5\.1"):
        slip.move(staff.unit_head, "confirm_treated", {"disposition": "repair"}, reason="Đúng.")
    assert in_inbox(house, staff.unit_head) == {slip.id}
    slip.move(staff.unit_head, "need_action", NEED)


def test_the_only_director_barred_lends_this_one_slip_to_who_took_no_part(
    house: House, deputy: Actor
) -> None:
    staff, slip = house.staff, worked_by(house, house.staff.director)
    assert "O-07" in held_back(house, staff.director, slip)["met"]
    assert in_inbox(house, staff.director) == {slip.id}, "it waits for the director to lend it"
    assert open_record(house.office, staff.director, slip.id).is_my_turn

    made = give(house, staff.director, deputy, record_id=slip.id)

    assert in_inbox(house, deputy) == {slip.id}
    assert in_inbox(house, staff.director) == set()
    assert waits_for(house, slip) == [deputy.full_name]
    assert open_record(house.office, deputy, slip.id).is_my_turn
    paper = " ".join(printed_lines(delegation_word(house.office, deputy, made.id).content))
    assert "đã tham gia thực hiện Phiếu số 01/2026 nên không tự kiểm tra" in paper
    assert slip.events[-1].payload["past_bar"] is True
    slip.move(deputy, "met", EVIDENCE)
    assert slip.events[-1].payload["for"]["past_bar"] is True  # type: ignore[index, call-overload]
    assert slip.answers["verifier_authority"] == "TUQ"


@pytest.mark.parametrize("who", ["official", "unit_head", "secretary", "board"])
def test_whoever_took_part_is_no_way_past_the_bar(house: House, who: str) -> None:
    slip, receiver = worked_by(house, house.staff.director), getattr(house.staff, who)

    assert faults_of(house, house.staff.director, receiver, record_id=slip.id) == {"receiver"}


def test_lent_before_the_bar_to_who_then_took_part_it_is_no_way_past_it(
    house: House, deputy: Actor
) -> None:
    staff, slip = house.staff, walked_to(house, "before_board")
    give(house, staff.director, staff.board, record_id=slip.id)
    slip.move(staff.board, "direct", DIRECT, executor_name=staff.director.full_name)
    slip.move(staff.director, "submit_analysis", ANALYSE)
    slip.move(staff.unit_head, "countersign")
    slip.move(staff.board, "approve", {"due_date": "2026-04-10"})
    slip.move(staff.director, "report_completion", COMPLETE)

    with pytest.raises(NotAllowed, match=r"5\.6"):
        slip.move(staff.board, "met", EVIDENCE)
    assert slip.id not in in_inbox(house, staff.board)


def test_with_two_directors_the_barred_ones_slip_lent_is_no_way_past_it(
    house: House, deputy: Actor
) -> None:
    second = joined(house, [("son", "Trịnh Văn Sơn", LEADERS, Role.DIRECTOR)])[0]
    slip = worked_by(house, house.staff.director)
    give(house, house.staff.director, deputy, record_id=slip.id)

    with pytest.raises(NotAllowed, match=r"5\.6"):
        slip.move(deputy, "met", EVIDENCE)
    assert waits_for(house, slip) == ["Trịnh Văn Sơn"]
    slip.move(second, "met", EVIDENCE)


def test_only_who_may_act_is_reminded(house: House, deputy: Actor) -> None:
    staff, slip = house.staff, worked_by(house, house.staff.director)
    give(house, staff.director, staff.auditor)
    give(house, staff.director, deputy, record_id=slip.id, to_day=MUCH_LATER)
    house.clock.forward(days=36)

    remind(house.office)

    reminded = {
        who.full_name
        for who in (staff.director, staff.auditor, deputy)
        if any(e.level == "holder" for e in reminders_of_today(house.office, who))
    }
    assert reminded == {deputy.full_name}


def test_a_slip_nobody_may_verify_reminds_the_director_to_lend_it(house: House) -> None:
    worked_by(house, house.staff.director)
    house.clock.forward(days=36)

    remind(house.office)

    assert [e.level for e in reminders_of_today(house.office, house.staff.director)] == ["holder"]


def test_while_a_request_waits_the_card_says_for_whom(house: House) -> None:
    staff, slip = house.staff, walked_to(house, "implementing")
    slip.move(staff.official, "ask_change", ASK)

    held = held_back(house, staff.official, slip)

    waits = "đang chờ Ban ISO cho ý kiến về đề nghị ngày 05/03/2026"
    assert held == {"ask_change": waits, "report_completion": waits}
    assert held_back(house, staff.director, slip) == {}


def test_verification_begins_only_once_the_request_is_decided_on(house: House) -> None:
    staff, slip = house.staff, walked_to(house, "implementing")
    slip.move(staff.official, "ask_change", ASK)
    house.clock.forward(days=36)

    with pytest.raises(RuleRefuses, match=r"5\.5"):
        slip.move(staff.director, "begin_verification")
    assert "đang chờ Ban ISO" in held_back(house, staff.director, slip)["begin_verification"]
    assert read_inbox(house.office, staff.director).may_do == ()
    slip.move(staff.board, "refuse_change", reason="Giữ thời hạn.")
    assert slip.move(staff.director, "begin_verification").stage == "awaiting_verification"
