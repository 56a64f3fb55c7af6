"""A clerk fills box 1 of BM.CTCL.01 in a browser, sends it, and the file says what was typed."""

from collections.abc import Callable

import pytest

from service.documents.read.read_back import read_document
from service.workflow.account.sign_in import who_is
from service.workflow.records.read_records import RecordFilter, list_records
from service.workflow.sample_data.load import PASSWORD
from tests.browser.desk import Desk, words
from tests.browser.served import PEOPLE, Served

UNIT = "Phòng Quản lý ngân sách"
DOCUMENTS = "QT.QLNS.03 & Báo cáo đánh giá nội bộ số 05/BC-ISO <bản chính>"
DESCRIPTION = (
    "Từ ngày 01/6/2026 đến ngày 26/6/2026, 05/42 hồ sơ thẩm định quyết toán ngân sách xã, "
    "phường trả kết quả trễ từ 02 đến 04 ngày làm việc; tỷ lệ đúng hạn < 90%.\n"
    "Mã hồ sơ: QT-0612, QT-0719 & QT-0621.\n"
    "Cả 05 hồ sơ đều phải đề nghị bổ sung thành phần 02 lần."
)
REQUESTER = "Phạm Quốc Bảo"


def signed_in_through_the_page(desk: Desk) -> None:
    page = desk.goto("/")
    assert page.url.endswith("/sign-in")
    page.get_by_label("Tên đăng nhập").fill(PEOPLE["official"])
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/")


def slips_about(served: Served, text: str) -> int:
    actor = who_is(served.office, served.token("secretary"))
    return list_records(served.office, actor, RecordFilter(text=text)).total


@pytest.mark.usefixtures("word_pages")
def test_a_clerk_fills_box_1_sees_the_page_change_and_downloads_what_was_typed(
    sit_down: Callable[..., Desk], served: Served, record_property: Callable[[str, object], None]
) -> None:
    desk = sit_down(drawn=True)
    signed_in_through_the_page(desk)
    desk.begin("BM.CTCL.01")
    page = desk.page

    desk.fill({"issue_date": "30/06/2026", "request_type": "corrective"})
    assert desk.control("requesting_unit").input_value() == UNIT
    desk.saved()
    desk.next()

    before = desk.picture()
    desk.control("related_documents").fill(DOCUMENTS)
    desk.control("nonconformity_description").press_sequentially(DESCRIPTION[:20])
    took = desk.seconds_until_another_picture(before)
    record_property("seconds from the last key to the new picture", round(took, 2))
    print(f"the page picture changed {took:.2f} s after the last key")  # noqa: T201
    assert page.evaluate("document.activeElement.name") == "nonconformity_description"

    desk.fill({"nonconformity_description": DESCRIPTION, "requester_name": REQUESTER})
    desk.fill({"requested_on": "30/6/2026"})
    assert "Đã lưu" in desk.saved()
    desk.next()

    desk.fill({"sources": ["internal_audit", "data_analysis"]})
    desk.next()
    page.wait_for_url("**/parts/treated")
    desk.next()
    page.wait_for_url("**/check")
    _goes_back_with_change_and_loses_nothing(desk)

    page.get_by_role("button", name="Gửi Trưởng đơn vị").dblclick()
    page.wait_for_url("**/records/*")

    assert slips_about(served, "QT-0719") == 1
    number = page.locator("h1").inner_text()
    assert words([page.get_by_role("status").first.inner_text()])[0].startswith("Đã gửi")
    word = desk.download(page.locator("a.btn[href$='/versions/1.docx']"))
    pdf = desk.download(page.locator("a[href$='/versions/1.pdf']"))

    form, answers = read_document(served.office.catalogue, served.office.library, word)
    assert form.code == "BM.CTCL.01"
    assert answers["car_number"] in number
    assert answers == {
        "issue_place": "Khánh Hòa",
        "issue_date": "2026-06-30",
        "car_number": answers["car_number"],
        "requesting_unit": UNIT,
        "request_type": "corrective",
        "related_documents": DOCUMENTS,
        "nonconformity_description": DESCRIPTION,
        "requested_on": "2026-06-30",
        "requester_name": REQUESTER,
    }
    assert pdf.startswith(b"%PDF-")


def _goes_back_with_change_and_loses_nothing(desk: Desk) -> None:
    page = desk.page
    answers = words(page.locator(".answers dd .lines").all_inner_texts())
    assert " ".join(DESCRIPTION.split()) in answers
    page.get_by_role("link", name="Sửa Tài liệu liên quan").click()
    page.wait_for_function("() => document.activeElement?.name === 'related_documents'")
    assert desk.control("related_documents").input_value() == DOCUMENTS
    assert desk.control("nonconformity_description").input_value() == DESCRIPTION
    page.get_by_role("link", name="Kiểm tra lại và gửi").click()
    page.wait_for_url("**/check")
    assert words(page.locator(".answers dd .lines").all_inner_texts()) == answers


def test_what_was_typed_is_in_the_word_file_of_the_draft_at_once(
    sit_down: Callable[..., Desk], served: Served
) -> None:
    desk = sit_down("official")
    desk.take_up("BM.CTCL.01", "nonconformity")

    desk.control("nonconformity_description").fill(DESCRIPTION)
    word = desk.download(desk.page.get_by_role("link", name="Tải Word"))

    _, answers = read_document(served.office.catalogue, served.office.library, word)
    assert answers["nonconformity_description"] == DESCRIPTION
