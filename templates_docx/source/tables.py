"""Fixed tables of the forms: columns in millimetres, rows and their cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from docx.blkcntnr import BlockItemContainer
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.shared import Twips
from docx.text.paragraph import Paragraph

from .content import Content, Piece, Place, dxa, raw

CELL_MARGIN = 1.9
NO_MARGINS = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
DOTTED = 'w:val="dotted" w:sz="4" w:space="0" w:color="000000"'
SIDES = ("top", "left", "bottom", "right")


@dataclass(frozen=True)
class Cell:
    """One cell: `open_sides` lists the borders it goes without, `dotted_sides` those that only
    part what belongs together; `flush` leaves out its margins, `at` is where its content stands.
    """

    content: Content
    span: int = 1
    open_sides: tuple[str, ...] = ()
    dotted_sides: tuple[str, ...] = ()
    at: str = ""
    merge: str | None = None
    flush: bool = False

    def __call__(self, place: Place) -> None:
        made, properties = place.home, place.home._element.get_or_add_tcPr()
        made._element.clear_content()
        made._element.vMerge = self.merge
        if self.merge:
            # python-docx leaves the word `continue` out.
            properties.find(qn("w:vMerge")).set(qn("w:val"), self.merge)
        lines = dict.fromkeys(self.open_sides, 'w:val="nil"')
        lines |= dict.fromkeys(self.dotted_sides, DOTTED)
        borders = "".join(f"<w:{side} {lines[side]}/>" for side in SIDES if side in lines)
        properties.extend(raw(f"<w:tcBorders>{borders}</w:tcBorders>" if borders else ""))
        properties.extend(raw(NO_MARGINS if self.flush else ""))
        if self.at:
            made.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.from_xml(self.at)
        place.put(self.content)


def row(
    cells: Sequence[Cell], height: float | None = None, *, exact: bool = False,
    may_split: bool = False, head: bool = False, kept: bool = False,
) -> Piece:  # fmt: skip
    """One row, on one page unless it may split, a `kept` one with the next; height in mm."""
    ends = list(accumulate((cell.span for cell in cells), initial=0))
    marks = ("" if may_split else "<w:cantSplit/>") + "<w:tblHeader/>" * head

    def write(place: Place) -> None:
        made = place.home.add_row()
        made._element.get_or_add_trPr().extend(raw(marks))
        if height is not None:
            rules = WD_ROW_HEIGHT_RULE
            made.height, made.height_rule = dxa(height), rules.EXACTLY if exact else rules.AT_LEAST
        drawn = made.cells
        if ends[-1] != len(drawn):
            raise ValueError(f"a row fills {ends[-1]} of {len(drawn)} columns")
        for cell, (first, end) in zip(cells, pairwise(ends), strict=True):
            cell(place.at(drawn[first].merge(drawn[end - 1])))
        for each in made._element.iter(qn("w:p")) if kept else ():
            Paragraph(each, made).paragraph_format.keep_with_next = True
        place.take(made._element)

    return write


def table(
    columns: Sequence[float], *rows: Content, borders: bool = True, margin: float = CELL_MARGIN
) -> Piece:
    """A table of fixed columns laid on whole dxa, with half-point black borders or none."""
    edges = [dxa(edge).twips for edge in accumulate(columns, initial=0.0)]

    def write(place: Place) -> None:
        # A cell of python-docx would add a paragraph below.
        made = BlockItemContainer.add_table(place.home, 0, len(columns), Twips(edges[-1]))
        # The style is named even where it is the default one, which python-docx would leave out.
        made._tbl.tblStyle_val, made.autofit = "TableGrid" if borders else "TableNormal", False
        for column, (left, right) in zip(made.columns, pairwise(edges), strict=True):
            column.width = Twips(right - left)
        _measure(made._tbl.tblPr, edges[-1], dxa(margin).twips)
        place.take(made._tbl)
        place.at(made).put(*rows)

    return write


def _measure(properties: Any, width: int, edge: int) -> None:
    sides = "".join(f'<w:{side} w:w="{edge}" w:type="dxa"/>' for side in ("left", "right"))
    total, indent, margins = raw(
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblCellMar>{sides}</w:tblCellMar>"
    )
    properties.find(qn("w:tblW")).addnext(indent)
    properties.replace(properties.find(qn("w:tblW")), total)
    properties.replace(properties.find(qn("w:tblLook")), margins)
