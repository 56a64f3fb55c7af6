"""Excel files for the reader of sheets, written by another library than the one that reads them."""

import io
import zipfile
from collections.abc import Callable, Iterable

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from service.archive.sheets.heads import Head, Wanted
from service.archive.sheets.table import Table, read_table

NAME, POST, UNIT, MAIL = "Họ và tên", "Chức vụ", "Đơn vị", "Thư điện tử"
HEADS = (NAME, POST, UNIT)
WANTED = Wanted(
    (
        Head("name", NAME, ("Họ tên", "Full name")),
        Head("post", POST, ("Chức danh",)),
        Head("unit", UNIT, ("Phòng",)),
        Head("mail", MAIL, ("Email", "E-mail"), needed=False),
    ),
    telling=frozenset({"name", "post"}),
)
Filling = Callable[[Workbook, Worksheet], object]
STRICT = (
    (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    ),
    (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    ),
)


def a_book(fill: Filling, *rows: Iterable[object], head: Iterable[str] = HEADS) -> bytes:
    """The bytes of a workbook with one sheet of these rows, and what `fill` does to it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        for number, row in enumerate((tuple(head), *rows)):
            sheet.write_row(number, 0, tuple(row))
        fill(book, sheet)
    return target.getvalue()


def plain(*rows: Iterable[object], head: Iterable[str] = HEADS) -> bytes:
    """A workbook with nothing but these rows."""
    return a_book(lambda *_: None, *rows, head=head)


def rewritten(package: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    """The package with its parts renamed or changed."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(package)) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for each in old.namelist():
            new.writestr(*change(each, old.read(each)))
    return target.getvalue()


def with_cell(package: bytes, old: bytes, new: bytes) -> bytes:
    """The package with a piece of its first sheet put otherwise."""

    def change(name: str, content: bytes) -> tuple[str, bytes]:
        if name == "xl/worksheets/sheet1.xml":
            assert old in content
            content = content.replace(old, new, 1)
        return name, content

    return rewritten(package, change)


def as_strict(package: bytes) -> bytes:
    """The package with the names of Strict Open XML."""

    def change(name: str, content: bytes) -> tuple[str, bytes]:
        for transitional, strict in STRICT:
            content = content.replace(transitional, strict)
        return name, content

    return rewritten(package, change)


def read(content: bytes) -> Table:
    """What the reader makes of it."""
    return read_table(content, WANTED)


def texts(content: bytes) -> list[dict[str, str]]:
    """The words of each row read, by our names."""
    return [{name: cell.text for name, cell in row.cells.items()} for row in read(content).rows]


def left_out(content: bytes) -> str:
    """All that was left out, in one text."""
    return "\n".join(each.label.vi for each in read(content).left_out)
