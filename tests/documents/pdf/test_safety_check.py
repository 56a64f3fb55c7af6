"""Which Word files are refused before LibreOffice sees them, and which are not."""

import pytest

from service.documents.pdf.errors import PdfRefused
from service.documents.pdf.safety_check import refuse_unfit
from tests.documents.pdf_papers import field, linked_picture, relationship, word_file

FAR = "http://127.0.0.1:9/a.png"


def test_a_whole_document_passes() -> None:
    refuse_unfit(word_file("Sở Tài chính Khánh Hòa"))


def test_a_hyperlink_may_point_outside() -> None:
    refuse_unfit(word_file("a", relationships=[relationship("hyperlink", "https://example.org/")]))


def test_page_numbers_and_hyperlink_fields_pass() -> None:
    body = field(" PAGE ") + field(' HYPERLINK "https://example.org/link/rd" ')

    refuse_unfit(word_file("a", body=body))


def test_a_sentence_that_names_fields_and_addresses_passes() -> None:
    refuse_unfit(word_file(f"INCLUDEPICTURE {FAR} instr DDE, LINK"))


def test_zero_bytes_are_refused_in_both_languages() -> None:
    with pytest.raises(PdfRefused) as refusal:
        refuse_unfit(b"")

    assert "Tệp rỗng" in refusal.value.label.vi
    assert "empty" in refusal.value.label.en


@pytest.mark.parametrize(
    "data",
    [
        b"random bytes, no ZIP",
        b"PK\x05\x06" + bytes(18),
        word_file("a")[:-40],
        word_file("a", main_type="application/vnd.ms-word.document.macroEnabled.main+xml"),
        word_file("a", parts={"word/_rels/header1.xml.rels": "<broken"}),
        word_file("a", parts={"word/header1.xml": "\ufeff<a/>\x00"}),
    ],
    ids=["random", "empty ZIP", "cut off", "macros", "broken rels", "UTF-16"],
)
def test_what_is_no_sound_word_document_is_refused(data: bytes) -> None:
    with pytest.raises(PdfRefused, match="không phải là văn bản Word"):
        refuse_unfit(data)


@pytest.mark.parametrize(
    "kind", ["image", "attachedTemplate", "oleObject", "frame", "subDocument", "audio"]
)
@pytest.mark.parametrize("mode", ["External", " external "])
def test_an_external_target_is_refused_by_name(kind: str, mode: str) -> None:
    with pytest.raises(PdfRefused, match=FAR):
        refuse_unfit(word_file("a", relationships=[relationship(kind, FAR, mode)]))


@pytest.mark.parametrize("target", [FAR, "file:///etc/passwd", r"\\server\share\a.png", "//host/a"])
def test_an_internal_target_that_is_an_address_is_refused(target: str) -> None:
    with pytest.raises(PdfRefused):
        refuse_unfit(word_file("a", relationships=[relationship("image", target, "Internal")]))


def test_an_external_target_in_any_part_is_refused() -> None:
    rels = word_rels(relationship("attachedTemplate", "file:///C:/Normal.dotm"))

    with pytest.raises(PdfRefused, match=r"Normal\.dotm"):
        refuse_unfit(word_file("a", parts={"word/_rels/settings.xml.rels": rels}))


def test_a_foreign_chunk_inside_the_package_is_refused() -> None:
    with pytest.raises(PdfRefused):
        refuse_unfit(word_file("a", relationships=[relationship("aFChunk", "a.html", "Internal")]))


@pytest.mark.parametrize(
    "body",
    [
        field(f' INCLUDEPICTURE "{FAR}" \\d '),
        field(" INCLUDE", f'PICTURE "{FAR}"'),
        field(f' includetext "{FAR}" '),
        field(' DDEAUTO excel "a.xls" '),
        f"<w:p><w:fldSimple w:instr='INCLUDEPICTURE {FAR}'/></w:p>",
        f'<w:p><w:r><w:pict><v:imagedata xmlns:v="urn:schemas-microsoft-com:vml" src="{FAR}"/>'
        "</w:pict></w:r></w:p>",
    ],
    ids=["field", "cut field", "text", "dde", "simple field", "vml"],
)
def test_a_field_or_drawing_that_fetches_is_refused(body: str) -> None:
    with pytest.raises(PdfRefused, match="từ nơi khác"):
        refuse_unfit(word_file("a", body=body))


def test_a_linked_picture_is_refused() -> None:
    docx = word_file("a", body=linked_picture(), relationships=[relationship("image", FAR)])

    with pytest.raises(PdfRefused, match=FAR):
        refuse_unfit(docx)


def word_rels(content: str) -> str:
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{content}</Relationships>'
