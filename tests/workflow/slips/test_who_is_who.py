"""People are chosen by identity: of two with one name exactly the one chosen gets the part."""

from typing import Any

import pytest

from service.formkit.moves import Role
from service.store.ledger.issued import get_issued
from service.workflow.drafts.before_sending import sending_faults
from service.workflow.drafts.drafts import open_draft, start_draft
from service.workflow.errors import FieldErrors, RuleRefuses
from service.workflow.files.read_back import read_back
from service.workflow.moves.corrections.correct_record import correct_record, open_correction
from service.workflow.moves.move_panel import open_panel
from service.workflow.records.read_records import choices_for
from tests.builders import SLIP, House, a_draft, joined, slip_values, submit
from tests.doors.route_table import close_account
from tests.workflow.slips.namesakes import HUNG, holders, renamed, said, two_of_one_name
from tests.workflow.slips.walking import (
    ANALYSE,
    DIRECT,
    OTHER_WORKER,
    TREAT,
    a_sent_slip,
    walked_to,
)

BOTH = "hung1, Chuyên viên, Phòng Quản lý ngân sách; hung2, Chuyên viên, Phòng Quản lý ngân sách"


def refused(slip: Any, *move: Any, **typed: Any) -> dict[str, str]:
    """What the move is refused with, by field."""
    with pytest.raises(FieldErrors) as wrong:
        slip.move(*move, **typed)
    return said(wrong.value.faults)


@pytest.mark.parametrize("chosen", [0, 1])
def test_the_one_chosen_gets_the_work_and_the_paper_shows_the_name_alone(
    memory_house: House, chosen: int
) -> None:
    house, slip = memory_house, walked_to(memory_house, "analysing")
    person = two_of_one_name(house)[chosen]

    slip.move(
        house.staff.board,
        "reassign",
        OTHER_WORKER,
        executor_name=f"{HUNG} ({person.username})",
        reason="Đổi người.",
    )

    assert holders(house, slip.id, "assignee") == {person.person_id}
    assert slip.holders == [f"p{person.person_id}"]
    assert slip.answers["executor_name"] == HUNG
    assert slip.record.named["executor_name"] == person.person_id
    with house.office.database.reading() as uow:
        paper = get_issued(uow, slip.id, SLIP)
    read = read_back(house.office, house.office.vault.read(paper.sha256))
    assert read.answers["executor_name"] == HUNG


def test_a_name_that_two_bear_asks_which_and_nothing_is_guessed(memory_house: House) -> None:
    house, slip = memory_house, walked_to(memory_house, "before_board")
    two_of_one_name(house)

    told = refused(slip, house.staff.board, "direct", DIRECT, executor_name=HUNG)

    assert BOTH in told["executor_name"]
    assert f"{HUNG} (hung1)" in told["executor_name"]
    assert slip.stage == "before_board"


def test_a_name_that_one_bears_is_enough_though_a_namesake_left(memory_house: House) -> None:
    house, slip = memory_house, walked_to(memory_house, "before_board")
    one, two = two_of_one_name(house)
    close_account(house, one)

    slip.move(house.staff.board, "direct", DIRECT, executor_name=f"  {HUNG} ")

    assert holders(house, slip.id, "assignee") == {two.person_id}


def test_who_has_no_role_or_is_closed_or_is_another_is_told_apart(memory_house: House) -> None:
    house, slip = memory_house, walked_to(memory_house, "before_board")
    one, _ = two_of_one_name(house)
    close_account(house, one)
    (bystander,) = joined(house, [("mai", "Lê Thị Mai", "Văn phòng Sở", Role.ADMINISTRATOR)])
    board = house.staff.board

    def told(name: str) -> str:
        return refused(slip, board, "direct", DIRECT, executor_name=name)["executor_name"]

    assert "đã khóa" in told(f"{HUNG} (hung1)")
    assert "chưa có vai trò nào trong quy trình" in told("Lê Thị Mai")
    assert "của Nguyễn Văn Hùng, không phải «Lê Văn Tám»" in told("Lê Văn Tám (hung2)")
    assert "không có ai tên" in told("Nguyễn Văn Hưng")
    assert "không có ai tên" in told(f"{HUNG} (hung3)")
    offered = {each.id for each in choices_for(house.office, board)[1]}
    assert bystander.person_id not in offered
    assert one.person_id not in offered


def test_lists_tell_namesakes_apart_and_say_post_and_unit(memory_house: House) -> None:
    house = memory_house
    two_of_one_name(house)

    _, people = choices_for(house.office, house.staff.board)

    told = {each.text: each.told for each in people}
    assert told[f"{HUNG} (hung2)"] == f"{HUNG} (hung2) · Chuyên viên · Phòng Quản lý ngân sách"
    assert told["Phạm Quốc Bảo"] == "Phạm Quốc Bảo · Chuyên viên · Phòng Quản lý ngân sách"


def test_every_fault_of_the_panel_is_told_with_it(memory_house: House) -> None:
    house, slip = memory_house, a_sent_slip(memory_house)
    two_of_one_name(house)
    typed = {**TREAT, "correction_executor_name": HUNG, "correction_due_on": "31/02/2026"}

    told = refused(slip, house.staff.unit_head, "treat", typed)

    assert told.keys() == {"correction_executor_name", "correction_due_on"}


def test_implementers_are_kept_from_the_analysis_to_the_approval(memory_house: House) -> None:
    house, slip = memory_house, walked_to(memory_house, "analysing")
    one, two = two_of_one_name(house)
    names = ["", f"{HUNG} (hung2)", " ", "Phạm Quốc Bảo"]

    slip.move(house.staff.official, "submit_analysis", ANALYSE, implementers=names)
    slip.move(house.staff.unit_head, "countersign")
    slip.move(house.staff.board, "approve", {"due_date": "2026-04-10"})

    assert slip.answers["implementers"] == [HUNG, "Phạm Quốc Bảo"]
    official = house.staff.official.person_id
    assert holders(house, slip.id, "implementer") == {two.person_id, official}
    assert one.person_id not in holders(house, slip.id, "implementer")


def test_an_unclear_implementer_is_asked_for_where_it_was_typed(memory_house: House) -> None:
    house, slip = memory_house, walked_to(memory_house, "analysing")
    two_of_one_name(house)
    names = ["", "Phạm Quốc Bảo", HUNG]

    told = refused(slip, house.staff.official, "submit_analysis", ANALYSE, implementers=names)

    assert told.keys() == {"implementers.2"}


def test_who_was_chosen_and_left_meanwhile_is_not_replaced_by_a_namesake(
    memory_house: House,
) -> None:
    house, slip = memory_house, walked_to(memory_house, "analysing")
    one, _ = two_of_one_name(house)
    names = [f"{HUNG} (hung1)"]
    slip.move(house.staff.official, "submit_analysis", ANALYSE, implementers=names)
    slip.move(house.staff.unit_head, "countersign")
    close_account(house, one)

    told = refused(slip, house.staff.board, "approve", {"due_date": "2026-04-10"})

    assert "đã khóa" in told["implementers.0"]


def test_a_panel_shows_who_is_meant_and_takes_it_back(memory_house: House) -> None:
    house, slip = memory_house, walked_to(memory_house, "analysing")
    _, two = two_of_one_name(house)
    board = house.staff.board
    slip.move(board, "reassign", OTHER_WORKER, executor_name=f"{HUNG} (hung2)", reason="Đổi người.")

    shown = open_panel(house.office, board, slip.id, "reassign").answers

    assert shown["executor_name"] == f"{HUNG} (hung2)"
    slip.move(board, "reassign", shown, reason="Nhắc lại.")
    assert holders(house, slip.id, "assignee") == {two.person_id}


def test_a_draft_of_somebody_with_a_namesake_says_which_and_prints_the_name(
    memory_house: House,
) -> None:
    house = memory_house
    _, two = two_of_one_name(house)

    draft = a_draft(house.office, two)

    assert draft.typed["requester_name"] == f"{HUNG} (hung2)"
    assert open_draft(house.office, two, draft.id).answers["requester_name"] == HUNG
    assert sending_faults(house.office, two, draft) == {}
    made = submit(house.office, two, draft)
    assert holders(house, made.record_id, "submitter") == {two.person_id}
    assert holders(house, made.record_id, "author") == set()


def test_a_head_who_writes_for_a_colleague_is_asked_which(memory_house: House) -> None:
    house, head = memory_house, memory_house.staff.unit_head
    _, two = two_of_one_name(house)
    draft = a_draft(house.office, head, typed=slip_values(requester_name=HUNG))

    with pytest.raises(FieldErrors) as wrong:
        submit(house.office, head, draft)

    assert BOTH in said(wrong.value.faults)["requester_name"]
    assert BOTH in said(sending_faults(house.office, head, draft))["requester_name"]
    made = submit(house.office, head, draft, requester_name=f"{HUNG} (hung2)")
    assert holders(house, made.record_id, "author") == {two.person_id}


def test_an_official_does_not_write_in_the_name_of_a_namesake(memory_house: House) -> None:
    house = memory_house
    one, _ = two_of_one_name(house)
    draft = start_draft(house.office, one, SLIP, slip_values())

    with pytest.raises(FieldErrors) as wrong:
        submit(house.office, one, draft, requester_name=f"{HUNG} (hung2)")

    assert "ghi tên anh/chị" in said(wrong.value.faults)["requester_name"]
    made = submit(house.office, one, draft, requester_name=HUNG)
    assert holders(house, made.record_id, "author") == set()


def test_a_correction_moves_the_authors_part_to_the_other_namesake(memory_house: House) -> None:
    house, head = memory_house, memory_house.staff.unit_head
    one, two = two_of_one_name(house)
    made = submit(
        house.office,
        head,
        a_draft(house.office, head, typed=slip_values(requester_name=f"{HUNG} (hung1)")),
    )
    assert holders(house, made.record_id, "author") == {one.person_id}
    shown = open_correction(house.office, head, made.record_id).answers
    assert shown["requester_name"] == f"{HUNG} (hung1)"

    def corrected(typed: dict[str, Any], version: int) -> None:
        correct_record(
            house.office,
            head,
            made.record_id,
            typed=typed,
            reason="Ghi nhầm người.",
            version=version,
            submission="",
        )

    with pytest.raises(RuleRefuses):
        corrected({"requester_name": HUNG}, 1)
    assert holders(house, made.record_id, "author") == {one.person_id}
    corrected({"requester_name": f"{HUNG} (hung2)"}, 1)
    assert holders(house, made.record_id, "author") == {two.person_id}


def test_a_renamed_person_keeps_the_work_and_is_offered_by_the_new_name(
    memory_house: House,
) -> None:
    house, slip = memory_house, walked_to(memory_house, "analysing")
    board = house.staff.board
    renamed(house, house.staff.official, "Phạm Quốc Bảo Anh")

    shown = open_panel(house.office, board, slip.id, "reassign").answers

    assert slip.answers["executor_name"] == "Phạm Quốc Bảo"
    assert shown["executor_name"] == "Phạm Quốc Bảo Anh"
    slip.move(board, "reassign", shown, reason="Nhắc lại.")
    assert holders(house, slip.id, "assignee") == {house.staff.official.person_id}
