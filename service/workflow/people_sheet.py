"""The Excel sheet that people are entered from: read row by row, and its empty pattern."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS, Role
from service.workflow.errors import WorkflowError
from service.workflow.people_admin import PersonEntry
from service.workflow.spreadsheet import Column, text_sheet

TITLES = {
    "username": "Tên đăng nhập",
    "full_name": "Họ và tên",
    "title": "Chức vụ",
    "unit_name": "Đơn vị",
    "abbreviation": "Viết tắt đơn vị",
    "roles": "Vai trò",
    "email": "Thư điện tử",
}
MAIL_COLUMN = TITLES["email"]
"""May stand last, for offices that send mail; a sheet without it is taken as it is."""

COLUMNS = tuple(title for title in TITLES.values() if title != MAIL_COLUMN)
WIDTH = len(TITLES)
WHO = frozenset({0, 1, 2, 6})
"""Columns that say who; a row with none of them only offers a unit and role to fill in."""
MOST_ROWS = 500
MOST_BYTES, MOST_UNPACKED = 5_000_000, 20_000_000
MOST_TAGS = 150_000
"""Signs that open a tag, in one part of the workbook: 500 people need less than a fifth of them."""


class SheetUnreadable(WorkflowError):
    """The file is no Excel sheet with our columns."""

    label = Label(
        "Không đọc được tệp Excel. Vui lòng dùng tệp .xlsx có dòng đầu: "
        + ", ".join(COLUMNS)
        + ".",
        "The Excel file cannot be read. Please use an .xlsx whose first row is: "
        + ", ".join(COLUMNS)
        + ".",
    )


class SheetTooLong(WorkflowError):
    """The sheet has more rows than are taken at once."""

    label = Label(
        f"Tệp có hơn {MOST_ROWS} dòng. Vui lòng chia thành nhiều tệp.",
        f"The sheet has more than {MOST_ROWS} rows. Please divide it.",
    )


class SheetTooLarge(WorkflowError):
    """The file has more bytes than any list of people needs."""

    label = Label(
        f"Tệp Excel lớn hơn {MOST_BYTES // 1_000_000} MB nên chưa nhập dòng nào. "
        "Vui lòng bỏ hình ảnh, trang thừa hoặc chia thành nhiều tệp.",
        f"The Excel file is larger than {MOST_BYTES // 1_000_000} MB, so no row was taken. "
        "Please remove pictures and other sheets, or divide it.",
    )


class SheetTooFull(WorkflowError):
    """Some sheet has more cells, empty ones too, than a list of people can have."""

    label = Label(
        "Trang tính có quá nhiều ô, kể cả ô trống đã kẻ khung, nên chưa đọc. "
        f"Vui lòng chép các dòng có người (nhiều nhất {MOST_ROWS} dòng) sang một tệp Excel mới.",
        "The sheet has too many cells, bordered empty ones included, so it was not read. "
        f"Please copy the rows with people (at most {MOST_ROWS}) into a new Excel file.",
    )


class HeadsMissing(SheetUnreadable):
    """The first row lacks columns; the sentence names them."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        named = ", ".join(f"«{head}»" for head in missing)
        super().__init__(
            Label(
                f"Dòng đầu chưa có cột {named}. Vui lòng dùng tệp mẫu, hoặc đặt tên các cột đúng "
                "thứ tự này: " + ", ".join(COLUMNS) + ".",
                f"The first row lacks {named}. Please use the pattern file, or name the columns in "
                "this order: " + ", ".join(COLUMNS) + ".",
            )
        )


_NO_WORKBOOK = (
    zipfile.BadZipFile,
    zlib.error,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What openpyxl answers to a file that is no workbook: it names no error of its own, and broken
XML is a SyntaxError."""


@dataclass(frozen=True)
class SheetRow:
    """One person of the sheet: the row's number in Excel, the entry, the unit's abbreviation."""

    number: int
    entry: PersonEntry
    abbreviation: str
    unknown_roles: tuple[str, ...]


def read_rows(sheet: bytes) -> list[SheetRow]:
    """Return the people of the sheet, empty rows left out.

    Raises SheetTooLarge, SheetTooFull, SheetTooLong, SheetUnreadable and, of these, HeadsMissing.
    """
    if len(sheet) > MOST_BYTES:
        raise SheetTooLarge
    return list(_rows(sheet))


def pattern_sheet(units: tuple[tuple[str, str], ...], made_at: datetime) -> bytes:
    """Return an .xlsx to fill: the heads, and a line a unit (name, abbreviation) to copy from."""
    columns = [Column(head, 24) for head in TITLES.values()]
    role = ROLE_LABELS[Role.OFFICIAL].vi
    lines = [("", "", "", name, abbreviation, role, "") for name, abbreviation in units]
    return text_sheet("Người dùng", columns, lines, made_at)


def _rows(sheet: bytes) -> Iterator[SheetRow]:
    cells = _cells(sheet)
    heads = [_text(c) for c in cells[0]] if cells else []
    if tuple(heads[: len(COLUMNS)]) != COLUMNS:
        missing = tuple(head for head in COLUMNS if head not in heads)
        raise HeadsMissing(missing or COLUMNS) if any(heads) else SheetUnreadable
    with_mail = _text(dict(enumerate(cells[0])).get(len(COLUMNS))) == MAIL_COLUMN
    width = WIDTH if with_mail else len(COLUMNS)
    if len(cells) > MOST_ROWS + 1:
        raise SheetTooLong
    for number, row in enumerate(cells[1:], start=2):
        texts = [_text(c) for c in row[:width]]
        texts += [""] * (WIDTH - len(texts))
        entered = (text for at, text in enumerate(texts) if at in WHO)
        if any(entered):
            yield _sheet_row(number, texts)


def _cells(sheet: bytes) -> list[tuple[object, ...]]:
    """Return the first sheet's rows, one more than are taken; raises SheetUnreadable, -TooFull."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(sheet)) as package:
            _require_measure(package)
        book = load_workbook(io.BytesIO(sheet), read_only=True, data_only=True)
        # Bounded both ways: a sheet of few bytes may claim a cell in column XFD of every row.
        area = {"max_row": MOST_ROWS + 2, "max_col": WIDTH}
        return list(book.worksheets[0].iter_rows(values_only=True, **area))
    except _NO_WORKBOOK as error:
        raise SheetUnreadable from error
    except InvalidFileException as error:
        raise SheetUnreadable from error


def _require_measure(package: zipfile.ZipFile) -> None:
    """Return when openpyxl reads the workbook in a moment; raises SheetUnreadable, SheetTooFull.

    It makes an object of every cell, of those with no row number and those beyond the last column
    too: 130 kB of Excel can hold a million. Counting the tags takes a thousandth of that time.
    """
    if sum(member.file_size for member in package.infolist()) > MOST_UNPACKED:
        raise SheetTooFull
    for member in package.infolist():
        with package.open(member) as opened:
            # One byte more than it says of itself: what lies about its size is not unpacked.
            content = opened.read(member.file_size + 1).replace(b"\0", b"")
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise SheetUnreadable
        if content.count(b"<") > MOST_TAGS:
            raise SheetTooFull


def _sheet_row(number: int, texts: list[str]) -> SheetRow:
    username, full_name, title, unit_name, abbreviation, roles, email = texts
    named = [part.strip() for part in roles.split(",") if part.strip()]
    known = {label.vi.casefold(): role for role, label in ROLE_LABELS.items()}
    known |= {role.value: role for role in Role}
    found = {name: known.get(name.casefold()) for name in named}
    return SheetRow(
        number=number,
        entry=PersonEntry(
            username=username,
            full_name=full_name,
            title=title,
            unit_name=unit_name,
            roles=frozenset(role for role in found.values() if role is not None),
            email=email,
        ),
        abbreviation=abbreviation,
        unknown_roles=tuple(name for name, role in found.items() if role is None),
    )


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()
