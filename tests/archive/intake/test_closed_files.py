"""A file that is locked, old or of another program is told alike at every door."""

import io
import zipfile

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from service.archive.intake.accept_file import judge_file
from service.archive.intake.refusals import FileRefused, Reason
from service.archive.sheets.refusals import SheetReason, SheetRefused
from service.documents.errors import DocumentLocked, OldDocument
from service.documents.read.read_back import open_word_file
from service.settings import ROOT
from tests.archive.sheet_samples import plain, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORD = (ROOT / "templates_docx" / "BM.CTCL.01.docx").read_bytes()
SHEET = plain(("Trần Văn Một", "Chuyên viên", "Giá"))


def locked(package: bytes) -> bytes:
    """The file as Office saves it with a password."""
    target = io.BytesIO()
    OOXMLFile(io.BytesIO(package)).encrypt("mat-khau", target)
    return target.getvalue()


def marked_as_locked(package: bytes) -> bytes:
    """The file as a ZIP program saves it with a password: each member says that it is locked."""
    changed = bytearray(package)
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        for info in opened.infolist():
            changed[info.header_offset + 6] |= 1
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 8] |= 1
        at = changed.find(b"PK\x01\x02", at + 4)
    return bytes(changed)


OLD_BOOK = OLE + bytes(504) + "Workbook\0".encode("utf-16-le") + bytes(512)
EARLY_BOOK = b"\x09\x04\x06\x00\x00\x04\x10\x00"
LOCKED = {
    "Excel": locked(SHEET),
    "Word": locked(WORD),
    "ZIP of a sheet": marked_as_locked(SHEET),
    "ZIP of a document": marked_as_locked(WORD),
}
OLD = {
    ".xls": (OLD_BOOK, SheetReason.OLD_EXCEL),
    ".xls of Excel 4": (EARLY_BOOK, SheetReason.OLD_EXCEL),
    ".doc": (OLE + bytes(600), SheetReason.NO_SHEET),
    ".rtf": (rb"{\rtf1 a}", SheetReason.NO_SHEET),
}


@pytest.mark.parametrize("name", LOCKED)
def test_what_a_password_locks_is_called_so_at_every_door(name: str) -> None:
    content = LOCKED[name]

    with pytest.raises(FileRefused) as evidence:
        judge_file("a.xlsx", content)
    with pytest.raises(SheetRefused) as sheet:
        read(content)
    with pytest.raises(DocumentLocked):
        open_word_file(content)

    assert (evidence.value.reason, sheet.value.reason) == (Reason.ENCRYPTED, SheetReason.PASSWORD)


@pytest.mark.parametrize("name", OLD)
def test_what_is_of_an_old_kind_is_called_so_at_every_door(name: str) -> None:
    content, of_sheets = OLD[name]

    with pytest.raises(FileRefused) as evidence:
        judge_file("a.xlsx", content)
    with pytest.raises(SheetRefused) as sheet:
        read(content)
    with pytest.raises(OldDocument):
        open_word_file(content)

    assert (evidence.value.reason, sheet.value.reason) == (Reason.OLD_OFFICE, of_sheets)
