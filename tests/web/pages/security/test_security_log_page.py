"""The security log on its page, in Excel and over the API; changed rights on the first page."""

import io
from collections.abc import Callable
from datetime import datetime

import pytest
from openpyxl import load_workbook

from service.store.ledger.security_log import SecurityNote, note_security
from service.workflow.people import people
from tests.builders import House, a_staff
from tests.web.conftest import Browser

FORMULA = '=HYPERLINK("http://x")'


@pytest.fixture
def director(app_of: Callable[[str], Browser]) -> Browser:
    """A browser of the director."""
    return app_of("director")


def note(house: House, kind: str, actor_id: int | None = None, **said: object) -> None:
    with house.office.database.writing() as uow:
        note_security(uow, SecurityNote(house.clock.now, kind, actor_id, "192.0.2.7", said))


def test_the_page_tells_who_did_what_and_what_stood_there_before(
    house: House, secretary: Browser, administrator: Browser
) -> None:
    administrator.post("/settings", {"place_name": "Nha Trang"})
    secretary.get("/")
    note(
        house,
        "settings_changed",
        house.staff.administrator.person_id,
        changes={"place_name": ["Khánh Hòa", "Nha Trang"]},
    )

    page = secretary.get("/security-log").text

    assert "Đỗ Hoàng Nam" in page
    assert "192.0.2.7" in page
    assert "Khánh Hòa → Nha Trang" in page
    assert 'href="/security-log"' in secretary.get("/records").text


def test_filters_narrow_by_kind_person_and_days(
    house: House, app_of: Callable[[str], Browser]
) -> None:
    official, stranger = house.staff.official.person_id, house.staff.stranger.person_id
    note(house, "token_made", official, label="máy một")
    house.clock.forward(days=2)
    note(house, "token_made", stranger, label="máy hai")
    note(house, "token_ended", stranger, label="máy ba")
    secretary = app_of("secretary")

    def shown(**asked: object) -> set[str]:
        text = secretary.get("/security-log", query_string=asked).text
        return {each for each in ("máy một", "máy hai", "máy ba") if each in text}

    assert shown(kind="token_made") == {"máy một", "máy hai"}
    assert shown(person=stranger) == {"máy hai", "máy ba"}
    assert shown(to_day="05/03/2026") == {"máy một"}
    assert shown(from_day="06/03/2026", kind="token_ended") == {"máy ba"}


@pytest.mark.parametrize(
    "asked", ["kind=khong-co", "from_day=hom+qua", "from_day=06/03/2026&to_day=05/03/2026"]
)
def test_a_filter_that_cannot_be_is_told_beside_it(secretary: Browser, asked: str) -> None:
    answer = secretary.get(f"/security-log?{asked}")

    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text or "Loại việc:" in answer.text
    assert secretary.get(f"/security-log.xlsx?{asked}").status_code == 422


@pytest.mark.parametrize("asked", ["person=99999999999999", "before=0", "before=-3", "before=x"])
def test_odd_numbers_break_nothing(secretary: Browser, asked: str) -> None:
    assert secretary.get(f"/security-log?{asked}").status_code == 200


def test_pages_lead_on_to_the_oldest_line(house: House, secretary: Browser) -> None:
    for number in range(120):
        note(house, "token_made", label=f"máy {number:03}")

    address, seen = "/security-log?kind=token_made", []
    while address:
        page = secretary.get(address).text
        seen += [n for n in range(120) if f"«máy {n:03}»" in page]
        links = page.split('href="')
        older = [each.split('"')[0] for each in links if "before=" in each.split('"')[0]]
        address = older[-1].replace("&amp;", "&") if older else ""

    assert sorted(seen) == list(range(120))


def test_the_sheet_has_texts_and_moments_and_no_formula(house: House, director: Browser) -> None:
    note(house, "token_made", house.staff.official.person_id, label=FORMULA)

    answer = director.get("/security-log.xlsx?kind=token_made")

    sheet = load_workbook(io.BytesIO(answer.data)).active
    head, line = list(sheet.iter_rows(values_only=True))
    assert head[:3] == ("Dòng", "Thời điểm", "Người thực hiện")
    assert isinstance(line[1], datetime)
    assert f"{line[1]:%d/%m/%Y %H:%M}" == "05/03/2026 08:30"
    assert FORMULA in line[5]
    assert {cell.data_type for cell in list(sheet.rows)[1]} <= {"s", "d", "n"}
    assert [cell.data_type for cell in list(sheet.rows)[1]][5] == "s"


def test_real_readers_see_nothing_of_sample_people(house: House, secretary: Browser) -> None:
    sample = a_staff(house.office, is_sample=True, prefix="mau.")
    note(house, "token_made", sample.official.person_id, label="máy của mẫu")
    note(house, "token_made", house.staff.official.person_id, label="máy thật")

    page = secretary.get("/security-log").text

    assert "máy thật" in page
    assert "máy của mẫu" not in page
    assert "mau." not in page


def test_changed_rights_stand_on_the_first_page_until_they_are_seen(
    house: House, secretary: Browser, director: Browser, official: Browser
) -> None:
    house.clock.forward(minutes=1)
    people.reset_password(house.office, house.staff.administrator, house.staff.stranger.person_id)
    said = "Đặt lại mật khẩu của Nguyễn Hữu Phước (phuoc)."

    told = secretary.get("/").text
    up_to = told.split('name="up_to" value="')[1].split('"')[0]
    secretary.post("/security-log/rights-seen", {"up_to": up_to})

    assert said in told
    assert "Quyền hạn vừa thay đổi" in told
    assert said not in secretary.get("/").text
    assert said in director.get("/").text
    assert said not in official.get("/").text


def test_a_persons_page_tells_which_roles_were_held_when(
    house: House, administrator: Browser
) -> None:
    official = house.staff.official
    sent = {
        "username": "bao",
        "full_name": official.full_name,
        "title": official.title,
        "unit_name": official.unit_name,
        "roles": "auditor",
    }
    administrator.post(f"/people/{official.person_id}", sent)

    page = administrator.get(f"/people/{official.person_id}").text

    assert "Vai trò đã giữ" in page
    assert "đến 05/03/2026 08:30 (Đỗ Hoàng Nam)" in page


def test_ones_own_new_role_is_refused_on_the_page(house: House, administrator: Browser) -> None:
    own = house.staff.administrator
    sent = {
        "username": "nam",
        "full_name": own.full_name,
        "title": own.title,
        "unit_name": own.unit_name,
        "roles": ["administrator", "director"],
    }

    answer = administrator.post(f"/people/{own.person_id}", sent)

    assert answer.status_code == 422
    assert "Không thể tự giao vai trò cho mình." in answer.text


def test_a_token_asks_for_the_present_password(official: Browser) -> None:
    wrong = official.post("/account", {"label": "máy", "password": "sai"})
    for _ in range(4):
        official.post("/account", {"label": "máy", "password": "sai"})
    held = official.post("/account", {"label": "máy", "password": "sai"})

    assert (wrong.status_code, held.status_code) == (422, 429)
    assert "Mật khẩu hiện tại chưa đúng" in wrong.text
    assert 'value="máy"' in wrong.text
    assert 'class="secret"' not in wrong.text
