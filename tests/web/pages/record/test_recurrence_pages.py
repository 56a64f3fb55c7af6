"""Repetition on the record's page, the list of content categories, the rule's number."""

import re
from collections.abc import Callable

import pytest

from service.workflow.office_settings.rules import read_rules
from tests.builders import House
from tests.web.conftest import Browser
from tests.workflow.repeated import LATE, OTHER, a_category, a_noted_slip, put

FOURTH = "Phiếu thứ 4 liên tiếp cho cùng một nội dung tại đơn vị này (QT.CTCL 5.2.1)."


def test_obligation_12_the_fourth_record_shows_its_alarm_and_its_predecessors(
    house: House, official: Browser
) -> None:
    category = a_category(house)
    slips = [a_noted_slip(house, text) for text in OTHER]
    for each in slips:
        put(house, each, category)

    page = official.get(f"/records/{slips[3]}").text
    third = official.get(f"/records/{slips[2]}").text

    assert FOURTH in page
    assert [each in page for each in (f'href="/records/{s}"' for s in slips[:3])] == [True] * 3
    assert "05/03/2026" in page
    assert "Trần Thị Minh Châu xếp nhóm" in page
    assert 'name="category"' not in page
    assert "liên tiếp cho cùng một nội dung" not in third


def test_a_likely_repetition_is_said_to_be_likely_and_who_is_to_confirm_it(
    house: House, official: Browser, secretary: Browser
) -> None:
    a_category(house)
    slips = [a_noted_slip(house, LATE.format(n=n)) for n in (1, 2, 3, 4)]

    read, kept = (each.get(f"/records/{slips[3]}").text for each in (official, secretary))

    assert "Có thể là Phiếu thứ 4 liên tiếp" in read
    assert "Chờ Thư ký ISO hoặc Trưởng đơn vị xác nhận" in read
    assert "Có thể cùng nội dung" not in read
    assert "Vui lòng xác nhận nhóm nội dung ở dưới." in kept
    assert re.search(r"Có thể cùng nội dung với Phiếu 03/2026 \(giống \d+\u00a0%\)\.", kept)


def test_where_nothing_repeats_the_card_has_no_empty_part(house: House, secretary: Browser) -> None:
    page = secretary.get(f"/records/{a_noted_slip(house, OTHER[0])}").text

    assert 'id="repetition"' in page
    assert re.search(r'<div class="card-in">\s*</div>', page) is None


def test_the_secretary_puts_it_and_the_similar_ones_into_a_category_without_scripts(
    house: House, secretary: Browser
) -> None:
    category = a_category(house)
    first, second = (a_noted_slip(house, LATE.format(n=n)) for n in (1, 2))
    secretary.get(f"/records/{second}")

    saved = secretary.post(
        f"/records/{second}/category", {"category": str(category.id), "also": [first]}
    )
    page = secretary.get(saved.location).text

    assert saved.location == f"/records/{second}"
    assert f'<option value="{category.id}" selected>' in page
    assert "xếp vào nhóm nội dung «Trễ hạn trả kết quả»" in page
    assert "chưa xếp nhóm" not in page
    assert "Trễ hạn trả kết quả" in secretary.get(f"/records/{first}").text


def test_a_record_may_be_taken_out_of_its_category(house: House, secretary: Browser) -> None:
    slip = a_noted_slip(house, OTHER[0])
    put(house, slip, a_category(house))
    secretary.get(f"/records/{slip}")

    secretary.post(f"/records/{slip}/category", {"category": ""})

    page = secretary.get(f"/records/{slip}").text
    assert "bỏ nhóm nội dung «Trễ hạn trả kết quả»" in page


@pytest.mark.parametrize("sent", ["999", "²", "9" * 5000, "x"])
def test_a_category_that_is_none_changes_nothing(
    house: House, secretary: Browser, sent: str
) -> None:
    slip = a_noted_slip(house, OTHER[0])
    secretary.get(f"/records/{slip}")

    answer = secretary.post(f"/records/{slip}/category", {"category": sent})

    assert answer.status_code == 404
    assert "nhóm nội dung «" not in secretary.get(f"/records/{slip}").text


def test_the_secretary_keeps_the_list_of_categories(secretary: Browser) -> None:
    secretary.get("/categories")
    added = secretary.post("/categories", {"name": "Thiếu chữ ký"}, follow_redirects=True).text
    taken = secretary.post("/categories", {"name": "THIẾU chữ ký"})
    address = re.search(r'href="(/categories/\d+)"', added)
    assert address
    renamed = secretary.post(address[1], {"name": "Hồ sơ thiếu chữ ký"}, follow_redirects=True).text
    closed = secretary.post(f"{address[1]}/active", {"active": "0"}, follow_redirects=True).text

    assert "Thiếu chữ ký" in added
    assert (taken.status_code, 'href="#f-name"' in taken.text) == (422, True)
    assert "Hồ sơ thiếu chữ ký</h1>" in renamed
    assert "Ngừng sử dụng</span>" in closed


def test_the_alarms_number_is_set_on_the_page_of_settings(house: House, secretary: Browser) -> None:
    secretary.get("/settings")

    wrong = secretary.post("/settings/rules", {"repetition_alarm_at": "một"})
    right = secretary.post("/settings/rules", {"repetition_alarm_at": "3"})

    assert (wrong.status_code, "từ 2 đến 20" in wrong.text) == (422, True)
    assert right.location == "/settings"
    assert 'value="3"' in secretary.get("/settings").text
    assert read_rules(house.office)["repetition_alarm_at"] == 3


def test_only_the_secretary_is_led_to_the_list(app_of: Callable[[str], Browser]) -> None:
    assert 'href="/categories"' in app_of("secretary").get("/").text
    assert 'href="/categories"' not in app_of("administrator").get("/").text
