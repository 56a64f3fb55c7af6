"""The record list in a browser: rows that fit, tabs that follow filters, views saved by keys."""

from collections.abc import Callable

import pytest

from tests.browser.desk import Desk
from tests.browser.served import Served
from tests.browser.story import Story

SLIPS = "/records?form=BM.CTCL.01&group=open"
BROKEN = """() => [...document.querySelectorAll('.list-records .whole, .list-records .badge')]
  .filter(each => each.getClientRects().length > 1).map(each => each.textContent)"""
CHANGED = "was => document.querySelector('#groups a').innerText !== was"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("width", [1280, 1000, 360])
def test_no_date_breaks_and_nothing_scrolls_sideways(
    served: Served, sit_down: Callable[..., Desk], width: int
) -> None:
    Story(served, sit_down).sent()
    page = sit_down("secretary").goto(SLIPS)

    page.set_viewport_size({"width": width, "height": 900})

    assert page.locator(".list-records .whole").count() >= 2
    assert page.evaluate(BROKEN) == []
    assert page.evaluate(SIDEWAYS) == 0


def test_a_filter_changes_list_numbers_and_what_would_be_saved(
    served: Served, sit_down: Callable[..., Desk]
) -> None:
    Story(served, sit_down).sent()
    page = sit_down("secretary").goto(SLIPS)
    first = page.locator("#groups a").first
    before = first.inner_text()

    page.get_by_label("Đơn vị", exact=True).select_option(label="Thanh tra Sở")
    page.wait_for_url("**unit=*")

    page.wait_for_function(
        "was => document.querySelector('#groups a').innerText !== was", arg=before
    )
    assert page.locator("#views input[name=unit]").count() == 1
    assert page.locator("#views input[name=group]").input_value() == "open"


def test_a_view_is_saved_renamed_and_removed_without_the_mouse(
    served: Served, sit_down: Callable[..., Desk]
) -> None:
    page = sit_down("secretary").goto(SLIPS)
    summary = page.locator(".views-save summary")

    for name in ("Đang mở", "Phiếu đang mở"):
        summary.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Control+A")
        page.keyboard.type(name)
        page.keyboard.press("Enter")
        page.get_by_text(f"Đã lưu cách xem “{name}”.").wait_for()
        # What was done is told, and only then has the reader the focus to move.
        page.wait_for_function("() => document.activeElement !== document.body")
        assert page.locator(".chip[aria-current]").all_inner_texts() == [name]

    summary.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Bỏ cách xem này").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Đã bỏ cách xem “Phiếu đang mở”.").wait_for()
    assert page.locator(".chip").count() == 0
