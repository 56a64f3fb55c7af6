"""What somebody may take for an Excel file and is none: told by its bytes, never by its name."""

import re

from service.archive.intake.kinds import PICTURE_HEADS
from service.archive.intake.safe_zip import CheckedZip
from service.archive.sheets.refusals import SheetReason, SheetRefused
from service.packages.closed_files import closed_by, is_old_book

_ZIP, _PDF = b"PK", b"%PDF-"
_PAGE = re.compile(
    rb"\s*(<!doctype html|<html|<head|<body|<table|<meta|<\?xml|<\?mso|<workbook|mime-version:)",
    re.IGNORECASE,
)
_HEAD = 4_096
_BYTE_ORDERS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_BETWEEN_CELLS = re.compile(r"[,;\t]")
_LONGEST_MIME = 200


def require_package(content: bytes) -> None:
    """Return for what may be an .xlsx; raises SheetRefused with the sentence for what it is."""
    if not content.startswith(_ZIP):
        raise SheetRefused(_reason(content))


def require_book(opened: CheckedZip) -> None:
    """Return for a ZIP that may be an .xlsx; raises SheetRefused for an OpenDocument file."""
    if "mimetype" not in opened.names or "content.xml" not in opened.names:
        return
    is_sheet = b"spreadsheet" in opened.read("mimetype", _LONGEST_MIME)
    raise SheetRefused(SheetReason.OPEN_DOCUMENT if is_sheet else SheetReason.NO_SHEET)


def _reason(content: bytes) -> SheetReason:
    closed = closed_by(content)
    if closed == "password":
        return SheetReason.PASSWORD
    if closed:
        return SheetReason.OLD_EXCEL if is_old_book(content) else SheetReason.NO_SHEET
    if content.startswith((_PDF, *(head for head, _kind in PICTURE_HEADS))):
        return SheetReason.NO_SHEET
    head = content[:_HEAD]
    if _PAGE.match(head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe")):
        return SheetReason.PAGE
    return SheetReason.TEXT if _is_table(head) else SheetReason.BROKEN


def _is_table(head: bytes) -> bool:
    """Whether it reads as text, the cells of its first line parted by a comma, semicolon or tab."""
    marked = next((code for mark, code in _BYTE_ORDERS if head.startswith(mark)), "")
    # Vietnamese Windows writes what is no UTF-8; any byte is a letter of latin-1.
    text = head.decode(marked or "latin-1", "replace")
    first = text.lstrip().partition("\n")[0].rstrip("\r")
    return bool(_BETWEEN_CELLS.search(first)) and not re.search("[\x00-\x08\x0e-\x1a]", text)
