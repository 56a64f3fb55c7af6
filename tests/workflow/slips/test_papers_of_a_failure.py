"""What is submitted to the director when a slip fails, and the opinion below it (5.7)."""

from typing import Any

import pytest

from tests.builders import BUDGET, House
from tests.docx_text import printed_lines
from tests.workflow.slips.walking import TO_NOT_MET, TO_WORK, Walk, a_walk, delegated

FAILED = {"failure_reasons": "Còn 3 hồ sơ thiếu chữ ký.", "proposals": "Giao Văn phòng Sở chủ trì."}
SUBMITTED: dict[str, Any] = {
    "issue_place": "Khánh Hòa",
    "issue_date": "2026-03-06",
    "car_number": "01/2026",
    "executing_unit": BUDGET,
    "due_date": "2026-04-15",
    "verified_on": "2026-03-05",
    **FAILED,
    "follow_up_car_number": "02/2026",
    "follow_up_opened_on": "2026-03-06",
    "recipients": ["Như trên", f"{BUDGET} (để biết)"],
    "verifier_name": "Võ Đình Khải",
    "board_name": "Đặng Thị Ngọc Lan",
}


@pytest.fixture
def walk(memory_house: House) -> Walk:
    """A slip that failed yesterday and is led on by a new one today."""
    walk = a_walk(memory_house, *TO_NOT_MET)
    memory_house.clock.forward(days=1)
    walk.move(memory_house.staff.director, "open_new", **FAILED)
    return walk


def successor(walk: Walk) -> Walk:
    """The new slip, as it was opened."""
    from service.workflow.reading import open_record

    new_id = walk.at.new_record_id
    assert new_id is not None
    record = open_record(walk.house.office, walk.house.staff.director, new_id).record
    made = walk.at.__class__(
        record.id, record.number, record.stage, record.version, 1
    )
    return Walk(walk.house, made)


def test_the_submission_lies_in_both_dossiers(walk: Walk) -> None:
    new = successor(walk)

    assert walk.paper("O-08") == SUBMITTED
    assert new.paper("O-08") == SUBMITTED


def test_the_directors_opinion_is_issued_below_what_was_submitted(walk: Walk) -> None:
    new = successor(walk)
    walk.house.clock.forward(days=2)

    new.move(walk.house.staff.director, "give_opinion", director_opinion="Đồng ý.")

    assert [each.version for each in new.papers("O-08")] == [1, 2]
    assert new.paper("O-08") == {
        **SUBMITTED,
        "director_opinion": "Đồng ý.",
        "director_opinion_on": "2026-03-08",
        "director_name": "Võ Đình Khải",
    }


def test_a_delegate_of_the_director_gives_the_opinion_by_delegation(walk: Walk) -> None:
    staff, new = walk.house.staff, successor(walk)
    delegated(walk.house, staff.director, staff.auditor, "director")

    new.move(staff.auditor, "give_opinion", director_opinion="Đồng ý.")

    paper = new.papers("O-08")[-1]
    assert paper.values["director_authority"] == "TUQ"
    assert paper.values["director_name"] == "Bùi Hải Yến"
    assert any(line.startswith("TUQ. GIÁM ĐỐC") for line in printed_lines(walk.word(paper)))


def test_the_verifier_stays_the_one_who_verified(memory_house: House) -> None:
    staff = memory_house.staff
    walk = a_walk(memory_house, *TO_WORK, "report_completion")
    delegated(memory_house, staff.director, staff.auditor, "director")
    walk.move(staff.auditor, "not_met", verification_evidence="3 hồ sơ thiếu chữ ký.")

    walk.move(staff.director, "open_new", **FAILED)

    assert walk.paper("O-08")["verifier_name"] == "Bùi Hải Yến"
    assert walk.paper("BM.CTCL.01")["verifier_authority"] == "TUQ"


def test_a_slip_that_fails_a_second_time_submits_its_own_numbers(walk: Walk) -> None:
    staff, new = walk.house.staff, successor(walk)
    new.move(staff.director, "give_opinion", director_opinion="Đồng ý.")
    new.through(*TO_NOT_MET[2:])

    new.move(staff.director, "open_new", **FAILED)

    third = new.paper("O-08")
    assert (third["car_number"], third["follow_up_car_number"]) == ("02/2026", "03/2026")
    assert "director_opinion" not in third
    assert "list_date" not in new.paper("O-02")
