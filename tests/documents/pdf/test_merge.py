"""Many PDFs as one: the pages in their order, each paper by its name in the outline."""

from pathlib import Path

import pikepdf
import pytest

from service.documents.pdf.written import PdfPart, merge_pdfs


def a_part(folder: Path, name: str, *widths: int) -> PdfPart:
    """A PDF whose pages are so wide, one after the other."""
    path = folder / f"{name}.pdf"
    with pikepdf.new() as pdf:
        for width in widths:
            pdf.add_blank_page(page_size=(width, 842))
        pdf.save(path)
    return PdfPart(path, name)


def test_the_pages_stand_in_the_order_of_the_parts(tmp_path: Path) -> None:
    parts = [a_part(tmp_path, "Phiếu 02-2026", 500, 501), a_part(tmp_path, "b", 502)]

    pages = merge_pdfs(parts, tmp_path / "all", "In 2 phiếu")

    with pikepdf.open(tmp_path / "all") as merged, merged.open_outline() as outline:
        assert pages == 3
        assert [int(page.mediabox[2]) for page in merged.pages] == [500, 501, 502]
        assert [item.title for item in outline.root] == ["Phiếu 02-2026", "b"]
        assert merged.open_metadata()["dc:title"] == "In 2 phiếu"


def test_a_part_that_is_no_pdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "no").write_bytes(b"khong phai PDF")

    with pytest.raises(pikepdf.PdfError):
        merge_pdfs([PdfPart(tmp_path / "no", "x")], tmp_path / "all", "")
