"""PDF: what runs, locks, hides or swells is refused, however its names are spelled."""

import struct
import zlib

import pikepdf
import pytest

from service.archive.intake.accept_file import judge_file
from service.archive.intake.refusals import FileRefused, Reason
from tests.archive.evidence_samples import a_pdf, pdf_with_attachment

SCRIPT = b"<</S/JavaScript/JS(alert)>>"
LAUNCH = b"<</S/Launch/F(calc.exe)>>"
SENDS = b"<</WC <</S/SubmitForm/F(http://x)>> >>"
GOES = b"<</S/GoTo/D[0]>>"
LINK = b"<</S/URI/URI(https://x)>>"
PACKED = {"object_stream_mode": pikepdf.ObjectStreamMode.generate}


def reason_of(content: bytes) -> Reason | None:
    """Why the file is refused; None when it is taken in."""
    try:
        judge_file("a.pdf", content)
    except FileRefused as refused:
        return refused.reason
    return None


@pytest.mark.parametrize("saving", [{}, PACKED, {"linearize": True}])
def test_a_sound_pdf_is_taken_in_however_it_is_packed(saving: dict[str, object]) -> None:
    assert reason_of(a_pdf({"/OpenAction": GOES, "/X": LINK}, **saving)) is None


@pytest.mark.parametrize(
    ("root", "reason"),
    [
        ({"/OpenAction": SCRIPT}, Reason.ACTIVE_PDF),
        ({"/OpenAction": LAUNCH}, Reason.ACTIVE_PDF),
        ({"/AA": SENDS}, Reason.ACTIVE_PDF),
        ({"/Names": b"<</JavaScript <<>> >>"}, Reason.ACTIVE_PDF),
        ({"/AcroForm": b"<</XFA (x)>>"}, Reason.ACTIVE_PDF),
        ({"/X": b"[[<</Next " + SCRIPT + b">>]]"}, Reason.ACTIVE_PDF),
        ({"/X": b"<</Subtype/FileAttachment>>"}, Reason.ATTACHMENT),
        ({"/X": b"<</Subtype/RichMedia>>"}, Reason.ATTACHMENT),
        ({"/X": b"<</Type/Filespec/EF <<>> >>"}, Reason.ATTACHMENT),
    ],
)
@pytest.mark.parametrize("saving", [{}, PACKED])
def test_what_runs_or_is_attached_is_found_wherever_it_is_packed(
    root: dict[str, bytes], reason: Reason, saving: dict[str, object]
) -> None:
    assert reason_of(a_pdf(root, **saving)) == reason


def test_a_name_spelled_in_numbers_is_read_all_the_same() -> None:
    content = a_pdf({"/OpenAction": SCRIPT}).replace(b"/JavaScript", b"/J#61v#61Scr")

    assert b"JavaScript" not in content
    assert reason_of(content) in {Reason.ACTIVE_PDF, Reason.BROKEN}


def test_an_attached_file_is_found() -> None:
    assert reason_of(pdf_with_attachment()) == Reason.ATTACHMENT


@pytest.mark.parametrize("user", ["mật khẩu", ""])
def test_a_locked_pdf_is_refused_even_when_it_opens(user: str) -> None:
    locked = a_pdf(encryption=pikepdf.Encryption(user=user, owner="khác"))

    assert reason_of(locked) == Reason.ENCRYPTED


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.7", Reason.BROKEN),
        (b"%PDF-1.7\n%%EOF", Reason.BROKEN),
        (a_pdf()[:-30] + b"%%EOF", Reason.BROKEN),
        (a_pdf() + b"<script>alert(1)</script>", Reason.TWO_KINDS),
        (b"MZ" + a_pdf(), Reason.PROGRAM),
        (b"GIF89a" + a_pdf(), Reason.NOT_UTF8),
        (a_pdf() + b"\r\n\0\0", None),
    ],
)
def test_nothing_stands_before_a_pdf_or_behind_its_end(
    content: bytes, reason: Reason | None
) -> None:
    assert reason_of(content) == reason


def test_an_object_no_table_leads_to_is_seen_too() -> None:
    content = a_pdf().replace(b"%%EOF", b"9 0 obj <</S/Launch/F(calc)>> endobj\n%%EOF")

    assert reason_of(content) in {Reason.ACTIVE_PDF, Reason.BROKEN}


def test_a_table_of_objects_that_swells_is_refused_before_it_does() -> None:
    packed = zlib.compress(zlib.compress(b"5 0 <<>>" + b" " * 40_000_000, 9), 9)

    content = with_object_stream(packed)

    assert len(content) < 10_000
    assert reason_of(content) == Reason.BROKEN


def with_object_stream(packed: bytes) -> bytes:
    """A PDF whose object 5 lies in a stream packed twice over."""
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R/X 5 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        4: b"<</Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]/Length %d>>stream\n"
        % len(packed)
        + packed
        + b"\nendstream",
    }
    file, offsets = b"%PDF-1.5\n", {}
    for number, body in objects.items():
        offsets[number] = len(file)
        file += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    rows = [(0, 0, 65_535), *((1, offsets[n], 0) for n in objects), (2, 4, 0), (1, len(file), 0)]
    table = b"".join(struct.pack(">BLH", *row) for row in rows)
    head = b"6 0 obj\n<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>stream\n" % len(table)
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(file)
    return file + head + table + end
