"""Word, Excel, PowerPoint, OpenDocument: what runs, hides, swells or leads out is refused."""

import struct
import zipfile
from io import BytesIO

import pytest

from service.archive.intake import safe_zip
from service.archive.intake.accept_file import judge_file
from service.archive.intake.refusals import FileRefused, Reason
from tests.archive.evidence_samples import (
    OFFICE,
    OLD_OFFICE,
    a_zip,
    office,
    office_parts,
    open_document,
    relations,
    word,
    workbook,
)

MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
VBA = '<Override PartName="/word/x.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
ACTIVE = '<Override PartName="/a.xml" ContentType="application/vnd.ms-office.activeX+xml"/>'
HTML = '<Default Extension="htm" ContentType="text/html"/>'
SHEET = '<Override PartName="/xl/m.xml" ContentType="application/vnd.ms-excel.macrosheet+xml"/>'
DDE = word("<w:instrText>DDEAUTO c</w:instrText>")
LISTENER = '<s:event-listener xmlns:s="urn:oasis:names:tc:opendocument:xmlns:script:1.0"/>'
DOCUMENT = "word/_rels/document.xml.rels"
NESTED = office("xlsx", {"xl/embeddings/a.xlsx": workbook()})


def reason_of(content: bytes) -> Reason | None:
    """Why the file is refused; None when it is taken in."""
    try:
        judge_file("a.docx", content)
    except FileRefused as refused:
        return refused.reason
    return None


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (office(main_type=MACRO_MAIN), Reason.MACRO),
        (office(types=VBA), Reason.MACRO),
        (office("xlsx", types=SHEET), Reason.MACRO),
        (office(more={"word/vbaProject.bin": b"x"}), Reason.MACRO),
        (office(more={DOCUMENT: relations(("vbaProject", "x.bin"))}), Reason.MACRO),
        (office(types=ACTIVE), Reason.OBJECT),
        (office(more={"word/activeX/activeX1.bin": b"x"}), Reason.OBJECT),
        (office(more={"word/embeddings/oleObject1.bin": OLD_OFFICE}), Reason.OBJECT),
        (office(more={"word/media/image1.png": b"MZ\x90"}), Reason.OBJECT),
        (office(more={DOCUMENT: relations(("oleObject", "x.bin"))}), Reason.OBJECT),
        (office(types=HTML), Reason.MARKUP),
        (office(more={DOCUMENT: relations(("aFChunk", "x.htm"))}), Reason.MARKUP),
        (office(more={"word/a.zip": a_zip({"a": "a"})}), Reason.ARCHIVE),
        (office(more={"word/embeddings/a.xlsx": NESTED}), Reason.ARCHIVE),
        (office(more={"word/embeddings/a.docx": office(types=VBA)}), Reason.MACRO),
        (office(more={"word/embeddings/a.docx": b"MZ"}), Reason.BROKEN),
        (
            office(more={"word/document.xml": DDE}),
            Reason.DDE,
        ),
        (office(more={"word/document.xml": "<!DOCTYPE a><a/>"}), Reason.BROKEN),
        (office(more={"_rels/.rels": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), Reason.BROKEN),
        (office(more={"[Content_Types].xml": "<Types>"}), Reason.BROKEN),
        (office(main_type=f"{OFFICE}wordprocessingml.template.main+xml"), Reason.UNKNOWN),
        (open_document(more={"Basic/script-lc.xml": "<a/>"}), Reason.MACRO),
        (open_document(more={"Scripts/python/a.py": "x"}), Reason.MACRO),
        (open_document(manifest="<file-entry><encryption-data/></file-entry>"), Reason.ENCRYPTED),
        (open_document(manifest='<file-entry media-type="x.oleobject"/>'), Reason.OBJECT),
        (open_document(more={"content.xml": LISTENER}), Reason.MACRO),
        (open_document("formula"), Reason.UNKNOWN),
    ],
)
def test_what_runs_or_hides_in_an_office_file_is_refused(content: bytes, reason: Reason) -> None:
    assert reason_of(content) == reason


def test_a_chart_may_have_its_sheet_and_a_link_may_lead_outside() -> None:
    linked = relations(("hyperlink", "https://stc.example.gov.vn"), mode="External")

    assert reason_of(office(more={"word/embeddings/Sheet1.xlsx": workbook()})) is None
    assert reason_of(office(more={DOCUMENT: linked})) is None


@pytest.mark.parametrize(
    "target", ["https://x/a.dotm", "\\\\may\\a.dotm", "file://may/a.dotm", "file:///C:/a.dotm"]
)
def test_a_template_fetched_from_elsewhere_is_refused(target: str) -> None:
    fetched = relations(("attachedTemplate", target), mode="External")

    assert reason_of(office(more={"word/_rels/settings.xml.rels": fetched})) == Reason.REMOTE


@pytest.mark.parametrize(
    "name",
    [
        "../a.xml",
        "word/../../a",
        "..\\a.xml",
        "word\\..\\..\\a",
        "//may/a",
        "\\\\may\\a",
        "C:/a.xml",
        "/C:/a.xml",
        "a\u202egpj.xml",
        "a\tb",
    ],
)
def test_a_name_that_leads_outside_is_refused(name: str) -> None:
    assert reason_of(office(more={name: "<a/>"})) == Reason.NAMES


@pytest.mark.parametrize("name", ["WORD/document.XML", "word\\document.xml", "/word/document.xml"])
def test_names_that_stand_twice_are_refused(name: str) -> None:
    assert reason_of(office(more={name: "<a/>"})) == Reason.NAMES


@pytest.mark.parametrize("named", ["{}", "/{}", "\\{}"])
@pytest.mark.parametrize("slash", ["/", "\\"])
@pytest.mark.parametrize("main", ["word/document.xml", "word/document2.xml", "a/b/Chính.xml"])
def test_an_office_file_is_known_whatever_its_parts_are_called(
    named: str, slash: str, main: str
) -> None:
    parts = office_parts()
    document = parts.pop("word/document.xml")
    parts = {name: text.replace("word/document.xml", main) for name, text in parts.items()}
    parts |= {main: document, "word/_rels/a.xml.rels": relations(("header", "header1.xml"))}

    said = judge_file(
        "a.docx", a_zip({named.format(n.replace("/", slash)): p for n, p in parts.items()})
    )

    assert said.file_name == "a.docx"


def test_what_a_part_with_backslashes_fetches_is_found() -> None:
    fetched = relations(("attachedTemplate", "http://x/a.dotm"), mode="External")

    assert reason_of(office(more={"word\\_rels\\settings.xml.rels": fetched})) == Reason.REMOTE


def test_a_link_among_the_members_is_refused() -> None:
    file = BytesIO(office())
    with zipfile.ZipFile(file, "a") as opened:
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        opened.writestr(link, "/etc/passwd")

    assert reason_of(file.getvalue()) == Reason.NAMES


def test_a_member_that_swells_is_a_bomb() -> None:
    assert reason_of(office(more={"word/a.xml": b"\0" * 21_000_000})) == Reason.BOMB


def test_members_that_swell_together_are_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_zip, "MOST_UNPACKED", 1_000_000)
    piece = b"0123456789" * 10_000

    assert reason_of(office(more={f"word/{n}.xml": piece for n in range(12)})) == Reason.BOMB


def test_a_size_that_lies_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_zip, "MOST_UNPACKED", 1_000_000)
    content = office(more={"word/a.xml": b" " * 5_000_000})
    told = content.replace(struct.pack("<L", 5_000_000), struct.pack("<L", 5_000))

    assert reason_of(told) in {Reason.BOMB, Reason.BROKEN}
    assert reason_of(content) == Reason.BOMB


def test_too_many_members_are_a_bomb() -> None:
    assert reason_of(office(more={f"word/{n}.xml": "" for n in range(5_001)})) == Reason.BOMB


def test_members_that_share_bytes_are_a_bomb() -> None:
    content = office(more={"word/a.xml": "a" * 50, "word/b.xml": "b" * 50})
    end = content.rindex(b"PK\x05\x06")
    directory = int.from_bytes(content[end + 16 : end + 20], "little")
    last = content.rindex(b"PK\x01\x02", directory, end)
    before = content.rindex(b"PK\x01\x02", directory, last)
    overlapping = bytearray(content)
    overlapping[last + 42 : last + 46] = content[before + 42 : before + 46]

    assert reason_of(bytes(overlapping)) == Reason.BOMB


def test_a_zip_with_a_password_is_refused() -> None:
    content = bytearray(office())
    end = content.rindex(b"PK\x05\x06")
    directory = int.from_bytes(content[end + 16 : end + 20], "little")
    content[directory + 8] |= 1

    assert reason_of(bytes(content)) == Reason.ENCRYPTED


def test_a_comment_at_the_end_is_two_kinds() -> None:
    file = BytesIO(office())
    with zipfile.ZipFile(file, "a") as opened:
        opened.comment = b"<script>alert(1)</script>"

    assert reason_of(file.getvalue()) == Reason.TWO_KINDS


def test_a_checksum_that_does_not_fit_is_broken() -> None:
    parts = office_parts()
    content = bytearray(a_zip(parts, stored=True))
    at = content.index(b"</w:document>")
    content[at + 3] ^= 1

    assert reason_of(bytes(content)) == Reason.BROKEN
