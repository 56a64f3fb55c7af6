"""Where on a page some texts stand: found in a PDF drawn by LibreOffice."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from service.documents.page_bands import bands_of
from service.documents.pdf import PdfOffice
from tests.documents.pdf_papers import need_libreoffice, word_file

LINES = [f"Dòng thứ {n:02d} của văn bản này" for n in range(1, 91)]


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bytes]:
    """A PDF of ninety numbered lines on two or more pages; the last stands there twice."""
    need_libreoffice()
    office = PdfOffice(Path(tmp_path_factory.mktemp("office")))
    yield office.convert(word_file(*LINES, LINES[-1]))
    office.stop()


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
