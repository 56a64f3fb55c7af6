"""Office files that cannot be opened: locked with a password, or of an old kind."""

import re
from typing import Literal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files of Office before 2007 begin, and those that a password locks."""
RTF = b"{\\rtf"
_OLD_BOOKS = tuple(f"{name}\0".encode("utf-16-le") for name in ("Workbook", "Book"))
_EARLY_BOOK = re.compile(rb"\x09[\x00\x02\x04\x08].\x00", re.DOTALL)
"""How a workbook older than Excel 5 begins, before there were streams in a file."""
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def closed_by(content: bytes) -> Literal["", "password", "age"]:
    """Return what keeps an office file shut: a password, or that it is of an old kind."""
    if content.startswith(OLE):
        return "password" if _ENCRYPTED_PACKAGE in content else "age"
    return "age" if content.startswith(RTF) or _EARLY_BOOK.match(content) else ""


def is_old_book(content: bytes) -> bool:
    """Return whether a file that its age keeps shut is one of Excel's (.xls)."""
    if content.startswith(OLE):
        return any(name in content for name in _OLD_BOOKS)
    return _EARLY_BOOK.match(content) is not None
