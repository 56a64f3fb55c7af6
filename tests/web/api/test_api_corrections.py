"""Corrections of what was approved over the API: told, proposed, confirmed, declined, withdrawn."""

from typing import Any

import pytest

from service.store.ledger.security_log import list_security_notes
from tests.builders import SLIP, House
from tests.web.api.clients import Program
from tests.web.api.conftest import Programs
from tests.workflow.slips.every_stage import slip_at
from tests.workflow.slips.walking import Slip

CORRECTED = {"related_documents": "QT-0613"}


@pytest.fixture
def closed(house: House) -> Slip:
    """A slip that was approved, verified and closed."""
    return slip_at(house, "closed")


def body(slip: Slip, key: str = "k1", **answers: Any) -> dict[str, Any]:
    return {
        "answers": answers or CORRECTED,
        "reason": "Ghi nhầm mã hồ sơ",
        "version": slip.record.version,
        "submission": key,
    }


def propose(program: Program, slip: Slip, key: str = "k1", **answers: Any) -> Any:
    address = f"/forms/{SLIP}/records/{slip.id}/correction-proposals"
    return program.post(address, body(slip, key, **answers))


def decide(program: Program, slip: Slip, deed: str, **sent: Any) -> Any:
    return program.post(f"/records/{slip.id}/correction/{deed}", {"submission": deed, **sent})


def test_a_record_tells_what_one_may_correct_in_it(closed: Slip, program: Programs) -> None:
    told = program("official").get(f"/records/{closed.id}").get_json()["correction"]
    nobody = program("director").get(f"/records/{closed.id}").get_json()["correction"]

    assert "related_documents" in told["fields_open"]
    kept = {each["field"]: each["why"]["vi"] for each in told["fields_kept"]}
    assert kept["approved_on"] == (
        "Ô «Ngày phê duyệt» do Lãnh đạo Ban ISO ghi, anh/chị không đính chính được."
    )
    assert not set(kept) & set(told["fields_open"])
    assert (told["needs_confirming"], told["proposed"]) == (True, None)
    assert (nobody["fields_open"], nobody["fields_kept"]) == ([], [])


def test_what_was_approved_is_only_proposed_and_then_confirmed(
    closed: Slip, program: Programs
) -> None:
    official, board = program("official"), program("board")
    at_once = official.post(f"/forms/{SLIP}/records/{closed.id}/corrections", body(closed))
    made = propose(official, closed)
    waiting = board.get(f"/records/{closed.id}").get_json()["correction"]["proposed"]
    stale = decide(board, closed, "confirm", version=1)
    done = decide(board, closed, "confirm", version=closed.record.version, submission="k2")

    assert (at_once.status_code, made.status_code) == (422, 200)
    assert made.get_json()["outcome"] == "waiting"
    assert (waiting["proposer"], waiting["may_confirm"]) == ("Phạm Quốc Bảo", True)
    assert waiting["changes"]["related_documents"]["after"] == "QT-0613"
    assert (stale.status_code, done.status_code) == (409, 200)
    assert done.get_json()["outcome"] == "confirmed"
    assert closed.answers["related_documents"] == "QT-0613"


def test_it_is_declined_with_a_reason_or_withdrawn(closed: Slip, program: Programs) -> None:
    official, board = program("official"), program("board")
    propose(official, closed)
    unreasoned = decide(board, closed, "decline", reason=" ")
    declined = decide(board, closed, "decline", reason="Mã cũ là đúng")
    propose(official, closed, "k3")
    withdrawn = decide(official, closed, "withdraw")
    again = decide(official, closed, "withdraw", submission="k4")

    assert (unreasoned.status_code, declined.get_json()["outcome"]) == (422, "declined")
    assert (withdrawn.get_json()["outcome"], again.status_code) == ("withdrawn", 422)
    assert "related_documents" not in closed.answers


def test_others_fields_and_the_kind_of_request_are_refused_by_name(
    closed: Slip, program: Programs
) -> None:
    wrong = {"request_type": "preventive_improvement", "result": "not_met", "issue_place": "Huế"}

    answer = propose(program("secretary"), closed, **wrong)

    assert answer.status_code == 422
    assert set(answer.get_json()["errors"]) == {"request_type", "result"}


def test_who_may_not_is_refused_and_noted_once_a_try(
    house: House, closed: Slip, program: Programs
) -> None:
    propose(program("official"), closed)
    auditor, stranger = program("auditor"), program("stranger")

    statuses = [
        propose(auditor, closed).status_code,
        decide(auditor, closed, "confirm", version=1).status_code,
        decide(auditor, closed, "decline", reason="Không").status_code,
        decide(auditor, closed, "withdraw").status_code,
        decide(program("official"), closed, "confirm", version=1).status_code,
        propose(stranger, closed).status_code,
        decide(stranger, closed, "confirm", version=1).status_code,
    ]

    with house.office.database.reading() as uow:
        notes = [n.payload["deed"] for n in list_security_notes(uow) if n.kind == "refused"]
    assert statuses == [403, 403, 403, 403, 403, 404, 404]
    assert list(reversed(notes)) == [
        "propose_correction",
        "confirm_correction",
        "decline_correction",
        "withdraw_correction",
        "confirm_correction",
        "propose_correction",
        "confirm_correction",
    ]
