"""The page: paper, margins, page header and footer, and what stands in them."""

from dataclasses import dataclass

from templates_docx.source.controls import Controls
from templates_docx.source.namespaces import MAIN_AND_WORD_2010
from templates_docx.source.wordml import BOLD, Layout, dxa, field, paragraph, run, tab

A4_SHORT, A4_LONG = 210.0, 297.0
DRAFT = "DỰ THẢO"


@dataclass(frozen=True)
class Sheet:
    """Paper and margins in millimetres."""

    landscape: bool
    top: float
    bottom: float
    left: float
    right: float
    header: float
    footer: float

    @property
    def text_width(self) -> float:
        """Width between the left and right margins, in millimetres."""
        width = A4_LONG if self.landscape else A4_SHORT
        return width - self.left - self.right

    @property
    def xml(self) -> str:
        """The elements `w:pgSz` and `w:pgMar`."""
        width, height = (A4_LONG, A4_SHORT) if self.landscape else (A4_SHORT, A4_LONG)
        turned = ' w:orient="landscape"' if self.landscape else ""
        margins = " ".join(
            f'w:{name}="{dxa(value)}"'
            for name, value in (
                ("top", self.top),
                ("right", self.right),
                ("bottom", self.bottom),
                ("left", self.left),
                ("header", self.header),
                ("footer", self.footer),
            )
        )
        return (
            f'<w:pgSz w:w="{dxa(width)}" w:h="{dxa(height)}"{turned}/>'
            f'<w:pgMar {margins} w:gutter="0"/>'
        )


SLIP_SHEET = Sheet(False, 25, 20, 30, 15, 9, 9)
MINUTES_SHEET = Sheet(False, 20, 20, 30, 15, 10, 10)
PLAN_SHEET = Sheet(True, 20, 20, 30, 15, 10, 10)


@dataclass(frozen=True)
class Margin:
    """A page header or footer part."""

    kind: str
    pages: str
    number: int
    relation: str
    content: str

    @property
    def file_name(self) -> str:
        """Its file inside the folder word/."""
        return f"{self.kind}{self.number}.xml"

    @property
    def xml(self) -> str:
        """The whole part."""
        root = "hdr" if self.kind == "header" else "ftr"
        return f"<w:{root} {MAIN_AND_WORD_2010}>{self.content}</w:{root}>"

    @property
    def reference(self) -> str:
        """How the section names it."""
        return f'<w:{self.kind}Reference w:type="{self.pages}" r:id="{self.relation}"/>'


@dataclass(frozen=True)
class Page:
    """One section: the sheet with its headers and footers."""

    sheet: Sheet
    margins: tuple[Margin, ...]

    @property
    def section(self) -> str:
        """The `w:sectPr` element."""
        references = "".join(margin.reference for margin in self.margins)
        title_page = any(margin.pages == "first" for margin in self.margins)
        first = "<w:titlePg/>" if title_page else ""
        return f"<w:sectPr>{references}{self.sheet.xml}{first}</w:sectPr>"


def slip_page(controls: Controls, code: str, control_box: str) -> Page:
    """The page of BM.CTCL.01: the control box above, record and page numbers below."""
    footer = paragraph(
        run(code),
        controls.when("doc.record_id", run(" – "), controls.setting("doc.record_id", "Mã hồ sơ")),
        tab(),
        controls.when("doc.draft", run(f"{DRAFT} – ", BOLD)),
        run("Trang "),
        field("PAGE"),
        run("/"),
        field("NUMPAGES"),
        style="Footer",
        layout=Layout(right_tab=SLIP_SHEET.text_width),
    )
    return Page(
        SLIP_SHEET,
        (
            Margin("header", "default", 1, "rId6", control_box),
            Margin("footer", "default", 1, "rId7", footer),
        ),
    )


def official_page(controls: Controls, sheet: Sheet, code: str) -> Page:
    """The page of BM.CTCL.02 and .03: the number above from page 2 on, the version below."""
    number = paragraph(field("PAGE"), style="Header", layout=Layout(align="center"))
    return Page(
        sheet,
        (
            Margin("header", "default", 1, "rId6", number),
            Margin("footer", "default", 1, "rId7", _version_line(controls, sheet, code)),
            Margin("footer", "first", 2, "rId8", _version_line(controls, sheet, code)),
        ),
    )


def _version_line(controls: Controls, sheet: Sheet, code: str) -> str:
    return paragraph(
        run(f"{code} – Lần ban hành: "),
        controls.setting("form.issue_no", "Lần ban hành"),
        run(" – Ngày ban hành: "),
        controls.setting("form.issue_date", "Ngày ban hành"),
        tab(),
        controls.when("doc.draft", run(DRAFT, BOLD)),
        style="Footer",
        layout=Layout(right_tab=sheet.text_width),
    )
