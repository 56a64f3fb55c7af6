"""Closing an account, a role or a unit on the pages: asked first, with who takes over; the home."""

import re
from collections.abc import Callable

from service.store.people.persons import get_person
from tests.builders import BUDGET, House
from tests.doors.route_table import close_account
from tests.web.conftest import Browser
from tests.workflow.slips.leaving import correcting, newcomer
from tests.workflow.slips.walking import Slip, walked_to

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def asked_again(page: str) -> list[tuple[str, str]]:
    """What the page that asks sends on when it is confirmed."""
    found = HIDDEN.findall(page.split("<main")[1])
    return [(name, value) for name, value in found if name != "csrf_token"]


def is_active(house: House, person_id: int) -> bool:
    with house.office.database.reading() as uow:
        return get_person(uow, person_id).active


def test_the_button_asks_first_and_closes_when_confirmed(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip, official = walked_to(house, "analysing"), house.staff.official
    administrator, page = app_of("administrator"), f"/people/{official.person_id}"

    asks = administrator.post(f"{page}/active", {"active": "0"})
    before = is_active(house, official.person_id)
    done = administrator.post(f"{page}/active", dict(asked_again(asks.text)))

    assert (asks.status_code, before) == (422, True)
    assert f"Phiếu {slip.record.number}" in asks.text
    assert "Phân tích nguyên nhân" in asks.text
    assert house.staff.unit_head.full_name in asks.text
    assert house.staff.secretary.full_name in asks.text
    assert (done.status_code, is_active(house, official.person_id)) == (303, False)


def test_the_edit_form_asks_before_a_role_goes_and_loses_nothing_typed(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    walked_to(house, "with_secretary")
    secretary, administrator = house.staff.secretary, app_of("administrator")
    page = f"/people/{secretary.person_id}"
    typed = {
        "username": secretary.username,
        "full_name": "Hoàng Thị Minh Châu Mới",
        "title": "Chuyên viên chính",
        "unit_name": secretary.unit_name,
        "roles": "official",
    }

    asks = administrator.post(page, typed)
    done = administrator.post(page, dict(asked_again(asks.text)))

    assert asks.status_code == 422
    assert house.staff.board.full_name in asks.text
    assert done.status_code == 303
    with house.office.database.reading() as uow:
        changed = get_person(uow, secretary.person_id)
    assert (changed.full_name, changed.roles) == (typed["full_name"], {"official"})


def test_a_unit_with_people_asks_first(house: House, app_of: Callable[[str], Browser]) -> None:
    administrator = app_of("administrator")
    page = f"/units/{house.staff.official.unit_id}"

    asks = administrator.post(f"{page}/active", {"active": "0"})
    done = administrator.post(f"{page}/active", dict(asked_again(asks.text)), follow_redirects=True)

    assert asks.status_code == 422
    assert house.staff.official.full_name in asks.text
    assert "vẫn đăng nhập" in asks.text
    assert BUDGET in done.text
    assert "Ngừng sử dụng</span>" in done.text


def seen_by_the_head(house: House, app_of: Callable[[str], Browser], slip: Slip) -> tuple[str, str]:
    """The section of work that nobody does in the head's home, and the record's card."""
    head = app_of("unit_head")
    home = head.get("/").text.split('id="vacant-title"')[1].split("</section>")[0]
    card = head.get(f"/records/{slip.id}").text.split('id="turn"')[1].split("</section>")[0]
    return home, card


def test_the_home_and_the_card_say_whose_account_is_closed_and_offer_to_give_it_on(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip = walked_to(house, "analysing")
    close_account(house, house.staff.official)

    home, card = seen_by_the_head(house, app_of, slip)

    assert f'href="/records/{slip.id}"' in home
    assert "Tài khoản của Phạm Quốc Bảo đã ngừng" in home
    assert "Đang chờ Phạm Quốc Bảo (tài khoản đã ngừng)" in card
    assert f"/records/{slip.id}/moves/reassign" in card
    listed = app_of("secretary").get("/records").text
    assert "Phạm Quốc Bảo (tài khoản đã ngừng)" in listed


def test_a_correction_is_handed_over_on_its_page(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    slip, new, head = correcting(house), newcomer(house), app_of("unit_head")
    close_account(house, house.staff.official)
    panel = head.get(f"/records/{slip.id}/moves/hand_over")
    hidden = dict(asked_again(panel.text))

    done = head.post(
        f"/records/{slip.id}/moves/hand_over",
        {
            **hidden,
            "correction_executor_name": new.full_name,
            "correction_due_on": "12/03/2026",
            "reason": "Người xử lý đã nghỉ hưu.",
        },
        follow_redirects=True,
    )

    assert done.status_code == 200
    assert slip.holders == [f"p{new.person_id}"]
    assert "thay Phạm Quốc Bảo (tài khoản đã ngừng)" in done.text
