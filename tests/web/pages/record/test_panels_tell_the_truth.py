"""What a panel tells before a move is made: true of this record, this reader and this moment."""

from collections.abc import Callable

import pytest

from tests.builders import House, a_draft, some_evidence
from tests.web.conftest import Browser
from tests.workflow.delegating import give
from tests.workflow.slips.walking import ASK, EVIDENCE, Slip, a_sent_slip, walked_to

OpenBrowser = Callable[[str], Browser]
WHY = "Cần ghi rõ hồ sơ nào trễ."


def panel(browser: Browser, slip: Slip, key: str) -> str:
    """The panel of a move, as text without the record below it."""
    page = browser.get(f"/records/{slip.id}/moves/{key}").text
    return page.split('id="turn"')[1].split("data-back")[0]


def label_of(page: str, name: str) -> str:
    """What stands between a field's label and its control."""
    return page.split(f'for="f-{name}"')[1].split(f'id="f-{name}"')[0]


def returned(house: House, **typed: str) -> Slip:
    """A slip that the unit head sent back to who wrote it."""
    slip = a_sent_slip(house, **typed)
    slip.move(house.staff.unit_head, "return", reason=WHY)
    return slip


@pytest.mark.parametrize("key", ["submit", "submit_treated"])
def test_a_slip_that_came_back_keeps_its_number_and_no_panel_promises_another(
    house: House, app_of: OpenBrowser, key: str
) -> None:
    page = panel(app_of("official"), returned(house), key)

    assert "Phiếu giữ nguyên số 01/2026" in page
    assert "cấp số" not in page
    assert "v01" not in page


def test_before_a_slip_is_first_sent_its_number_is_promised_and_the_unit_head_named(
    house: House, app_of: OpenBrowser
) -> None:
    draft = a_draft(house.office, house.staff.official)

    page = app_of("official").get(f"/drafts/{draft.id}/check").text

    assert "Phiếu được cấp số và phát hành bản Word v01." in page
    assert "Người nhận việc: Lê Thanh Tùng, Chuyên viên, Phòng Quản lý ngân sách." in page


@pytest.mark.parametrize(
    ("stage", "who", "key", "taker"),
    [
        ("with_unit_head", "unit_head", "need_action", "Trần Thị Minh Châu"),
        ("with_unit_head", "unit_head", "return", "Phạm Quốc Bảo"),
        ("with_secretary", "secretary", "consolidate", "Đặng Thị Ngọc Lan"),
        ("analysing", "official", "submit_analysis", "Lê Thanh Tùng"),
        ("awaiting_approval", "board", "approve", "Phạm Quốc Bảo"),
        ("implementing", "official", "report_completion", "Võ Đình Khải"),
        ("awaiting_verification", "director", "not_met", "anh/chị (Võ Đình Khải"),
        ("before_board", "board", "direct", "là người ghi ở ô «Người thực hiện»"),
    ],
)
def test_a_panel_names_the_person_who_gets_the_record(
    house: House, app_of: OpenBrowser, stage: str, who: str, key: str, taker: str
) -> None:
    page = panel(app_of(who), walked_to(house, stage), key)

    assert taker in page.split("Người nhận việc: ")[1].split("</li>")[0]


def test_who_finds_it_not_met_reads_what_they_themselves_do_next(
    house: House, app_of: OpenBrowser
) -> None:
    slip = walked_to(house, "awaiting_verification")
    give(house, house.staff.director, house.staff.stranger, record_id=slip.id)

    own = panel(app_of("director"), slip, "not_met")
    lent = panel(app_of("stranger"), slip, "not_met")

    assert "anh/chị mở phiếu mới và cho ý kiến giải quyết" in own
    assert "anh/chị mở phiếu mới, trình Võ Đình Khải cho ý kiến" in lent


def test_the_deciding_person_reads_the_request_and_what_an_empty_date_means(
    house: House, app_of: OpenBrowser
) -> None:
    slip = walked_to(house, "implementing")
    slip.move(house.staff.official, "ask_change", ASK)

    agree, refuse = (panel(app_of("board"), slip, k) for k in ("agree_change", "refuse_change"))

    for page in (agree, refuse):
        for told in (ASK["request_text"], ASK["difficulties"], ASK["work_done"], "30/04/2026"):
            assert told in page.split('id="fill"')[1].split("<textarea")[0]
    assert "Để trống thì lấy ngày đề nghị 30/04/2026." in label_of(agree, "agreed_due_on")


def test_what_a_move_needs_is_not_called_optional_nor_left_to_somebody_else(
    house: House, app_of: OpenBrowser
) -> None:
    page = panel(app_of("unit_head"), walked_to(house, "with_unit_head"), "need_action")

    signs = page.split('data-field="need_criteria"')[1].split("</legend>")
    assert "không bắt buộc" not in signs[0]
    assert "Trưởng đơn vị xác định" not in page
    assert "Chọn ít nhất một dấu hiệu" in signs[1]
    for name in ("need_other", "unit_head_decision"):
        assert "không bắt buộc" not in label_of(page, name)


@pytest.mark.parametrize("key", ["met", "not_met"])
def test_who_verifies_is_asked_for_their_own_words(
    house: House, app_of: OpenBrowser, key: str
) -> None:
    slip = walked_to(house, "awaiting_verification")
    some_evidence(house.office, house.staff.official, slip.id)

    page = panel(app_of("director"), slip, key)

    assert "không bắt buộc" not in label_of(page, "verification_evidence")


def test_the_verifiers_own_file_leaves_the_words_free(house: House, app_of: OpenBrowser) -> None:
    slip = walked_to(house, "awaiting_verification")
    some_evidence(house.office, house.staff.director, slip.id)

    page = panel(app_of("director"), slip, "met")

    assert "không bắt buộc" in label_of(page, "verification_evidence")


def test_closing_shows_the_verifiers_text_and_does_not_offer_it_for_editing(
    house: House, app_of: OpenBrowser
) -> None:
    page = panel(app_of("secretary"), walked_to(house, "verified"), "close")

    assert EVIDENCE["verification_evidence"] in page
    assert 'name="verification_evidence"' not in page


def test_path_and_history_name_who_decided_not_who_went_on(
    house: House, app_of: OpenBrowser
) -> None:
    slip = walked_to(house, "closed")

    page = app_of("official").get(f"/records/{slip.id}").text

    step = page.split('id="path"')[1].split("Đã kiểm tra: Đạt")[1].split("</li>")[0]
    assert "Võ Đình Khải" in step
    assert "Trần Thị Minh Châu" not in step
    assert "<strong>Võ Đình Khải</strong> kết luận: Đạt" in page
