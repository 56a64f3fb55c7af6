"""Fixed tables of the forms: a grid in millimetres, its rows and their cells."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from templates_docx.source.wordml import dxa

CELL_MARGIN = 1.9
NO_MARGINS = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
DOTTED = 'w:val="dotted" w:sz="4" w:space="0" w:color="000000"'
SIDES = ("top", "left", "bottom", "right")


@dataclass(frozen=True)
class Cell:
    """One cell: `open_sides` lists the borders it goes without, `dotted_sides` those that only
    part what belongs together; `flush` leaves out its margins, `low` puts it at its row's foot.
    """

    content: str
    span: int = 1
    open_sides: tuple[str, ...] = ()
    dotted_sides: tuple[str, ...] = ()
    centred: bool = False
    merge: str | None = None
    flush: bool = False
    low: bool = False

    def xml(self, width: int) -> str:
        """The `w:tc` element at the given width in dxa."""
        borders = "".join(map(self._border, SIDES))
        properties = "".join(
            (
                f'<w:tcW w:w="{width}" w:type="dxa"/>',
                f'<w:gridSpan w:val="{self.span}"/>' if self.span > 1 else "",
                f'<w:vMerge w:val="{self.merge}"/>' if self.merge else "",
                f"<w:tcBorders>{borders}</w:tcBorders>" if borders else "",
                NO_MARGINS if self.flush else "",
                '<w:vAlign w:val="center"/>' if self.centred else "",
                '<w:vAlign w:val="bottom"/>' if self.low else "",
            )
        )
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{self.content}</w:tc>"

    def _border(self, side: str) -> str:
        if side in self.open_sides:
            return f'<w:{side} w:val="nil"/>'
        return f"<w:{side} {DOTTED}/>" if side in self.dotted_sides else ""


@dataclass(frozen=True)
class Grid:
    """The columns of a table, given in millimetres and laid on whole dxa without losing any."""

    columns: tuple[float, ...]

    @property
    def widths(self) -> tuple[int, ...]:
        """Column widths in dxa; their sum is the rounded sum of the millimetres."""
        edges = [dxa(sum(self.columns[:count])) for count in range(len(self.columns) + 1)]
        return tuple(right - left for left, right in pairwise(edges))

    def row(
        self,
        cells: Sequence[Cell],
        *,
        height: float | None = None,
        exact: bool = False,
        may_split: bool = False,
        head: bool = False,
    ) -> str:
        """One `w:tr`; a row keeps to one page unless it may split."""
        properties = "" if may_split else "<w:cantSplit/>"
        if height is not None:
            how = "exact" if exact else "atLeast"
            properties += f'<w:trHeight w:val="{dxa(height)}" w:hRule="{how}"/>'
        properties += "<w:tblHeader/>" if head else ""
        parts, column = [], 0
        for cell in cells:
            parts.append(cell.xml(sum(self.widths[column : column + cell.span])))
            column += cell.span
        if column != len(self.columns):
            raise ValueError(f"a row fills {column} of {len(self.columns)} columns")
        return (
            f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(parts)}</w:tr>"
        )

    def table(self, *rows: str, borders: bool = True, margin: float = CELL_MARGIN) -> str:
        """The `w:tbl` element: fixed layout, indent 0, half-point black borders or none."""
        width = sum(self.widths)
        edge = dxa(margin)
        properties = "".join(
            (
                f'<w:tblStyle w:val="{"TableGrid" if borders else "TableNormal"}"/>',
                f'<w:tblW w:w="{width}" w:type="dxa"/>',
                '<w:tblInd w:w="0" w:type="dxa"/>',
                '<w:tblLayout w:type="fixed"/>',
                f'<w:tblCellMar><w:left w:w="{edge}" w:type="dxa"/>',
                f'<w:right w:w="{edge}" w:type="dxa"/></w:tblCellMar>',
            )
        )
        columns = "".join(f'<w:gridCol w:w="{column}"/>' for column in self.widths)
        return (
            f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>"
            f"{''.join(rows)}</w:tbl>"
        )
