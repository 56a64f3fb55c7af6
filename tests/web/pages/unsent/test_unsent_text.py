"""Unsent text: kept while typed, put back, gone when sent, nobody else's, without any script."""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from werkzeug.test import TestResponse

from service.workflow.drafts.unsent_texts import list_unsent
from tests.builders import PASSWORD, STAFF, House
from tests.web.conftest import Browser
from tests.web.pages.record.test_move_pages import make, sent_from
from tests.workflow.correcting import propose
from tests.workflow.slips.walking import COMPLETE, DIRECT, Slip, walked_to

Opens = Callable[[str], Browser]
TYPED = "Đã bổ sung bước kiểm tra <chữ ký>;\ntập huấn 02 buổi."
PUT_BACK = "Tiếp tục nội dung chưa gửi lúc 08:30"


@pytest.fixture
def slip(house: House) -> Slip:
    """A slip that the official carries out."""
    return walked_to(house, "implementing")


def panel_of(slip: Slip, move: str = "report_completion") -> str:
    return f"/records/{slip.id}/moves/{move}"


def kept_at(place: str) -> str:
    return f"/unsent?place={place}"


def keep(browser: Browser, place: str, **typed: Any) -> TestResponse:
    """What the script is answered that keeps what was typed so far."""
    return browser.post(kept_at(place), typed, headers={"Accept": "application/json"})


def discard_address(page: str) -> str:
    found = re.search(r'action="(/unsent/\d+/discard[^"]*)"', page)
    assert found
    return unescape(found.group(1))


def test_what_was_typed_in_a_panel_stands_there_when_it_opens_again(
    slip: Slip, official: Browser
) -> None:
    kept = keep(official, panel_of(slip), version="9", measures_taken=TYPED)

    page = official.get(panel_of(slip)).text

    assert kept.json == {"saved_at": "08:30", "legacy": {}}
    assert PUT_BACK in page
    assert "&lt;chữ ký&gt;;\ntập huấn 02 buổi.</textarea>" in page


def test_rows_and_choices_are_put_back_too(house: House, app_of: Opens) -> None:
    slip, board = walked_to(house, "before_board"), app_of("board")
    plan = walked_to(house, "implementing")
    rows = {
        "tasks": "",
        "tasks-4-task": "Rà soát quy trình",
        "tasks-7-task": "Tập huấn",
        "tasks-7-person": "Lê Thanh Tùng",
    }

    keep(board, panel_of(slip, "direct"), **DIRECT)
    keep(app_of("official"), panel_of(plan, "plan_work"), **rows)

    chosen = board.get(panel_of(slip, "direct")).text
    assert DIRECT["iso_board_instruction"] in chosen
    page = app_of("official").get(panel_of(plan, "plan_work")).text
    assert page.index(">Rà soát quy trình</textarea>") < page.index(">Tập huấn</textarea>")
    assert len(re.findall(r'<li class="row"[^>]*data-prefix="tasks-\d', page)) == 2


def test_sending_takes_the_text_away(slip: Slip, official: Browser) -> None:
    keep(official, panel_of(slip), measures_taken=TYPED)

    made = make(official, slip, "report_completion", **COMPLETE)

    assert made.status_code == 303
    assert "chưa gửi ở" not in official.get(f"/records/{slip.id}").text
    assert "Nội dung chưa gửi" not in official.get("/").text


def test_discarding_takes_it_away_and_comes_back(slip: Slip, official: Browser) -> None:
    keep(official, panel_of(slip), measures_taken=TYPED)

    answer = official.post(discard_address(official.get(panel_of(slip)).text))

    page = official.get(answer.location).text
    assert answer.location == panel_of(slip)
    assert "Đã bỏ nội dung chưa gửi." in page
    assert "Tiếp tục nội dung chưa gửi" not in page


def test_a_text_typed_and_taken_back_is_nothing_to_go_on_with(
    slip: Slip, official: Browser
) -> None:
    keep(official, panel_of(slip), measures_taken=TYPED)

    keep(official, panel_of(slip) + "&untouched=1", measures_taken="")

    assert "Tiếp tục nội dung chưa gửi" not in official.get(panel_of(slip)).text


def test_my_work_and_the_record_lead_back_to_it(slip: Slip, official: Browser) -> None:
    keep(official, panel_of(slip), measures_taken=TYPED)

    home, record = official.get("/").text, official.get(f"/records/{slip.id}").text

    assert "Phiếu 01/2026: Báo cáo hoàn thành" in home
    assert "Anh/chị còn nội dung chưa gửi ở «Phiếu 01/2026: Báo cáo hoàn thành»" in unescape(record)
    found = re.search(r'href="(/unsent/\d+)"', home)
    assert found
    assert official.get(found.group(1)).location == panel_of(slip)


def test_when_the_record_moved_on_the_text_is_still_there_to_copy(
    house: House, slip: Slip, official: Browser
) -> None:
    keep(official, panel_of(slip), measures_taken=TYPED)
    slip.move(house.staff.official, "report_completion", COMPLETE)

    record = official.get(f"/records/{slip.id}").text

    assert "không còn làm được" in record
    assert "Đã bổ sung bước kiểm tra &lt;chữ ký&gt;" in record
    assert keep(official, panel_of(slip), measures_taken=TYPED + " Thêm.").status_code == 200
    found = re.search(r'href="(/unsent/\d+)"', official.get("/").text)
    assert found
    assert "Thêm." in official.get(found.group(1)).text


def test_what_was_refused_is_kept_without_any_script(slip: Slip, official: Browser) -> None:
    refused = make(official, slip, "report_completion", measures_taken=TYPED, results="")

    assert refused.status_code == 422
    assert PUT_BACK in official.get(panel_of(slip)).text
    assert "tập huấn 02 buổi." in official.get(panel_of(slip)).text


def test_a_row_button_without_script_keeps_what_stood_beside_it(
    slip: Slip, official: Browser
) -> None:
    page = official.get(panel_of(slip, "plan_work")).text

    official.post(
        panel_of(slip, "plan_work"),
        sent_from(page, row="add:tasks", tasks="", **{"tasks-0-task": "Rà soát"}),
    )

    assert ">Rà soát</textarea>" in official.get(panel_of(slip, "plan_work")).text


def test_what_comes_after_the_session_ran_out_is_found_again_by_its_author_alone(
    house: House, slip: Slip, official: Browser, visitor: Browser
) -> None:
    page = official.get(panel_of(slip)).text
    house.clock.forward(hours=house.office.settings.session_hours + 1)

    answer = official.post(panel_of(slip), sent_from(page, measures_taken=TYPED, results="Tốt"))

    why = official.get(answer.location).text
    assert "Phiên làm việc đã hết nên nội dung vừa bấm chưa được gửi." in why
    assert slip.stage == "implementing"
    assert "Đã bổ sung" not in visitor.sign_in("unit_head").get(panel_of(slip)).text
    username, *_ = STAFF["official"]
    signed = official.post(
        "/sign-in", {"username": username, "password": PASSWORD, "next": panel_of(slip)}
    )
    again = official.get(signed.location).text
    assert "Tiếp tục nội dung chưa gửi" in again
    assert "tập huấn 02 buổi." in again


def test_a_session_that_was_ended_on_purpose_writes_nothing_more(
    house: House, slip: Slip, official: Browser
) -> None:
    page, cookie = official.get(panel_of(slip)).text, official.client.get_cookie("ctcl_session")
    assert cookie
    official.post("/sign-out")
    official.client.set_cookie("ctcl_session", cookie.value)
    official.get("/sign-in")

    answer = official.post(panel_of(slip), sent_from(page, measures_taken=TYPED))

    assert (answer.status_code, answer.location.partition("?")[0]) == (303, "/sign-in")
    assert "chưa được gửi" not in official.get(answer.location).text
    assert list_unsent(house.office, house.staff.official) == ()


def test_evidence_added_beside_an_open_panel_leads_back_to_it(
    slip: Slip, official: Browser
) -> None:
    page = official.get(panel_of(slip)).text
    keep(official, panel_of(slip), measures_taken=TYPED)
    keep(official, f"/records/{slip.id}/evidence", evidence_note="Danh sách lớp")
    back = panel_of(slip)

    added = official.post(
        f"/records/{slip.id}/evidence",
        {"back": back, "submission": "k", "evidence_file": (BytesIO(b"01 Nguyen"), "lop.txt")},
    )

    assert f'<input type="hidden" name="back" value="{back}">' in page
    assert added.location == back
    again = official.get(added.location).text
    assert "tập huấn 02 buổi." in again
    assert "Danh sách lớp" not in again


PLACES = [
    ("official", "/records/{slip}/evidence", {"evidence_note": TYPED}, "/records/{slip}"),
    ("secretary", "/records/{slip}/correct", {"reason": TYPED}, ""),
    (
        "board",
        "/records/{proposed}/correction/decline",
        {"reason": TYPED},
        "/records/{proposed}/correction",
    ),
    ("secretary", "/lists/consolidated", {"common": TYPED}, ""),
    ("director", "/delegations", {"scope": TYPED}, ""),
    ("administrator", "/people", {"full_name": "Người <Mới>", "roles": "auditor"}, ""),
    ("administrator", "/people/1", {"full_name": "Người <Mới>"}, ""),
    ("administrator", "/units", {"name": "Phòng <Mới>"}, ""),
    ("administrator", "/units/1", {"name": "Phòng <Mới>"}, ""),
    ("secretary", "/categories", {"name": "Trễ <hạn>"}, ""),
    ("administrator", "/settings", {"agency_name_text": "Sở <Mới>"}, ""),
    ("administrator", "/settings/rules", {"repetition_alarm_at": "77"}, "/settings"),
    ("administrator", "/settings/working-calendar", {"name": "Lý do <mới>"}, ""),
]


@pytest.mark.parametrize(("role", "place", "typed", "page"), PLACES)
def test_every_place_of_longer_text_keeps_it(
    house: House, app_of: Opens, role: str, place: str, typed: dict[str, str], page: str
) -> None:
    listed, slip = walked_to(house, "with_secretary"), walked_to(house, "implementing")
    proposed = walked_to(house, "implementing")
    propose(house, house.staff.official, proposed.id, nonconformity_description="Trả trễ hạn")
    person, ids = app_of(role), {"slip": slip.id, "proposed": proposed.id}
    place, page = place.format(**ids), (page or place).format(**ids)
    before = unescape(person.get(page).text)

    kept = keep(person, place, **typed)

    shown = unescape(person.get(page).text)
    assert kept.status_code == 200, kept.text
    assert f'data-unsent="/unsent?place={place}' in before
    assert PUT_BACK in shown
    assert PUT_BACK not in before
    assert all(text in shown for text in typed.values())
    goes_on = re.search(r'href="(/unsent/\d+)"', person.get("/").text)
    assert goes_on
    assert PUT_BACK in person.get(goes_on.group(1), follow_redirects=True).text
    assert listed.stage == "with_secretary"
