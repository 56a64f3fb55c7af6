"""Obligations 18 to 22: work planned, done on time, reported, changed, completed (5.5)."""

from typing import Any

import pytest

from service.workflow.errors import FieldErrors, NotAllowed, NotFound, RuleRefuses
from service.workflow.moves.corrections.correct_record import correct_record
from service.workflow.office_settings.rules import change_rules
from service.workflow.reminders.send_reminders import remind, reminders_of_today
from tests.builders import INSPECTION, House
from tests.workflow.obligations.asking import has_to_do, is_told, says
from tests.workflow.slips.walking import COMPLETE, Slip, walked_to

TASK = {"task": "Sửa mục 5.4", "person": "Phạm Quốc Bảo", "due_date": "2026-03-20"}
ASK: dict[str, Any] = {
    "asks_for": ["resources"],
    "work_done": "Đã bổ sung bước kiểm tra.",
    "difficulties": "Thiếu người.",
    "request_text": "Bổ sung 01 viên chức",
}
MISSING = "report_missing"


@pytest.fixture
def slip(memory_house: House) -> Slip:
    """A slip being worked on from the 5th of March to the 10th of April."""
    return walked_to(memory_house, "implementing")


def until(house: House, due_date: str, *implementers: str) -> Slip:
    """A slip being worked on until that day, with these implementers."""
    slip = walked_to(house, "awaiting_approval")
    slip.move(house.staff.board, "approve", due_date=due_date, implementers=list(implementers))
    return slip


def told_that_it_is_missing(slip: Slip) -> set[str]:
    """Who is told today that the slip lacks its report, by role, after the daily run."""
    remind(slip.house.office)
    return {who for who, actor in vars(slip.house.staff).items() if is_told(slip, actor, MISSING)}


def test_obligation_18_the_assignee_plans_the_work_with_its_days(slip: Slip) -> None:
    slip.move(slip.house.staff.official, "plan_work", tasks=[TASK])

    plan = says(slip, "O-03")
    assert (plan["tasks"], plan["due_date"]) == ([TASK], "2026-04-10")


def test_obligation_18_a_task_has_its_day(slip: Slip) -> None:
    with pytest.raises(FieldErrors) as wrong:
        slip.move(slip.house.staff.official, "plan_work", tasks=[{**TASK, "due_date": ""}])

    assert set(wrong.value.faults) == {"tasks.0.due_date"}


def test_obligation_18_another_unit_takes_part_and_works(memory_house: House) -> None:
    staff = memory_house.staff
    slip = until(memory_house, "2026-04-10", staff.stranger.full_name)

    slip.move(staff.stranger, "plan_work", tasks=[TASK])

    assert slip.events[-1].actor_name == staff.stranger.full_name


def test_obligation_18_who_has_no_part_in_it_does_not_work_on_it(slip: Slip) -> None:
    with pytest.raises(NotFound):
        slip.move(slip.house.staff.stranger, "plan_work", tasks=[TASK])
    with pytest.raises(NotAllowed, match=r"5\.5"):
        slip.move(slip.house.staff.unit_head, "plan_work", tasks=[TASK])


def test_obligation_18_on_its_day_the_assignee_is_reminded(slip: Slip) -> None:
    slip.house.clock.forward(days=36)
    remind(slip.house.office)

    (told,) = reminders_of_today(slip.house.office, slip.house.staff.official)

    assert (told.record_id, told.kind, str(told.due_on)) == (slip.id, "due_today", "2026-04-10")


def test_obligation_19_a_missing_monthly_report_is_told_to_assignee_head_and_secretary(
    slip: Slip,
) -> None:
    slip.house.clock.forward(days=32)  # Monday 06/04/2026; due Sunday 05/04

    assert told_that_it_is_missing(slip) == {"official", "unit_head", "secretary"}


def test_obligation_19_a_report_in_time_is_missed_by_nobody_and_reaches_the_board(
    slip: Slip,
) -> None:
    slip.house.clock.forward(days=20)

    slip.move(slip.house.staff.official, "report_progress", percent_done=60)

    slip.house.clock.forward(days=12)
    assert told_that_it_is_missing(slip) == set()
    report = says(slip, "O-04")
    assert (report["report_month"], report["actions"][0]["percent_done"]) == ("3", 60)
    assert "Thư ký ISO (để tổng hợp)" in report["recipients"]


def test_obligation_19_nothing_is_missing_on_the_day_it_is_due(slip: Slip) -> None:
    change_rules(slip.house.office, slip.house.staff.secretary, {"monthly_report_day": 3})
    slip.house.clock.forward(days=29)  # Friday 03/04/2026
    on_the_day = told_that_it_is_missing(slip)
    slip.house.clock.forward(days=3)

    assert on_the_day == set()
    assert told_that_it_is_missing(slip) == {"official", "unit_head", "secretary"}


def test_obligation_19_a_short_action_owes_none_and_what_is_long_is_a_setting(
    memory_house: House,
) -> None:
    slip = until(memory_house, "2026-04-06")
    change_rules(memory_house.office, memory_house.staff.secretary, {"long_action_days": 32})
    memory_house.clock.forward(days=32)
    short = told_that_it_is_missing(slip)
    change_rules(memory_house.office, memory_house.staff.secretary, {"long_action_days": 31})
    memory_house.clock.forward(days=1)

    # Late by a day: the assignee is reminded of that and, of one record, once a day.
    assert (short, told_that_it_is_missing(slip)) == (set(), {"unit_head", "secretary"})


def test_obligation_19_who_verifies_is_no_longer_owed_a_report(slip: Slip) -> None:
    slip.house.clock.forward(days=20)
    slip.move(slip.house.staff.official, "report_completion", COMPLETE)
    slip.house.clock.forward(days=12)

    assert told_that_it_is_missing(slip) == set()


@pytest.mark.parametrize("what", ["resources", "measure"])
def test_obligation_20_in_difficulty_one_asks_the_board(slip: Slip, what: str) -> None:
    staff = slip.house.staff

    slip.move(staff.official, "ask_change", ASK, asks_for=[what])

    assert has_to_do(slip, staff.board)
    said = says(slip, "O-05")
    assert said["request_text"] == ASK["request_text"]
    assert said[{"resources": "asks_resources", "measure": "asks_other_measure"}[what]] is True


def test_obligation_20_the_board_alone_decides_and_one_request_at_a_time(slip: Slip) -> None:
    staff = slip.house.staff
    slip.move(staff.official, "ask_change", ASK)

    with pytest.raises(NotAllowed, match=r"5\.5"):
        slip.move(staff.secretary, "agree_change")
    with pytest.raises(RuleRefuses, match=r"5\.5"):
        slip.move(staff.official, "ask_change", ASK)
    slip.move(staff.board, "refuse_change", reason="Chưa đủ căn cứ.")

    assert says(slip, "O-05")["board_decision"] == "refused"


def test_obligation_20_what_is_asked_for_is_said(slip: Slip) -> None:
    with pytest.raises(FieldErrors) as wrong:
        slip.move(slip.house.staff.official, "ask_change", {})

    assert set(wrong.value.faults) == {"asks_for", "work_done", "difficulties", "request_text"}


def test_obligation_21_box_two_holds_every_change_the_measures_and_one_deadline(
    slip: Slip,
) -> None:
    staff, before = slip.house.staff, says(slip)
    slip.move(staff.official, "ask_change", ASK, requested_due_on="2026-04-25")
    slip.move(staff.board, "agree_change")
    slip.house.clock.forward(days=1)
    slip.move(staff.official, "ask_change", ASK, requested_due_on="2026-04-30")
    slip.move(staff.board, "agree_change", board_opinion="Đồng ý.")

    said = says(slip)
    assert [row["updated_on"] for row in said["plan_updates"]] == ["2026-03-05", "2026-03-06"]
    assert "thời hạn mới 25/4/2026 (trước: 10/4/2026)" in said["plan_updates"][0]["text"]
    assert "thời hạn mới 30/4/2026 (trước: 25/4/2026)" in said["plan_updates"][1]["text"]
    now = {"plan_updates": said["plan_updates"], "due_date": slip.answers["working_due_on"]}
    assert said == {**before, **now}
    assert said["due_date"] == "2026-04-30"
    assert says(slip, "O-05")["agreed_due_date"] == "2026-04-30"


def test_obligation_21_work_that_changes_hands_is_a_change_too(slip: Slip) -> None:
    staff = slip.house.staff

    slip.move(
        staff.board,
        "reassign",
        executing_unit=INSPECTION,
        executor_name=staff.auditor.full_name,
        reason="Nghỉ thai sản",
    )

    (row,) = says(slip)["plan_updates"]
    assert row["text"] == (
        "Phân công lại từ Phạm Quốc Bảo (Phòng Quản lý ngân sách) "
        "sang Bùi Hải Yến (Thanh tra Sở): Nghỉ thai sản"
    )


def test_obligation_21_a_correction_overwrites_nothing_in_box_two(slip: Slip) -> None:
    for name, value in (("proposed_measures", "Khác"), ("due_date", "2026-05-01")):
        with pytest.raises(FieldErrors) as wrong:
            correct_record(
                slip.house.office,
                slip.house.staff.secretary,
                slip.id,
                typed={name: value},
                reason="Sửa",
                version=slip.version,
                submission=name,
            )
        assert set(wrong.value.faults) == {name}


def test_obligation_22_when_done_the_result_is_reported_to_the_director(slip: Slip) -> None:
    staff = slip.house.staff

    slip.move(staff.official, "report_completion", COMPLETE)

    assert has_to_do(slip, staff.director)
    said = says(slip, "O-06")
    assert {name: said[name] for name in COMPLETE} == COMPLETE
    assert said["completed_on"] == "2026-03-05"


@pytest.mark.parametrize("field", sorted(COMPLETE))
def test_obligation_22_a_report_of_completion_says_what_was_done(slip: Slip, field: str) -> None:
    with pytest.raises(FieldErrors) as wrong:
        slip.move(slip.house.staff.official, "report_completion", {**COMPLETE, field: ""})

    assert set(wrong.value.faults) == {field}


@pytest.mark.parametrize("who", ["unit_head", "secretary", "board", "director"])
def test_obligation_22_nobody_but_the_workers_reports_it_done(slip: Slip, who: str) -> None:
    with pytest.raises(NotAllowed, match=r"5\.5"):
        slip.move(getattr(slip.house.staff, who), "report_completion", COMPLETE)
