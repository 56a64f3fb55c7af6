"""What the papers of step 5.5 say of a slip: plan, report of the month, request, completion."""

from typing import Any

import pytest

from service.workflow.errors import FieldErrors
from tests.builders import BUDGET, House
from tests.docx_text import printed_lines
from tests.workflow.slips.walking import MEASURES, TO_WORK, Walk, a_walk, delegated

TASKS = [
    {
        "task": "Sửa mục 5.4 của QT.QLNS.03",
        "person": "Phạm Quốc Bảo",
        "support": "Văn phòng Sở",
        "due_date": "2026-03-20",
        "expected_result": "Lần ban hành 02",
    }
]
ASKED: dict[str, Any] = {
    "asks_for": ["resources", "date"],
    "work_done": "Đã trình dự thảo.",
    "difficulties": "Thiếu người.",
    "request_text": "Bổ sung 01 viên chức; gia hạn.",
    "requested_due_on": "2026-04-30",
}
HEAD = {
    "issuing_unit": BUDGET,
    "issue_place": "Khánh Hòa",
    "issue_date": "2026-03-05",
    "car_number": "01/2026",
    "unit_head_name": "Lê Thanh Tùng",
}


@pytest.fixture
def walk(memory_house: House) -> Walk:
    """A slip that is being worked on, its deadline the 15th of April."""
    return a_walk(memory_house, *TO_WORK)


def test_the_plan_of_work_prints_measures_deadline_and_tasks(walk: Walk) -> None:
    walk.move(walk.house.staff.official, "plan_work", tasks=TASKS, resources="Kinh phí năm 2026.")

    assert walk.paper("O-03") == {
        **HEAD,
        "unit_abbreviation": "QLNS",
        "approved_on": "2026-03-05",
        "measures": MEASURES,
        "due_date": "2026-04-15",
        "tasks": TASKS,
        "resources": "Kinh phí năm 2026.",
        "recipients": ["Ban ISO (để b/c)", "Các đơn vị phối hợp (để t/h)"],
        "executor_name": "Phạm Quốc Bảo",
    }


def test_a_plan_made_anew_tells_the_changes_agreed_and_the_later_date(walk: Walk) -> None:
    staff = walk.house.staff
    walk.move(staff.official, "ask_change", **ASKED)
    walk.move(staff.board, "agree_change")

    walk.move(staff.official, "plan_work", tasks=TASKS)

    plan = walk.paper("O-03")
    assert plan["measures"].startswith(f"{MEASURES}\nBổ sung ngày 05/3/2026: Bổ sung nguồn lực")
    assert plan["due_date"] == "2026-04-30"


def test_the_report_of_the_month_says_how_far_and_what_is_hard(walk: Walk) -> None:
    official = walk.house.staff.official
    walk.move(official, "report_progress", percent_done=0)
    walk.house.clock.forward(days=30)

    walk.move(official, "report_progress", percent_done=60, difficulties="Chờ nhà cung cấp.")

    first, second = walk.papers("O-04")
    assert first.values["actions"][0]["percent_done"] == 0
    assert second.values == {
        **HEAD,
        "unit_abbreviation": "QLNS",
        "issue_date": "2026-04-04",
        "report_month": "4",
        "report_year": 2026,
        "actions": [
            {
                "car_number": "01/2026",
                "measures": MEASURES,
                "due_date": "2026-04-15",
                "percent_done": 60,
                "difficulties": "Chờ nhà cung cấp.",
            }
        ],
        "recipients": ["Như trên", "Thư ký ISO (để tổng hợp)"],
        "reporter_name": "Phạm Quốc Bảo",
    }


def test_a_request_is_issued_without_a_decision(walk: Walk) -> None:
    walk.move(walk.house.staff.official, "ask_change", **ASKED)

    assert walk.paper("O-05") == {
        **HEAD,
        "asks_resources": True,
        "asks_later_date": True,
        "work_done": "Đã trình dự thảo.",
        "difficulties": "Thiếu người.",
        "request_text": "Bổ sung 01 viên chức; gia hạn.",
        "current_due_date": "2026-04-15",
        "requested_due_date": "2026-04-30",
        "executor_name": "Phạm Quốc Bảo",
    }


def test_an_agreed_request_is_issued_again_with_the_boards_answer(walk: Walk) -> None:
    staff = walk.house.staff
    walk.move(staff.official, "ask_change", **ASKED)
    walk.house.clock.forward(days=1)

    walk.move(staff.board, "agree_change", board_opinion="Đồng ý.", agreed_due_on="2026-04-25")

    asked, agreed = walk.papers("O-05")
    assert (asked.version, agreed.version) == (1, 2)
    assert agreed.values == {
        **asked.values,
        "board_decision": "agreed",
        "board_opinion": "Đồng ý.",
        "agreed_due_date": "2026-04-25",
        "decided_on": "2026-03-06",
        "board_name": "Đặng Thị Ngọc Lan",
    }


def test_a_delegate_refuses_a_request_by_delegation(walk: Walk) -> None:
    staff = walk.house.staff
    delegated(walk.house, staff.board, staff.auditor, "iso_board")
    walk.move(staff.official, "ask_change", **ASKED)

    walk.move(staff.auditor, "refuse_change", "Chưa đủ căn cứ")

    paper = walk.papers("O-05")[-1]
    assert paper.values["board_decision"] == "refused"
    assert paper.values["board_opinion"] == "Chưa đủ căn cứ"
    assert "agreed_due_date" not in paper.values
    assert paper.values["board_authority"] == "TUQ"
    assert paper.values["board_name"] == "Bùi Hải Yến"
    assert any(line.startswith("TUQ.") for line in printed_lines(walk.word(paper)))


@pytest.mark.parametrize("day", ["2026-04-15", "2026-04-01"])
def test_a_date_that_is_no_later_is_refused_beside_its_field(walk: Walk, day: str) -> None:
    with pytest.raises(FieldErrors) as refused:
        walk.move(
            walk.house.staff.official, "ask_change", **{**ASKED, "requested_due_on": day}
        )

    assert set(refused.value.faults) == {"requested_due_on"}
    assert walk.papers("O-05") == []


def test_a_long_change_is_shortened_in_box_two_and_whole_in_the_request(walk: Walk) -> None:
    staff, long = walk.house.staff, "Bổ sung một viên chức theo dõi. " * 15
    walk.move(staff.official, "ask_change", **{**ASKED, "request_text": long})

    walk.move(staff.board, "agree_change", board_opinion="Đồng ý. " * 30)

    update = walk.paper("BM.CTCL.01")["plan_updates"][0]
    assert update["text"].endswith("…")
    assert len(update["text"]) <= 500
    assert walk.paper("O-05")["request_text"] == long


def test_the_report_of_completion_says_what_was_done_and_by_when(walk: Walk) -> None:
    walk.house.clock.forward(days=20)

    walk.through("report_completion")

    assert walk.paper("O-06") == {
        **HEAD,
        "unit_abbreviation": "QLNS",
        "issue_date": "2026-03-25",
        "due_date": "2026-04-15",
        "completed_on": "2026-03-25",
        "measures_taken": "Đã thêm bước ký nháy.",
        "results": "14 trên 14 hồ sơ đúng hạn.",
        "recipients": ["Như trên", "Ban ISO (để theo dõi)"],
        "executor_name": "Phạm Quốc Bảo",
    }


@pytest.mark.parametrize("year", ["2026", "2027"])
def test_a_year_alone_is_no_deadline(memory_house: House, year: str) -> None:
    walk = a_walk(memory_house, *TO_WORK[:-1])

    with pytest.raises(FieldErrors) as refused:
        walk.move(memory_house.staff.board, "approve", due_date=year)

    assert set(refused.value.faults) == {"due_date"}
