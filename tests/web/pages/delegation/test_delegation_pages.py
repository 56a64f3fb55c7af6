"""The page of delegations: giving one, seeing both sides, taking it back, its paper."""

import re
from collections.abc import Callable

import pytest

from tests.builders import House, a_slip
from tests.docx_text import controls
from tests.web.conftest import Browser

OpenBrowser = Callable[[str], Browser]
TYPED = {
    "what": "role:director",
    "receiver": "Đặng Thị Ngọc Lan (lan)",
    "authority": "TUQ",
    "from_day": "05/03/2026",
    "to_day": "20/03/2026",
    "scope": "Kiểm tra, xác nhận kết quả\r\ncủa các phiếu quý I",
}


def given(browser: Browser, **but: str) -> str:
    """The page after delegating."""
    return browser.post("/delegations", {**TYPED, **but}, follow_redirects=True).text


def test_who_holds_a_role_gives_it_and_both_see_it(app_of: OpenBrowser) -> None:
    director = app_of("director")

    page = given(director)

    assert "Đã ủy quyền cho Đặng Thị Ngọc Lan." in page
    assert "Đang hiệu lực" in page
    board = app_of("board").get("/delegations").text
    assert "Võ Đình Khải" in board
    assert "05/03/2026 đến 20/03/2026" in board
    assert "Thu hồi…" in page
    assert "Thu hồi…" not in board


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(
    app_of: OpenBrowser,
) -> None:
    answer = app_of("director").post("/delegations", {**TYPED, "to_day": "04/03/2026", "scope": ""})

    assert answer.status_code == 422
    assert 'href="#f-to_day"' in answer.text
    assert 'href="#f-scope"' in answer.text
    assert "khoản 3 Điều 13" in answer.text
    assert 'value="Đặng Thị Ngọc Lan (lan)"' in answer.text
    assert '<option value="role:director" selected>' in answer.text


def test_who_has_nothing_to_give_reads_why(official: Browser) -> None:
    page = official.get("/delegations").text

    assert "Trưởng đơn vị ủy quyền được vai trò của mình" in page
    assert 'name="receiver"' not in page


def test_passing_on_is_refused_with_the_rule(app_of: OpenBrowser) -> None:
    given(app_of("director"))

    answer = app_of("board").post("/delegations", {**TYPED, "receiver": "chau"})

    assert answer.status_code == 403
    assert "không được ủy quyền lại" in answer.text


def test_a_delegation_is_taken_back_after_asking(app_of: OpenBrowser) -> None:
    director = app_of("director")
    address = re.search(r"/delegations/\d+/revoke", given(director))
    assert address is not None

    asked = director.get(address[0]).text
    after = director.post(address[0], follow_redirects=True).text

    assert "không ký thay anh/chị được nữa" in asked
    assert "Đã thu hồi ủy quyền của Đặng Thị Ngọc Lan." in after
    assert "Không còn gì để thu hồi" in director.get(address[0]).text


def test_a_slip_is_offered_by_its_link_and_its_history_names_both(
    app_of: OpenBrowser, house: House
) -> None:
    slip = a_slip(house.office, house.staff.official).record_id
    director = app_of("director")

    page = director.get(f"/delegations?record={slip}").text
    given(director, what=f"record:{slip}", receiver="phuoc")

    assert f'<option value="record:{slip}" selected>' in page
    seen = app_of("stranger").get(f"/records/{slip}")
    assert seen.status_code == 200
    assert (
        "<strong>Võ Đình Khải</strong> ủy quyền cho Nguyễn Hữu Phước (TUQ.) từ 05/03/2026"
        in seen.text
    )


@pytest.mark.parametrize("record", ["r1", "x" * 300, "\x00", "' or 1=1"])
def test_a_slip_nobody_knows_is_not_offered(app_of: OpenBrowser, record: str) -> None:
    page = app_of("director").get("/delegations", query_string={"record": record})

    assert page.status_code == 200
    assert "<option value=record:" not in page.text


def test_the_paper_is_handed_out_as_word(app_of: OpenBrowser) -> None:
    director = app_of("director")
    address = re.search(r"/delegations/\d+/paper\.docx", given(director))
    assert address is not None

    paper = director.get(address[0])

    assert paper.data.startswith(b"PK")
    assert "O-07" in paper.headers["Content-Disposition"]


def test_the_copy_offered_beside_the_paper_has_no_control(app_of: OpenBrowser) -> None:
    director = app_of("director")
    offered = re.search(r'"(/delegations/\d+/paper\.docx)\?plain=1"', given(director))
    assert offered is not None

    word, copy = director.get(offered[1]), director.get(f"{offered[1]}?plain=1")

    assert controls(word.data) > 0
    assert controls(copy.data) == 0
    assert "_khong-o-nhap.docx" in copy.headers["Content-Disposition"]


def test_the_secretary_reads_all_and_in_english_too(app_of: OpenBrowser) -> None:
    given(app_of("director"))
    secretary = app_of("secretary")
    secretary.client.set_cookie("ctcl_lang", "en")

    page = secretary.get("/delegations").text

    assert "Delegations in the agency" in page
    assert "In force" in page
