"""Blank and overlong forms on paper, as LibreOffice lays them out."""

import subprocess
from pathlib import Path

import pypdfium2
import pytest

from tests.needs import libreoffice, need
from tests.templates_docx.word_page import FILES, page

PAGES = {
    "BM.CTCL.01.docx": 1,
    "BM.CTCL.02.docx": 2,
    "BM.CTCL.03.docx": 2,
    "BM.CTCL.03-unit.docx": 2,
}
CAPTIONS = {
    "BM.CTCL.01.docx": ("Người kiểm tra", "Không đạt"),
    "BM.CTCL.02.docx": ("CHỦ TOẠ CUỘC HỌP", "Cuộc họp kết thúc"),
    "BM.CTCL.03.docx": ("NGƯỜI LẬP", "Không đạt"),
    "BM.CTCL.03-unit.docx": ("NGƯỜI DỰ THẢO", "Không đạt"),
}


def lines(count: int) -> str:
    """So many numbered lines of text."""
    return "\n".join(f"Dòng thứ {number}" for number in range(1, count + 1))


# Name of the print: template, field, number of lines.
LONG = {
    "box-1-60": ("BM.CTCL.01.docx", "nonconformity_description", 60),
    "box-3-41": ("BM.CTCL.01.docx", "verification_evidence", 41),
    "box-3-44": ("BM.CTCL.01.docx", "verification_evidence", 44),
    "box-3-70": ("BM.CTCL.01.docx", "verification_evidence", 70),
    "conclusion-12": ("BM.CTCL.02.docx", "general_conclusion", 12),
    "conclusion-16": ("BM.CTCL.02.docx", "general_conclusion", 16),
    "conclusion-50": ("BM.CTCL.02.docx", "general_conclusion", 50),
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with every PDF, drawn in one run of LibreOffice."""
    soffice = libreoffice()
    need(soffice, "LibreOffice")
    assert soffice is not None
    folder = tmp_path_factory.mktemp("paper")
    for file in FILES:
        page(file).write_print(folder / file)
    for name, (file, field, count) in LONG.items():
        page(file).write_print(folder / f"{name}.docx", **{field: lines(count)})
    profile = (folder / "profile").as_uri()
    command = [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    papers = sorted(map(str, folder.glob("*.docx")))
    subprocess.run(
        [*command, "--outdir", str(folder), *papers], check=True, capture_output=True, timeout=120
    )
    return folder


def texts(pdf: Path) -> list[str]:
    """The text of every page."""
    return [sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(pdf)]


@pytest.mark.parametrize("file", FILES)
def test_a_blank_form_takes_its_pages_and_no_more(drawn: Path, file: str) -> None:
    pages = texts(drawn / file.replace(".docx", ".pdf"))

    assert len(pages) == PAGES[file]
    assert all(caption in pages[-1] for caption in CAPTIONS[file])


@pytest.mark.parametrize("name", LONG)
def test_signatures_never_stand_alone_on_a_page(drawn: Path, name: str) -> None:
    file, _, count = LONG[name]
    pages = texts(drawn / f"{name}.pdf")

    assert all(caption in pages[-1] for caption in CAPTIONS[file])
    assert sum(text.count("Dòng thứ") for text in pages) == count


def test_sixty_lines_in_box_1_take_three_pages_under_the_control_box(drawn: Path) -> None:
    pages = texts(drawn / "box-1-60.pdf")

    assert len(pages) <= 3
    assert all("Mã hiệu: BM.CTCL.01" in text for text in pages)
    assert "3. Kiểm tra" in pages[-1]
    assert all(f"Trang {n}/{len(pages)}" in text for n, text in enumerate(pages, 1))
