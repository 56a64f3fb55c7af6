"""Nobody judges what they or who they act for did: neither in person nor through a delegate."""

import pytest

from service.formkit.moves import Role
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed
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
from tests.workflow.delegating import give
from tests.workflow.slips.barring import (
    TREATED,
    corrected_by,
    held_back,
    in_inbox,
    waits_for,
    worked_by,
)
from tests.workflow.slips.walking import (
    ANALYSE,
    ASK,
    DIRECT,
    EVIDENCE,
    NEED,
    Slip,
    a_sent_slip,
    walked_to,
)


@pytest.fixture
def house(memory_house: House) -> House:
    """A house in memory: who may what is no matter of the database."""
    return memory_house


@pytest.fixture
def deputy(house: House) -> Actor:
    """Somebody who takes no part in any slip."""
    return joined(house, [("minh", "Hồ Nhật Minh", OFFICE_UNIT, Role.OFFICIAL)])[0]


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
