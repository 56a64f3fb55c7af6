"""An Excel sheet of people may be as large on the page as over the API; nothing else may."""

import io
import random
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from service.workflow.people.people import list_people
from service.workflow.people_sheets.read_sheet import COLUMNS, MOST_BYTES
from tests.builders import BUDGET, House
from tests.web.conftest import Browser

ROW = ("hoa", "Trương Thị Hòa", "Chuyên viên", BUDGET, "", "Cán bộ")


def a_sheet(size: int) -> bytes:
    """A sheet of one person with a picture in it, so many bytes large."""
    book, file = Workbook(), io.BytesIO()
    for row in (COLUMNS, ROW):
        book.worksheets[0].append(row)
    book.save(file)
    name, around = "xl/media/anh.jpg", 130
    picture = random.Random(1).randbytes(size - len(file.getvalue()) - around)
    with zipfile.ZipFile(file, "a", zipfile.ZIP_STORED) as package:
        package.writestr(name, picture)
    return file.getvalue()


def upload(browser: Browser, sheet: bytes, **more: Any) -> TestResponse:
    """What the page answers to the file, sent as a browser sends it."""
    fields = {
        "csrf_token": browser.token,
        **more,
        "sheet": FileStorage(io.BytesIO(sheet), "nguoi-dung.xlsx"),
    }
    boundary, body = encode_multipart(fields)
    kind = f'multipart/form-data; boundary="{boundary}"'
    return browser.client.post("/people/import", data=body, content_type=kind)


def usernames(house: House) -> set[str]:
    return {each.username for each in list_people(house.office, house.staff.administrator)}


@pytest.mark.parametrize("size", [950_000, 4_990_000])
def test_a_sheet_of_up_to_five_megabytes_is_taken(
    administrator: Browser, house: House, size: int
) -> None:
    sheet = a_sheet(size)
    assert size - 1000 < len(sheet) <= MOST_BYTES

    answer = upload(administrator, sheet)

    assert answer.status_code == 200
    assert "hoa" in usernames(house)


@pytest.mark.parametrize("size", [MOST_BYTES + 5_000, MOST_BYTES + 100_000, 8_000_000])
def test_a_larger_sheet_is_413_in_words_about_sheets(
    administrator: Browser, house: House, size: int
) -> None:
    answer = upload(administrator, a_sheet(size))

    assert answer.status_code == 413
    assert "Chỉ nhận tệp Excel tới 5 MB nên chưa nhập dòng nào." in answer.text
    assert "hoa" not in usernames(house)


def test_a_megabyte_beside_the_sheet_is_413_all_the_same(
    administrator: Browser, house: House
) -> None:
    answer = upload(administrator, a_sheet(20_000), note="x" * 1_000_000)

    assert answer.status_code == 413
    assert "hoa" not in usernames(house)


def test_a_megabyte_posted_to_the_sheets_address_without_a_file_is_413(
    administrator: Browser,
) -> None:
    answer = administrator.post("/people/import", {"sheet": "x" * 1_000_000})

    assert answer.status_code == 413
