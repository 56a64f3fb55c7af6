"""What is submitted to the director when a slip fails, and the opinion below it (5.7)."""

from typing import Any

import pytest

from tests.builders import BUDGET, House
from tests.docx_text import printed_lines
from tests.workflow.slips.dossier import delegate, paper, papers, said_by, word_of
from tests.workflow.slips.walking import (
    ANALYSE,
    COMPLETE,
    DIRECT,
    NOT_MET,
    REOPEN,
    Slip,
    walked_to,
)

SUBMITTED: dict[str, Any] = {
    "issue_place": "Khánh Hòa",
    "issue_date": "2026-03-06",
    "car_number": "01/2026",
    "executing_unit": BUDGET,
    "due_date": "2026-04-10",
    "verified_on": "2026-03-05",
    **REOPEN,
    "follow_up_car_number": "02/2026",
    "follow_up_opened_on": "2026-03-06",
    "recipients": ["Như trên", f"{BUDGET} (để biết)"],
    "verifier_name": "Võ Đình Khải",
    "board_name": "Đặng Thị Ngọc Lan",
}


@pytest.fixture
def old(memory_house: House) -> Slip:
    """A slip that failed yesterday and is led on by a new one today."""
    slip = walked_to(memory_house, "not_met")
    memory_house.clock.forward(days=1)
    slip.move(memory_house.staff.director, "open_new", REOPEN)
    return slip


@pytest.fixture
def new(old: Slip) -> Slip:
    """The slip that leads on from it, before the director's opinion."""
    new_id = old.made[-1].new_record_id
    assert new_id is not None
    return Slip(old.house, new_id)


def test_the_submission_lies_in_both_dossiers(old: Slip, new: Slip) -> None:
    assert paper(old, "O-08") == SUBMITTED
    assert paper(new, "O-08") == SUBMITTED
    assert said_by(new, papers(new, "O-08")[0]) == ("O-08", SUBMITTED)


def test_the_directors_opinion_is_issued_below_what_was_submitted(new: Slip) -> None:
    new.house.clock.forward(days=2)

    new.move(new.house.staff.director, "give_opinion", director_opinion="Đồng ý.")

    assert [each.version for each in papers(new, "O-08")] == [1, 2]
    assert paper(new, "O-08") == {
        **SUBMITTED,
        "director_opinion": "Đồng ý.",
        "director_opinion_on": "2026-03-08",
        "director_name": "Võ Đình Khải",
    }


def test_a_delegate_of_the_director_gives_the_opinion_by_delegation(new: Slip) -> None:
    staff = new.house.staff
    delegate(new.house, staff.director, staff.auditor, "director")

    new.move(staff.auditor, "give_opinion", director_opinion="Đồng ý.")

    newest = papers(new, "O-08")[-1]
    assert newest.values["director_authority"] == "TUQ"
    assert newest.values["director_name"] == "Bùi Hải Yến"
    assert "TUQ. GIÁM ĐỐC" in printed_lines(word_of(new, newest))


def test_the_verifier_stays_the_one_who_verified(memory_house: House) -> None:
    staff = memory_house.staff
    slip = walked_to(memory_house, "awaiting_verification")
    delegate(memory_house, staff.director, staff.auditor, "director")
    slip.move(staff.auditor, "not_met", NOT_MET)

    slip.move(staff.director, "open_new", REOPEN)

    assert paper(slip, "O-08")["verifier_name"] == "Bùi Hải Yến"
    assert paper(slip, "BM.CTCL.01")["verifier_authority"] == "TUQ"


def test_a_slip_that_fails_a_second_time_submits_its_own_numbers(new: Slip) -> None:
    staff = new.house.staff
    new.move(staff.director, "give_opinion", director_opinion="Đồng ý.")
    new.move(staff.board, "direct", DIRECT)
    new.move(staff.official, "submit_analysis", ANALYSE)
    new.move(staff.unit_head, "countersign")
    new.move(staff.board, "approve", due_date="2026-04-10")
    new.move(staff.official, "report_completion", COMPLETE)
    new.move(staff.director, "not_met", NOT_MET)

    new.move(staff.director, "open_new", REOPEN)

    third = paper(new, "O-08")
    assert (third["car_number"], third["follow_up_car_number"]) == ("02/2026", "03/2026")
    assert "director_opinion" not in third
    assert "list_date" not in paper(new, "O-02")
