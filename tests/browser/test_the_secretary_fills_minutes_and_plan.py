"""The ISO secretary fills BM.CTCL.02 and BM.CTCL.03 in a browser, rows and all."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from service.documents.read.read_back import read_document
from service.formkit.fields import Field
from service.formkit.typed_days import happened_by
from service.settings import ROOT
from service.store.base import office_day
from tests.browser.desk import Desk
from tests.browser.served import Served
from tests.browser.typing_in import (
    add_row,
    row_button,
    rows_of,
    type_section,
    type_sections,
    values_in,
)

EXCEL = (
    "Đặng Minh Triết\tTrưởng phòng\tPhòng Quản lý ngân sách\r\n"
    "Bùi Đức Thịnh\tPhó Chánh Thanh tra\tThanh tra Sở\r\n"
    "Ngô Hải Yến\tThư ký ISO\tVăn phòng Sở\r\n"
)
CHAIR = {
    "chair_name": "Phan Đình Khải",
    "chair_title": "Giám đốc Sở, Trưởng Ban ISO",
    "secretary_name": "Ngô Hải Yến",
    "secretary_title": "Thư ký ISO",
}


def sample(form: str) -> dict[str, Any]:
    told = (ROOT / "samples" / form / "filled.json").read_text(encoding="utf-8")
    values: dict[str, Any] = json.loads(told)
    return values


def sees_the_picture_change(desk: Desk, fields: Sequence[Field], typed: dict[str, Any]) -> None:
    before = desk.picture()
    type_section(desk, fields, typed)
    desk.seconds_until_another_picture(before)
    desk.stop_drawing()


def issued(desk: Desk, served: Served, button: str) -> dict[str, Any]:
    desk.page.get_by_role("button", name=button).click()
    desk.page.wait_for_url("**/records/*")
    pdf = desk.download(desk.page.locator("a[href$='/versions/1.pdf']"))
    assert pdf.startswith(b"%PDF-")
    word = desk.download(desk.page.locator("a.btn[href$='/versions/1.docx']"))
    _, answers = read_document(served.office.catalogue, served.office.library, word)
    return answers


@pytest.mark.usefixtures("word_pages")
def test_minutes_are_filled_issued_and_the_file_says_what_was_typed(
    sit_down: Callable[..., Desk], served: Served
) -> None:
    form = served.office.form("BM.CTCL.02")
    # The sample's meeting is in December: a day that lies ahead has not been held yet.
    today = office_day(served.office.clock()).isoformat()
    typed = happened_by(form.fields, sample("management_review_minutes"), today)
    desk = sit_down("secretary", drawn=True)
    desk.begin(form.code)
    sees_the_picture_change(desk, form.boxes[0].fields, typed)

    type_sections(desk, form, "", typed)
    said = issued(desk, served, "Phát hành biên bản")

    assert said == {**typed, "minutes_number": said["minutes_number"]}


def test_attendees_are_added_pasted_from_excel_duplicated_moved_and_deleted(
    sit_down: Callable[..., Desk],
) -> None:
    desk = sit_down("secretary", permissions=["clipboard-read", "clipboard-write"])
    desk.begin("BM.CTCL.02")
    desk.page.locator("[data-task=people] a").click()
    desk.page.wait_for_url("**/people")
    names = "attendees"

    rows_of(desk, names).nth(0).locator("[name$='-name']").fill("Phan Đình Khải")
    add_row(desk, names)
    assert desk.page.evaluate("document.activeElement.name.endsWith('-name')")
    desk.page.evaluate("text => navigator.clipboard.writeText(text)", EXCEL)
    desk.page.keyboard.press("Control+V")

    pasted = ["Đặng Minh Triết", "Bùi Đức Thịnh", "Ngô Hải Yến"]
    assert values_in(desk, names, "name") == ["Phan Đình Khải", *pasted]
    assert values_in(desk, names, "unit")[1:] == [
        "Phòng Quản lý ngân sách",
        "Thanh tra Sở",
        "Văn phòng Sở",
    ]

    row_button(desk, names, 3, "up").click()
    row_button(desk, names, 0, "down").click()
    row_button(desk, names, 3, "copy").click()
    row_button(desk, names, 0, "delete").click()

    left = ["Phan Đình Khải", "Ngô Hải Yến", "Bùi Đức Thịnh", "Bùi Đức Thịnh"]
    assert values_in(desk, names, "name") == left
    titles = rows_of(desk, names).locator("h3").all_inner_texts()
    assert titles == [f"Người dự họp {number}" for number in range(1, 5)]
    desk.fill(CHAIR)
    desk.saved()
    desk.page.reload()
    assert values_in(desk, names, "name") == left
    assert desk.control("chair_name").input_value() == "Phan Đình Khải"


def test_cells_may_also_be_pasted_into_the_box_made_for_them(
    sit_down: Callable[..., Desk],
) -> None:
    desk = sit_down("secretary")
    desk.take_up("BM.CTCL.02", "people")

    desk.page.get_by_role("button", name="Dán từ Excel").click()
    desk.page.get_by_label("Dán các ô chép từ Excel vào đây").fill(EXCEL)
    desk.page.get_by_role("button", name="Thêm các hàng này").click()

    assert values_in(desk, "attendees", "name") == [
        line.split("\t")[0] for line in EXCEL.splitlines()
    ]


@pytest.mark.usefixtures("word_pages")
def test_an_agency_plan_with_nested_actions_is_filled_issued_and_read_back(
    sit_down: Callable[..., Desk], served: Served
) -> None:
    form, typed = served.office.form("BM.CTCL.03"), sample("quality_objective_plan")
    typed["objectives"] = typed["objectives"][:2]
    desk = sit_down("secretary", drawn=True)
    desk.begin(form.code, "agency")
    sees_the_picture_change(desk, form.boxes[0].fields, typed)

    type_sections(desk, form, "agency", typed)
    said = issued(desk, served, "Phát hành kế hoạch")

    assert said == {**typed, "plan_number": said["plan_number"]}


def test_actions_of_an_objective_are_duplicated_with_it_and_moved_within_it(
    sit_down: Callable[..., Desk], served: Served
) -> None:
    form = served.office.form("BM.CTCL.03")
    objectives = sample("quality_objective_plan")["objectives"][:1]
    desk = sit_down("secretary")
    desk.begin(form.code, "agency")
    desk.page.locator("[data-task=objectives] a").click()
    desk.page.wait_for_url("**/objectives")
    box = next(box for box in form.boxes if box.key == "objectives")
    type_section(desk, box.fields, {"objectives": objectives})

    row_button(desk, "objectives", 0, "copy").click()
    twin = rows_of(desk, "objectives").nth(1).get_attribute("data-prefix")
    row_button(desk, f"{twin}-actions", 0, "down").click()

    first, second, *rest = [action["action_text"] for action in objectives[0]["actions"]]
    assert values_in(desk, f"{twin}-actions", "action_text") == [second, first, *rest]
    assert values_in(desk, "objectives-0-actions", "action_text") == [first, second, *rest]
