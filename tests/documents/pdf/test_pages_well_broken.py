"""Where every paper breaks over its pages: the same in Word and PDF, and never badly."""

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest

from service.documents.pdf.converter import PdfOffice
from service.documents.template.prepare import unpack, without_controls
from service.documents.wordml import CELL, PARAGRAPH, ROW, TABLE, TEXT, VAL, parse_part, w
from tests.documents.drawn_pages import DrawnPage, drawn_pages
from tests.documents.extreme_papers import PaperCase, every_paper

EVERY_PAPER = pytest.mark.parametrize("case", every_paper(), ids=lambda case: case.name)
# What the page's own fonts hold; a PDF gives other scripts and joined emoji back in its own way.
BLANKS = re.compile("[^!-~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff“”‘’–—…≥≤]+")
OFF = ("0", "false", "off")
MARKS = {ROW: ("cantSplit", "tblHeader"), PARAGRAPH: ("keepNext", "keepLines", "pageBreakBefore")}
HEADINGS = ("SectionHeading", "BoxHeading", "FormTitle")
HALF = 0.5
BEGINNING, END = 8, 3
HEAD_HEIGHT, EMPTY_ROW = 14.0, 6.0
"""In millimetres: the lowest lines of a head, and a row of a blank table that says nothing."""
LONGER_THAN_A_PAGE = {"BM.CTCL.02-recipients-15-long"}


def body_of(docx: bytes) -> Any:
    """The root of the document part."""
    return parse_part(unpack(docx)["word/document.xml"])


def marks(docx: bytes) -> list[tuple[str, ...]]:
    """What says, row by row and paragraph by paragraph, where a page may break."""
    return [
        tuple(name for name in MARKS[each.tag] if is_on(each.find(f"{{*}}{kind}/{w(name)}")))
        for each in body_of(docx).iter(ROW, PARAGRAPH)
        for kind in (("trPr",) if each.tag == ROW else ("pPr",))
    ]


def is_on(mark: Any) -> bool:
    return mark is not None and mark.get(VAL, "1") not in OFF


def said(element: Any) -> str:
    """The words of an element without white space."""
    return BLANKS.sub("", "".join(text.text or "" for text in element.iter(TEXT)))


@dataclass(frozen=True)
class Expected:
    """What the pages are compared with: headings, cells of head rows, what is signed."""

    headings: frozenset[str]
    heads: frozenset[str]
    closing: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, docx: bytes) -> "Expected":
        body = body_of(docx)
        styled = [(p, p.find(f"{{*}}pPr/{w('pStyle')}")) for p in body.iter(PARAGRAPH)]
        headings = (said(p) for p, s in styled if s is not None and s.get(VAL) in HEADINGS)
        heads = (
            said(cell)
            for row in body.iter(ROW)
            if row.find(f"{{*}}trPr/{w('tblHeader')}") is not None
            for cell in row.iter(CELL)
        )
        rows = [row for row in body.iter(ROW) if signed(row) and row.find(f".//{TABLE}") is None]
        blocks = dict.fromkeys(map(signed_together, rows))
        return cls(
            frozenset(filter(None, headings)),
            frozenset(filter(None, heads)),
            tuple(tuple(filter(None, map(said, block.iter(PARAGRAPH)))) for block in blocks),
        )


def signed(row: Any) -> bool:
    return any(style.get(VAL) == "SignerName" for style in row.iter(w("pStyle")))


def signed_together(row: Any) -> Any:
    """The closing table of positions and names; on the slip the row that is signed."""
    table = next(row.iterancestors(TABLE))
    style = table.find(f"{w('tblPr')}/{w('tblStyle')}")
    return table if style.get(VAL) == "TableNormal" and len(table.findall(ROW)) == 2 else row


def ends_with_heading(page: DrawnPage, expected: Expected) -> bool:
    """Whether the page ends with a heading, or with the head of a table and no row of it."""
    last = page.lines[-1]
    low = [line.text for line in page.lines if line.bottom > last.bottom - HEAD_HEIGHT]
    if max(page.rules, default=0) > last.bottom + EMPTY_ROW:
        return False
    return is_heading(last.text, expected) or all(in_head(line, expected) for line in low)


def is_heading(line: str, expected: Expected) -> bool:
    """Whether a printed line is the end of a heading."""
    bare = BLANKS.sub("", line)
    return len(bare) > 3 and any(heading.endswith(bare) for heading in expected.headings)


def in_head(line: str, expected: Expected) -> bool:
    """Whether the words of a printed line are all words of a table's head."""
    words = [BLANKS.sub("", word) for word in line.split()]
    return all(any(word in head for head in expected.heads) for word in words)


@EVERY_PAPER
def test_word_and_pdf_break_alike(case: PaperCase) -> None:
    assert marks(without_controls(case.word)) == marks(case.word)


@EVERY_PAPER
def test_the_drawn_pages_are_broken_well(pdf_office: PdfOffice, case: PaperCase) -> None:
    docx = without_controls(case.word)
    expected = Expected.of(docx)

    pages = drawn_pages(pdf_office.convert(docx))

    assert thin_pages(pages, expected) == []
    assert [page.lines[-1].text for page in pages[:-1] if ends_with_heading(page, expected)] == []
    if case.name not in LONGER_THAN_A_PAGE:
        for block in expected.closing:
            assert_stands_on_one_page(block, pages, expected)


def test_the_blank_minutes_begin_2_2_on_the_page_of_its_points(pdf_office: PdfOffice) -> None:
    (blank,) = (case for case in every_paper() if case.name == "BM.CTCL.02-blank")

    first, second = drawn_pages(pdf_office.convert(without_controls(blank.word)))

    assert "2.2. Vấn đề bên trong:" not in first.text
    assert "2.2. Vấn đề bên trong:\n- Kết quả hoạt động" in second.text
    # The last point before it, or its first line: one LibreOffice has room for a line more.
    assert first.lines[-1].text in {
        "- Sự tác động của các nhà thầu phụ, nhà cung cấp",
        "bên ngoài.",
    }


def test_of_a_tall_text_in_a_row_only_the_ends_are_kept_with_what_follows() -> None:
    """All lines kept, Word too would leave a page white rather than break the row."""
    name = "BM.CTCL.01-verification_evidence-30"
    (tall,) = (case for case in every_paper() if case.name == name)
    rows = list(body_of(tall.word).iter(ROW))
    (box,) = (row for row in rows if len(list(row.iter(PARAGRAPH))) > 30)

    lines = ["".join(t.text or "" for t in each.iter(TEXT)) for each in box.iter(PARAGRAPH)]
    kept = [
        number
        for number, each in enumerate(box.iter(PARAGRAPH))
        if each.find(f"{w('pPr')}/{w('keepNext')}") is not None
    ]

    # The last is a line of no height, before it what the new slip is, before that the text.
    assert lines[-1] == ""
    assert kept == [0, lines.index(next(each for each in lines if each.startswith("30)"))), 31]


def thin_pages(pages: list[DrawnPage], expected: Expected) -> list[int]:
    """The pages less than half full though no signature block moved on from them."""
    return [
        number
        for number, (page, following) in enumerate(pairwise(pages), start=1)
        if page.full < HALF and not has_signatures(following, expected)
    ]


def has_signatures(page: DrawnPage, expected: Expected) -> bool:
    return any(shows(page, block) for block in expected.closing)


def shows(page: DrawnPage, block: tuple[str, ...]) -> bool:
    """Whether the page has the beginning and the end of every paragraph of a row.

    In between, the lines of two cells side by side come mixed.
    """
    text = BLANKS.sub("", page.text)
    return all(words[:BEGINNING] in text and words[-END:] in text for words in block)


def assert_stands_on_one_page(
    block: tuple[str, ...], pages: list[DrawnPage], expected: Expected
) -> None:
    """The words of a signature row are on one page, below something that is signed."""
    holding = [page for page in pages if shows(page, block)]
    assert holding, block
    above = [
        line
        for line in holding[-1].lines
        if not (is_heading(line.text, expected) or in_head(line.text, expected))
        and not any(part[:BEGINNING] in BLANKS.sub("", line.text) for part in block)
    ]
    assert above, block
