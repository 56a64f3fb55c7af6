"""Evidence on the page of a record, with and without scripts: refused, added, looked at, saved."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from service.workflow.account.sign_in import who_is
from service.workflow.records.read_records import RecordFilter, list_records
from tests.archive.evidence_samples import a_pdf, picture
from tests.browser.desk import Desk
from tests.browser.served import Served


@pytest.fixture
def slip(served: Served) -> str:
    """The address of a slip that has not ended."""
    actor = who_is(served.office, served.token("secretary"))
    found = list_records(served.office, actor, RecordFilter(form="BM.CTCL.01")).rows
    return f"/records/{next(row.line.id for row in found if not row.stage.ended)}"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_refused_file_leaves_the_note_and_a_sound_one_is_listed(
    sit_down: Callable[..., Desk], slip: str, tmp_path: Path, scripts: bool
) -> None:
    desk = sit_down("secretary", java_script_enabled=scripts)
    page, sheet = desk.page, tmp_path / f"Ảnh chụp {scripts}.pdf"
    page.goto(slip)
    sheet.write_bytes(b"<svg/>")
    page.get_by_label("Nội dung bằng chứng").fill("Sổ giao nhận đã ký đủ")
    page.get_by_label("Tệp bằng chứng").set_input_files(sheet)

    page.get_by_role("button", name="Thêm bằng chứng").click()

    told = page.locator("#f-evidence_file-error")
    expect(told).to_contain_text("SVG và XML không được nhận")
    assert page.get_by_label("Nội dung bằng chứng").input_value() == "Sổ giao nhận đã ký đủ"

    sheet.write_bytes(a_pdf())
    page.get_by_label("Tệp bằng chứng").set_input_files(sheet)
    page.get_by_role("button", name="Thêm bằng chứng").click()

    page.get_by_text("Đã thêm bằng chứng.").wait_for()
    with page.expect_download() as saved:
        page.get_by_role("link", name=f"Tải về {sheet.name}").click()
    assert saved.value.suggested_filename == sheet.name
    assert saved.value.path().read_bytes() == sheet.read_bytes()


def test_a_picture_is_shown_in_a_sandbox(
    sit_down: Callable[..., Desk], slip: str, tmp_path: Path
) -> None:
    desk = sit_down("secretary")
    photo = tmp_path / "Ảnh tủ hồ sơ.png"
    photo.write_bytes(picture("PNG", (64, 48)))
    desk.page.goto(slip)
    desk.page.get_by_label("Tệp bằng chứng").set_input_files(photo)
    desk.page.get_by_role("button", name="Thêm bằng chứng").click()

    with desk.context.expect_page() as opened:
        desk.page.get_by_role("link", name=f"Xem {photo.name}").click()

    shown = opened.value
    shown.wait_for_load_state()
    width = shown.evaluate("document.images[0].naturalWidth")
    assert (width, shown.evaluate("window.origin")) == (64, "null")
    # The browser lays its picture out with styles of its own, and the sandbox refuses even those.
    desk.complaints = [each for each in desk.complaints if "inline style" not in each]
