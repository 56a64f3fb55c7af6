"""Office files that cannot be opened: locked with a password, or of an old kind."""

from __future__ import annotations

from typing import Literal

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the files of Office before 2007 begin, and those that a password locks."""
RTF = b"{\\rtf"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


def closed_by(content: bytes) -> Literal["", "password", "age"]:
    """Return what keeps an office file shut: a password, or that it is of an old kind."""
    if content.startswith(OLE):
        return "password" if _ENCRYPTED_PACKAGE in content else "age"
    return "age" if content.startswith(RTF) else ""
