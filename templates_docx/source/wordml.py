"""The smallest pieces of WordprocessingML text: looks, runs, paragraphs and measures."""

from dataclasses import dataclass
from html import escape

TWIPS_PER_MM = 1440 / 25.4
NBSP = "\u00a0"
ELLIPSIS = "…"
LINE_DOTS = 34


def dxa(millimetres: float) -> int:
    """Millimetres as whole twentieths of a point, the unit of page, table and indent measures."""
    return round(millimetres * TWIPS_PER_MM)


def pt(points: float) -> int:
    """Points as twentieths of a point, the unit of paragraph spacing."""
    return round(points * 20)


def dots(count: int) -> str:
    """A blank of `count` ellipses; every dotted run of the forms comes from here."""
    return ELLIPSIS * count


def dotted_lines(count: int) -> str:
    """`count` full dotted lines joined by line breaks, for a box that is still empty."""
    return "\n".join([dots(LINE_DOTS)] * count)


def attribute(text: str) -> str:
    """Text made safe inside a double-quoted XML attribute."""
    return escape(text, quote=True)


@dataclass(frozen=True)
class Look:
    """How a run of text looks where it differs from its paragraph style."""

    bold: bool = False
    italic: bool = False
    caps: bool = False
    size: float | None = None

    @property
    def properties(self) -> str:
        """The `w:rPr` element, or nothing when the run looks like its paragraph."""
        size = "" if self.size is None else f"{round(self.size * 2)}"
        inner = "".join(
            (
                "<w:b/>" if self.bold else "",
                "<w:i/>" if self.italic else "",
                "<w:caps/>" if self.caps else "",
                f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "",
            )
        )
        return f"<w:rPr>{inner}</w:rPr>" if inner else ""


PLAIN = Look()
BOLD = Look(bold=True)
ITALIC = Look(italic=True)


def run(text: str, look: Look = PLAIN) -> str:
    """One run holding the text; each newline is a line break inside the run."""
    lines = [
        f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' if line else ""
        for line in text.split("\n")
    ]
    return f"<w:r>{look.properties}{'<w:br/>'.join(lines)}</w:r>"


def tab() -> str:
    """A run holding one tab."""
    return "<w:r><w:tab/></w:r>"


def field(instruction: str, look: Look = PLAIN) -> str:
    """A complex field such as PAGE or NUMPAGES, showing 1 until a program counts the pages."""
    properties = look.properties
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {instruction} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{properties}{part}</w:r>" for part in parts)


@dataclass(frozen=True)
class Layout:
    """What one paragraph adds to its style; spacing in points, indents in millimetres."""

    keep_next: bool = False
    numbered: bool = False
    before: float | None = None
    after: float | None = None
    exact_line: float | None = None
    indent: tuple[float, float] | None = None
    align: str | None = None
    rule_below: bool = False
    right_tab: float | None = None
    mark: Look = PLAIN

    @property
    def properties(self) -> str:
        """The children of `w:pPr` after the style, in the order the schema wants."""
        return "".join(
            (
                "<w:keepNext/>" if self.keep_next else "",
                _NUMBERED if self.numbered else "",
                _RULE if self.rule_below else "",
                "" if self.right_tab is None else _right_tab(self.right_tab),
                self._spacing(),
                "" if self.indent is None else _indent(*self.indent),
                f'<w:jc w:val="{self.align}"/>' if self.align else "",
                self.mark.properties,
            )
        )

    def _spacing(self) -> str:
        values = (
            "" if self.before is None else f' w:before="{pt(self.before)}"',
            "" if self.after is None else f' w:after="{pt(self.after)}"',
            ""
            if self.exact_line is None
            else f' w:line="{pt(self.exact_line)}" w:lineRule="exact"',
        )
        return f"<w:spacing{''.join(values)}/>" if any(values) else ""


_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'


def _right_tab(millimetres: float) -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{dxa(millimetres)}"/></w:tabs>'


def _indent(left: float, right: float) -> str:
    return f'<w:ind w:left="{dxa(left)}" w:right="{dxa(right)}"/>'


def paragraph(*content: str, style: str = "", layout: Layout | None = None) -> str:
    """One paragraph holding runs and run-level controls."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties += layout.properties if layout else ""
    head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{head}{''.join(content)}</w:p>"


def thin_paragraph(keep_next: bool = False, height: float = 1) -> str:
    """A paragraph one point high, where Word wants a paragraph and the page shows none."""
    return paragraph(layout=Layout(keep_next=keep_next, exact_line=height, mark=Look(size=1)))


def share_rule(room: float) -> str:
    """The rule under a name or title in so much room: printed a third to a half of the text.

    How long that is is known when the text is (service/documents/template/share_rule.py).
    """
    side = dxa(room * 0.4)
    ends = f'<w:ind w:left="{side}" w:right="{side}"/>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="ShareRule"/><w:keepNext/>{_RULE}'
        f'<w:spacing w:line="{pt(2)}" w:lineRule="exact"/>{ends}'
        f"{Look(size=1).properties}</w:pPr></w:p>"
    )


def rule(left: float, right: float) -> str:
    """A solid rule drawn as the lower border of a paragraph two points high, cut by indents."""
    return paragraph(
        layout=Layout(
            exact_line=2, indent=(left, right), rule_below=True, mark=Look(size=1), keep_next=True
        )
    )
