"""People from an Excel sheet in the browser: the preview, the answers, the passwords to take."""

import io
from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from openpyxl import Workbook, load_workbook
from playwright.sync_api import Page

from service.workflow.people_sheets.read_sheet import COLUMNS
from tests.browser.desk import Desk
from tests.browser.test_every_page import faults_of_shape, turned, violations

HEAD = ("STT", *COLUMNS, "Ghi chú")
MAI = (1, "mai.excel", "Trần Thị Mai", "Văn thư", "Phòng Quản lí ngân sách", "", "Cán bộ", "mới")
NOBODY = (2, "nam.excel", "Lê Nam", "#N/A", "Văn phòng Sở", "", "Vua", "")


def a_sheet(*rows: tuple[object, ...]) -> bytes:
    book, kept = Workbook(), io.BytesIO()
    for row in (HEAD, *rows):
        book.worksheets[0].append(row)
    book.save(kept)
    return kept.getvalue()


def choose(page: Page, sheet: bytes) -> None:
    """Choose the file and look at what it would enter, as people of the sample data."""
    page.locator("#f-sample_rows").check()
    page.set_input_files(
        "#sheet", {"name": "nguoi.xlsx", "mimeType": "application/octet-stream", "buffer": sheet}
    )
    page.get_by_role("button", name="Xem trước").click()
    page.wait_for_url("**/people/import")


def test_axe_finds_nothing_on_a_preview_however_narrow_or_dark(
    sit_down: Callable[..., Desk],
) -> None:
    desk = sit_down("administrator", bypass_csp=True, reduced_motion="reduce")
    page, found = desk.page, []
    for rows in ((MAI,), (MAI, NOBODY)):
        desk.goto("/people")
        choose(page, a_sheet(*rows))
        page.evaluate(Axe().axe_script)
        for width in turned(page):
            found += [f"{width}: {each}" for each in (*faults_of_shape(desk), *violations(page))]

    assert found == []


def test_a_sheet_is_answered_entered_and_its_passwords_taken_as_excel(
    sit_down: Callable[..., Desk],
) -> None:
    desk = sit_down("administrator", accept_downloads=True)
    page = desk.goto("/people")
    choose(page, a_sheet(MAI))

    page.get_by_label("Phòng Quản lý ngân sách", exact=True).check()
    page.get_by_role("button", name="Nhập 1 người").click()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Tải Excel").click()

    password = page.locator(".list-passwords code").inner_text()
    sheet = load_workbook(io.BytesIO(taken.value.path().read_bytes())).worksheets[0]
    assert taken.value.suggested_filename == "mat-khau-tam.xlsx"
    assert [cell.value for cell in sheet[2]] == [
        "Trần Thị Mai",
        "Phòng Quản lý ngân sách",
        "mai.excel",
        password,
    ]


def test_on_paper_the_passwords_stand_alone(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("administrator")
    page = desk.goto("/people")
    choose(page, a_sheet(("", "hoa.excel", "Lê Hoa", "Văn thư", "Văn phòng Sở", "", "Cán bộ")))
    page.get_by_role("button", name="Nhập 1 người").click()
    page.locator(".list-passwords").wait_for()

    page.emulate_media(media="print")

    assert page.locator(".list-passwords").is_visible()
    assert not page.locator("#people-title").is_visible()
    assert not page.locator("#import-title").is_visible()
    page.emulate_media(media="screen")


def test_pressing_the_button_says_that_it_is_being_done(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("administrator")
    page = desk.goto("/people")
    page.evaluate("() => addEventListener('submit', event => event.preventDefault())")
    assert not page.locator("progress").is_visible()

    page.set_input_files(
        "#sheet", {"name": "a.xlsx", "mimeType": "application/octet-stream", "buffer": a_sheet(MAI)}
    )
    page.get_by_role("button", name="Xem trước").click()

    assert page.locator("progress").is_visible()
    assert page.get_by_text("Đang đọc tệp…").is_visible()
