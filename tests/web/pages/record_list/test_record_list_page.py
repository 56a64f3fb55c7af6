"""The record list as a clerk reads it: where each record stands, whom it waits for, until when."""

from collections.abc import Callable

import pytest

from service.workflow.people.people import PersonEntry, add_person
from service.workflow.records.read_records import RecordFilter, list_records
from tests.builders import BUDGET, House, a_slip
from tests.web.conftest import Browser
from tests.workflow.slips.walking import walked_to


def cells(page: str) -> list[str]:
    """The words of the first row, cell by cell."""
    row = page.split("<tbody><tr>")[1].split("</tr>")[0]
    found = [cell.split(">", 1)[1] for cell in row.split("<td")[1:]]
    return [" ".join(words_of(cell).split()) for cell in found]


def words_of(markup: str) -> str:
    """The words between the tags."""
    return "".join(part.split(">", 1)[-1] for part in markup.split("<"))


def test_a_line_says_where_a_slip_stands_whom_it_waits_for_and_until_when(
    official: Browser, house: House
) -> None:
    a_slip(house.office, house.staff.official)

    _, number, about, stage, waits, due = cells(official.get("/records").text)

    assert number == "01/2026"
    assert about.endswith(f"BM.CTCL.01 · {BUDGET} · mở 05/03/2026")
    assert stage == "Trưởng đơn vị xem xét"
    assert (waits, due) == ("Đang chờ: Lê Thanh Tùng", "Hạn: 10/03/2026")


def test_a_slip_that_has_ended_waits_for_nobody(secretary: Browser, house: House) -> None:
    walked_to(house, "closed")

    *_, stage, waits, due = cells(secretary.get("/records").text)

    assert (stage, waits, due) == ("Đã đóng", "", "")


def test_a_post_that_several_hold_is_named_instead_of_them(house: House) -> None:
    walked_to(house, "with_secretary")
    entry = PersonEntry("tk2", "Thư Ký Hai", "Thư ký", BUDGET, frozenset({"iso_secretary"}))
    add_person(house.office, house.staff.administrator, entry)

    (row,) = list_records(house.office, house.staff.secretary, RecordFilter()).rows

    (waits,) = row.waits
    assert waits.post.vi == "Thư ký ISO"
    assert set(waits.names) == {"Trần Thị Minh Châu", "Thư Ký Hai"}


@pytest.mark.parametrize("form", ["", "BM.CTCL.01"])
def test_dates_never_break_inside(official: Browser, house: House, form: str) -> None:
    a_slip(house.office, house.staff.official)

    page = official.get(f"/records?form={form}").text

    assert '<span class="whole">10/03/2026</span>' in page
    assert '<span class="whole">mở 05/03/2026</span>' in page


def tabs(page: str) -> dict[str, str]:
    """The words of the tabs over the list and where each leads; empty without tabs."""
    _, _, after = page.partition('id="groups"')
    links = after.split("</nav>")[0].split("<a ")[1:] if after else []
    return {
        " ".join(words_of("<a " + link).split()): link.split('"')[1].replace("&amp;", "&")
        for link in links
    }


def test_the_tabs_of_the_slips_bear_their_numbers_and_keep_the_filters(
    secretary: Browser, house: House
) -> None:
    walked_to(house, "with_secretary")
    walked_to(house, "closed")

    page = secretary.get("/records?form=BM.CTCL.01&group=open&year=2026&stage=with_secretary").text

    assert list(tabs(page)) == [
        "Đang mở 1",
        "Chờ Thư ký 1",
        "Chờ Ban ISO 0",
        "Đang thực hiện 0",
        "Chờ kiểm tra 0",
        "Quá hạn 0",
        "Đã đóng 1",
        "Tất cả 2",
    ]
    assert tabs(page)["Đã đóng 1"] == "/records?form=BM.CTCL.01&group=ended&year=2026"
    assert '<a href="/records?form=BM.CTCL.01&amp;group=open&amp;year=2026" aria-current' in page
    assert 'name="group" value="open"' in page


def test_a_tab_leads_to_its_records_page_sheet_and_stages_alike(
    secretary: Browser, house: House
) -> None:
    here, gone = walked_to(house, "with_secretary"), walked_to(house, "closed")

    page = secretary.get("/records?form=BM.CTCL.01&group=ended").text

    assert f"/records/{gone.id}" in page
    assert f"/records/{here.id}" not in page
    assert 'href="/records.xlsx?form=BM.CTCL.01&amp;group=ended"' in page
    assert '<option value="closed">' in page
    assert '<option value="with_secretary">' not in page


@pytest.mark.parametrize("query", ["", "form=BM.CTCL.02", "form=khong"])
def test_without_a_form_of_many_stages_there_are_no_tabs(secretary: Browser, query: str) -> None:
    assert tabs(secretary.get(f"/records?{query}").text) == {}


def test_what_is_late_has_its_number_in_red(app_of: Callable[[str], Browser], house: House) -> None:
    a_slip(house.office, house.staff.official)
    house.clock.forward(days=8)

    page = app_of("secretary").get("/records?form=BM.CTCL.01&group=late").text

    assert '<span class="count-pill count-red">1</span>' in page
    assert "Quá hạn 3 ngày làm việc" in page
