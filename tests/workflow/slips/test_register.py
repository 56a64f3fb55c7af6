"""The yearly register O-16: read from the slips, in Word and Excel, sample and real apart."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from service.documents.read.read_back import read_document
from service.workflow.errors import NotFound
from service.workflow.reports.register import (
    read_register,
    register_excel,
    register_word,
    registered_forms,
    years_of_register,
)
from tests.builders import ADMINISTRATIVE, BUDGET, MINUTES, SLIP, House, a_slip, a_staff
from tests.needs import need, word_defects, word_validator
from tests.workflow.slips.walking import (
    NOT_MET,
    REOPEN,
    Slip,
    a_sent_slip,
    walked_to,
)


def row_of(house: House, slip: Slip) -> dict[str, object]:
    """The slip's line in the register the secretary reads."""
    register = read_register(house.office, house.staff.secretary, SLIP, 2026)
    return next(r for r in register.rows if r["car_number"] == slip.record.number)


def test_an_open_slip_tells_where_it_stands(house: House) -> None:
    slip = walked_to(house, "implementing")

    assert row_of(house, slip) == {
        "car_number": "01/2026",
        "opened_on": "2026-03-05",
        "requesting_unit": BUDGET,
        "request_type": "corrective",
        "summary": "Hồ sơ QT-0612 trả kết quả trễ 02 ngày & thiếu chữ ký\n"
        "Trái quy định tại QT.QLNS.03 mục 5.4.",
        "executing_unit": BUDGET,
        "due_date": "2026-04-10",
        "note": "Đang thực hiện",
    }


def test_a_closed_slip_tells_its_result(memory_house: House) -> None:
    slip = walked_to(memory_house, "closed")

    row = row_of(memory_house, slip)

    assert (row["result"], row["verified_on"], row.get("note")) == ("Đạt", "2026-03-05", None)


def test_a_slip_that_ended_unverified_tells_how(memory_house: House) -> None:
    slip = a_sent_slip(memory_house)
    slip.move(memory_house.staff.official, "withdraw", reason="Gửi nhầm.")

    row = row_of(memory_house, slip)

    assert (row["result"], row.get("note"), row.get("verified_on")) == ("Đã rút", None, None)


def test_a_failed_slip_names_the_one_that_continues_it(memory_house: House) -> None:
    slip = walked_to(memory_house, "awaiting_verification")
    slip.move(memory_house.staff.director, "not_met", NOT_MET)
    assert row_of(memory_house, slip)["note"] == "Không đạt"

    slip.move(memory_house.staff.director, "open_new", REOPEN)

    row = row_of(memory_house, slip)
    assert (row["result"], row["follow_up_car_number"]) == ("Không đạt", "02/2026")
    register = read_register(memory_house.office, memory_house.staff.secretary, SLIP, 2026)
    assert [each["car_number"] for each in register.rows] == ["01/2026", "02/2026"]
    assert register.rows[1]["note"] == "Chờ ý kiến Giám đốc"


def test_everybody_reads_the_register_of_what_they_may_see(memory_house: House) -> None:
    office, staff = memory_house.office, memory_house.staff
    a_slip(office, staff.official)
    a_slip(office, staff.stranger, requesting_unit=ADMINISTRATIVE)

    seen = {
        role: len(read_register(office, getattr(staff, role), SLIP, 2026).rows)
        for role in ("secretary", "auditor", "unit_head", "stranger", "administrator")
    }

    assert seen == {
        "secretary": 2, "auditor": 2, "unit_head": 1, "stranger": 1, "administrator": 0,
    }  # fmt: skip


def test_sample_and_real_slips_stand_in_registers_of_their_own(memory_house: House) -> None:
    office = memory_house.office
    sample = a_staff(office, is_sample=True, prefix="mau-")
    a_slip(office, memory_house.staff.official)
    a_slip(office, sample.official)
    a_slip(office, sample.official)

    real = read_register(office, memory_house.staff.secretary, SLIP, 2026)
    practice = read_register(office, sample.secretary, SLIP, 2026)

    assert [each["car_number"] for each in real.rows] == ["01/2026"]
    assert len(practice.rows) == 2
    assert all("MẪU" in each["car_number"] for each in practice.rows)


def test_a_year_without_slips_is_an_empty_register(memory_house: House) -> None:
    office, secretary = memory_house.office, memory_house.staff.secretary

    register = read_register(office, secretary, SLIP, 2025)

    assert register.rows == []
    assert register_word(office, secretary, SLIP, 2025).file_name == "O-16_2025.docx"
    assert years_of_register(office, secretary) == (2026,)


def test_only_the_form_that_issues_papers_is_kept_in_a_register(memory_house: House) -> None:
    assert [form.code for form in registered_forms(memory_house.office)] == [SLIP]
    for code in (MINUTES, "BM.KHONG.CO"):
        with pytest.raises(NotFound):
            read_register(memory_house.office, memory_house.staff.secretary, code, 2026)


def test_the_word_file_reads_back_as_the_register(memory_house: House, tmp_path: Path) -> None:
    office, secretary = memory_house.office, memory_house.staff.secretary
    for number in range(40):
        a_slip(office, memory_house.staff.official, nonconformity_description=f"Việc {number}")

    word = register_word(office, secretary, SLIP, 2026)

    form, said = read_document(office.companions, office.library, word.content)
    assert form.code == "O-16"
    assert said == read_register(office, secretary, SLIP, 2026).answers
    assert len(said["slips"]) == 40
    assert word.title == "Sổ theo dõi phiếu yêu cầu hành động khắc phục/cải tiến năm 2026.docx"
    path = tmp_path / word.file_name
    path.write_bytes(word.content)
    need(word_validator(), "the OOXML validator beside the repository")
    assert word_defects(path, no_tags=True) == []


def test_no_cell_of_the_sheet_is_a_formula_whatever_was_typed(memory_house: House) -> None:
    office, staff = memory_house.office, memory_house.staff
    typed = ("=1+1", "@SUM(A1:A9)", "+1", "-1", '=HYPERLINK("http://x","y")', "http://x", "12")
    for text in typed:
        a_slip(office, staff.official, nonconformity_description=text)

    sheet = register_excel(office, staff.secretary, SLIP, 2026)

    (page,) = load_workbook(io.BytesIO(sheet.content)).worksheets
    cells = [cell for row in page.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells if cell.row > 1} == {"@"}
    assert all(cell.hyperlink is None for cell in cells)
    assert [row[4].value for row in page.iter_rows(min_row=2)] == list(typed)
    assert [cell.value for cell in page[2]][:4] == ["01/2026", "05/03/2026", BUDGET, "KP"]
    assert page.title == "Năm 2026"
    assert sheet.content == register_excel(office, staff.secretary, SLIP, 2026).content
