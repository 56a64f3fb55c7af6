"""What the ISO board's papers say of a slip: the consolidated list and the notices (5.3, 5.5)."""

from service.formkit.vietnamese import shortened
from tests.builders import ADMINISTRATIVE, BUDGET, House
from tests.docx_text import printed_lines
from tests.workflow.slips.walking import TO_THE_BOARD, TO_WORK, a_walk, delegated


def test_the_list_holds_the_slip_with_the_secretarys_proposal(memory_house: House) -> None:
    walk = a_walk(memory_house, *TO_THE_BOARD)

    assert walk.paper("O-01") == {
        "issue_place": "Khánh Hòa",
        "issue_date": "2026-03-05",
        "period_from": "2026-03-05",
        "period_to": "2026-03-05",
        "slips": [
            {
                "car_number": "01/2026",
                "opened_on": "2026-03-05",
                "requesting_unit": BUDGET,
                "request_type": "corrective",
                "summary": "Hồ sơ QT-0612 trả kết quả trễ 02 ngày & thiếu chữ ký\n"
                "Trái quy định tại QT.QLNS.03 mục 5.4.",
                "secretary_proposal": "Phân tích nguyên nhân trước 12/3/2026.",
            }
        ],
        "drafter_name": "Trần Thị Minh Châu",
        "board_name": "Đặng Thị Ngọc Lan",
    }


def test_a_long_description_is_cut_at_a_word_in_the_list(memory_house: House) -> None:
    long = "Hồ sơ trả kết quả trễ hạn " * 70

    walk = a_walk(memory_house, *TO_THE_BOARD, nonconformity_description=long)

    (row,) = walk.paper("O-01")["slips"]
    assert row["summary"] == shortened(long, 500)
    assert row["summary"].endswith("…")
    assert len(row["summary"]) <= 500


def test_the_notice_names_unit_person_and_day_and_the_list_it_rests_on(memory_house: House) -> None:
    walk = a_walk(memory_house, *TO_THE_BOARD)
    memory_house.clock.forward(days=1)

    walk.through("direct")

    assert walk.paper("O-02") == {
        "issue_place": "Khánh Hòa",
        "issue_date": "2026-03-06",
        "list_date": "2026-03-05",
        "assignments": [
            {
                "car_number": "01/2026",
                "summary": walk.paper("O-01")["slips"][0]["summary"],
                "board_instruction": "Văn phòng Sở phối hợp.",
                "executing_unit": BUDGET,
                "executor_name": "Phạm Quốc Bảo",
                "analysis_due": "2026-03-12",
            }
        ],
        "recipients": ["Lãnh đạo Sở (để b/c)", f"{BUDGET} (để t/h)"],
        "board_name": "Đặng Thị Ngọc Lan",
    }


def test_a_delegate_of_the_board_signs_the_notice_by_delegation(memory_house: House) -> None:
    staff = memory_house.staff
    walk = a_walk(memory_house, *TO_THE_BOARD)
    delegated(memory_house, staff.board, staff.stranger, "iso_board")

    walk.move(
        staff.stranger,
        "direct",
        iso_board_instruction="Thực hiện ngay.",
        executing_unit=BUDGET,
        executor_name="Phạm Quốc Bảo",
        analysis_due_on="2026-03-12",
    )

    (notice,) = walk.papers("O-02")
    assert notice.values["board_authority"] == "TUQ"
    assert notice.values["board_name"] == "Nguyễn Hữu Phước"
    lines = printed_lines(walk.word(notice))
    assert any(line.startswith("TUQ.") for line in lines)
    assert "Nguyễn Hữu Phước" in lines


def test_assigning_anew_issues_a_second_notice_with_the_reason(memory_house: House) -> None:
    staff = memory_house.staff
    walk = a_walk(memory_house, *TO_WORK)

    walk.move(
        staff.board,
        "reassign",
        reason="Phòng được giao nhiệm vụ khác",
        executing_unit=ADMINISTRATIVE,
        executor_name="Nguyễn Hữu Phước",
    )

    first, second = walk.papers("O-02")
    assert (first.version, second.version) == (1, 2)
    (row,) = second.values["assignments"]
    assert row["executing_unit"] == ADMINISTRATIVE
    assert row["executor_name"] == "Nguyễn Hữu Phước"
    assert row["board_instruction"] == (
        "Văn phòng Sở phối hợp.\nPhân công lại: Phòng được giao nhiệm vụ khác"
    )
    assert row["analysis_due"] == "2026-04-15"
    assert second.values["recipients"][1] == f"{ADMINISTRATIVE} (để t/h)"


def test_a_slip_sent_back_from_the_board_is_listed_again(memory_house: House) -> None:
    walk = a_walk(memory_house, *TO_THE_BOARD)
    walk.move(memory_house.staff.board, "return", reason="Nêu rõ mức độ")
    memory_house.clock.forward(days=2)

    walk.through("consolidate", "direct")

    assert [each.version for each in walk.papers("O-01")] == [1, 2]
    assert walk.paper("O-02")["list_date"] == "2026-03-07"
