"""Mail addresses of people: taken when plain, refused beside the field, kept through changes."""

import io
from dataclasses import replace

import pytest
from openpyxl import Workbook

from service.workflow.errors import FieldErrors
from service.workflow.people.mail_addresses import is_address
from service.workflow.people.people import PersonEntry, add_person, change_person
from service.workflow.people_sheets.import_people import RowsRefused, import_people
from service.workflow.people_sheets.read_sheet import COLUMNS, MAIL_COLUMN
from tests.builders import BUDGET, House

ENTRY = PersonEntry("moi", "Người Mới", "Chuyên viên", BUDGET, frozenset())


@pytest.mark.parametrize("good", ["a@b.vn", "nguyen.anh+ctcl@stc.tinh.gov.vn", "x_1@a-b.example"])
def test_a_plain_address_is_taken(good: str) -> None:
    assert is_address(good)


@pytest.mark.parametrize(
    "bad",
    [
        "a", "@b.vn", "a@b", "a b@c.vn", "a@b.vn,c@d.vn", "a@b.vn\nBcc: x@y.vn", "ánh@b.vn",
        "a@-b.vn", "a@b..vn", "<a@b.vn>", "a@b.vn" * 60,
    ],
)  # fmt: skip
def test_what_a_server_would_ask_back_about_is_refused(bad: str) -> None:
    assert not is_address(bad)


def test_a_persons_address_is_kept_and_may_be_emptied(house: House) -> None:
    office, admin = house.office, house.staff.administrator
    made = add_person(office, admin, replace(ENTRY, email=" moi@stc.gov.vn "))

    emptied = change_person(office, admin, made.person.id, ENTRY)

    assert made.person.email == "moi@stc.gov.vn"
    assert emptied.email == ""


def test_a_bad_address_is_refused_beside_its_field(house: House) -> None:
    with pytest.raises(FieldErrors) as refused:
        add_person(house.office, house.staff.administrator, replace(ENTRY, email="không có"))

    assert list(refused.value.faults) == ["email"]


def sheet(columns: tuple[str, ...], *row: str) -> bytes:
    """An Excel sheet of one person."""
    book, content = Workbook(), io.BytesIO()
    assert book.active is not None
    book.active.append(columns)
    book.active.append(row)
    book.save(content)
    return content.getvalue()


PERSON = ("moi", "Người Mới", "Chuyên viên", BUDGET, "", "Cán bộ")


def test_a_sheet_may_bring_addresses_in_a_seventh_column(house: House) -> None:
    content = sheet((*COLUMNS, MAIL_COLUMN), *PERSON, "moi@stc.gov.vn")

    (made,) = import_people(house.office, house.staff.administrator, content).people

    assert made.person.email == "moi@stc.gov.vn"


def test_a_sheet_without_the_column_is_taken_and_its_notes_are_no_addresses(house: House) -> None:
    content = sheet((*COLUMNS, "Ghi chú"), *PERSON, "mới về")

    (made,) = import_people(house.office, house.staff.administrator, content).people

    assert made.person.email == ""


def test_a_bad_address_in_a_sheet_names_its_row_and_column(house: House) -> None:
    content = sheet((*COLUMNS, MAIL_COLUMN), *PERSON, "không có")

    with pytest.raises(RowsRefused) as refused:
        import_people(house.office, house.staff.administrator, content)

    assert [(row, column) for row, column, _ in refused.value.faults] == [(2, MAIL_COLUMN)]
