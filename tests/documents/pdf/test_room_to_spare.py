"""A paper that should be one page is one page with room to spare, whatever fonts a machine has."""

import pytest

from service.documents.pdf.converter import PdfOffice
from service.documents.pdf.page_images import page_count
from service.documents.template.prepare import pack, unpack, without_controls
from service.documents.wordml import PARAGRAPH, parse_part, w, write_part
from tests.documents.extreme_papers import PaperCase, every_paper

TO_SPARE = 5.0
TWIPS_PER_MM = 1440 / 25.4
# The minutes and the plan take more than one page, as do the slip's samples.
ONE_PAGE = [
    case
    for case in every_paper()
    if case.name in ("BM.CTCL.01-blank", "BM.CTCL.01-short")
    or (case.form.code.startswith("O-") and case.name.endswith(("-blank", "-filled")))
]


def pushed_down(docx: bytes, millimetres: float) -> bytes:
    """The paper with so much more room above its title."""
    members = unpack(docx)
    root = parse_part(members["word/document.xml"])
    title = next(
        p
        for p in root.iter(PARAGRAPH)
        if p.find(f"*/{w('pStyle')}[@{w('val')}='FormTitle']") is not None
    )
    spacing = title.find(f"*/{w('spacing')}")
    before = int(spacing.get(w("before"), "0"))
    spacing.set(w("before"), str(before + round(millimetres * TWIPS_PER_MM)))
    members["word/document.xml"] = write_part(root)
    return pack(members)


@pytest.mark.parametrize("case", ONE_PAGE, ids=lambda case: case.name)
def test_a_paper_of_one_page_has_five_millimetres_to_spare(
    pdf_office: PdfOffice, case: PaperCase
) -> None:
    lower = pushed_down(without_controls(case.word), TO_SPARE)

    assert page_count(pdf_office.convert(lower)) == 1
