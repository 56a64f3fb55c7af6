"""What the ISO board's papers say of a slip: the consolidated list and the notices (5.3, 5.5)."""

from datetime import date

from service.formkit.vietnamese import shortened
from service.workflow.moves.consolidation.consolidate_records import Pick, consolidate
from tests.builders import ADMINISTRATIVE, BUDGET, House
from tests.docx_text import printed_lines
from tests.workflow.slips.dossier import delegate, paper, papers, word_of
from tests.workflow.slips.walking import DIRECT, NEED, PROPOSE, a_sent_slip, walked_to


def test_the_list_holds_the_slip_with_the_secretarys_proposal(memory_house: House) -> None:
    slip = walked_to(memory_house, "before_board")

    assert paper(slip, "O-01") == {
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
                "secretary_proposal": PROPOSE["secretary_proposal"],
            }
        ],
        "drafter_name": "Trần Thị Minh Châu",
        "board_name": "Đặng Thị Ngọc Lan",
    }


def test_a_long_description_is_cut_at_a_word_in_the_list(memory_house: House) -> None:
    long = "Hồ sơ trả kết quả trễ hạn " * 70

    slip = a_sent_slip(memory_house, nonconformity_description=long)
    slip.move(memory_house.staff.unit_head, "need_action", NEED)
    slip.move(memory_house.staff.secretary, "consolidate", PROPOSE)

    (row,) = paper(slip, "O-01")["slips"]
    assert row["summary"] == shortened(long, 500)
    assert row["summary"].endswith("…")
    assert len(row["summary"]) <= 500


def test_the_notice_names_unit_person_and_day_and_the_list_it_rests_on(memory_house: House) -> None:
    slip = walked_to(memory_house, "before_board")
    memory_house.clock.forward(days=1)

    slip.move(memory_house.staff.board, "direct", DIRECT)

    assert paper(slip, "O-02") == {
        "issue_place": "Khánh Hòa",
        "issue_date": "2026-03-06",
        "list_date": "2026-03-05",
        "assignments": [
            {
                "car_number": "01/2026",
                "summary": paper(slip, "O-01")["slips"][0]["summary"],
                "board_instruction": DIRECT["iso_board_instruction"],
                "executing_unit": BUDGET,
                "executor_name": "Phạm Quốc Bảo",
                "analysis_due": "2026-03-16",
            }
        ],
        "recipients": ["Lãnh đạo Sở (để b/c)", f"{BUDGET} (để t/h)"],
        "board_name": "Đặng Thị Ngọc Lan",
    }


def test_a_delegate_of_the_board_signs_the_notice_by_delegation(memory_house: House) -> None:
    staff = memory_house.staff
    slip = walked_to(memory_house, "before_board")
    delegate(memory_house, staff.board, staff.stranger, "iso_board")

    slip.move(staff.stranger, "direct", DIRECT)

    (notice,) = papers(slip, "O-02")
    assert notice.values["board_authority"] == "TUQ"
    assert notice.values["board_name"] == "Nguyễn Hữu Phước"
    lines = printed_lines(word_of(slip, notice))
    assert any(line.startswith("TUQ.") for line in lines)
    assert "Nguyễn Hữu Phước" in lines


def test_assigning_anew_issues_a_second_notice_with_the_reason(memory_house: House) -> None:
    staff = memory_house.staff
    slip = walked_to(memory_house, "implementing")

    slip.move(
        staff.board,
        "reassign",
        reason="Phòng được giao nhiệm vụ khác",
        executing_unit=ADMINISTRATIVE,
        executor_name="Nguyễn Hữu Phước",
    )

    first, second = papers(slip, "O-02")
    assert (first.version, second.version) == (1, 2)
    (row,) = second.values["assignments"]
    assert row["executing_unit"] == ADMINISTRATIVE
    assert row["executor_name"] == "Nguyễn Hữu Phước"
    assert row["board_instruction"] == (
        f"{DIRECT['iso_board_instruction']}\nPhân công lại: Phòng được giao nhiệm vụ khác"
    )
    assert row["analysis_due"] == "2026-04-10"
    assert second.values["recipients"][1] == f"{ADMINISTRATIVE} (để t/h)"


def test_a_slip_sent_back_from_the_board_is_listed_again(memory_house: House) -> None:
    slip = walked_to(memory_house, "before_board")
    slip.move(memory_house.staff.board, "return", reason="Nêu rõ mức độ")
    memory_house.clock.forward(days=2)

    slip.move(memory_house.staff.secretary, "consolidate", PROPOSE)
    slip.move(memory_house.staff.board, "direct", DIRECT)

    assert [each.version for each in papers(slip, "O-01")] == [1, 2]
    assert paper(slip, "O-02")["list_date"] == "2026-03-07"


def test_one_list_of_two_slips_lies_in_both_dossiers(memory_house: House) -> None:
    slips = [walked_to(memory_house, "with_secretary") for _ in range(2)]
    picks = [
        Pick(slip.id, slip.version, {"secretary_proposal": f"Đề xuất {n}."})
        for n, slip in enumerate(slips, start=1)
    ]

    consolidate(
        memory_house.office,
        memory_house.staff.secretary,
        picks,
        period=(date(2026, 3, 1), date(2026, 3, 5)),
        submission="list",
    )

    first, second = (paper(slip, "O-01") for slip in slips)
    assert first == second
    assert (first["period_from"], first["period_to"]) == ("2026-03-01", "2026-03-05")
    assert [(row["car_number"], row["secretary_proposal"]) for row in first["slips"]] == [
        ("01/2026", "Đề xuất 1."),
        ("02/2026", "Đề xuất 2."),
    ]
