"""What a file really is, judged by its bytes and never by its name, and whether it is taken in."""

from dataclasses import dataclass

from service.archive.intake.kinds import CSV, PDF, PICTURE_HEADS, TEXT, Kind
from service.archive.intake.office_files import judge_office
from service.archive.intake.plain_text import is_sheet, judge_text
from service.archive.intake.refusals import FileRefused, Reason
from service.archive.intake.safe_names import kept_name
from service.archive.intake.safe_zip import is_also_zip
from service.packages.closed_files import closed_by

LARGEST_FILE = 25 * 1024 * 1024
"""Bytes: what a file manager calls 25 MB."""
_ZIP = b"PK\x03\x04"
_CLOSED = {"password": Reason.ENCRYPTED, "age": Reason.OLD_OFFICE}
_REFUSED_HEADS = (
    (b"MZ", Reason.PROGRAM),
    (b"\x7fELF", Reason.PROGRAM),
    (b"\xca\xfe\xba\xbe", Reason.PROGRAM),
    (b"\xcf\xfa\xed\xfe", Reason.PROGRAM),
    (b"\xce\xfa\xed\xfe", Reason.PROGRAM),
    (b"L\0\0\0\x01\x14\x02\0", Reason.PROGRAM),
    (b"%!PS", Reason.PROGRAM),
    (b"Rar!\x1a\x07", Reason.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Reason.ARCHIVE),
    (b"PK\x05\x06", Reason.ARCHIVE),
    (b"\x1f\x8b", Reason.ARCHIVE),
    (b"BZh", Reason.ARCHIVE),
    (b"\xfd7zXZ\0", Reason.ARCHIVE),
    (b"MSCF", Reason.ARCHIVE),
)
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heim", b"heis"})


@dataclass(frozen=True)
class Accepted:
    """A file that is taken in: what it is, and the name it is kept under."""

    media_type: str
    file_name: str


def judge_file(name: str, content: bytes) -> Accepted:
    """What the file is and what it will be called. Raises FileRefused naming the reason.

    A ZIP that is no office file is refused: it is a box of files that nobody has judged. An old
    .doc or .xls is refused too: whether it holds macros only Word itself can tell for certain, and
    saving it anew takes a minute.
    """
    if not content:
        raise FileRefused(Reason.EMPTY)
    if len(content) > LARGEST_FILE:
        raise FileRefused(Reason.TOO_LARGE)
    kind = _judge(name, content)
    return Accepted(kind.media_type, kept_name(name, kind.ending, kind.aliases))


def _judge(name: str, content: bytes) -> Kind:
    # The start of the service waits neither for pikepdf nor for Pillow.
    from service.archive.intake.images import judge_picture
    from service.archive.intake.pdf_files import judge_pdf

    if content.startswith(_ZIP):
        return judge_office(content)
    _require_no_refused_head(content)
    if is_also_zip(content):
        raise FileRefused(Reason.TWO_KINDS)
    if content.startswith(b"%PDF-"):
        judge_pdf(content)
        return PDF
    for head, kind in PICTURE_HEADS:
        if content.startswith(head):
            judge_picture(kind, content)
            return kind
    judge_text(name, content)
    return CSV if is_sheet(name) else TEXT


def _require_no_refused_head(content: bytes) -> None:
    if closed := closed_by(content):
        raise FileRefused(_CLOSED[closed])
    for head, reason in _REFUSED_HEADS:
        if content.startswith(head):
            raise FileRefused(reason)
    if content[4:8] == b"ftyp" and content[8:12] in _HEIC_BRANDS:
        raise FileRefused(Reason.HEIC)
