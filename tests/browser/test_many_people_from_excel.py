"""Five hundred people entered in the browser: how far it is, in figures, whatever runs there."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from service.workflow.people_sheets.read_sheet import MOST_ROWS
from tests.browser.desk import Desk
from tests.browser.test_people_from_excel import MAI, a_sheet, choose

STEP = re.compile(r"Đã nhập (\d+) / 500 người")


def the_rows() -> str:
    """As many rows as a sheet may have; the last is refused, so that nobody is left behind."""
    told = [
        (f"nguoi{at}", f"Nguyễn Văn {at}", "Chuyên viên", "Văn phòng Sở", "", "Cán bộ", "")
        for at in range(MOST_ROWS)
    ]
    told[-1] = (*told[-1][:5], "Vua", "")
    rows = [["Trang 1", at, [["", text] for text in row]] for at, row in enumerate(told, 2)]
    return json.dumps(rows, ensure_ascii=False)


def seen_until_the_end(page: Page) -> list[int]:
    """The figures that lay on top, one after another, until the answer stood there."""
    seen: list[int] = []
    page.locator(".step").first.wait_for()
    while not page.locator("h1").count():
        top = page.locator(".step").last
        if top.is_visible() and (found := STEP.fullmatch(top.inner_text().strip())):
            seen += [int(found.group(1))] if int(found.group(1)) not in seen else []
    return seen


@pytest.mark.parametrize("scripts", [True, False])
def test_the_page_counts_the_people_and_then_shows_what_came_of_them(
    scripts: bool, sit_down: Callable[..., Desk]
) -> None:
    desk = sit_down("administrator", java_script_enabled=scripts)
    page = desk.goto("/people")
    choose(page, a_sheet((*MAI[:4], "Văn phòng Sở", *MAI[5:7], "")))
    page.locator("[name=rows]").evaluate("(field, rows) => { field.value = rows; }", the_rows())

    page.get_by_role("button", name="Nhập 1 người").click(no_wait_after=True)
    seen = seen_until_the_end(page)
    page.locator("#error-summary").wait_for()

    assert len(seen) > 2
    assert seen == sorted(seen)
    assert "Dòng 501: Vai trò" in page.locator("#error-summary").inner_text()
    assert not page.locator(".step").last.is_visible()
    assert page.url.endswith("/people/import")
    assert desk.complaints == []
