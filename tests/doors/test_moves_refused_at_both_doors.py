"""What people try that the procedure forbids, at both doors: status, the rule in both languages,
and a line in the security log for who may not, with nothing of it in the record's own chain."""

import html
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from werkzeug.test import TestResponse

from service.store.ledger.security_log import list_security_notes
from service.web.context import LANGUAGE_COOKIE
from tests.builders import House
from tests.doors.conftest import Browsers, Programs
from tests.web.conftest import Browser
from tests.workflow.delegating import give
from tests.workflow.slips.walking import (
    ANALYSE,
    COMPLETE,
    DIRECT,
    EVIDENCE,
    REOPEN,
    TREAT,
    Slip,
    a_sent_slip,
    walked_to,
)


def analysed_by_the_board(house: House) -> Slip:
    """A slip whose analysis its approver wrote."""
    slip = walked_to(house, "before_board")
    slip.move(house.staff.board, "direct", DIRECT, executor_name=house.staff.board.full_name)
    slip.move(house.staff.board, "submit_analysis", ANALYSE)
    slip.move(house.staff.unit_head, "countersign")
    return slip


def done_by_the_director(house: House) -> Slip:
    """A slip whose verifier did the work."""
    slip = walked_to(house, "before_board")
    slip.move(house.staff.board, "direct", DIRECT, executor_name=house.staff.director.full_name)
    slip.move(house.staff.director, "submit_analysis", ANALYSE)
    slip.move(house.staff.unit_head, "countersign")
    slip.move(house.staff.board, "approve", {"due_date": "2026-04-10"})
    slip.move(house.staff.director, "report_completion", COMPLETE)
    return slip


def lent_too_long_ago(house: House) -> Slip:
    """A slip to be verified, delegated until yesterday."""
    slip = walked_to(house, "awaiting_verification")
    give(house, house.staff.director, house.staff.board, record_id=slip.id)
    house.clock.forward(days=16)
    return slip


def continued(house: House) -> Slip:
    """A slip that leads on to a new one already."""
    slip = walked_to(house, "not_met")
    slip.move(house.staff.director, "open_new", REOPEN)
    return slip


def at(stage: str) -> Callable[[House], Slip]:
    """A slip at that stage of the main way."""
    return lambda house: walked_to(house, stage)


@dataclass(frozen=True)
class Try:
    """A move that somebody tries, and what both doors answer."""

    slip: Callable[[House], Slip]
    who: str
    key: str
    status: int
    vi: str
    en: str
    typed: dict[str, Any] = field(default_factory=dict)
    behind: int = 0


TRIES = {
    "closing unverified": Try(
        at("awaiting_verification"), "secretary", "close", 409,
        "đang ở bước «Chờ kiểm tra», không còn làm được việc này (QT.CTCL 5.7)",
        "is at “Awaiting verification”, where this cannot be done (QT.CTCL 5.7)", EVIDENCE,
    ),
    "the wrong role": Try(
        a_sent_slip, "auditor", "treat", 403,
        "Chỉ Trưởng đơn vị có sự không phù hợp được làm: Xử lý tại chỗ (QT.CTCL 5.1)",
        "Only head of the unit concerned may do this: Treat on the spot (QT.CTCL 5.1)", TREAT,
    ),
    "a slip one may not see": Try(
        a_sent_slip, "stranger", "treat", 404, "Không tìm thấy nội dung này",
        "Nothing was found here", TREAT,
    ),
    "a stale version": Try(
        at("before_board"), "board", "direct", 409, "Người khác vừa lưu nội dung này",
        "Somebody else has just saved this", DIRECT, behind=1,
    ),
    "approving one's own analysis": Try(
        analysed_by_the_board, "board", "approve", 403,
        "không tự phê duyệt giải pháp của mình (QT.CTCL 5.4)",
        "does not approve their own measures (QT.CTCL 5.4)", {"due_date": "2026-04-10"},
    ),
    "verifying one's own work": Try(
        done_by_the_director, "director", "met", 403,
        "không tự kiểm tra kết quả của mình (QT.CTCL 5.6)",
        "does not verify their own work (QT.CTCL 5.6)", EVIDENCE,
    ),
    "a delegation expired": Try(
        lent_too_long_ago, "board", "met", 403, "Chỉ Giám đốc được làm: Đạt (QT.CTCL 5.6)",
        "Only director may do this: Met (QT.CTCL 5.6)", EVIDENCE,
    ),
    "a deadline before today": Try(
        at("before_board"), "board", "direct", 422,
        "đã qua. Vui lòng chọn từ hôm nay trở đi (QT.CTCL 5.3)",
        "is past. Please choose today or later (QT.CTCL 5.3)",
        {**DIRECT, "analysis_due_on": "2026-03-04"},
    ),
    "met without evidence": Try(
        at("awaiting_verification"), "director", "met", 422,
        "cần bằng chứng của người kiểm tra",
        "needs the verifier's own evidence",
    ),
    "a second continuation": Try(
        continued, "director", "open_new", 409,
        "đang ở bước «Tiếp tục ở phiếu mới», không còn làm được việc này (QT.CTCL 5.7)",
        "is at “Continued on a new slip”, where this cannot be done (QT.CTCL 5.7)", REOPEN,
    ),
}  # fmt: skip


def refusals(house: House) -> list[tuple[int | None, Any]]:
    """Who was refused what deed, newest first, as the security log has it."""
    with house.office.database.reading() as uow:
        notes = list_security_notes(uow)
    return [(each.actor_id, each.payload["deed"]) for each in notes if each.kind == "refused"]


def posted(browser: Browser, slip: Slip, tried: Try, language: str) -> TestResponse:
    """What the page answers in that language."""
    browser.client.set_cookie(LANGUAGE_COOKIE, language)
    sent = {
        **tried.typed,
        "version": str(slip.version - tried.behind),
        "submission": f"trang-{language}",
        "from": "",
    }
    return browser.post(f"/records/{slip.id}/moves/{tried.key}", sent)


@pytest.mark.parametrize("name", TRIES)
def test_each_try_is_refused_by_its_rule_in_both_languages_at_both_doors(
    house: House, program: Programs, signed_in: Browsers, name: str
) -> None:
    tried = TRIES[name]
    slip = tried.slip(house)
    asking, browser = program(tried.who), signed_in(tried.who)
    before = (slip.record, slip.events, slip.papers, slip.holders)
    body = {
        "answers": tried.typed, "version": slip.version - tried.behind, "submission": "api",
    }  # fmt: skip

    told = asking.post(f"/forms/BM.CTCL.01/records/{slip.id}/moves/{tried.key}", body)
    pages = [posted(browser, slip, tried, language) for language in ("vi", "en")]

    assert told.status_code == tried.status
    said = [told.json["message"], *(each for faults in told.json.get("errors", {}).values()
                                    for each in faults)]  # fmt: skip
    assert any(tried.vi in each["vi"] for each in said)
    assert any(tried.en in each["en"] for each in said)
    assert [page.status_code for page in pages] == [tried.status] * 2
    if tried.status != 409:
        assert tried.vi in html.unescape(pages[0].text)
        assert tried.en in html.unescape(pages[1].text)
    who = getattr(house.staff, tried.who).person_id
    assert refusals(house) == [(who, tried.key)] * (3 if tried.status in (403, 404) else 0)
    assert (slip.record, slip.events, slip.papers, slip.holders) == before


def test_who_is_late_is_told_what_stands_now_and_keeps_what_was_typed(
    house: House, program: Programs, signed_in: Browsers
) -> None:
    slip, tried = walked_to(house, "before_board"), TRIES["a stale version"]
    body = {"answers": DIRECT, "version": slip.version - 1, "submission": "api"}

    told = program("board").post(f"/forms/BM.CTCL.01/records/{slip.id}/moves/direct", body)
    page = posted(signed_in("board"), slip, tried, "vi")

    assert (told.json["version"], told.json["current"]) == (slip.version, slip.answers)
    assert told.json["typed"]["executor_name"] == DIRECT["executor_name"]
    assert DIRECT["iso_board_instruction"] in page.text
    assert slip.answers["secretary_proposal"] in page.text


def test_a_delegation_passed_on_is_refused_at_both_doors_and_noted(
    house: House, program: Programs, signed_in: Browsers
) -> None:
    give(house, house.staff.director, house.staff.board)
    sent = {
        "receiver": "yen", "role": "director", "authority": "TUQ",
        "from_day": "2026-03-05", "to_day": "2026-03-06", "scope": "Kiểm tra",
    }  # fmt: skip
    browser = signed_in("board")

    told = program("board").post("/delegations", sent)
    page = browser.post("/delegations", {**sent, "what": "role:director"})

    assert (told.status_code, page.status_code) == (403, 403)
    assert "không được ủy quyền lại cho người khác (khoản 3 Điều 13" in told.json["message"]["vi"]
    assert "may not pass the delegation on (clause 3, Article 13" in told.json["message"]["en"]
    assert "không được ủy quyền lại cho người khác (khoản 3 Điều 13" in page.text
    assert refusals(house) == [(house.staff.board.person_id, "delegate")] * 2
