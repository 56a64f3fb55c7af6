"""What stands in a text, as functions that write with python-docx: runs, fields, paragraphs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import count
from typing import Any, TypeAlias, TypedDict, Unpack

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml.ns import nsdecls
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, Twips
from docx.text.font import Font

OFFICE = "http://schemas.microsoft.com/office/word"
NEWER_WORD = {"w14": f"{OFFICE}/2010/wordml", "w15": f"{OFFICE}/2012/wordml"}
TWIPS_PER_MM = 1440 / 25.4
NBSP = "\u00a0"
RULE = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'


def dxa(millimetres: float) -> Twips:
    """Millimetres in whole twentieths of a point, the unit of page, table and indent measures."""
    return Twips(round(millimetres * TWIPS_PER_MM))


def points(value: float | None) -> Pt | None:
    """Points as python-docx takes them."""
    return None if value is None else Pt(value)


def raw(xml: str) -> list[BaseOxmlElement]:
    """Elements that python-docx has no words for."""
    spaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NEWER_WORD.items())
    return list(parse_xml(f"<w:raw {nsdecls('w')} {spaces}>{xml}</w:raw>"))


def dots(number: int, lines: int = 1) -> str:
    """A blank of so many ellipses a line; every dotted run of the forms comes from here."""
    return "\n".join(["…" * number] * lines)


@dataclass(frozen=True)
class Place:
    """Where content goes: a container of python-docx, or a control that stands in it.

    It remembers for the whole template the control ids to come, and the blanks by their names.
    """

    home: Any
    control: BaseOxmlElement | None = None
    ids: Iterator[int] = field(default_factory=lambda: count(1001))
    blanks: "dict[str, Words]" = field(default_factory=dict)

    def put(self, *content: "Content") -> None:
        """Writes the content here, piece after piece."""
        for each in content:
            if isinstance(each, tuple):
                self.put(*each)
            else:
                (Words(each) if isinstance(each, str) else each)(self)

    def at(self, home: Any, control: BaseOxmlElement | None = None) -> "Place":
        """Another place in the same template."""
        return replace(self, home=home, control=control)

    def take(self, element: BaseOxmlElement) -> None:
        """Adds an element, or moves the one that python-docx has just added into the control."""
        if self.control is not None:
            self.control.append(element)
        elif element.getparent() is not self.home._element:
            self.home._element.insert_element_before(element, "w:sectPr")


# A run, a control, a block or a row, which writes itself at a place of its kind.
Piece = Callable[[Place], None]
Content: TypeAlias = str | Piece | tuple["Content", ...]


@dataclass(frozen=True)
class Look:
    """How a run of text looks where it differs from its paragraph style."""

    bold: bool = False
    italic: bool = False
    caps: bool = False
    size: float | None = None

    def dress(self, font: Font) -> None:
        """Gives a font this look."""
        font.bold, font.italic = self.bold or None, self.italic or None
        font.all_caps, font.size = self.caps or None, points(self.size)

    @property
    def properties(self) -> BaseOxmlElement:
        """The look for a paragraph mark or a control, which have no font in python-docx."""
        run: Any = OxmlElement("w:r")
        self.dress(Font(run))
        found: BaseOxmlElement = run.get_or_add_rPr()
        return found


PLAIN, BOLD, ITALIC, TINY = Look(), Look(bold=True), Look(italic=True), Look(size=1)


@dataclass(frozen=True)
class Words:
    """A run of text; each newline is a line break inside the run."""

    text: str
    look: Look = PLAIN

    def __call__(self, place: Place) -> None:
        run = place.home.add_run(self.text)
        self.look.dress(run.font)
        place.take(run._element)


bold = partial(Words, look=BOLD)
# As a blank, a prompt that goes once its control is filled.
italic = partial(Words, look=ITALIC)


def run_of(xml: str) -> Piece:
    """A run that python-docx has no words for."""
    return lambda place: place.take(raw(xml)[0])


def counted(instruction: str) -> Content:
    """A complex field, PAGE or NUMPAGES, showing 1 until a program counts the pages."""
    text = f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>'
    kinds = ("begin", "separate", "end")
    begin, separate, end = (f'<w:fldChar w:fldCharType="{kind}"/>' for kind in kinds)
    parts = (begin, text, separate, "<w:t>1</w:t>", end)
    return tuple(run_of(f"<w:r>{part}</w:r>") for part in parts)


class Layout(TypedDict, total=False):
    """What a paragraph or its style asks for; spacing in points, indents in millimetres."""

    keep_next: bool
    rule_below: bool
    right_tab: float
    before: float | None
    after: float
    line: float
    at_least: bool
    sides: tuple[float, float]
    first_line: float
    align: str
    outline: int


def lay_out(made: Any, layout: Layout) -> None:
    """Gives a paragraph or a style of python-docx this layout."""
    form, properties = made.paragraph_format, made._element.get_or_add_pPr()
    form.keep_with_next = layout.get("keep_next") or None
    # The schema wants the border before the spacing.
    properties.extend(raw(RULE if layout.get("rule_below") else ""))
    if "right_tab" in layout:
        form.tab_stops.add_tab_stop(dxa(layout["right_tab"]), WD_TAB_ALIGNMENT.RIGHT)
    form.space_before = points(layout.get("before"))
    form.space_after = points(layout.get("after"))
    if "line" in layout:
        rules = WD_LINE_SPACING
        form.line_spacing = Pt(layout["line"])
        form.line_spacing_rule = rules.AT_LEAST if layout.get("at_least") else rules.EXACTLY
    if "sides" in layout:
        form.left_indent, form.right_indent = map(dxa, layout["sides"])
    if "first_line" in layout:
        form.first_line_indent = dxa(layout["first_line"])
    if layout.get("align"):
        form.alignment = WD_ALIGN_PARAGRAPH.from_xml(layout["align"])
    if "outline" in layout:
        properties.extend(raw(f'<w:outlineLvl w:val="{layout["outline"]}"/>'))


def paragraph(
    *content: Content, style: str = "", mark: Look = PLAIN, numbered: bool = False,
    **layout: Unpack[Layout],
) -> Piece:  # fmt: skip
    """A paragraph in a style of the forms, with what it adds to the style."""

    def write(place: Place) -> None:
        made = place.home.add_paragraph(style=style or None)
        properties = made._element.get_or_add_pPr()
        if numbered:
            properties.get_or_add_numPr().get_or_add_ilvl().val = 0
            properties.numPr.get_or_add_numId().val = 1
        lay_out(made, layout)
        properties.append(mark.properties)
        place.take(made._element)
        place.at(made).put(*content)

    return write


def thin(keep_next: bool = False, height: float = 1) -> Piece:
    """A paragraph one point high, where Word wants a paragraph and the page shows none."""
    return paragraph(keep_next=keep_next, line=height, mark=TINY)
