"""The page of a slip on its way, and «Việc của tôi»: whose turn, since when, what was changed."""

from collections.abc import Callable

from tests.builders import House
from tests.web.conftest import Browser
from tests.workflow.slips.walking import NEED, TREAT, a_sent_slip, walked_to


def test_whose_turn_it_is_has_the_moves_as_buttons(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = a_sent_slip(house)

    page = app_of("unit_head").get(f"/records/{slip.id}").text

    assert "Đến lượt anh/chị: xem xét Phiếu 01/2026" in page
    assert f'href="/records/{slip.id}/moves/treat"' in page
    assert 'class="card card-deed"' in page


def test_others_read_who_is_waited_for_since_when_and_until_when(
    house: House, official: Browser
) -> None:
    slip = a_sent_slip(house)

    page = official.get(f"/records/{slip.id}").text

    assert "Đang chờ Lê Thanh Tùng" in page
    assert "từ 08:30 ngày 05/03/2026 · hạn 10/03/2026" in page
    assert f'href="/records/{slip.id}/moves/withdraw"' in page
    assert "moves/treat" not in page


def test_the_path_shows_returns_and_the_side_ways_taken(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "return", reason="Ghi rõ hồ sơ nào.")
    slip.move(house.staff.official, "submit", {})
    slip.move(house.staff.unit_head, "treat", TREAT)

    page = app_of("official").get(f"/records/{slip.id}").text

    path = page.split('class="path"')[1].split("</ol>")[0]
    assert "Trả lại 1 lần (05/03)" in path
    assert "Đang xử lý tại chỗ" in path
    assert "Chờ ý kiến Giám đốc" not in path
    assert "Bước 2/11" in page


def test_an_end_says_its_reason(house: House, official: Browser) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "not_a_nonconformity", reason="Đúng quy định 5.4.")

    page = official.get(f"/records/{slip.id}").text

    assert "Không phải sự không phù hợp</h2>" in page
    assert "Đúng quy định 5.4." in page.split('id="turn"')[1].split("</section>")[0]


def test_the_timeline_tells_moves_with_reason_and_changes(house: House, official: Browser) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "need_action", NEED)

    timeline = official.get(f"/records/{slip.id}").text.split('id="timeline-title"')[1]

    assert "chuyển Thư ký ISO" in timeline
    assert "<ins>Lỗi lặp lại ở ba hồ sơ trong tháng.</ins>" in timeline
    assert "Phiếu 01/2026, bản v02" in timeline


def test_only_the_rows_that_differ_are_told(house: House, official: Browser) -> None:
    slip = walked_to(house, "with_secretary")

    timeline = official.get(f"/records/{slip.id}").text.split('id="timeline-title"')[1]

    assert timeline.count("<del>") == 0


def test_home_says_what_waits_and_the_menu_counts_it(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = a_sent_slip(house)
    head = app_of("unit_head")

    page = head.get("/").text

    assert "Xem xét Phiếu 01/2026" in page
    assert f'href="/records/{slip.id}"' in page
    assert '<span class="count-pill">1<span' in page
    house.clock.forward(days=10)
    assert (
        "Quá hạn 3 ngày"
        in Browser(head.client.application.test_client()).sign_in("unit_head").get("/").text
    )


def test_who_sent_it_follows_it(house: House, official: Browser) -> None:
    a_sent_slip(house)

    page = official.get("/").text

    assert "Không có việc nào chờ anh/chị." in page
    assert "chờ Trưởng đơn vị có sự không phù hợp" in page
