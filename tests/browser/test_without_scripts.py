"""The whole way of a slip with JavaScript switched off: sign in, fill, rows, check, send."""

from collections.abc import Callable

from service.workflow.sample_data.load import PASSWORD
from tests.browser.desk import Desk
from tests.browser.served import PEOPLE


def test_a_slip_is_filled_checked_and_sent_without_javascript(
    sit_down: Callable[..., Desk],
) -> None:
    desk = sit_down(java_script_enabled=False)
    page = desk.goto("/")
    page.locator("#username").fill(PEOPLE["official"])
    page.locator("#password").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    desk.begin("BM.CTCL.01")

    page.check("[name=request_type][value=corrective]")
    desk.next()
    desk.control("nonconformity_description").fill("Hồ sơ trễ hạn & thiếu <chữ ký>")
    desk.next()
    desk.next()
    desk.next()
    page.locator(".card-deed button").click()
    summary = page.locator("#error-summary").inner_text()
    assert "Vui lòng chọn ít nhất một nguồn thông tin." in summary

    page.locator("#error-summary a").click()
    page.check("[name=sources][value=internal_audit]")
    desk.next()
    desk.next()
    assert "Hồ sơ trễ hạn & thiếu <chữ ký>" in page.locator(".answers").all_inner_texts()[1]
    page.locator(".card-deed button").click()

    page.wait_for_url("**/records/*")
    assert "Phiếu" in page.locator("h1").inner_text()


def test_rows_are_added_moved_and_deleted_by_the_server_too(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("secretary", java_script_enabled=False)
    desk.begin("BM.CTCL.02")
    page = desk.page
    page.locator("[data-task=people] a").click()

    desk.control("attendees-0-name").fill("Lê Thanh Vân")
    page.locator("[data-row-add]").click()
    desk.control("attendees-1-name").fill("Ngô Hải Yến")
    page.locator("button[value='up:attendees-1']").click()
    assert desk.control("attendees-0-name").input_value() == "Ngô Hải Yến"
    page.locator("button[value='delete:attendees-1']").click()

    assert desk.control("attendees-0-name").input_value() == "Ngô Hải Yến"
    assert desk.control("attendees-1-name").count() == 0


def test_the_language_and_the_theme_are_switched_by_the_server_too(
    sit_down: Callable[..., Desk],
) -> None:
    desk = sit_down("official", java_script_enabled=False)
    page = desk.goto("/")

    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.locator("details.menu summary").last.click()
    page.locator("button[name=theme][value=dark]").click()

    assert page.locator("html").get_attribute("data-theme") == "dark"
