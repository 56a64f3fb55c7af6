"""What somebody may take for an Excel file and is none: told by its bytes, never by its name."""

from __future__ import annotations

import re

from service.archive.sheets.refusals import SheetReason, SheetRefused
from service.packages.closed_files import OLE, closed_by

_ZIP = b"PK"
_OLD_BOOKS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
_BIFF = re.compile(rb"\x09[\x00\x02\x04\x08].\x00", re.DOTALL)
"""How a workbook older than Excel 5 begins, before there were streams in a file."""
_PAGE = re.compile(
    rb"\s*(<!doctype html|<html|<head|<body|<table|<meta|<\?xml|<\?mso|<workbook|mime-version:)",
    re.IGNORECASE,
)
_HEAD = 4_096
_BYTE_ORDERS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_BETWEEN_CELLS = re.compile(r"[,;\t]")


def require_package(content: bytes) -> None:
    """Return for what may be an .xlsx; raises SheetRefused with the sentence for what it is."""
    if content.startswith(_ZIP):
        return
    if content.startswith(OLE):
        raise SheetRefused(_of_streams(content))
    head = content[:_HEAD]
    if _PAGE.match(head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe")):
        raise SheetRefused(SheetReason.PAGE)
    if _BIFF.match(head):
        raise SheetRefused(SheetReason.OLD_EXCEL)
    raise SheetRefused(SheetReason.TEXT if _is_table(head) else SheetReason.BROKEN)


def _of_streams(content: bytes) -> SheetReason:
    if closed_by(content) == "password":
        return SheetReason.PASSWORD
    if any(name in content for name in _OLD_BOOKS):
        return SheetReason.OLD_EXCEL
    return SheetReason.BROKEN


def _is_table(head: bytes) -> bool:
    """Whether it reads as text, the cells of its first line parted by a comma, semicolon or tab."""
    marked = next((code for mark, code in _BYTE_ORDERS if head.startswith(mark)), "")
    # Vietnamese Windows writes what is no UTF-8; any byte is a letter of latin-1.
    text = head.decode(marked or "latin-1", "replace")
    first = text.lstrip().partition("\n")[0].rstrip("\r")
    return bool(_BETWEEN_CELLS.search(first)) and not re.search("[\x00-\x08\x0e-\x1a]", text)
