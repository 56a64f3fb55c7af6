"""People and units from an Excel sheet: all rows or none, every fault with row and column."""

import io
import zipfile
from collections.abc import Iterable

import pytest
import xlsxwriter
from openpyxl import load_workbook

from service.formkit.moves import Role
from service.workflow.account.sign_in import sign_in
from service.workflow.errors import NotAllowed
from service.workflow.people.people import list_people, list_units
from service.workflow.people_sheets.import_people import (
    Entering,
    RowsRefused,
    import_people,
    people_pattern,
)
from service.workflow.people_sheets.read_sheet import (
    COLUMNS,
    MOST_ROWS,
    HeadsMissing,
    SheetTooFull,
    SheetTooLarge,
    SheetTooLong,
    SheetUnreadable,
)
from service.workflow.records.read_records import choices_for
from tests.builders import BUDGET, House

HIEU = ("hieu", "Đinh Văn Hiếu", "Chuyên viên", BUDGET, "", "Cán bộ")
THU = ("thu", "Ngô Thị Thu", "Trưởng phòng", "Phòng Giá", "GIA", "Trưởng đơn vị, auditor")


def a_sheet(*rows: Iterable[object], head: Iterable[str] = COLUMNS) -> bytes:
    """An .xlsx with these rows, written by another library than the one that reads it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for number, row in enumerate((tuple(head), *rows)):
            page.write_row(number, 0, row)
    return target.getvalue()


def test_a_good_sheet_brings_people_and_new_units(memory_house: House) -> None:
    house = memory_house

    sheet = a_sheet(HIEU, (), THU)
    entered = import_people(
        house.office, house.staff.administrator, sheet, Entering(new_units=True)
    )

    made = entered.people
    assert entered.units == ("Phòng Giá",)
    assert [each.person.full_name for each in made] == ["Đinh Văn Hiếu", "Ngô Thị Thu"]
    assert made[1].person.roles == {Role.UNIT_HEAD, Role.AUDITOR}
    assert made[1].person.unit_name == "Phòng Giá"
    units = list_units(house.office, house.staff.administrator)
    assert "GIA" in {unit.abbreviation for unit in units}
    assert sign_in(house.office, "thu", made[1].password, "").actor.must_change_password


def test_two_of_one_name_come_in_as_two_people_told_apart(memory_house: House) -> None:
    house, hung = memory_house, "Nguyễn Văn Hùng"
    rows = [(each, hung, "Chuyên viên", BUDGET, "", "Cán bộ") for each in ("hung1", "hung2")]

    made = import_people(house.office, house.staff.administrator, a_sheet(*rows)).people

    offered = {each.text for each in choices_for(house.office, house.staff.board)[1]}
    assert len({each.person.id for each in made}) == 2
    assert {f"{hung} (hung1)", f"{hung} (hung2)"} <= offered


def test_bad_rows_are_named_by_row_and_column_and_nothing_is_entered(house: House) -> None:
    sheet = a_sheet(
        HIEU,
        ("", "Ngô Thị Thu", "", "Phòng Không có", "", "Thủ quỹ"),
        ("HIEU", "Trùng tên", "Chuyên viên", "", "", "Cán bộ"),
        ("lan2", "Có\u202emũi tên", "Chuyên viên", "Phòng Lạ", "QLNS", ""),
    )

    with pytest.raises(RowsRefused) as refused:
        import_people(house.office, house.staff.administrator, sheet, Entering(new_units=True))

    assert {(row, column) for row, column, _ in refused.value.faults} == {
        (3, "Tên đăng nhập"),
        (3, "Chức vụ"),
        (3, "Đơn vị"),
        (3, "Vai trò"),
        (4, "Tên đăng nhập"),
        (5, "Họ và tên"),
        (5, "Viết tắt đơn vị"),
    }
    assert "Thủ quỹ" in str([label for *_, label in refused.value.faults])
    assert len(list_people(house.office, house.staff.administrator)) == 8
    assert len(list_units(house.office, house.staff.administrator)) == 5


def test_a_second_reading_of_the_same_sheet_takes_nobody_twice(memory_house: House) -> None:
    house, sheet = memory_house, a_sheet(HIEU)
    import_people(house.office, house.staff.administrator, sheet)

    with pytest.raises(RowsRefused) as refused:
        import_people(house.office, house.staff.administrator, sheet)

    assert [(row, column) for row, column, _ in refused.value.faults] == [(2, "Tên đăng nhập")]


def _a_zip(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/"), content)
    return target.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"khong phai Excel",
        b"PK\x03\x04 hong",
        _a_zip(),
        _a_zip(xl__workbook=b"<a"),
        a_sheet(HIEU)[:-200],
        a_sheet(HIEU, head=("Họ và tên",)),
        a_sheet(head=()),
    ],
    ids=["empty", "text", "torn", "no parts", "no XML", "cut", "other head", "no head"],
)
def test_a_file_that_is_no_such_sheet_is_refused(memory_house: House, content: bytes) -> None:
    house = memory_house

    with pytest.raises(SheetUnreadable) as refused:
        import_people(house.office, house.staff.administrator, content)

    assert all(title in refused.value.label.vi for title in COLUMNS)


def test_a_sheet_with_a_broken_part_is_refused(memory_house: House) -> None:
    house, source = memory_house, zipfile.ZipFile(io.BytesIO(a_sheet(HIEU)))
    for broken in source.namelist():
        members = {name: source.read(name) for name in source.namelist()}
        members[broken] = b"<broken"
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as package:
            for name, content in members.items():
                package.writestr(name, content)

        try:
            import_people(house.office, house.staff.administrator, target.getvalue())
        except (SheetUnreadable, RowsRefused):
            continue


def test_a_sheet_that_unpacks_beyond_reason_is_refused(memory_house: House) -> None:
    house, target = memory_house, io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/sharedStrings.xml", b" " * 60_000_000)

    with pytest.raises(SheetTooFull):
        import_people(house.office, house.staff.administrator, target.getvalue())


def test_a_file_of_more_than_five_megabytes_is_told_so_before_it_is_read(
    memory_house: House,
) -> None:
    house = memory_house

    with pytest.raises(SheetTooLarge) as refused:
        import_people(house.office, house.staff.administrator, b"\x00" * 5_000_001)

    assert "5 MB" in refused.value.label.vi


def test_a_sheet_too_long_is_refused_and_not_cut(memory_house: House) -> None:
    house = memory_house
    rows = [(f"nguoi{n}", "Nguyễn Văn A", "Chuyên viên", "", "", "") for n in range(MOST_ROWS + 1)]

    with pytest.raises(SheetTooLong):
        import_people(house.office, house.staff.administrator, a_sheet(*rows))

    assert len(list_people(house.office, house.staff.administrator)) == 8


def test_only_the_administrator_brings_a_sheet(memory_house: House) -> None:
    with pytest.raises(NotAllowed):
        import_people(memory_house.office, memory_house.staff.secretary, a_sheet(HIEU))


def test_a_unit_written_otherwise_makes_no_new_unit_but_asks(memory_house: House) -> None:
    house = memory_house
    misspelt = ("hieu", "Đinh Văn Hiếu", "Chuyên viên", "Phòng Quản lí ngân sách", "QLN", "Cán bộ")

    with pytest.raises(RowsRefused) as refused:
        import_people(house.office, house.staff.administrator, a_sheet(misspelt))

    ((row, column, told),) = refused.value.faults
    assert (row, column) == (2, "Đơn vị")
    assert f"Có phải «{BUDGET}»?" in told.vi
    assert len(list_units(house.office, house.staff.administrator)) == 5


def test_a_list_made_for_something_else_is_told_which_columns_it_lacks(
    memory_house: House,
) -> None:
    house = memory_house
    other = a_sheet(("1", "Đinh Văn Hiếu", BUDGET), head=("STT", "Họ và tên", "Phòng"))

    with pytest.raises(HeadsMissing) as refused:
        import_people(house.office, house.staff.administrator, other)

    assert "Dòng đầu chưa có cột «Tên đăng nhập», «Chức vụ»" in refused.value.label.vi
    assert "«Họ và tên»" not in refused.value.label.vi


def test_the_pattern_file_is_taken_back_once_it_is_filled(memory_house: House) -> None:
    house, administrator = memory_house, memory_house.staff.administrator
    book = load_workbook(io.BytesIO(people_pattern(house.office, administrator)))
    page = book.active
    line = next(n for n in range(2, 9) if page.cell(n, 4).value == BUDGET)
    for column, text in enumerate(("hieu", "Đinh Văn Hiếu", "Chuyên viên"), start=1):
        page.cell(line, column, text)
    filled = io.BytesIO()
    book.save(filled)

    entered = import_people(house.office, administrator, filled.getvalue())

    assert [new.person.unit_name for new in entered.people] == [BUDGET]
