"""The consolidated list in a browser: ticks counted, all or none at once, faults kept in place."""

from collections.abc import Callable

from tests.browser.desk import Desk


def test_ticks_are_counted_and_nothing_typed_is_lost(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("secretary")
    page = desk.goto("/lists/consolidated")
    boxes = page.locator("input[name=pick]")
    count = boxes.count()
    assert count >= 1
    assert page.get_by_role("button", name="Lập Bảng tổng hợp", exact=True).is_visible()

    page.get_by_role("link", name="Chọn tất cả").click()

    assert page.get_by_role("button", name=f"Lập Bảng tổng hợp ({count} phiếu)").is_visible()
    assert page.locator("#announcer").text_content() == f"Đã chọn {count} phiếu"
    page.get_by_role("button", name="Bỏ chọn").click()
    boxes.first.check()
    page.get_by_role("button", name="Lập Bảng tổng hợp (1 phiếu)").click()
    page.locator("#error-summary").wait_for()
    assert page.locator("input[name=pick]:checked").count() == 1
    assert page.locator("textarea[aria-invalid=true]").count() == 1
