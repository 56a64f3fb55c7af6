"""Text files line by line, in whichever Unicode a program wrote them; UTF-8 comes out."""

import json
from collections.abc import Iterator
from pathlib import Path

UTF8 = ("utf-8", "utf-8-sig")
_BOM = b"\xef\xbb\xbf"
_MARKS_OF_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 4


def marked_encoding(content: bytes) -> str:
    """Return the encoding that the mark before a text tells, for a page's head; UTF-8 without."""
    return "utf-16" if content.startswith(_MARKS_OF_UTF16) else "utf-8"


def unicode_of(head: bytes) -> str:
    """Return the name of the encoding a text begins in: by its mark, else by its zero bytes.

    PowerShell's `>` writes UTF-16, Notepad a mark before UTF-8. JSON tells without a mark, too.
    """
    return json.detect_encoding(head[:_HEAD])


def lines_of(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield number and UTF-8 bytes of every line that is not blank; the mark is no part of it.

    Raises OSError, and UnicodeDecodeError where a text that is not UTF-8 breaks off or is torn.
    """
    for number, line in enumerate(_lines(path), start=1):
        line = line.removeprefix(_BOM) if number == 1 else line
        if line.strip():
            yield number, line


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        encoding = unicode_of(source.read(_HEAD))
        source.seek(0)
        if encoding in UTF8:
            # As bytes: one row that is no UTF-8 is that row's fault alone.
            yield from source
            return
    with path.open(encoding=encoding, errors="surrogatepass") as file:
        for line in file:
            yield line.encode("utf-8", "surrogatepass")
