"""Files sent to us may be bombs, foreign or empty: each is refused in a sentence, quickly."""

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook
from werkzeug.test import TestResponse

from service.workflow.files.document_files import WORD, blank_word
from service.workflow.people.people import list_people
from service.workflow.people_sheets.read_sheet import COLUMNS
from tests.builders import BUDGET, House
from tests.doors.conftest import Browsers, Programs
from tests.web.pages.administration.test_large_sheets import upload

TENFOLD = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
LAUGHS = f'<!DOCTYPE l [<!ENTITY a "haha">{TENFOLD}]>'
OUTSIDE = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
SLOW = 20.0


def packed(members: dict[str, bytes]) -> bytes:
    """A ZIP with these members."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return file.getvalue()


def a_sheet(*rows: tuple[str, ...]) -> bytes:
    """An Excel file with our columns and these rows."""
    book, file = Workbook(), io.BytesIO()
    book.active.append(COLUMNS)
    for row in rows:
        book.active.append(row)
    book.save(file)
    return file.getvalue()


def rewritten(package: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one member changed."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        members = {each: old.read(each) for each in old.namelist()}
    return packed({**members, name: change(members.get(name, b""))})


def with_doctype(doctype: str, entity: str) -> Callable[[bytes], bytes]:
    """Puts a document type before the root and a reference into the first text."""

    def change(xml: bytes) -> bytes:
        head, _, rest = xml.partition(b"?>")
        body = rest if _ else head
        return doctype.encode() + body.replace(b"</w:t>", entity.encode() + b"</w:t>", 1)

    return change


def wide_sheet() -> bytes:
    """A small file whose every row claims a cell in Excel's last column."""
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 503))
    return rewritten(
        a_sheet(),
        "xl/worksheets/sheet1.xml",
        lambda xml: (
            xml.split(b"<sheetData>")[0] + f"<sheetData>{rows}</sheetData></worksheet>".encode()
        ),
    )


FULL = {
    "rows without end": b'<row r="%d" spans="1:6" ht="15" s="1"></row>',
    "one row told again and again": b'<row r="2" spans="1:6"><c r="A2"/></row>',
    "cells without end in one row": b'<c r="A2" t="n"><v>1</v></c>',
    "rows that never say their number": b"<row><c><v>1</v></c></row>",
}


def full_sheet(piece: bytes, times: int = 300_000) -> bytes:
    """A small file that unpacks to that many rows or cells."""
    pieces = b"".join(piece.replace(b"%d", b"%d" % n) for n in range(2, times + 2))
    if piece.startswith(b"<c"):
        pieces = b'<row r="2">' + pieces + b"</row>"
    return rewritten(
        a_sheet(),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"</sheetData>", pieces + b"</sheetData>"),
    )


SHEETS: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "no zip": lambda: b"PK\x03\x04 and then nothing",
    "a picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "zeros": lambda: packed({"xl/worksheets/sheet1.xml": bytes(60_000_000)}),
    "no book": lambda: packed({"[Content_Types].xml": b"<Types/>"}),
    "laughs": lambda: rewritten(
        a_sheet(), "xl/workbook.xml", lambda xml: LAUGHS.encode() + xml.replace(b"Sheet", b"&i;")
    ),
    "outside": lambda: rewritten(
        a_sheet(), "xl/workbook.xml", lambda xml: OUTSIDE.encode() + xml.replace(b"Sheet", b"&x;")
    ),
    "wide": wide_sheet,
    "other columns": lambda: a_sheet().replace(b"x", b"y"),
}


@pytest.mark.parametrize("piece", FULL.values(), ids=list(FULL))
def test_a_small_sheet_of_endless_cells_is_refused_at_once(
    house: House, signed_in: Browsers, program: Programs, piece: bytes
) -> None:
    sheet = full_sheet(piece)
    administrator, tool = signed_in("administrator"), program("administrator")
    begun = time.process_time()

    answer = tool.post("/people/import", data=sheet, content_type="application/octet-stream")
    page = upload(administrator, sheet)

    assert time.process_time() - begun < 2
    assert (answer.status_code, page.status_code) == (422, 422)
    assert "500 dòng" in answer.get_json()["message"]["vi"]
    assert "500 dòng" in page.text
    assert len(list_people(house.office, house.staff.administrator)) == 8


@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_that_bites_enters_nobody(house: House, signed_in: Browsers, name: str) -> None:
    administrator, sheet, begun = signed_in("administrator"), SHEETS[name](), time.process_time()
    before = list_people(house.office, house.staff.administrator)

    answer = administrator.post("/people/import", {"sheet": (io.BytesIO(sheet), "người.xlsx")})

    assert answer.status_code in {413, 422}
    assert "Traceback" not in answer.text
    assert time.process_time() - begun < SLOW
    assert list_people(house.office, house.staff.administrator) == before


def test_an_import_cannot_change_who_is_there(house: House, signed_in: Browsers) -> None:
    sheet = a_sheet(
        ("bao", "Kẻ Khác", "Chuyên viên", BUDGET, "", "administrator"),
        ("moi", "Người Mới", "Chuyên viên", BUDGET, "", "official"),
    )

    answer = signed_in("administrator").post(
        "/people/import", {"sheet": (io.BytesIO(sheet), "x.xlsx")}
    )

    people = {p.username: p for p in list_people(house.office, house.staff.administrator)}
    assert answer.status_code == 422
    assert people["bao"].roles == {"official"}
    assert "moi" not in people


def test_scripts_in_a_sheet_come_back_as_text(house: House, signed_in: Browsers) -> None:
    bad = "<script>alert(1)</script>"
    sheet = a_sheet(("ok", bad, bad, bad, "", bad))

    answer = signed_in("administrator").post(
        "/people/import", {"sheet": (io.BytesIO(sheet), f"{bad}.xlsx")}
    )

    assert answer.status_code == 422
    assert bad not in answer.text
    assert "&lt;script&gt;" in answer.text


PART = "word/document.xml"
DOCUMENTS: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "text": lambda _: b"xin chao",
    "old word": lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
    "cut": lambda blank: blank[: len(blank) // 2],
    "zeros": lambda _: packed({PART: bytes(200_000_000), "[Content_Types].xml": b"<Types/>"}),
    "laughs": lambda blank: rewritten(blank, PART, with_doctype(LAUGHS, "&i;")),
    "outside": lambda blank: rewritten(blank, PART, with_doctype(OUTSIDE, "&x;")),
    "members": lambda _: packed({PART: b"<a/>", **{f"m{n}": b"" for n in range(3_000)}}),
    "deep": lambda blank: rewritten(blank, PART, lambda _: b"<a>" * 100_000),
}
"""Word files that bite, made of a blank one."""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_bites_is_refused(house: House, program: Programs, name: str) -> None:
    official, blank = program("official"), blank_word(house.office, "BM.CTCL.01").content
    content, begun = DOCUMENTS[name](blank), time.process_time()

    answer: TestResponse = official.post("/read-back", data=content, content_type=WORD)

    assert answer.status_code == 422, answer.text[:300]
    assert "root:" not in answer.text
    assert time.process_time() - begun < SLOW


def test_macros_and_foreign_parts_are_not_even_looked_at(house: House, program: Programs) -> None:
    blank = blank_word(house.office, "BM.CTCL.01").content
    armed = rewritten(blank, "word/vbaProject.bin", lambda _: b"\xcc" * 1_000)

    answer = program("official").post("/read-back", data=armed, content_type=WORD)

    assert answer.status_code == 200
    assert "vba" not in answer.text.lower()


def test_a_document_of_thirty_megabytes_is_413(program: Programs) -> None:
    answer = program("official").post("/read-back", data=bytes(30_000_000), content_type=WORD)

    assert answer.status_code == 413
