"""A sheet of people over the API: what it would enter, what it leaves out, what is asked."""

from io import BytesIO

from openpyxl import Workbook

from service.workflow.people.people import list_people
from service.workflow.people_sheets.read_sheet import COLUMNS
from tests.builders import BUDGET, House
from tests.web.api.conftest import Programs

OCTETS = "application/octet-stream"
HOA = ("hoa", "Trương Thị Hòa", "Chuyên viên", BUDGET, "", "Cán bộ")


def a_sheet(*rows: tuple[str, ...], head: tuple[str, ...] = COLUMNS) -> bytes:
    """An Excel sheet of people."""
    book, kept = Workbook(), BytesIO()
    for row in (head, *rows):
        book.worksheets[0].append(row)
    book.save(kept)
    return kept.getvalue()


def test_a_preview_tells_everything_and_enters_nobody(house: House, program: Programs) -> None:
    rows = [(*HOA, "cũ"), ("binh", "Lý Văn Bình", "#N/A", "Phòng Quản lí ngân sách", "", "Vua", "")]
    sheet = a_sheet(*rows, head=(*COLUMNS, "Ghi chú"))

    answer = program("administrator").post(
        "/people/import/preview", data=sheet, content_type=OCTETS
    )

    told = answer.get_json()
    assert answer.status_code == 200
    assert [(each["row"], each["username"]) for each in told["people"]] == [(2, "hoa"), (3, "binh")]
    assert told["people"][0]["roles"] == ["official"]
    assert [(each["name"], each["rows"]) for each in told["units_asked"]] == [
        ("Phòng Quản lí ngân sách", [3])
    ]
    assert BUDGET in told["units_asked"][0]["alike"]
    assert list(told["errors"]) == ["3.Chức vụ", "3.Vai trò"]
    assert [each["vi"] for each in told["left_out"]] == [
        "Trang «Sheet»: cột G «Ghi chú» không đọc (ô G2)."
    ]
    assert len(list_people(house.office, house.staff.administrator)) == 8


def test_what_would_be_left_out_is_told_until_it_may_be(house: House, program: Programs) -> None:
    tool = program("administrator")
    sheet = a_sheet((*HOA, "cũ"), head=(*COLUMNS, "Ghi chú"))

    asked = tool.post("/people/import", data=sheet, content_type=OCTETS)
    before = len(list_people(house.office, house.staff.administrator))
    taken = tool.post("/people/import?leave_out=true", data=sheet, content_type=OCTETS)

    assert asked.status_code == 422
    assert asked.get_json()["error"] == "SheetLeavesOut"
    assert "ô G2" in asked.get_json()["message"]["vi"]
    assert before == 8
    assert taken.status_code == 201


def test_new_units_come_with_a_word_alone(program: Programs) -> None:
    tool, sheet = program("administrator"), a_sheet((*HOA[:3], "Phòng Giá", "GIA", "Cán bộ"))

    refused = tool.post("/people/import", data=sheet, content_type=OCTETS)
    taken = tool.post("/people/import?new_units=true", data=sheet, content_type=OCTETS)

    assert list(refused.get_json()["errors"]) == ["2.Đơn vị"]
    assert taken.get_json()[0]["person"]["unit_name"] == "Phòng Giá"
