"""Settings, number series and the Excel sheet of people over the API."""

from io import BytesIO

from openpyxl import Workbook

from service.workflow.people_sheets.read_sheet import COLUMNS
from tests.builders import BUDGET, SLIP, House, a_slip
from tests.web.api.conftest import Programs

OCTETS = "application/octet-stream"


def a_sheet(*rows: tuple[str, ...]) -> bytes:
    """An Excel sheet of people."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (COLUMNS, *rows):
        sheet.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_the_secretary_changes_a_text_that_the_next_draft_begins_with(
    program: Programs,
) -> None:
    secretary = program("secretary")

    changed = secretary.patch("/settings", {"place_name": "Nha Trang"})
    draft = secretary.post(f"/forms/{SLIP}/drafts", {"answers": {}}).get_json()

    assert changed.get_json()["place_name"] == "Nha Trang"
    assert secretary.get("/settings").get_json() == changed.get_json()
    assert draft["answers"]["issue_place"] == "Nha Trang"


def test_an_empty_or_unknown_setting_is_refused_by_its_name(program: Programs) -> None:
    secretary = program("secretary")

    empty = secretary.patch("/settings", {"place_name": " "})
    unknown = secretary.patch("/settings", {"colour": "red"})
    no_flag = secretary.patch("/settings", {"unit_plan_numbered": "có"})

    assert list(empty.get_json()["errors"]) == ["place_name"]
    assert list(unknown.get_json()["errors"]) == ["colour"]
    assert list(no_flag.get_json()["errors"]) == ["unit_plan_numbered"]


def test_who_approves_the_slip_is_chosen_from_two(program: Programs) -> None:
    secretary = program("secretary")

    changed = secretary.patch("/settings", {"car_approver_role": "director"})
    refused = secretary.patch("/settings", {"car_approver_role": "official"})

    assert changed.get_json()["car_approver_role"] == "director"
    assert list(refused.get_json()["errors"]) == ["car_approver_role"]
    assert secretary.get("/settings").get_json()["car_approver_role"] == "director"


def test_a_series_starts_above_01_once(house: House, program: Programs) -> None:
    secretary = program("secretary")
    path, wanted = f"/forms/{SLIP}/number-series", {"first_number": 15}

    started = secretary.post(path, wanted)
    again = secretary.post(path, wanted)

    assert started.get_json() == {"number": "15/2026"}
    assert again.status_code == 422
    assert a_slip(house.office, house.staff.official).number == "15/2026"


def test_people_come_in_from_a_sheet_all_or_none(program: Programs) -> None:
    administrator = program("administrator")
    good = ("hoa", "Trương Thị Hòa", "Chuyên viên", BUDGET, "", "Cán bộ")
    bad = ("binh", "Lý Văn Bình", "Chuyên viên", BUDGET, "", "Vua")

    refused = administrator.post("/people/import", data=a_sheet(good, bad), content_type=OCTETS)
    taken = administrator.post("/people/import", data=a_sheet(good), content_type=OCTETS)

    assert refused.status_code == 422
    assert list(refused.get_json()["errors"]) == ["3.Vai trò"]
    assert taken.status_code == 201
    assert [each["person"]["username"] for each in taken.get_json()] == ["hoa"]


def test_a_sheet_that_is_none_is_refused_in_one_sentence(program: Programs) -> None:
    answer = program("administrator").post("/people/import", data=b"x", content_type=OCTETS)

    assert answer.status_code == 422
    assert "Excel" in answer.get_json()["message"]["vi"]
