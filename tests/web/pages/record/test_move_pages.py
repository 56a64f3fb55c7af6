"""Moves in the browser: the panel, what it says beforehand, what becomes of what was typed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from werkzeug.test import TestResponse

from service.workflow.moves import move_panel
from tests.builders import House
from tests.web.conftest import Browser
from tests.workflow.correcting import confirm, propose
from tests.workflow.slips.walking import ANALYSE, COMPLETE, Slip, a_sent_slip, walked_to

SHORT = {"disposition": "repair", "correction_executor_name": "Phạm Quốc Bảo"}


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of the page."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found.group(1)


def sent_from(page: str, **typed: Any) -> dict[str, Any]:
    """What the panel posts with these fields filled."""
    kept = {name: hidden(page, name) for name in ("version", "submission", "from")}
    return {**kept, **typed}


def make(browser: Browser, slip: Slip, key: str, **typed: Any) -> TestResponse:
    """What the server answers to a move made in its panel."""
    address = f"/records/{slip.id}/moves/{key}"
    return browser.post(address, sent_from(browser.get(address).text, **typed))


def test_the_panel_shows_what_the_move_asks_does_and_reaches(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = walked_to(house, "awaiting_approval")

    page = app_of("board").get(f"/records/{slip.id}/moves/approve").text

    assert 'name="due_date" value="10/04/2026"' in page
    assert "Phê duyệt Phiếu 01/2026" in page
    assert "Theo QT.CTCL 5.4." in page
    assert "Người được phân công" in page
    assert "được giữ nguyên" in page
    assert '<span class="optional">' not in page.split('id="f-due_date"')[0][-600:]


def test_a_move_leads_back_to_the_record_and_says_what_was_done(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = walked_to(house, "awaiting_approval")
    board = app_of("board")

    answer = make(board, slip, "approve", due_date="10/04/2026")

    assert answer.location == f"/records/{slip.id}"
    assert "Đã phê duyệt Phiếu 01/2026." in board.get(answer.location).text
    assert slip.stage == "implementing"


def test_a_move_that_is_made_draws_no_panel(
    house: House, app_of: Callable[[str], Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    slip = walked_to(house, "awaiting_approval")
    board, address = app_of("board"), f"/records/{slip.id}/moves/approve"
    sent = sent_from(board.get(address).text, due_date="10/04/2026")
    monkeypatch.setattr(move_panel, "open_record", lambda *_: pytest.fail("its page was read"))

    answer = board.post(address, sent)

    assert answer.location == f"/records/{slip.id}"
    assert slip.stage == "implementing"


def test_the_same_click_again_changes_nothing_more(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = walked_to(house, "awaiting_approval")
    board, address = app_of("board"), f"/records/{slip.id}/moves/approve"
    sent = sent_from(board.get(address).text, due_date="10/04/2026")
    board.post(address, sent)
    before = len(slip.events)

    answer = board.post(address, sent)

    assert answer.status_code == 303
    assert len(slip.events) == before


@pytest.mark.parametrize(("key", "percent"), [("report_progress", "60"), ("met", "50")])
def test_something_else_under_a_key_already_used_is_not_said_to_be_done(
    official: Browser, house: House, key: str, percent: str
) -> None:
    slip = walked_to(house, "implementing")
    address = f"/records/{slip.id}/moves"
    sent = sent_from(official.get(f"{address}/report_progress").text, percent_done="50")
    assert official.post(f"{address}/report_progress", sent).status_code == 303
    before = len(slip.events)

    answer = official.post(f"{address}/{key}", {**sent, "percent_done": percent})

    assert answer.status_code == 409
    assert len(slip.events) == before


def test_faults_stand_beside_their_fields_and_nothing_typed_is_lost(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = a_sent_slip(house)

    answer = make(
        app_of("unit_head"),
        slip,
        "treat",
        disposition="repair",
        disposition_text="In lại kết quả",
        correction_executor_name="Người Lạ",
        correction_due_on="01/01/2026",
    )

    assert answer.status_code == 422
    assert 'href="#f-correction_due_on"' in answer.text
    assert "In lại kết quả" in answer.text
    assert 'value="Người Lạ"' in answer.text
    assert "<title>Lỗi:" in answer.text


def test_a_return_without_its_reason_asks_for_it(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = a_sent_slip(house)

    answer = make(app_of("unit_head"), slip, "return", reason=" ")

    assert answer.status_code == 422
    assert 'href="#f-reason"' in answer.text
    assert slip.stage == "with_unit_head"


def test_a_returned_slip_shows_why_and_what_is_sent_again(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "return", reason="Ghi rõ hồ sơ nào.")
    official = app_of("official")
    page = official.get(f"/records/{slip.id}/moves/submit").text

    assert page.count("Ghi rõ hồ sơ nào.") >= 2
    assert "Phạm Quốc Bảo" in page.split('id="fill"')[1]
    assert 'name="nonconformity_description"' not in page
    assert f'action="/records/{slip.id}/edit"' in page
    answer = make(
        official,
        slip,
        "submit",
        nonconformity_description="Hồ sơ 0612 thiếu chữ ký.",
    )

    assert answer.status_code == 303
    assert slip.answers["nonconformity_description"] == "Hồ sơ 0612 thiếu chữ ký."


def test_who_comes_late_sees_what_changed_and_keeps_what_they_typed(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = a_sent_slip(house)
    head, address = app_of("unit_head"), f"/records/{slip.id}/moves/not_a_nonconformity"
    sent = sent_from(head.get(address).text, reason="Đã có quy định khác.")
    slip.move(house.staff.unit_head, "escalate", reason="Liên quan ba đơn vị.")

    answer = head.post(address, sent)

    assert answer.status_code == 409
    assert "Liên quan ba đơn vị." in answer.text
    assert "Đã có quy định khác." in answer.text
    assert 'id="fill"' not in answer.text


def test_a_record_corrected_meanwhile_may_still_be_moved_on_after_a_look(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = walked_to(house, "implementing")
    official, address = app_of("official"), f"/records/{slip.id}/moves/report_completion"
    sent = sent_from(official.get(address).text, **COMPLETE)
    propose(house, house.staff.secretary, slip.id, related_documents="QT.QLNS.03")
    confirm(house, house.staff.board, slip.id)

    answer = official.post(address, sent)

    assert answer.status_code == 409
    assert COMPLETE["measures_taken"] in answer.text
    assert "<ins>QT.QLNS.03</ins>" in answer.text
    again = official.post(address, sent_from(answer.text, **COMPLETE))
    assert again.status_code == 303
    assert slip.stage == "awaiting_verification"


@pytest.mark.parametrize("script", [False, True])
def test_the_five_whys_are_written_into_the_cause_on_a_button(
    house: House, official: Browser, script: bool
) -> None:
    slip = walked_to(house, "analysing")
    address = f"/records/{slip.id}/moves/submit_analysis"
    sent = sent_from(
        official.get(address).text,
        **{"five_whys": "", "five_whys-0-text": "Không có bước kiểm tra", "aids": "root_cause"},
    )

    headers = {"Accept": "application/json"} if script else {}
    answer = official.post(address, sent, headers=headers)

    written = answer.json["text"] if answer.json else answer.text
    assert "Vì sao 1: Không có bước kiểm tra" in written
    assert slip.stage == "analysing"


def test_rows_grow_without_script_and_keep_what_was_typed(house: House, official: Browser) -> None:
    slip = walked_to(house, "analysing")
    address = f"/records/{slip.id}/moves/submit_analysis"
    sent = sent_from(official.get(address).text, **ANALYSE, row="add:implementers")

    row = {"implementers": "", "implementers-0-text": "Trần Thị Minh Châu"}
    answer = official.post(address, {**sent, **row})

    assert answer.status_code == 200
    assert ANALYSE["root_cause"] in answer.text
    assert 'name="implementers-1-text"' in answer.text


def test_an_unknown_implementer_is_told_beside_the_row(house: House, official: Browser) -> None:
    slip = walked_to(house, "awaiting_approval")
    board = Browser(official.client.application.test_client()).sign_in("board")

    answer = make(
        board,
        slip,
        "approve",
        due_date="10/04/2026",
        **{"implementers": "", "implementers-0-text": "Người Lạ"},
    )

    assert answer.status_code == 422
    assert 'href="#f-implementers-0-text"' in answer.text


def test_a_move_that_is_anothers_is_refused(
    house: House, official: Browser, app_of: Callable[[str], Browser]
) -> None:
    slip = a_sent_slip(house)

    assert official.get(f"/records/{slip.id}/moves/treat").status_code == 403
    assert official.get(f"/records/{slip.id}/moves/close").status_code == 409
    assert official.get(f"/records/{slip.id}/moves/khong-co").status_code == 404
    assert app_of("stranger").get(f"/records/{slip.id}/moves/treat").status_code == 404
    sent = {"version": "1", "submission": "k", "from": "with_unit_head", **SHORT}
    assert official.post(f"/records/{slip.id}/moves/treat", sent).status_code == 403


def test_met_without_evidence_is_refused_and_says_the_clause(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = walked_to(house, "awaiting_verification")

    answer = make(app_of("director"), slip, "met", verification_evidence="")

    assert answer.status_code == 422
    assert "QT.CTCL 5." in answer.text
