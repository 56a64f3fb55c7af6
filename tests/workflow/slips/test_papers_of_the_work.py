"""What the papers of step 5.5 say of a slip: plan, report of the month, request, completion."""

from typing import Any

import pytest

from service.workflow.errors import FieldErrors
from tests.builders import BUDGET, House
from tests.docx_text import printed_lines
from tests.workflow.slips.dossier import attach, delegate, paper, papers, word_of
from tests.workflow.slips.walking import ANALYSE, COMPLETE, Slip, walked_to

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
    "unit_head_name": "Lê Thanh Tùng",
}


MEASURES = ANALYSE["proposed_measures"]


@pytest.fixture
def slip(memory_house: House) -> Slip:
    """A slip that is being worked on, its deadline the 10th of April."""
    return walked_to(memory_house, "implementing")


def test_the_plan_of_work_prints_measures_deadline_and_tasks(slip: Slip) -> None:
    slip.move(slip.house.staff.official, "plan_work", tasks=TASKS, resources="Kinh phí năm 2026.")

    assert paper(slip, "O-03") == {
        **HEAD,
        "car_number": "01/2026",
        "unit_abbreviation": "QLNS",
        "approved_on": "2026-03-05",
        "measures": MEASURES,
        "due_date": "2026-04-10",
        "tasks": TASKS,
        "resources": "Kinh phí năm 2026.",
        "recipients": ["Ban ISO (để b/c)", "Các đơn vị phối hợp (để t/h)"],
        "executor_name": "Phạm Quốc Bảo",
    }


def test_a_plan_made_anew_tells_the_changes_agreed_and_the_later_date(slip: Slip) -> None:
    staff = slip.house.staff
    slip.move(staff.official, "ask_change", **ASKED)
    slip.move(staff.board, "agree_change")

    slip.move(staff.official, "plan_work", tasks=TASKS)

    plan = paper(slip, "O-03")
    assert plan["measures"].startswith(f"{MEASURES}\nBổ sung ngày 05/3/2026: Bổ sung nguồn lực")
    assert plan["due_date"] == "2026-04-30"


def test_the_report_of_the_month_says_how_far_and_what_is_hard(slip: Slip) -> None:
    official = slip.house.staff.official
    slip.move(official, "report_progress", percent_done=0)
    slip.house.clock.forward(days=30)

    slip.move(official, "report_progress", percent_done=60, difficulties="Chờ nhà cung cấp.")

    first, second = papers(slip, "O-04")
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
                "due_date": "2026-04-10",
                "percent_done": 60,
                "difficulties": "Chờ nhà cung cấp.",
            }
        ],
        "recipients": ["Như trên", "Thư ký ISO (để tổng hợp)"],
        "reporter_name": "Phạm Quốc Bảo",
    }


def test_a_request_is_issued_without_a_decision(slip: Slip) -> None:
    slip.move(slip.house.staff.official, "ask_change", **ASKED)

    assert paper(slip, "O-05") == {
        **HEAD,
        "car_number": "01/2026",
        "asks_resources": True,
        "asks_later_date": True,
        "work_done": "Đã trình dự thảo.",
        "difficulties": "Thiếu người.",
        "request_text": "Bổ sung 01 viên chức; gia hạn.",
        "current_due_date": "2026-04-10",
        "requested_due_date": "2026-04-30",
        "executor_name": "Phạm Quốc Bảo",
    }


def test_an_agreed_request_is_issued_again_with_the_boards_answer(slip: Slip) -> None:
    staff = slip.house.staff
    slip.move(staff.official, "ask_change", **ASKED)
    slip.house.clock.forward(days=1)

    slip.move(staff.board, "agree_change", board_opinion="Đồng ý.", agreed_due_on="2026-04-25")

    asked, agreed = papers(slip, "O-05")
    assert (asked.version, agreed.version) == (1, 2)
    assert agreed.values == {
        **asked.values,
        "board_decision": "agreed",
        "board_opinion": "Đồng ý.",
        "agreed_due_date": "2026-04-25",
        "decided_on": "2026-03-06",
        "board_name": "Đặng Thị Ngọc Lan",
    }


def test_a_delegate_refuses_a_request_by_delegation(slip: Slip) -> None:
    staff = slip.house.staff
    delegate(slip.house, staff.board, staff.auditor, "iso_board")
    slip.move(staff.official, "ask_change", **ASKED)

    slip.move(staff.auditor, "refuse_change", reason="Chưa đủ căn cứ")

    newest = papers(slip, "O-05")[-1]
    assert newest.values["board_decision"] == "refused"
    assert newest.values["board_opinion"] == "Chưa đủ căn cứ"
    assert "agreed_due_date" not in newest.values
    assert newest.values["board_authority"] == "TUQ"
    assert newest.values["board_name"] == "Bùi Hải Yến"
    assert any(line.startswith("TUQ.") for line in printed_lines(word_of(slip, newest)))


@pytest.mark.parametrize("day", ["2026-04-10", "2026-04-01"])
def test_a_date_that_is_no_later_is_refused_beside_its_field(slip: Slip, day: str) -> None:
    with pytest.raises(FieldErrors) as refused:
        slip.move(slip.house.staff.official, "ask_change", **{**ASKED, "requested_due_on": day})

    assert set(refused.value.faults) == {"requested_due_on"}
    assert papers(slip, "O-05") == []


def test_a_long_change_is_shortened_in_box_two_and_whole_in_the_request(slip: Slip) -> None:
    staff, long = slip.house.staff, "Bổ sung một viên chức theo dõi. " * 15
    slip.move(staff.official, "ask_change", **{**ASKED, "request_text": long})

    slip.move(staff.board, "agree_change", board_opinion="Đồng ý. " * 30)

    update = paper(slip, "BM.CTCL.01")["plan_updates"][0]
    assert update["text"].endswith("…")
    assert len(update["text"]) <= 500
    assert paper(slip, "O-05")["request_text"] == long


def test_the_report_of_completion_says_what_was_done_and_by_when(slip: Slip) -> None:
    slip.house.clock.forward(days=20)

    slip.move(slip.house.staff.official, "report_completion", COMPLETE)

    assert paper(slip, "O-06") == {
        **HEAD,
        "car_number": "01/2026",
        "unit_abbreviation": "QLNS",
        "issue_date": "2026-03-25",
        "due_date": "2026-04-10",
        "completed_on": "2026-03-25",
        **COMPLETE,
        "recipients": ["Như trên", "Ban ISO (để theo dõi)"],
        "executor_name": "Phạm Quốc Bảo",
    }


@pytest.mark.parametrize(("files", "last"), [(2, "anh-2.jpg"), (40, "và 11 tệp khác trong hồ sơ")])
def test_the_report_of_completion_names_the_evidence(slip: Slip, files: int, last: str) -> None:
    attach(slip, *(f"anh-{n}.jpg" for n in range(1, files + 1)))

    slip.move(slip.house.staff.official, "report_completion", COMPLETE)

    evidence = paper(slip, "O-06")["evidence"]
    assert evidence[0] == "anh-1.jpg"
    assert evidence[-1].startswith(last)
    assert len(evidence) == min(files, 30)


@pytest.mark.parametrize("year", ["2026", "2027"])
def test_a_year_alone_is_no_deadline(memory_house: House, year: str) -> None:
    slip = walked_to(memory_house, "awaiting_approval")

    with pytest.raises(FieldErrors) as refused:
        slip.move(memory_house.staff.board, "approve", due_date=year)

    assert set(refused.value.faults) == {"due_date"}


def test_a_later_deadline_renews_the_plan_in_force_and_its_maker_stays(slip: Slip) -> None:
    staff = slip.house.staff
    slip.move(staff.official, "plan_work", tasks=TASKS)
    slip.move(staff.official, "ask_change", **ASKED)

    slip.move(staff.board, "agree_change", board_opinion="Đồng ý.")

    made, renewed = papers(slip, "O-03")
    assert (made.values["due_date"], renewed.values["due_date"]) == ("2026-04-10", "2026-04-30")
    assert renewed.values["executor_name"] == made.values["executor_name"] == "Phạm Quốc Bảo"
