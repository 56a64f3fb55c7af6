"""The consolidated list in a browser: ticks counted, all or none at once, faults kept in place."""

from collections.abc import Callable

from tests.browser.desk import Desk
from tests.browser.served import Served
from tests.browser.story import Story
from tests.workflow.slips.walking import NEED


def test_ticks_are_counted_and_nothing_typed_is_lost(
    served: Served, sit_down: Callable[..., Desk]
) -> None:
    for _ in range(2):
        Story(served, sit_down).sent().walks("unit_head", "need_action", NEED)
    page = sit_down("secretary").goto("/lists/consolidated")
    boxes = page.locator("input[name=pick]")
    count = boxes.count()
    assert count >= 2
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
