"""The page: paper and margins, and what stands above and below the text."""

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENTATION

from .content import Content, Place, bold, counted, dxa, paragraph
from .controls import setting, when

A4_SHORT, A4_LONG = 210.0, 297.0
BOTTOM, LEFT, RIGHT = 20.0, 30.0, 15.0
DRAFT = "DỰ THẢO"
RECORD = when("doc.record_id", " – ", setting("doc.record_id", "Mã hồ sơ"))


@dataclass(frozen=True)
class Page:
    """One section of A4: header, the two ends of the footer, measures that differ in millimetres.

    The header may stand on the first page or not, the footer always does.
    """

    header: Content
    left: Content
    right: Content
    landscape: bool = False
    header_on_first: bool = False
    top: float = 20
    edge: float = 10

    @property
    def text_width(self) -> float:
        """Width between the left and right margins."""
        return (A4_LONG if self.landscape else A4_SHORT) - LEFT - RIGHT

    def lay_out(self, document: Document, body: Place) -> None:
        """Gives the one section of the document this page."""
        section = document.sections[0]
        section._sectPr[:] = []
        section._sectPr.attrib.clear()
        section.page_width, section.page_height = dxa(A4_SHORT), dxa(A4_LONG)
        if self.landscape:
            section.page_width, section.page_height = dxa(A4_LONG), dxa(A4_SHORT)
            section.orientation = WD_ORIENTATION.LANDSCAPE
        section.top_margin, section.bottom_margin = dxa(self.top), dxa(BOTTOM)
        section.left_margin, section.right_margin = dxa(LEFT), dxa(RIGHT)
        section.header_distance = section.footer_distance = dxa(self.edge)
        section.gutter = dxa(0)
        ends = (self.left, "\t", self.right)
        footer = paragraph(*ends, style="Footer", right_tab=self.text_width)
        filled: list[Any] = [(section.header, self.header), (section.footer, footer)]
        if not self.header_on_first:
            section.different_first_page_header_footer = True
            filled.append((section.first_page_footer, footer))
        for part, content in filled:
            part.is_linked_to_previous = False
            part._element[:] = []
            body.at(part).put(content)


def slip_page(code: str, control_box: Content) -> Page:
    """The page of BM.CTCL.01: the control box above, record and page numbers below."""
    draft = when("doc.draft", bold(f"{DRAFT} – "))
    pages = (draft, "Trang ", counted("PAGE"), "/", counted("NUMPAGES"))
    return Page(control_box, (code, RECORD), pages, header_on_first=True, top=25, edge=9)


def official_page(code: str, landscape: bool = False) -> Page:
    """The page of BM.CTCL.02 and .03: the number above from page 2 on, the version below."""
    issue = (f"{code} – Lần ban hành: ", setting("form.issue_no", "Lần ban hành"))
    issued = (" – Ngày ban hành: ", setting("form.issue_date", "Ngày ban hành"))
    return numbered_page((issue, issued), landscape)


def numbered_page(left: Content, landscape: bool) -> Page:
    """A page with its number above from page 2 on, and words below before the draft's mark."""
    number = paragraph(counted("PAGE"), style="Header", align="center")
    return Page(number, left, when("doc.draft", bold(DRAFT)), landscape)
