"""Every Word file that the moves of a slip leave in its dossier is valid and says what was kept."""

from pathlib import Path

from tests.builders import BUDGET, House
from tests.documents.form_values import defects
from tests.workflow.slips.dossier import all_papers, said_by, word_of
from tests.workflow.slips.walking import COMPLETE, NOT_MET, REOPEN, Slip, walked_to

TASK = {"task": "Sửa mục 5.4", "person": "Phạm Quốc Bảo", "due_date": "2026-03-20"}
DIRECT_ANEW = {"executing_unit": BUDGET, "executor_name": "Phạm Quốc Bảo"}
LONG = "Hồ sơ <A&B> trả kết quả trễ hạn, thiếu chữ ký; “đã nhắc” – lần 2.\n" * 60


def test_every_paper_of_two_dossiers_is_valid_and_says_its_values(
    memory_house: House, tmp_path: Path
) -> None:
    staff = memory_house.staff
    old = walked_to(memory_house, "implementing")
    old.move(staff.official, "plan_work", tasks=[TASK], resources=LONG[:500])
    old.move(staff.official, "report_progress", percent_done=60, difficulties=LONG[:400])
    asked = {
        "asks_for": ["measure"],
        "work_done": LONG[:1500],
        "difficulties": LONG[:1500],
        "request_text": LONG[:500],
    }
    old.move(staff.official, "ask_change", asked)
    old.move(staff.board, "agree_change", board_opinion=LONG[:300])
    old.move(staff.official, "ask_change", asked)
    old.move(staff.board, "refuse_change", reason="Đã bổ sung lần trước")
    old.move(staff.board, "reassign", DIRECT_ANEW, reason=LONG[:300])
    old.move(staff.official, "report_completion", {**COMPLETE, "results": LONG[:2000]})
    old.move(staff.director, "not_met", NOT_MET)
    old.move(staff.director, "open_new", {**REOPEN, "proposals": LONG[:2000]})
    new = Slip(memory_house, str(old.made[-1].new_record_id))
    new.move(staff.director, "give_opinion", director_opinion=LONG[:800])

    papers = [(slip, each) for slip in (old, new) for each in all_papers(slip)]

    companions = [(slip, each) for slip, each in papers if each.form_code.startswith("O-")]
    assert {each.form_code for _, each in companions} == {
        f"O-0{number}" for number in (1, 2, 3, 4, 5, 6, 8)
    }
    for slip, each in companions:
        assert said_by(slip, each) == (each.form_code, each.values)
    assert defects(tmp_path, *(word_of(slip, each) for slip, each in papers)) == ""
