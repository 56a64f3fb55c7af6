"""A sheet of people on the page: shown first, asked about, entered, its passwords to take away."""

import base64
import html
import io
import re
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from werkzeug.test import TestResponse

from service.workflow.people.people import list_people, list_units
from service.workflow.people_sheets.read_sheet import COLUMNS
from tests.builders import BUDGET, House
from tests.web.conftest import Browser

HEAD = (*COLUMNS, "Thư điện tử", "Ghi chú")
LAN = ("lan2", "Lê Thị Lan", "Chuyên viên", BUDGET, "", "Cán bộ", "lan2@x.vn", "")
NEW = ("mai", "Trần Mai", "Văn thư", "Phòng Quản lí ngân sách", "", "Cán bộ", "", "mới")


def a_sheet(*rows: tuple[str, ...]) -> io.BytesIO:
    book, file = Workbook(), io.BytesIO()
    for row in (HEAD, *rows):
        book.worksheets[0].append(row)
    book.save(file)
    file.seek(0)
    return file


def send(browser: Browser, *rows: tuple[str, ...], **more: Any) -> TestResponse:
    """What the page answers to a sheet of these rows."""
    sent = {"sheet": (a_sheet(*rows), "nguoi.xlsx"), **more}
    return browser.post("/people/import", sent, content_type="multipart/form-data")


def rows_shown(page: TestResponse) -> str:
    """The rows that the page would send back."""
    found = re.search(r'name="rows" value="([^"]*)"', page.text)
    assert found is not None
    return html.unescape(found.group(1))


def usernames(house: House) -> set[str]:
    return {each.username for each in list_people(house.office, house.staff.administrator)}


def test_the_form_asks_for_a_preview_and_a_preview_enters_nobody(
    administrator: Browser, house: House
) -> None:
    form = administrator.get("/people").text

    page = send(administrator, LAN, preview="1")

    assert '<input type="hidden" name="preview" value="1">' in form
    assert page.status_code == 200
    assert "Lê Thị Lan" in page.text
    assert "Nhập 1 người" in page.text
    assert "lan2" not in usernames(house)


def test_the_rows_shown_are_entered_once_agreed(administrator: Browser, house: House) -> None:
    shown = rows_shown(send(administrator, LAN, preview="1"))

    page = administrator.post("/people/import", {"rows": shown})

    assert page.status_code == 200
    assert "Lê Thị Lan (lan2)" in page.text
    assert "lan2" in usernames(house)
    assert administrator.post("/people/import", {"rows": shown}).status_code == 422


def test_a_unit_nobody_knows_is_asked_about_before_anybody_is_entered(
    administrator: Browser, house: House
) -> None:
    page = send(administrator, LAN, NEW, preview="1")
    shown = rows_shown(page)

    unanswered = administrator.post("/people/import", {"rows": shown})
    before = usernames(house)
    entered = administrator.post("/people/import", {"rows": shown, "unit-0": BUDGET})

    assert "Chưa có đơn vị «Phòng Quản lí ngân sách»" in page.text
    assert f'value="{BUDGET}"' in page.text
    assert unanswered.status_code == 422
    assert 'href="#f-unit-0"' in unanswered.text
    assert before.isdisjoint({"lan2", "mai"})
    assert entered.status_code == 200
    assert len(list_units(house.office, house.staff.administrator)) == 5


def test_a_new_unit_needs_its_abbreviation_beside_its_field(
    administrator: Browser, house: House
) -> None:
    shown = rows_shown(send(administrator, NEW, preview="1"))
    new = {"rows": shown, "unit-0": "+"}

    refused = administrator.post("/people/import", new)
    entered = administrator.post("/people/import", {**new, "abbreviation-0": "QLN"})

    assert refused.status_code == 422
    assert 'href="#f-abbreviation-0"' in refused.text
    assert rows_shown(refused) == shown
    assert "Đã thêm đơn vị: Phòng Quản lí ngân sách." in entered.text
    units = list_units(house.office, house.staff.administrator)
    assert "QLN" in {unit.abbreviation for unit in units}


def test_what_is_left_out_is_named_before_anything_is_entered(
    administrator: Browser, house: House
) -> None:
    at_once = send(administrator, (*LAN[:7], "mới"))

    assert at_once.status_code == 422
    assert "cột H «Ghi chú» không đọc (ô H2)" in at_once.text
    assert "lan2" not in usernames(house)
    assert administrator.post("/people/import", {"rows": rows_shown(at_once)}).status_code == 200


def test_a_faulty_sheet_is_shown_with_its_faults_and_nothing_to_press(
    administrator: Browser,
) -> None:
    page = send(administrator, (*LAN[:2], "#N/A", *LAN[3:]), preview="1")

    assert page.status_code == 422
    assert "<title>Lỗi: Xem trước khi nhập" in page.text
    assert 'href="#row-0">Dòng 2: Chức vụ: Ô C2 đang báo lỗi #N/A' in page.text
    assert 'id="row-0"' in page.text
    assert 'name="rows"' not in page.text


def test_passwords_come_as_an_excel_file_within_the_page_that_shows_them_once(
    administrator: Browser, house: House
) -> None:
    shown = rows_shown(send(administrator, LAN, preview="1"))
    page = administrator.post("/people/import", {"rows": shown})

    found = re.search(r'href="data:[^;]+;base64,([^"]+)" download="mat-khau-tam.xlsx"', page.text)
    assert found is not None
    sheet = load_workbook(io.BytesIO(base64.b64decode(found.group(1)))).worksheets[0]
    head, line = sheet.iter_rows(values_only=True)
    assert head == ("Họ và tên", "Đơn vị", "Tên đăng nhập", "Mật khẩu tạm")
    assert line[:3] == ("Lê Thị Lan", BUDGET, "lan2")
    assert f"<code>{line[3]}</code>" in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert str(line[3]) not in administrator.get("/people").text


@pytest.mark.parametrize("role", ["official", "secretary"])
def test_only_the_administrator_sees_what_a_sheet_would_enter(
    role: str, request: pytest.FixtureRequest
) -> None:
    browser: Browser = request.getfixturevalue(role)

    assert send(browser, LAN, preview="1").status_code == 403
    assert browser.post("/people/import", {"rows": "[]"}).status_code in {403, 422}


def test_an_abbreviation_with_a_letter_like_d_is_corrected_before_anybody_is_entered(
    administrator: Browser, house: House
) -> None:
    shown = rows_shown(send(administrator, NEW, preview="1"))
    typed = {"unit-0": "+", "abbreviation-0": "Q\u00d0-TC"}

    page = administrator.post(
        "/people/import", {"rows": shown, **typed, "convert": "abbreviation-0"}
    )

    assert page.status_code == 200
    assert 'value="QĐ-TC"' in page.text
    assert rows_shown(page) == shown
    assert "mai" not in usernames(house)
