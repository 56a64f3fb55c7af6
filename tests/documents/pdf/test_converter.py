"""One warm LibreOffice turns Word files into PDFs, for one clerk and for many."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from service.documents.pdf.converter import PdfOffice
from service.documents.pdf.errors import PdfError, PdfRefused, PdfUnavailable
from service.documents.pdf.page_images import page_count, page_images, page_text, text_position
from tests.documents.pdf_papers import living_members, relationship, word_file

FAR = "http://127.0.0.1:9/a.png"
TWO_PAGES = word_file(*(f"Đoạn {i}: Sở Tài chính Khánh Hòa" for i in range(1, 81)))


@pytest.fixture(scope="module")
def office(pdf_office: PdfOffice) -> PdfOffice:
    return pdf_office


@pytest.fixture(scope="module")
def pdf(office: PdfOffice) -> bytes:
    return office.convert(TWO_PAGES)


def fonts_of(pdf: bytes) -> set[str]:
    with pdfium.PdfDocument(pdf) as document:
        return {
            part.get_font().get_base_name()
            for part in document[0].get_objects()
            if isinstance(part, pdfium.PdfTextObj)
        }


def test_a_word_file_becomes_a_pdf_that_says_the_same(office: PdfOffice) -> None:
    pdf = office.convert(word_file("Phiếu yêu cầu khắc phục", "Đơn vị: Văn phòng Sở"))

    assert page_text(pdf) == ["Phiếu yêu cầu khắc phục\nĐơn vị: Văn phòng Sở"]


def test_boxes_are_read_where_they_stand(office: PdfOffice) -> None:
    lines = ["☐ Khắc phục ☒ Phòng ngừa", "A☐B dài ☒ hết", "Có ☒"]

    pdf = office.convert(word_file(*lines))

    assert page_text(pdf) == ["\n".join(lines)]
    assert text_position(pdf, "☐ Khắc phục ☒ Phòng ngừa")


def test_times_new_roman_is_drawn_as_liberation_serif_and_boxes_as_dejavu(
    office: PdfOffice,
) -> None:
    fonts = fonts_of(office.convert(word_file("Khắc phục ☒ Phòng ngừa ☐")))

    assert {name.rpartition("+")[2] for name in fonts} == {"LiberationSerif", "DejaVuSans"}


def test_one_libreoffice_draws_document_after_document(office: PdfOffice) -> None:
    office.convert(TWO_PAGES)
    warm = office.process_group

    for _ in range(3):
        office.convert(TWO_PAGES)

    assert warm is not None
    assert office.process_group == warm


def test_pages_are_pictures_of_the_asked_width(pdf: bytes) -> None:
    pictures = page_images(pdf, width=600)

    assert [(p.number, p.width) for p in pictures] == [(1, 600), (2, 600)]
    assert all(p.webp[:4] == b"RIFF" and p.webp[8:12] == b"WEBP" for p in pictures)
    assert len(page_images(pdf, first=1)) == 1


def test_a_text_is_found_where_it_stands(pdf: bytes) -> None:
    above, below = text_position(pdf, "Đoạn  1: Sở")[0], text_position(pdf, "Đoạn 9: Sở")[0]

    assert above.page == below.page == 1
    assert 0 < above.top < above.bottom < below.top < below.bottom < 1
    assert text_position(pdf, "Đoạn 80:")[0].page == page_count(pdf) == 2
    assert text_position(pdf, "không có câu này") == text_position(pdf, " ") == []


def test_a_document_that_points_outside_never_reaches_libreoffice(office: PdfOffice) -> None:
    docx = word_file("a", relationships=[relationship("image", FAR)])

    with pytest.raises(PdfRefused, match=FAR):
        office.convert(docx)


def test_zero_bytes_are_refused(office: PdfOffice) -> None:
    with pytest.raises(PdfRefused, match="Tệp rỗng"):
        office.convert(b"")


def test_four_clerks_at_once_all_get_their_own_pdf(office: PdfOffice) -> None:
    names = [f"Người thứ {number}" for number in range(4)]

    with ThreadPoolExecutor(4) as clerks:
        pdfs = list(clerks.map(lambda name: office.convert(word_file(name)), names))

    assert [page_text(pdf)[0] for pdf in pdfs] == names


def test_pictures_may_be_drawn_by_many_threads(pdf: bytes) -> None:
    with ThreadPoolExecutor(4) as clerks:
        drawn = list(clerks.map(lambda _: page_images(pdf, width=300), range(8)))

    assert all(pictures == drawn[0] for pictures in drawn)


def test_a_forked_child_leaves_its_parents_libreoffice_alone(office: PdfOffice, pdf: bytes) -> None:
    group = office.process_group
    assert group is not None

    child = os.fork()
    if child == 0:
        lonely = office.process_group is None
        office.stop()
        os._exit(0 if lonely else 1)
    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert "soffice.bin" in living_members(group)
    assert office.convert(word_file("a"))


def test_a_machine_without_libreoffice_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("service.documents.pdf.converter.missing_parts", lambda: ["python3-uno"])
    office = PdfOffice(tmp_path / "none")

    office.warm()
    with pytest.raises(PdfUnavailable, match="python3-uno") as refusal:
        office.convert(word_file("a"))

    assert not office.available
    assert "Tệp Word vẫn tải về được" in refusal.value.label.vi
    assert "Word file can still be downloaded" in refusal.value.label.en
    assert isinstance(refusal.value, PdfError)
    office.stop()
