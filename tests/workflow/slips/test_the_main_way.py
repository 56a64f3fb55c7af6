"""Steps 5.3 to 5.7: a slip consolidated, directed, analysed, approved, done, verified, closed."""

from itertools import pairwise

import pytest

from service.workflow.errors import FieldErrors, NotAllowed, RuleRefuses, Stale, WrongStage
from service.workflow.moves.make_move import make_move
from service.workflow.records.read_records import open_record
from tests.builders import INSPECTION, House
from tests.workflow.slips.walking import (
    ANALYSE,
    ASK,
    COMPLETE,
    DIRECT,
    EVIDENCE,
    NOT_MET,
    REOPEN,
    walked_to,
)


def test_the_main_way_leads_from_sending_to_closing(house: House) -> None:
    slip = walked_to(house, "closed")

    assert [event.kind for event in slip.events] == [
        "submit", "need_action", "consolidate", "direct", "submit_analysis", "countersign",
        "approve", "report_completion", "met", "close",
    ]  # fmt: skip
    assert slip.holders == []
    assert (slip.answers["result"], slip.answers["closed_by"]) == ("met", "Trần Thị Minh Châu")


def test_every_step_hands_out_its_paper(house: House) -> None:
    papers = walked_to(house, "closed").papers

    companions = [paper for paper in papers if paper.startswith("O-")]
    assert companions == ["O-01 v01", "O-02 v01", "O-06 v01"]
    assert papers[0] == "BM.CTCL.01 v01"


def test_every_event_says_from_where_to_where(house: House) -> None:
    slip = walked_to(house, "closed")

    steps = [(event.payload["from"], event.payload["to"]) for event in slip.events]

    assert steps[0] == ("draft", "with_unit_head")
    assert all(before[1] == after[0] for before, after in pairwise(steps))


def test_who_analyses_is_whom_the_board_names(house: House) -> None:
    slip = walked_to(house, "analysing")

    assert slip.holders == [f"p{house.staff.official.person_id}"]
    with pytest.raises(NotAllowed, match=r"5\.4"):
        slip.move(house.staff.unit_head, "submit_analysis", ANALYSE)


def test_a_unit_head_countersigns_what_goes_to_the_board(house: House) -> None:
    slip = walked_to(house, "awaiting_approval")

    assert slip.answers["executing_unit_head_name"] == "Lê Thanh Tùng"
    assert slip.holders == ["iso_board"]


def test_from_awaiting_approval_a_return_leads_to_the_analysis(house: House) -> None:
    slip = walked_to(house, "awaiting_approval")

    slip.move(house.staff.board, "return", reason="Chưa tới gốc rễ.")

    assert slip.stage == "analysing"
    assert slip.answers["root_cause"] == ANALYSE["root_cause"]


def test_a_return_leads_to_where_the_slip_came_from(house: House) -> None:
    slip = walked_to(house, "before_board")

    slip.move(house.staff.board, "return", reason="Gộp với phiếu khác.")
    assert slip.stage == "with_secretary"
    slip.move(house.staff.secretary, "return", reason="Bổ sung dấu hiệu.")
    assert slip.stage == "with_unit_head"
    slip.move(house.staff.unit_head, "return", reason="Bổ sung mô tả.")
    assert slip.stage == "draft"


def test_nobody_approves_their_own_analysis(house: House) -> None:
    slip = walked_to(house, "before_board")
    slip.move(house.staff.board, "direct", DIRECT, executor_name=house.staff.board.full_name)
    slip.move(house.staff.board, "submit_analysis", ANALYSE)
    slip.move(house.staff.unit_head, "countersign")

    with pytest.raises(NotAllowed, match=r"5\.4"):
        slip.move(house.staff.board, "approve", {})


def test_nobody_verifies_their_own_work(house: House) -> None:
    slip = walked_to(house, "before_board")
    slip.move(house.staff.board, "direct", DIRECT, executor_name=house.staff.director.full_name)
    slip.move(house.staff.director, "submit_analysis", ANALYSE)
    slip.move(house.staff.unit_head, "countersign")
    slip.move(house.staff.board, "approve", {})
    slip.move(house.staff.director, "report_completion", COMPLETE)

    with pytest.raises(NotAllowed, match=r"5\.6"):
        slip.move(house.staff.director, "met", EVIDENCE)


def test_an_agreed_change_is_appended_to_box_two(house: House) -> None:
    slip = walked_to(house, "implementing")
    slip.move(house.staff.official, "ask_change", ASK)
    assert sorted(slip.holders) == ["iso_board", f"p{house.staff.official.person_id}"]

    slip.move(house.staff.board, "agree_change", {"board_opinion": "Đồng ý."})

    (update,) = slip.answers["plan_updates"]
    assert "Gia hạn" in update["text"]
    assert "thời hạn mới 30/4/2026 (trước: 10/4/2026)" in update["text"]
    assert slip.answers["due_date"] == slip.answers["working_due_on"] == "2026-04-30"
    assert slip.holders == [f"p{house.staff.official.person_id}"]


def test_a_refused_change_leaves_box_two_alone(house: House) -> None:
    slip = walked_to(house, "implementing")
    slip.move(house.staff.official, "ask_change", ASK)

    slip.move(house.staff.board, "refuse_change", reason="Không cần thêm thời gian.")

    assert "plan_updates" not in slip.answers
    assert slip.answers["change_requests"][0]["decision"] == "refused"


def test_two_requests_do_not_wait_at_once(house: House) -> None:
    slip = walked_to(house, "implementing")
    slip.move(house.staff.official, "ask_change", ASK)

    with pytest.raises(RuleRefuses, match=r"5\.5"):
        slip.move(house.staff.official, "ask_change", ASK)


def test_before_the_deadline_nobody_begins_to_verify_unasked(house: House) -> None:
    slip = walked_to(house, "implementing")

    with pytest.raises(RuleRefuses, match=r"5\.6"):
        slip.move(house.staff.director, "begin_verification")
    house.clock.forward(days=40)
    slip.move(house.staff.director, "begin_verification")

    assert slip.stage == "awaiting_verification"


def test_met_needs_evidence(house: House) -> None:
    slip = walked_to(house, "awaiting_verification")

    with pytest.raises(RuleRefuses, match=r"5\.6"):
        slip.move(house.staff.director, "met", {})


def test_nothing_is_closed_unverified(house: House) -> None:
    slip = walked_to(house, "awaiting_verification")

    with pytest.raises(WrongStage, match=r"5\.7"):
        slip.move(house.staff.secretary, "close", EVIDENCE)


def test_a_failed_check_opens_a_new_slip_linked_both_ways(house: House) -> None:
    old = walked_to(house, "not_met")

    made = old.move(house.staff.director, "open_new", REOPEN)

    assert made.new_record_id is not None
    new = open_record(house.office, house.staff.director, made.new_record_id)
    assert (old.stage, new.stage.key, new.number) == ("continued", "awaiting_opinion", "02/2026")
    assert old.answers["follow_up_car_number"] == "02/2026"
    assert new.answers["related_documents"].startswith("Phiếu số 01/2026")
    assert new.answers["nonconformity_description"] == old.answers["nonconformity_description"]


def test_a_slip_is_continued_once(house: House) -> None:
    old = walked_to(house, "not_met")
    old.move(house.staff.director, "open_new", REOPEN)

    with pytest.raises(WrongStage, match=r"5\.7"):
        old.move(house.staff.director, "open_new", REOPEN)


def test_the_new_slip_waits_for_the_directors_opinion(house: House) -> None:
    old = walked_to(house, "not_met")
    made = old.move(house.staff.director, "open_new", REOPEN)

    assert made.new_record_id is not None
    moved = make_move(
        house.office,
        house.staff.director,
        made.new_record_id,
        move="give_opinion",
        typed={"director_opinion": "Giao Thanh tra giám sát."},
        version=1,
        submission="opinion",
    )

    assert moved.stage == "before_board"


def test_not_met_says_what_was_found(house: House) -> None:
    slip = walked_to(house, "awaiting_verification")

    with pytest.raises(FieldErrors) as wrong:
        slip.move(house.staff.director, "not_met", {})
    slip.move(house.staff.director, "not_met", NOT_MET, new_measure_required=True)

    assert set(wrong.value.faults) == {"verification_evidence"}
    assert slip.answers["new_measure_required"] is True


def test_a_reassigned_slip_is_another_persons_work(house: House) -> None:
    slip = walked_to(house, "implementing")

    slip.move(
        house.staff.board,
        "reassign",
        {"executing_unit": INSPECTION, "executor_name": house.staff.auditor.full_name},
        reason="Cán bộ cũ nghỉ thai sản.",
    )

    assert slip.holders == [f"p{house.staff.auditor.person_id}"]
    with pytest.raises(NotAllowed):
        slip.move(house.staff.official, "report_completion", COMPLETE)


def test_the_same_click_again_gives_the_first_result(house: House) -> None:
    slip = walked_to(house, "with_secretary")
    say = {"secretary_proposal": "Trình Ban ISO."}

    first, again = (
        make_move(
            house.office,
            house.staff.secretary,
            slip.id,
            move="consolidate",
            typed=say,
            version=slip.version,
            submission="one-click",
        )
        for _ in range(2)
    )

    assert first == again


def test_a_stale_version_is_told_with_what_stands_now(house: House) -> None:
    slip = walked_to(house, "with_secretary")
    slip.version -= 1

    with pytest.raises(Stale) as stale:
        slip.move(house.staff.secretary, "consolidate", {"secretary_proposal": "Trình."})

    assert stale.value.current_version == slip.version + 1
