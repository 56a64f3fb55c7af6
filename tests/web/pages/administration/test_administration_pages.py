"""People, units and the letterhead."""

import io

import pytest
from openpyxl import Workbook

from service.workflow.people_sheets.read_sheet import COLUMNS
from tests.builders import BUDGET, House
from tests.web.conftest import Browser

NEW = {
    "full_name": "Ngô Thị Bích Ngọc",
    "username": "ngoc",
    "title": "Chuyên viên",
    "unit_name": BUDGET,
    "roles": ["official", "auditor"],
}


def a_sheet(*rows: tuple[str, ...]) -> io.BytesIO:
    book, file = Workbook(), io.BytesIO()
    for row in (COLUMNS, *rows):
        book.active.append(row)
    book.save(file)
    file.seek(0)
    return file


def test_a_new_person_gets_a_first_password_shown_once(administrator: Browser) -> None:
    answer = administrator.post("/people", NEW)

    assert answer.status_code == 200
    assert "Ngô Thị Bích Ngọc (ngoc)" in answer.text
    assert "Cán bộ, Chuyên gia đánh giá" in answer.text
    assert "chỉ hiện một lần" not in administrator.get("/people").text


def test_a_taken_user_name_is_refused_beside_its_field(administrator: Browser) -> None:
    answer = administrator.post("/people", {**NEW, "username": "bao"})

    assert answer.status_code == 422
    assert 'href="#f-username"' in answer.text
    assert 'value="Ngô Thị Bích Ngọc"' in answer.text


def test_a_person_is_changed_and_closed_and_opened_again(
    administrator: Browser, house: House
) -> None:
    page = f"/people/{house.staff.stranger.person_id}"
    changed = administrator.post(page, {**NEW, "username": "phuoc"}, follow_redirects=True)
    closed = administrator.post(f"{page}/active", {"active": "0"}, follow_redirects=True)
    opened = administrator.post(f"{page}/active", {"active": "1"}, follow_redirects=True)

    assert "Ngô Thị Bích Ngọc" in changed.text
    assert "Ngừng sử dụng</span>" in closed.text
    assert "Đang dùng" in opened.text


def test_nobody_resets_their_own_password(administrator: Browser, house: House) -> None:
    own = f"/people/{house.staff.administrator.person_id}"

    assert f'action="{own}/password"' not in administrator.get(own).text
    assert administrator.post(f"{own}/password").status_code == 403
    assert f"/people/{house.staff.stranger.person_id}/password" in (
        administrator.get(f"/people/{house.staff.stranger.person_id}").text
    )


def test_nobody_closes_their_own_account(administrator: Browser, house: House) -> None:
    own = house.staff.administrator.person_id

    answer = administrator.post(f"/people/{own}/active", {"active": "0"})

    assert answer.status_code == 422
    assert "nhờ quản trị viên khác" in answer.text


def test_an_unknown_person_is_not_there(administrator: Browser) -> None:
    assert administrator.get("/people/999999").status_code == 404


def test_a_sheet_of_people_is_entered_with_passwords(administrator: Browser) -> None:
    sheet = a_sheet(("lan2", "Lê Thị Lan", "Chuyên viên", BUDGET, "QLNS", "Cán bộ"))

    answer = administrator.post(
        "/people/import", {"sheet": (sheet, "nguoi.xlsx")}, content_type="multipart/form-data"
    )

    assert answer.status_code == 200
    assert "Lê Thị Lan (lan2)" in answer.text


def test_a_bad_row_of_a_sheet_is_told_with_its_number(administrator: Browser) -> None:
    sheet = a_sheet(("lan2", "Lê Thị Lan", "Chuyên viên", BUDGET, "QLNS", "Thủ kho"))

    answer = administrator.post(
        "/people/import", {"sheet": (sheet, "nguoi.xlsx")}, content_type="multipart/form-data"
    )

    assert answer.status_code == 422
    assert "Dòng 2:" in answer.text
    assert "Thủ kho" in answer.text


def test_what_is_no_sheet_is_told_so(administrator: Browser) -> None:
    answer = administrator.post(
        "/people/import",
        {"sheet": (io.BytesIO(b"khong phai"), "a.xlsx")},
        content_type="multipart/form-data",
    )

    assert answer.status_code == 422
    assert "Không đọc được tệp Excel" in answer.text


def test_units_are_added_renamed_and_closed(administrator: Browser) -> None:
    added = administrator.post(
        "/units", {"name": "Phòng Tin học", "abbreviation": "TH"}, follow_redirects=True
    )
    page = added.text.split("Phòng Tin học")[0].rsplit('href="', 1)[1].split('"')[0]
    renamed = administrator.post(
        page, {"name": "Phòng Tin học và Thống kê", "abbreviation": "THTK"}, follow_redirects=True
    )
    closed = administrator.post(f"{page}/active", {"active": "0"}, follow_redirects=True)

    assert "Phòng Tin học và Thống kê" in renamed.text
    assert "Ngừng sử dụng</span>" in closed.text


def test_a_unit_needs_a_name(administrator: Browser) -> None:
    answer = administrator.post("/units", {"name": " ", "abbreviation": "TH"})

    assert answer.status_code == 422
    assert 'href="#f-name"' in answer.text


def test_the_letterhead_is_changed_and_shown_as_it_will_print(secretary: Browser) -> None:
    page = secretary.get("/settings").text
    sent = {name: "X" for name in page.split('name="')[1:] if name.startswith("agency")}
    texts = _settings(page) | {"place_name": "Nha Trang"}

    answer = secretary.post("/settings", {**sent, **texts}, follow_redirects=True)

    assert "Nha Trang, ngày …… tháng …… năm ……" in answer.text


def test_the_typed_letterhead_is_drawn_before_it_is_saved(secretary: Browser) -> None:
    texts = _settings(secretary.get("/settings").text) | {"iso_body_name": "BAN CHỈ ĐẠO ISO"}

    drawn = secretary.post("/settings/preview", texts).text

    assert '<p class="head-bold">BAN CHỈ ĐẠO ISO</p>' in drawn
    assert "BAN CHỈ ĐẠO ISO" not in secretary.get("/settings").text


def test_an_empty_setting_is_named(secretary: Browser) -> None:
    texts = _settings(secretary.get("/settings").text) | {"agency_name": ""}

    answer = secretary.post("/settings", texts)

    assert answer.status_code == 422
    assert "Tên cơ quan ban hành" in answer.text
    assert 'href="#f-agency_name"' in answer.text


def test_who_approves_the_slip_is_chosen_on_the_settings_page(secretary: Browser) -> None:
    page = secretary.get("/settings").text
    texts = _settings(page)
    before = 'value="iso_board" id="f-car_approver_role" checked'

    secretary.post("/settings", {**texts, "car_approver_role": "director"})
    after = secretary.get("/settings").text

    assert "Người phê duyệt giải pháp trên phiếu" in page
    assert before in page
    assert before not in after
    assert 'value="director" checked' in after


@pytest.mark.parametrize("address", ["/people", "/units", "/settings", "/people/1", "/units/1"])
def test_clerks_have_no_business_in_the_administration(official: Browser, address: str) -> None:
    assert official.get(address).status_code == 403


def _settings(page: str) -> dict[str, str]:
    """The letterhead as the page has it."""
    fields = [part.split('"', 1) for part in page.split('id="f-')[1:]]
    found = {}
    for name, rest in fields:
        if f'name="{name}" value="' in rest:
            found[name] = rest.split('value="')[1].split('"')[0]
    return {name: value for name, value in found.items() if "_hint" not in name}


def test_a_large_sheet_comes_through_and_is_judged_as_a_sheet(administrator: Browser) -> None:
    head = f'--b\r\nContent-Disposition: form-data; name="csrf_token"\r\n\r\n{administrator.token}'
    file = '\r\n--b\r\nContent-Disposition: form-data; name="sheet"; filename="lon.xlsx"\r\n\r\n'
    body = f"{head}{file}".encode() + b"x" * 2_000_000 + b"\r\n--b--\r\n"

    answer = administrator.client.post(
        "/people/import", data=body, content_type="multipart/form-data; boundary=b"
    )

    assert answer.status_code == 422
    assert "Không đọc được tệp Excel" in answer.text
