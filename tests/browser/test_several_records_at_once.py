"""Several records at once in a real browser: the bar, the progress, its end told, the file."""

import re
from collections.abc import Callable

import pikepdf
import pytest
from playwright.sync_api import expect

from tests.browser.axe import faults_as_it_stands
from tests.browser.desk import Desk


def test_several_records_are_ticked_made_into_one_pdf_and_fetched(
    sit_down: Callable[..., Desk],
) -> None:
    desk = sit_down("secretary")
    page = desk.goto("/records")
    expect(page.locator("[data-bulk]")).to_be_hidden()
    boxes = page.locator("input[name=pick]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    bar = page.locator("#bulk")
    expect(bar).to_contain_text("Đã chọn 2 phiếu")

    bar.get_by_role("button", name="In 2 phiếu").click()
    expect(page.locator("#announcer")).to_have_text("Đang tạo: Tệp in 2 phiếu.")
    expect(page.locator("[data-bundle-end]")).to_be_visible(timeout=60_000)

    expect(page.locator("#announcer")).to_have_text("Tệp in 2 phiếu đã tạo xong.")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải tệp PDF").click()
    with pikepdf.open(waiting.value.path()) as pdf, pdf.open_outline() as outline:
        assert len(outline.root) == 2
    desk.goto("/")
    expect(page.locator("#bundles-title")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_bar_is_sound_and_unticking_puts_it_away(
    sit_down: Callable[..., Desk], width: int
) -> None:
    desk = sit_down("secretary", bypass_csp=True, viewport={"width": width, "height": 800})
    page = desk.goto("/records")
    page.locator("input[name=pick]").first.check()

    found = faults_as_it_stands(page)
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.get_by_role("button", name="Chọn hết").click()
    expect(page.get_by_role("button", name="Bỏ chọn")).to_be_focused()
    page.get_by_role("button", name="Bỏ chọn").click()

    assert found == []
    assert wide <= 0
    expect(page.locator("[data-bulk]")).to_be_hidden()
    expect(page.locator("input[name=pick]").first).to_be_focused()


def test_without_scripts_the_same_is_a_page_of_its_own(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("secretary", java_script_enabled=False)
    page = desk.goto("/records")
    page.locator("input[name=pick]").first.check()

    page.get_by_role("button", name="Tải các phiếu đã chọn (ZIP)").click()

    expect(page).to_have_url(re.compile("/bundles/b"))
    expect(page.locator("h1")).to_have_text("Tệp ZIP 1 phiếu")
