"""The page of a slip on its way, and «Việc của tôi»: whose turn, since when, what was changed."""

from collections.abc import Callable

from service.web.pages.record.stage_path import arcs_of, main_line
from service.workflow.records.read_records import open_record
from tests.builders import House
from tests.doors.route_table import close_account
from tests.web.conftest import Browser
from tests.workflow.slips.walking import NEED, REOPEN, TREAT, a_sent_slip, walked_to


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
    assert page.count("<ellipse") == 1
    assert "Đang xử lý tại chỗ" in path
    assert "Chờ ý kiến Giám đốc" not in path
    assert "Bước 2/11" in page


def test_a_way_back_is_drawn_from_the_stage_left_to_the_stage_reached(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "return", reason="Ghi rõ hồ sơ nào.")
    slip.move(house.staff.official, "submit", {})
    slip.move(house.staff.unit_head, "return", reason="Ghi rõ quy định nào.")
    view = open_record(house.office, house.staff.official, slip.id)

    (arc,) = arcs_of(view)

    steps = len(main_line(view.form))
    assert (arc.end, arc.middle, arc.half) == (50 / steps, 100 / steps, 50 / steps)


def test_on_a_phone_the_main_deed_and_the_way_to_the_others_stand_at_the_foot(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = a_sent_slip(house)

    page = app_of("unit_head").get(f"/records/{slip.id}").text
    panel = app_of("unit_head").get(f"/records/{slip.id}/moves/treat").text
    waiting = app_of("official").get(f"/records/{slip.id}").text

    bar = page.split('class="move-bar"')[1].split("</nav>")[0]
    assert 'href="#turn">Việc khác (4)<' in bar
    assert f"/records/{slip.id}/moves/" in bar
    assert "move-bar" not in panel + waiting


def test_the_path_shows_a_return_from_a_side_way(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "treat", TREAT)
    slip.move(house.staff.official, "report_done", {"correction_result": "Đã in lại."})
    slip.move(house.staff.unit_head, "reconsider", reason="Cùng lỗi ở hồ sơ khác.")

    page = app_of("official").get(f"/records/{slip.id}").text

    side = page.split('class="path-side"')[1].split("</ul>")[0]
    assert side.count("Trả lại 1 lần (05/03)") == 1
    assert "Trả lại 1 lần (05/03)" in side.split("Kiểm tra kết quả xử lý")[1]


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


def test_the_timeline_names_each_paper_at_the_move_that_issued_it(
    house: House, official: Browser
) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "treat", TREAT)

    timeline = official.get(f"/records/{slip.id}").text.split('id="timeline-title"')[1]

    treated, sent = timeline.split('class="timeline"')[1].split("</li>")[:2]
    assert "Phiếu 01/2026, bản v02" in treated
    assert "bản v01" not in treated
    assert "Phiếu 01/2026, bản v01" in sent


def test_a_companion_is_fetched_by_its_code(house: House, official: Browser) -> None:
    slip = walked_to(house, "analysing")

    page = official.get(f"/records/{slip.id}").text
    answer = official.get(f"/records/{slip.id}/versions/1.docx?form=O-02")

    assert f'href="/records/{slip.id}/versions/1.docx?form=O-02"' in page
    assert answer.status_code == 200
    assert 'filename="O-02_01-2026_v01.docx"' in answer.headers["Content-Disposition"]
    assert official.get(f"/records/{slip.id}/versions/1.docx?form=O-99").status_code == 404


def test_a_slip_that_failed_leads_to_the_new_one_and_back(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    old = walked_to(house, "not_met")
    made = old.move(house.staff.director, "open_new", REOPEN)
    director = app_of("director")

    before = director.get(f"/records/{old.id}").text
    path = before.split('class="path"')[1].split("</ol>")[0]
    after = director.get(f"/records/{made.new_record_id}").text

    assert f'Tiếp tục ở <a href="/records/{made.new_record_id}">Phiếu 02/2026</a>' in before
    assert f'Tiếp tục từ <a href="/records/{old.id}">Phiếu 01/2026</a>' in after
    assert "mở để tiếp tục Phiếu 01/2026" in after
    # It never was «Đã kiểm tra: Đạt» and never will be.
    assert path.count("không qua") == 2
    assert "sắp tới" not in path


def test_after_a_failed_check_nothing_promises_that_it_will_be_met(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = walked_to(house, "not_met")

    page = app_of("director").get(f"/records/{slip.id}").text

    assert "Trước: Đang thực hiện." in page
    assert "Sau: " not in page
    assert 'timeline-mark timeline-red"' in page


def test_the_list_says_what_is_late_and_finds_what_was_sent_back(
    house: House, secretary: Browser
) -> None:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "return", reason="Ghi rõ hồ sơ nào.")
    house.clock.forward(days=10)
    again = Browser(secretary.client.application.test_client()).sign_in("secretary")

    page = again.get("/records?stage=draft").text

    assert f'href="/records/{slip.id}"' in page
    assert "Quá hạn" in page
    assert '<option value="draft" selected>' in page


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
        "Quá hạn 3 ngày làm việc"
        in Browser(head.client.application.test_client()).sign_in("unit_head").get("/").text
    )


def test_who_sent_it_follows_it(house: House, official: Browser) -> None:
    a_sent_slip(house)

    page = official.get("/").text

    assert "Không có việc nào chờ anh/chị." in page
    assert "chờ Trưởng đơn vị có sự không phù hợp" in page


def test_who_waits_reminds_who_is_waited_for_and_nobody_reminds_themselves(
    house: House, official: Browser, app_of: Callable[[str], Browser]
) -> None:
    slip = a_sent_slip(house)
    action = f'action="/records/{slip.id}/remind"'

    page = official.get(f"/records/{slip.id}").text
    told = official.post(f"/records/{slip.id}/remind", follow_redirects=True).text

    assert action in page
    assert "Gửi nhắc việc" in page
    assert "Đã nhắc 1 người." in told
    assert action not in app_of("unit_head").get(f"/records/{slip.id}").text
    slip.move(house.staff.unit_head, "not_a_nonconformity", reason="Đúng quy định 5.4.")
    assert action not in official.get(f"/records/{slip.id}").text


def test_the_director_is_shown_what_a_deadline_opened_and_by_whom_it_is_late(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = walked_to(house, "implementing")
    house.clock.forward(days=36)
    director = app_of("director")

    home = director.get("/").text
    page = director.get(f"/records/{slip.id}").text

    section = home.split('id="may-do-title"')[1].split("</section>")[0]
    assert "Bắt đầu kiểm tra Phiếu 01/2026" in section
    assert "Hạn hôm nay" in section
    assert "Đang chờ Phạm Quốc Bảo" in page
    assert f'href="/records/{slip.id}/moves/begin_verification"' in page
    assert "may-do-title" not in app_of("official").get("/").text


def test_a_unit_without_a_head_is_marked_in_the_secretarys_inbox_and_on_the_page(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = a_sent_slip(house)
    close_account(house, house.staff.unit_head)
    secretary = app_of("secretary")

    home = secretary.get("/").text
    page = secretary.get(f"/records/{slip.id}").text

    section = home.split('id="vacant-title"')[1].split("</section>")[0]
    assert f'href="/records/{slip.id}"' in section
    assert "Đơn vị chưa có trưởng đơn vị" in section
    assert "Đơn vị chưa có trưởng đơn vị" in page.split('id="turn"')[1].split("</section>")[0]
    assert f"/records/{slip.id}/moves/" not in page
    assert "vacant-title" not in app_of("official").get("/").text
