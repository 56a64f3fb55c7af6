"""Days within what they mean, deadlines on days off: as pages say and use cases hold them."""

from collections.abc import Callable

import pytest

from service.workflow.errors import FieldErrors
from service.workflow.moves.corrections.correct_record import correct_record
from tests.builders import BUDGET, House, a_draft, slip_values, submit
from tests.web.conftest import Browser
from tests.workflow.slips.walking import DIRECT, a_sent_slip, walked_to

OpenBrowser = Callable[[str], Browser]
SATURDAY, MONDAY = "14/03/2026", "16/03/2026"
RUNS_ON = f"Thứ Bảy {SATURDAY} là ngày nghỉ, tính đến hết thứ Hai {MONDAY}."


@pytest.mark.parametrize("name", ["issue_date", "requested_on", "treated_on"])
@pytest.mark.parametrize("day", ["1999-01-01", "2026-03-06", "2099-12-31"])
def test_a_day_that_cannot_have_happened_is_told_in_the_draft_and_refused_on_sending(
    house: House, name: str, day: str
) -> None:
    typed = slip_values(treated_text="Đã in lại.", **{"treated_on": "2026-03-04", name: day})

    draft = a_draft(house.office, house.staff.official, typed=typed)

    assert set(draft.faults) == {name}
    with pytest.raises(FieldErrors) as refused:
        submit(house.office, house.staff.official, draft, move="submit_treated")
    assert set(refused.value.faults) == {name}


def test_a_correction_is_judged_only_by_the_days_it_changes(house: House) -> None:
    slip = a_sent_slip(house, issue_date="2026-03-01")
    house.clock.now = house.clock.now.replace(year=2025)

    def corrected(**typed: str) -> None:
        correct_record(
            house.office,
            house.staff.official,
            slip.id,
            typed=typed,
            reason="Sửa",
            version=slip.record.version,
            submission=str(typed),
        )

    corrected(issue_date="2026-03-01", related_documents="QT.QLNS.03")
    with pytest.raises(FieldErrors) as refused:
        corrected(issue_date="2026-03-02")

    assert set(refused.value.faults) == {"issue_date"}


def test_a_deadline_more_than_ten_years_ahead_is_refused(house: House) -> None:
    slip = walked_to(house, "before_board")

    with pytest.raises(FieldErrors) as refused:
        slip.move(house.staff.board, "direct", DIRECT, analysis_due_on="2036-03-06")

    assert set(refused.value.faults) == {"analysis_due_on"}


def test_a_deadline_on_a_saturday_says_what_it_becomes_at_both_doors(
    house: House, app_of: OpenBrowser
) -> None:
    slip = walked_to(house, "before_board")
    board, address = app_of("board"), f"/records/{slip.id}/moves/direct"
    page = board.get(address).text
    kept = {
        name: page.split(f'name="{name}" value="')[1].split('"')[0]
        for name in ("version", "submission", "from")
    }
    sent = {**kept, **DIRECT, "analysis_due_on": SATURDAY}

    again = board.post(address, {**sent, "executor_name": ""})
    answer = board.post(address, sent)

    assert RUNS_ON in again.text.split('id="f-analysis_due_on-warning"')[1][:400]
    assert answer.status_code == 303
    assert RUNS_ON in board.get(answer.location).text
    assert slip.answers["analysis_due_on"] == "2026-03-14"


def test_a_program_is_told_the_same_of_it(house: House) -> None:
    made = walked_to(house, "before_board").move(
        house.staff.board, "direct", DIRECT, analysis_due_on="2026-03-14"
    )

    assert made.warnings["analysis_due_on"][0]["vi"] == RUNS_ON
    assert made.warnings["analysis_due_on"][0]["en"].startswith("Saturday 14/03/2026 is a day off")


def test_a_working_day_is_told_nothing_of(house: House) -> None:
    made = walked_to(house, "before_board").move(house.staff.board, "direct", DIRECT)

    assert made.warnings == {}


def test_the_script_beside_deadlines_knows_the_offices_days_off(
    house: House, app_of: OpenBrowser
) -> None:
    page = app_of("board").get(f"/records/{walked_to(house, 'before_board').id}/moves/direct").text

    off = page.split('data-off="')[1].split('"')[0].split()
    assert "2026-04-30" in off
    assert "2026-05-01" in off
    assert 'id="f-analysis_due_on"' in page
    assert "data-deadline" in page.split('id="f-analysis_due_on"')[1].split(">")[0]


def test_directing_offers_the_unit_its_head_and_a_day_that_the_slip_knows(
    house: House, app_of: OpenBrowser
) -> None:
    page = app_of("board").get(f"/records/{walked_to(house, 'before_board').id}/moves/direct").text

    for name, value in (
        ("executing_unit", BUDGET),
        ("executor_name", "Lê Thanh Tùng"),
        ("analysis_due_on", "12/03/2026"),
    ):
        assert f'id="f-{name}" name="{name}" value="{value}"' in page
    assert page.count("Gợi ý sẵn từ phiếu") == 3
