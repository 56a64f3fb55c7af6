"""Where on a page some texts stand: found in a PDF drawn by LibreOffice."""

import pytest

from service.archive.intake.accept_file import judge_file
from service.documents.pdf.converter import PdfOffice
from service.documents.preview.highlight import bands_of
from tests.documents.pdf_papers import word_file

LINES = [f"Dòng thứ {n:02d} của văn bản này" for n in range(1, 91)]


@pytest.fixture(scope="module")
def paper(pdf_office: PdfOffice) -> bytes:
    """A PDF of ninety numbered lines on two or more pages; the last stands there twice."""
    return pdf_office.convert(word_file(*LINES, LINES[-1]))


def test_the_band_reaches_from_the_first_text_to_the_last(paper: bytes) -> None:
    bands = bands_of(paper, [LINES[4], LINES[9]])

    ((page, (top, bottom)),) = bands.items()
    assert page == 1
    assert 0 < top < bottom < 0.5


def test_texts_on_two_pages_give_a_band_on_each(paper: bytes) -> None:
    bands = bands_of(paper, [LINES[30], LINES[-2]])

    assert sorted(bands) == list(range(1, max(bands) + 1))
    assert len(bands) >= 2


def test_a_text_that_stands_there_twice_marks_nothing(paper: bytes) -> None:
    assert bands_of(paper, [LINES[-1]]) == {}


def test_a_text_that_is_not_there_marks_nothing(paper: bytes) -> None:
    assert bands_of(paper, ["không có trên trang", "", "ab"]) == {}


def test_a_text_of_several_lines_is_found_by_its_ends(paper: bytes) -> None:
    one = bands_of(paper, [LINES[2]])[1]

    both = bands_of(paper, [f"{LINES[2]}\nkhông in\n{LINES[6]}"])[1]

    assert both[0] == one[0]
    assert both[1] > one[1]


def test_the_band_reaches_down_to_the_heading_that_follows(paper: bytes) -> None:
    alone = bands_of(paper, [LINES[4]])[1]
    heading = bands_of(paper, [LINES[9]])[1]

    until = bands_of(paper, [LINES[4]], [LINES[2], LINES[-1], LINES[9], LINES[12]])[1]

    assert until[0] == alone[0]
    assert alone[1] < until[1] <= heading[0]


def test_a_heading_on_the_next_page_takes_the_rest_of_this_one(paper: bytes) -> None:
    bands = bands_of(paper, [LINES[4]], [LINES[-2]])

    assert sorted(bands) == list(range(1, max(bands) + 1))
    assert bands[1][1] > 0.9
    assert bands[max(bands)][0] < 0.1


def test_without_a_heading_below_the_band_ends_with_its_texts(paper: bytes) -> None:
    assert bands_of(paper, [LINES[4]], [LINES[2], "không có"]) == bands_of(paper, [LINES[4]])


def test_a_pdf_of_libreoffice_is_taken_as_evidence(paper: bytes) -> None:
    assert judge_file("Biên bản.pdf", paper).media_type == "application/pdf"
