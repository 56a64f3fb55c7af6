"""What is typed outlives leaving, other buttons of the page, an ended session, a moving button."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import FilePayload, Locator, Page, expect

from service.workflow.sample_data.load import PASSWORD
from tests.browser.axe import faults_as_it_stands
from tests.browser.desk import Desk
from tests.browser.served import PEOPLE
from tests.browser.story import Story
from tests.browser.story_people import analyse, direct
from tests.workflow.slips.walking import NEED, PROPOSE

TAKEN, RESULT = "Đã bổ sung bước kiểm tra & tập huấn.", "Từ 20/3 không còn hồ sơ thiếu chữ ký."


def carried_out(story: Story) -> Story:
    """The story of a slip that the official carries out, walked behind the windows."""
    story.sent()
    story.walks("unit_head", "need_action", NEED)
    story.walks("secretary", "consolidate", PROPOSE)
    story.walks("board", "direct", direct(story))
    story.walks("official", "submit_analysis", analyse(story))
    story.walks("unit_head", "countersign")
    story.walks("board", "approve", {"due_date": story.day(30)})
    return story


def signs_in_beside(desk: Desk, role: str) -> None:
    """Sign in as that person in another tab of the same browser."""
    tab = desk.context.new_page()
    tab.goto("/sign-in")
    tab.get_by_label("Tên đăng nhập").fill(PEOPLE[role])
    tab.get_by_label("Mật khẩu").fill(PASSWORD)
    tab.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    tab.wait_for_url("**/")
    tab.close()


def test_what_is_typed_in_a_panel_outlives_every_interruption(
    story: Story, sit_down: Callable[..., Desk]
) -> None:
    carried_out(story)
    # axe itself writes style attributes, which the content policy of the pages forbids.
    desk = sit_down("official", fresh=True, bypass_csp=True)
    panel = f"/records/{story.id}/moves/report_completion"
    page = desk.goto(panel)
    typed = desk.control("measures_taken")

    # Away before the second is over, and back from «Việc của tôi».
    typed.fill(TAKEN)
    page.get_by_role("link", name="Việc của tôi").first.click()
    page.get_by_role("link", name="Báo cáo hoàn thành").first.click()
    page.wait_for_url(f"**{panel}")
    expect(typed).to_have_value(TAKEN)
    expect(page.locator(".unsent-note")).to_contain_text("Tiếp tục nội dung chưa gửi lúc")
    assert faults_as_it_stands(page) == []

    # A file of evidence added beside what was just typed, with a note of its own.
    desk.control("results").fill(RESULT)
    page.get_by_label("Nội dung bằng chứng").fill("Danh sách lớp")
    file = FilePayload(name="lop.txt", mimeType="text/plain", buffer=b"01 Nguyen")
    page.get_by_label("Tệp bằng chứng").set_input_files(file)
    page.get_by_role("button", name="Thêm bằng chứng").click()
    page.get_by_text("Đã thêm bằng chứng.").wait_for()
    assert urlsplit(page.url).path == panel
    expect(typed).to_have_value(TAKEN)
    expect(desk.control("results")).to_have_value(RESULT)
    assert page.get_by_label("Nội dung bằng chứng").input_value() == ""

    # The session ends: the button says so where it is, and the text stays.
    desk.served.expire(desk.token)
    button = page.locator("#fill .btn-main[type=submit]")
    button.click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Phiên làm việc đã hết")
    expect(alert).to_be_focused()
    expect(alert.get_by_role("link", name="Đăng nhập ở thẻ mới")).to_be_in_viewport()
    assert urlsplit(page.url).path == panel
    assert faults_as_it_stands(page) == []

    # Somebody else signs in beside: nothing is sent in their name.
    signs_in_beside(desk, "unit_head")
    button.click()
    expect(alert).to_contain_text("Trang này do người khác mở")
    expect(typed).to_have_value(TAKEN)

    signs_in_beside(desk, "official")
    button.click()
    page.wait_for_url(f"**/records/{story.id}", timeout=60_000)
    assert story.stage == "awaiting_verification"
    assert page.locator(".unsent-note").count() == 0


def test_leaving_with_text_that_cannot_be_saved_is_asked_first(
    story: Story, sit_down: Callable[..., Desk]
) -> None:
    carried_out(story)
    desk = sit_down("official")
    page = desk.goto(f"/records/{story.id}/moves/report_completion")
    asked: list[str] = []
    # Once: the next reader of this window answers for themselves.
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.route(re.compile(r"/unsent\?"), lambda route: route.abort())
    desk.control("measures_taken").fill(TAKEN)
    link = page.get_by_role("link", name="Việc của tôi").first
    link.click()
    expect(page.get_by_role("alert")).to_contain_text("Bấm lần nữa để rời trang")
    link.click()
    page.wait_for_url("**/")

    assert asked == ["beforeunload"]
    desk.complaints = [each for each in desk.complaints if "ERR_FAILED" not in each]


def pressed_where_it_was(page: Page, button: Locator, saved: Callable[[], object]) -> None:
    """Press a button where it stands once all is saved, as long as a finger does."""
    button.scroll_into_view_if_needed()
    saved()
    at = button.bounding_box()
    assert at
    page.mouse.move(at["x"] + 20, at["y"] + at["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(120)
    page.mouse.up()


def test_the_first_click_after_an_error_is_never_lost(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("official", fresh=True)
    desk.take_up("BM.CTCL.01", "request")
    page, date = desk.page, desk.control("issue_date")
    button = page.locator("#fill [data-next]")
    desk.fill({"request_type": "corrective"})

    # An error that would come while the button is pressed: the page says it all the same.
    date.fill("31/02/2026")
    pressed_where_it_was(page, button, desk.saved)
    expect(page.locator("#error-summary")).to_contain_text("chỉ có 28 ngày")
    expect(page.locator("#error-summary")).to_be_focused()

    # And one that would go: «Tiếp tục» goes on.
    date.fill("27/02/2026")
    pressed_where_it_was(page, button, desk.saved)
    page.wait_for_url("**/parts/nonconformity")

    # With the session over, the note stands beside the button that was pressed.
    desk.served.expire(desk.token)
    page.locator("#fill [data-next]").click()
    expect(page.get_by_role("alert")).to_contain_text("Phiên làm việc đã hết")
    expect(page.get_by_role("alert")).to_be_focused()
    page.set_viewport_size({"width": 360, "height": 700})
    page.evaluate("scrollTo(0, 0)")
    page.locator(".phone-bar").get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_role("alert")).to_be_in_viewport()
    assert page.url.endswith("/parts/nonconformity")


def test_an_error_that_goes_leaves_its_space(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("official")
    desk.take_up("BM.CTCL.01", "request")
    page, date = desk.page, desk.control("issue_date")
    error = page.locator("[data-field=issue_date] .field-error")
    button = page.locator("#fill [data-next]")
    date.fill("31/02/2026")
    desk.control("issue_place").focus()
    expect(error).to_contain_text("chỉ có 28 ngày")
    before = button.bounding_box()

    date.fill("27/02/2026")
    desk.control("issue_place").focus()
    expect(error).to_be_hidden()

    assert button.bounding_box() == before
    expect(date).not_to_have_attribute("aria-invalid", "true")
    assert page.evaluate("document.getElementById('f-issue_date-error')") is None
