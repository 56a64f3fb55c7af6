"""A record that moved on is told as such at both doors, and is nobody's offence."""

from service.store.ledger.security_log import list_security_notes
from tests.builders import House
from tests.doors.conftest import Browsers, Programs
from tests.workflow.slips.walking import NEED, Slip, a_sent_slip, walked_to


def refusals(house: House) -> list[object]:
    with house.office.database.reading() as uow:
        return [e.payload["rule"] for e in list_security_notes(uow) if e.kind == "refused"]


def moved_on(house: House) -> Slip:
    slip = walked_to(house, "with_secretary")
    assert slip.stage == "with_secretary"
    return slip


def test_a_program_is_told_with_a_conflict(house: House, program: Programs) -> None:
    slip = moved_on(house)

    head = program("unit_head")
    answer = head.post(
        f"/forms/BM.CTCL.01/records/{slip.id}/moves/need_action",
        {"answers": NEED, "version": slip.version, "submission": "api"},
    )

    described = head.get("/openapi.json").json["components"]["schemas"]["Conflict"]
    assert answer.status_code == 409, answer.text
    assert set(described["required"]) <= set(answer.json) <= set(described["properties"])
    assert answer.json["error"] == "WrongStage"
    assert "Vui lòng tải lại trang" in answer.json["message"]["vi"]
    assert refusals(house) == []


def test_a_page_says_where_it_is_now(house: House, signed_in: Browsers) -> None:
    slip = moved_on(house)

    answer = signed_in("unit_head").get(f"/records/{slip.id}/moves/need_action")

    assert answer.status_code == 409
    assert "Hồ sơ đang ở bước «Thư ký ISO tổng hợp»" in answer.text
    assert refusals(house) == []


def test_a_move_that_no_form_has_is_not_found_and_noted(house: House, signed_in: Browsers) -> None:
    slip = a_sent_slip(house)

    assert signed_in("unit_head").get(f"/records/{slip.id}/moves/dance").status_code == 404
    assert len(refusals(house)) == 1


def test_what_one_may_not_do_is_still_noted(house: House, signed_in: Browsers) -> None:
    slip = a_sent_slip(house)

    assert signed_in("auditor").get(f"/records/{slip.id}/moves/treat").status_code == 403
    assert len(refusals(house)) == 1
