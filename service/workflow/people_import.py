"""People and units from an Excel sheet: all rows or none, every fault with its row."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from service.formkit.field_errors import FieldErrors
from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS, Role
from service.store.database import UnitOfWork
from service.store.units import find_unit
from service.workflow.actor import Actor
from service.workflow.deeds import note_deed, note_person_added, note_unit
from service.workflow.errors import WorkflowError
from service.workflow.office import Office
from service.workflow.people_admin import NewPerson, PersonEntry, enter_person, enter_unit
from service.workflow.permissions import require_administrator
from service.workflow.secrets_kept import hash_password, new_password

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
MOST_ROWS = 500
MOST_BYTES, MOST_UNPACKED = 5_000_000, 50_000_000


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


class RowsRefused(WorkflowError):
    """Some rows cannot be taken, so none was; `faults` are (row, column's title, sentence)."""

    def __init__(self, faults: list[tuple[int, str, Label]]) -> None:
        self.faults = faults
        super().__init__(
            Label(
                f"Có {len(faults)} chỗ cần sửa trong tệp; chưa nhập dòng nào.",
                f"{len(faults)} places need mending; no row was taken.",
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


def import_people(office: Office, actor: Actor, sheet: bytes) -> tuple[NewPerson, ...]:
    """Return the people of the sheet with their first passwords; new units are made on the way.

    Raises SheetTooLarge, SheetUnreadable, RowsRefused (then nothing was entered), NotAllowed.
    """
    require_administrator(actor)
    if len(sheet) > MOST_BYTES:
        raise SheetTooLarge
    rows = list(_rows(sheet))
    # Hashing is slow on purpose: done before the database is held.
    passwords = [new_password() for _ in rows]
    hashes = [hash_password(password) for password in passwords]
    made: list[NewPerson] = []
    faults: list[tuple[int, str, Label]] = []
    with office.database.writing() as uow:
        for row, password, hashed in zip(rows, passwords, hashes, strict=True):
            faults += [(row.number, TITLES["roles"], _unknown_role(r)) for r in row.unknown_roles]
            try:
                _enter_unit(office, uow, actor, row)
                person = enter_person(
                    office,
                    uow,
                    row.entry,
                    hashed,
                    granted_by=actor.person_id,
                    is_sample=actor.is_sample,
                )
                note_person_added(office, uow, actor, person, imported=True)
                made.append(NewPerson(person, password))
            except FieldErrors as error:
                faults += [
                    (row.number, TITLES[field], labels[0]) for field, labels in error.faults.items()
                ]
        if faults:
            raise RowsRefused(faults)
        note_deed(office, uow, actor, "people_imported", {"count": len(made)})
    return tuple(made)


def _enter_unit(office: Office, uow: UnitOfWork, actor: Actor, row: SheetRow) -> None:
    """Enter the row's unit when it is new and its abbreviation says how to call it."""
    name, is_sample = row.entry.unit_name, actor.is_sample
    known = find_unit(uow, name, is_sample=is_sample) if name else None
    if not name or not row.abbreviation or known is not None:
        return
    try:
        unit = enter_unit(uow, name, row.abbreviation, is_sample=is_sample)
    except FieldErrors as error:
        # The sheet calls the unit's name otherwise than the unit's own page does.
        raise FieldErrors(
            {"unit_name" if f == "name" else f: labels for f, labels in error.faults.items()}
        ) from error
    note_unit(office, uow, actor, None, unit)


def _rows(sheet: bytes) -> Iterator[SheetRow]:
    cells = _cells(sheet)
    if not cells or tuple(_text(c) for c in cells[0][: len(COLUMNS)]) != COLUMNS:
        raise SheetUnreadable
    with_mail = _text(dict(enumerate(cells[0])).get(len(COLUMNS))) == MAIL_COLUMN
    width = WIDTH if with_mail else len(COLUMNS)
    if len(cells) > MOST_ROWS + 1:
        raise SheetTooLong
    for number, row in enumerate(cells[1:], start=2):
        texts = [_text(c) for c in row[:width]]
        texts += [""] * (WIDTH - len(texts))
        if any(texts):
            yield _sheet_row(number, texts)


def _cells(sheet: bytes) -> list[tuple[object, ...]]:
    """Return the first sheet's rows, one more than are taken; raises SheetUnreadable."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(sheet)) as package:
            unpacked = sum(member.file_size for member in package.infolist())
        if unpacked > MOST_UNPACKED:
            raise SheetUnreadable
        book = load_workbook(io.BytesIO(sheet), read_only=True, data_only=True)
        # Bounded both ways: a sheet of few bytes may claim a cell in column XFD of every row.
        area = {"max_row": MOST_ROWS + 2, "max_col": WIDTH}
        return list(book.worksheets[0].iter_rows(values_only=True, **area))
    except _NO_WORKBOOK as error:
        raise SheetUnreadable from error
    except InvalidFileException as error:
        raise SheetUnreadable from error


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


def _unknown_role(name: str) -> Label:
    listed = ", ".join(label.vi for label in ROLE_LABELS.values())
    return Label(
        f"Không có vai trò «{name}». Vui lòng ghi một trong: {listed}.",
        f"There is no role “{name}”. Please write one of: {listed}.",
    )
