"""From the sign-in page to a slip that is sent, without touching the mouse."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from service.workflow.sample_data.load import PASSWORD
from tests.browser.desk import Desk
from tests.browser.served import PEOPLE

MOST_STEPS = 80


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until that control has the focus, and see at every step where the focus is."""
    for _ in range(MOST_STEPS):
        page.keyboard.press(key)
        assert focus_is_visible(page), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab never came to {selector}")


def focus_is_visible(page: Page) -> bool:
    """Whether what has the focus shows it by a ring of its own or of the box around it."""
    return bool(
        page.evaluate(
            """() => { const at = document.activeElement;
            if (at === document.body) return true;
            return [at, at.closest("label"), at.parentElement].filter(Boolean).some(each => {
              const look = getComputedStyle(each);
              return look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2; }); }"""
        )
    )


def test_a_slip_is_sent_without_the_mouse(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down()
    page = desk.goto("/sign-in")
    keys = page.keyboard

    tab_to(page, "#username")
    keys.type(PEOPLE["official"])
    tab_to(page, "#password")
    keys.type(PASSWORD)
    keys.press("Enter")
    page.wait_for_url("**/")

    tab_to(page, "a[href='/forms']")
    keys.press("Enter")
    page.wait_for_url("**/forms")
    tab_to(page, "form:has([value='BM.CTCL.01']) button")
    keys.press("Enter")
    page.wait_for_url("**/parts/request")

    tab_to(page, "[name=request_type]")
    keys.press("ArrowDown")
    keys.press("ArrowUp")
    expect(page.locator("[name=request_type]:checked")).to_have_count(1)
    keys.press("Control+Enter")
    page.wait_for_url("**/parts/nonconformity")
    tab_to(page, "[name=nonconformity_description]")
    keys.type("Hồ sơ QT-0801 trả kết quả trễ 02 ngày")
    keys.press("Control+Enter")
    page.wait_for_url("**/parts/sources")
    tab_to(page, "[name=sources]")
    keys.press("Space")
    tab_to(page, "[data-next]")
    keys.press("Enter")
    page.wait_for_url("**/parts/treated")
    keys.press("Control+Enter")
    page.wait_for_url("**/check")
    tab_to(page, ".card-deed button")
    keys.press("Enter")
    page.wait_for_url("**/records/*")

    expect(page.locator("h1")).to_be_focused()
    assert "Phiếu" in page.locator("h1").inner_text()


def test_the_first_tab_offers_to_skip_to_the_content(sit_down: Callable[..., Desk]) -> None:
    page = sit_down("official").goto("/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_ctrl_k_goes_to_the_search_and_a_question_mark_opens_the_help(
    sit_down: Callable[..., Desk],
) -> None:
    page = sit_down("official").goto("/records")
    help_box = page.locator("dialog#keys")

    page.keyboard.press("Control+k")
    expect(page.locator("[data-search]")).to_be_focused()
    page.keyboard.type("?")
    expect(help_box).to_be_hidden()

    page.locator("h1").focus()
    page.keyboard.press("?")
    expect(help_box).to_be_visible()
    page.keyboard.press("Escape")
    expect(help_box).to_be_hidden()
    expect(page.locator("h1")).to_be_focused()


def test_escape_closes_the_calendar_and_the_menu_and_returns_to_their_buttons(
    sit_down: Callable[..., Desk],
) -> None:
    desk = sit_down("official")
    desk.take_up("BM.CTCL.01", "request")
    page = desk.page

    tab_to(page, "[data-calendar]")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Chọn ngày")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-calendar]").first).to_be_focused()

    account = page.locator("details.menu summary").last
    account.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_hidden()
    expect(account).to_be_focused()


def test_a_day_is_chosen_in_the_calendar_with_the_arrows(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("official")
    desk.take_up("BM.CTCL.01", "request")
    page, date = desk.page, desk.control("issue_date")
    date.fill("05/03/2026")

    tab_to(page, "[data-calendar]")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")

    expect(date).to_have_value("13/03/2026")
    expect(date).to_be_focused()


def test_enter_in_a_short_form_does_what_its_button_says(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("secretary")
    page = desk.goto("/categories")

    page.get_by_label("Tên nhóm nội dung").fill("Sổ công văn thiếu số")
    page.keyboard.press("Enter")

    expect(page.locator(".list a.row-title", has_text="Sổ công văn thiếu số")).to_be_visible()
