"""What a page says to wrong input, and that nothing typed is ever lost."""

from collections.abc import Callable

from playwright.sync_api import expect

from service.workflow.sample_data.load import PASSWORD
from tests.browser.desk import Desk, words
from tests.browser.served import PEOPLE
from tests.browser.windows import PATIENCE

TYPED = "Trễ hạn trả kết quả 02 ngày & thiếu chữ ký"
# «Báo cáo đánh giá nội bộ» as TCVN3 (.VnTime) stores it.
LEGACY = "QT.QLNS.03; B¸o c¸o ®¸nh gi¸ néi bé sè 05/BC-ISO"
UNICODE = "QT.QLNS.03; Báo cáo đánh giá nội bộ số 05/BC-ISO"


def at_the_second_part(desk: Desk) -> Desk:
    desk.take_up("BM.CTCL.01", "nonconformity")
    return desk


def test_sending_too_early_shows_every_fault_with_a_link_and_keeps_what_was_typed(
    sit_down: Callable[..., Desk],
) -> None:
    desk = at_the_second_part(sit_down("official"))
    page = desk.page
    desk.control("related_documents").fill(TYPED)
    page.get_by_role("link", name="Kiểm tra lại và gửi").click()
    page.wait_for_url("**/check")

    page.get_by_role("button", name="Gửi Trưởng đơn vị").click()

    summary = page.locator("#error-summary")
    expect(summary).to_be_focused()
    assert page.title().startswith("Lỗi:")
    assert words(summary.locator("li").all_inner_texts()) == [
        "Vui lòng chọn «Loại yêu cầu».",
        "Vui lòng mô tả sự không phù hợp.",
        "Vui lòng chọn ít nhất một nguồn thông tin.",
    ]
    summary.get_by_role("link", name="Vui lòng mô tả").click()
    page.wait_for_url("**/nonconformity?all=1#*")
    field = desk.control("nonconformity_description")
    assert desk.control("related_documents").input_value() == TYPED
    assert "Vui lòng mô tả sự không phù hợp." in page.locator(".field-bad").inner_text()

    page.locator("#error-summary").get_by_role("link", name="Vui lòng mô tả").click()
    expect(field).to_be_focused()


def test_an_impossible_date_gets_its_sentence_beside_the_field_and_stays(
    sit_down: Callable[..., Desk],
) -> None:
    desk = at_the_second_part(sit_down("official"))
    date = desk.control("requested_on")

    date.fill("31/06/2026")
    desk.control("requester_name").focus()

    error = desk.page.locator("[data-field=requested_on] .field-error")
    expect(error).to_contain_text("Tháng 6 chỉ có 30 ngày")
    expect(date).to_have_attribute("aria-invalid", "true")
    assert "requested_on-error" in (date.get_attribute("aria-describedby") or "")
    desk.page.locator("#fill [data-next]").click()
    expect(desk.page.locator("#error-summary")).to_be_focused()
    expect(date).to_have_value("31/06/2026")

    date.fill("30/06/2026")
    desk.control("requester_name").focus()
    expect(error).to_be_hidden()


def test_text_in_an_old_font_is_converted_on_request_and_taken_back(
    sit_down: Callable[..., Desk],
) -> None:
    desk = at_the_second_part(sit_down("official"))
    field = desk.control("related_documents")

    field.fill(LEGACY)
    offer = desk.page.locator("[data-legacy=related_documents]")
    expect(offer.locator("[data-legacy-text]")).to_have_text(UNICODE)
    offer.get_by_role("button", name="Chuyển sang Unicode").click()
    expect(field).to_have_value(UNICODE)
    desk.page.get_by_role("button", name="Hoàn tác").click()

    expect(field).to_have_value(LEGACY)
    assert desk.control("nonconformity_description").input_value() == ""


def test_a_letter_that_only_looks_like_a_vietnamese_one_is_corrected_on_request(
    sit_down: Callable[..., Desk],
) -> None:
    desk = at_the_second_part(sit_down("official"))
    field = desk.control("related_documents")

    field.fill("\u00d0ơn của ông \u00d0ặng")
    offer = desk.page.locator("[data-legacy=related_documents]")
    expect(offer.locator("[data-legacy-text]")).to_have_text("Đơn của ông Đặng")
    expect(offer).not_to_contain_text("phông", use_inner_text=True)
    offer.get_by_role("button", name="Sửa thành chữ Đ").click()

    expect(field).to_have_value("Đơn của ông Đặng")


def a_conflict(sit_down: Callable[..., Desk]) -> Desk:
    """Two tabs on one draft, the second with a text that the first has overtaken."""
    desk = at_the_second_part(sit_down("official"))
    other = sit_down("official")
    other.goto(desk.page.url)
    desk.control("related_documents").fill("Bản của thẻ thứ nhất")
    desk.saved()

    other.control("related_documents").fill("Bản của thẻ thứ hai")
    panel = other.page.get_by_role("alert").filter(has_text="vừa được sửa và lưu ở nơi khác")
    panel.wait_for()
    assert "Bản của thẻ thứ nhất" in panel.inner_text()
    assert "Bản của thẻ thứ hai" in panel.inner_text()
    return other


def test_of_two_texts_of_one_field_mine_may_be_kept(sit_down: Callable[..., Desk]) -> None:
    desk = a_conflict(sit_down)
    field = desk.control("related_documents")

    desk.control("nonconformity_description").fill(TYPED)
    desk.page.get_by_role("button", name="Giữ bản của tôi").click()
    desk.saved()
    desk.page.reload()

    expect(field).to_have_value("Bản của thẻ thứ hai")
    expect(desk.control("nonconformity_description")).to_have_value(TYPED)


def test_of_two_texts_of_one_field_the_saved_one_may_be_taken(
    sit_down: Callable[..., Desk],
) -> None:
    desk = a_conflict(sit_down)
    field = desk.control("related_documents")

    desk.page.get_by_role("button", name="Lấy bản này").click()
    expect(field).to_have_value("Bản của thẻ thứ nhất")
    desk.saved()
    desk.page.reload()

    expect(field).to_have_value("Bản của thẻ thứ nhất")


def test_two_texts_of_one_field_may_be_joined(sit_down: Callable[..., Desk]) -> None:
    desk = a_conflict(sit_down)
    field = desk.control("related_documents")

    desk.page.get_by_role("button", name="Ghép hai bản").click()
    expect(field).to_have_value("Bản của thẻ thứ hai\nBản của thẻ thứ nhất")
    desk.saved()
    desk.page.reload()

    expect(field).to_have_value("Bản của thẻ thứ hai\nBản của thẻ thứ nhất")


def test_of_two_answers_that_are_ticked_the_saved_one_may_be_taken(
    sit_down: Callable[..., Desk],
) -> None:
    desk, other = sit_down("official"), sit_down("official")
    desk.take_up("BM.CTCL.01", "request")
    other.goto(desk.page.url)
    desk.fill({"request_type": "corrective", "issue_place": "Nha Trang"})
    desk.saved()

    other.fill({"request_type": "preventive_improvement"})
    panel = other.page.get_by_role("alert").filter(has_text="vừa được sửa và lưu ở nơi khác")
    expect(panel.locator("h3")).to_have_text(["Loại yêu cầu"])
    panel.get_by_role("button", name="Lấy bản này").click()
    expect(panel).to_be_hidden()
    expect(other.page.locator("[name=request_type][value=corrective]")).to_be_checked()
    other.saved()
    other.page.reload()

    expect(other.page.locator("[name=request_type][value=corrective]")).to_be_checked()
    expect(other.control("issue_place")).to_have_value("Nha Trang")


def test_when_the_session_ends_while_typing_nothing_is_lost(
    sit_down: Callable[..., Desk],
) -> None:
    desk = at_the_second_part(sit_down("official", fresh=True))
    page, address = desk.page, desk.page.url
    desk.control("related_documents").fill("QT.QLNS.03")
    desk.saved()
    desk.served.expire(desk.token)

    desk.control("nonconformity_description").fill(TYPED)
    expect(page.locator("[data-saved-words]")).to_contain_text("đăng nhập")
    expect(desk.control("nonconformity_description")).to_have_value(TYPED)

    tab = desk.context.new_page()
    tab.goto("/sign-in")
    tab.get_by_label("Tên đăng nhập").fill(PEOPLE["official"])
    tab.get_by_label("Mật khẩu").fill(PASSWORD)
    tab.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    tab.wait_for_url("**/")
    desk.control("nonconformity_description").press("End")
    desk.control("nonconformity_description").press_sequentially(".")
    desk.saved()
    tab.goto(address)

    assert tab.locator("[name=related_documents]").input_value() == "QT.QLNS.03"
    assert tab.locator("[name=nonconformity_description]").input_value() == TYPED + "."


def test_a_text_too_large_to_send_stays_in_the_browser_and_the_page_says_so(
    sit_down: Callable[..., Desk],
) -> None:
    desk = at_the_second_part(sit_down("official"))
    field = desk.control("nonconformity_description")
    # In lines, as a pasted document has them: the browser lays out one endless line far slower.
    huge = ("Mô tả sự không phù hợp. " * 3 + "\n") * 6_667

    field.evaluate(
        "(e, t) => { e.value = t; e.dispatchEvent(new Event('input', {bubbles: true})); }", huge
    )

    note = desk.page.locator("[data-saved-words]")
    expect(note).to_contain_text("quá lớn", timeout=PATIENCE)
    assert len(field.input_value()) == len(huge)
    desk.page.locator("#fill [data-next]").click()
    desk.page.wait_for_timeout(500)
    assert len(field.input_value()) == len(huge)
    # Emptied first: to select half a million letters and type over them is slow in any browser.
    field.evaluate("e => { e.value = ''; }")
    field.fill(TYPED)
    desk.saved()


def test_a_double_click_on_a_new_form_begins_one_draft(sit_down: Callable[..., Desk]) -> None:
    desk = sit_down("unit_head")
    page = desk.goto("/forms")

    page.get_by_role("button", name="Lập mới Phiếu yêu cầu").dblclick()
    page.wait_for_url("**/parts/*")
    page.goto("/")

    assert page.locator("#drafts-title .count-pill").inner_text() == "1"


def test_a_letter_in_a_persons_name_is_offered_for_correction_while_it_is_typed(
    sit_down: Callable[..., Desk],
) -> None:
    desk = sit_down("administrator")
    page = desk.goto("/people")
    name = page.locator("#f-full_name")
    name.fill("\u00d0ặng Thị Hoa")

    offer = page.locator("[data-legacy=full_name]")
    expect(offer.locator("[data-legacy-text]")).to_have_text("Đặng Thị Hoa")
    offer.get_by_role("button", name="Sửa thành chữ Đ").click()

    expect(name).to_have_value("Đặng Thị Hoa")
    expect(offer).to_be_hidden()
    expect(page.locator("[data-legacy=username]")).to_be_hidden()
    name.fill("")
    expect(page.locator("form:has(#f-full_name) [data-saved-words]")).not_to_contain_text("Đang")
