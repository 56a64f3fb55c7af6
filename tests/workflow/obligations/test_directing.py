"""Obligations 15 to 17: the board assigns, the assignee analyses, the board approves (5.3, 5.4)."""

import pytest

from service.workflow.errors import FieldErrors, NotAllowed
from tests.builders import INSPECTION, House
from tests.workflow.obligations.asking import has_to_do, says
from tests.workflow.slips.walking import ANALYSE, DIRECT, walked_to


def test_obligation_15_the_board_directs_and_assigns_unit_and_person(memory_house: House) -> None:
    staff = memory_house.staff
    slip = walked_to(memory_house, "before_board")

    slip.move(
        staff.board,
        "direct",
        DIRECT,
        executing_unit=INSPECTION,
        executor_name=staff.auditor.full_name,
    )

    (row,) = says(slip, "O-02")["assignments"]
    assert row["board_instruction"] == DIRECT["iso_board_instruction"]
    assert (row["executing_unit"], row["executor_name"]) == (INSPECTION, "Bùi Hải Yến")
    assert has_to_do(slip, staff.auditor)


@pytest.mark.parametrize("who", ["official", "unit_head", "secretary", "director"])
def test_obligation_15_nobody_but_the_board_assigns(memory_house: House, who: str) -> None:
    slip = walked_to(memory_house, "before_board")

    with pytest.raises(NotAllowed, match=r"5\.3"):
        slip.move(getattr(memory_house.staff, who), "direct", DIRECT)


@pytest.mark.parametrize("field", ["executor_name", "executing_unit", "analysis_due_on"])
def test_obligation_15_an_assignment_names_unit_person_and_day(
    memory_house: House, field: str
) -> None:
    slip = walked_to(memory_house, "before_board")

    with pytest.raises(FieldErrors) as wrong:
        slip.move(memory_house.staff.board, "direct", {**DIRECT, field: ""})

    assert set(wrong.value.faults) == {field}


def test_obligation_16_the_assignees_cause_and_measures_reach_the_board(
    memory_house: House,
) -> None:
    staff = memory_house.staff
    slip = walked_to(memory_house, "analysing")

    slip.move(staff.official, "submit_analysis", ANALYSE)
    slip.move(staff.unit_head, "countersign")

    assert has_to_do(slip, staff.board)
    said = says(slip)
    assert said["root_cause"] == ANALYSE["root_cause"]
    assert said["proposed_measures"] == ANALYSE["proposed_measures"]


@pytest.mark.parametrize("field", ["root_cause", "proposed_measures", "due_date"])
def test_obligation_16_an_analysis_is_whole(memory_house: House, field: str) -> None:
    slip = walked_to(memory_house, "analysing")

    with pytest.raises(FieldErrors) as wrong:
        slip.move(memory_house.staff.official, "submit_analysis", {**ANALYSE, field: ""})

    assert set(wrong.value.faults) == {field}


@pytest.mark.parametrize("who", ["unit_head", "secretary", "board", "director"])
def test_obligation_16_nobody_but_the_assignee_analyses(memory_house: House, who: str) -> None:
    slip = walked_to(memory_house, "analysing")

    with pytest.raises(NotAllowed, match=r"5\.4"):
        slip.move(getattr(memory_house.staff, who), "submit_analysis", ANALYSE)


def test_obligation_17_the_board_approves_and_fixes_implementers_and_day(
    memory_house: House,
) -> None:
    staff = memory_house.staff
    slip = walked_to(memory_house, "awaiting_approval")

    slip.move(
        staff.board, "approve", implementers=[staff.stranger.full_name], due_date="2026-04-20"
    )

    said = says(slip)
    assert (said["due_date"], said["approved_on"]) == ("2026-04-20", "2026-03-05")
    assert said["approver_name"] == staff.board.full_name
    assert slip.answers["implementers"] == [staff.stranger.full_name]
    assert has_to_do(slip, staff.official)
    slip.move(staff.stranger, "report_progress", percent_done=10)


def test_obligation_17_the_board_returns_what_does_not_reach_the_root(memory_house: House) -> None:
    slip = walked_to(memory_house, "awaiting_approval")

    slip.move(memory_house.staff.board, "return", reason="Chưa tới gốc rễ.")

    assert has_to_do(slip, memory_house.staff.official)
    assert slip.events[-1].payload["reason"] == "Chưa tới gốc rễ."


@pytest.mark.parametrize("who", ["official", "unit_head", "secretary", "director"])
def test_obligation_17_nobody_but_the_board_approves(memory_house: House, who: str) -> None:
    slip = walked_to(memory_house, "awaiting_approval")

    with pytest.raises(NotAllowed, match=r"5\.4"):
        slip.move(getattr(memory_house.staff, who), "approve", {})


def test_obligation_17_nobody_approves_their_own_analysis(memory_house: House) -> None:
    staff = memory_house.staff
    slip = walked_to(memory_house, "before_board")
    slip.move(staff.board, "direct", DIRECT, executor_name=staff.board.full_name)
    slip.move(staff.board, "submit_analysis", ANALYSE)
    slip.move(staff.unit_head, "countersign")

    with pytest.raises(NotAllowed, match=r"không tự phê duyệt"):
        slip.move(staff.board, "approve", {})


@pytest.mark.parametrize("day", ["2026-03-04", "2026"])
def test_obligation_17_the_day_of_completion_is_a_day_to_come(
    memory_house: House, day: str
) -> None:
    slip = walked_to(memory_house, "awaiting_approval")

    with pytest.raises(FieldErrors) as wrong:
        slip.move(memory_house.staff.board, "approve", due_date=day)

    assert set(wrong.value.faults) == {"due_date"}
