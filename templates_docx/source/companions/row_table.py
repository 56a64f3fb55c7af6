"""A table with one row an entry: counted rows, blank rows, and the closing block inside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..blocks import listed_rows
from ..content import NBSP, PLAIN, Content, Layout, Look, Words, italic, paragraph, thin
from ..controls import Control, choice, date, text
from ..tables import CELL_MARGIN, Cell, row, table

MANY = 10
# It is not kept with the table: a first row as high as the page would tear the head apart.
GAP = thin(height=6)
# Points above and below the text of a cell, so that no letter touches a line of the table.
AIR: Layout = {"before": 1.5, "after": 1.5}
# The kinds of a slip as a narrow column prints them, and the line below that explains them.
REQUEST_TYPES = (("corrective", "KP"), ("preventive_improvement", "PN/CT"))
EXPLAINED = italic("Ghi chú: KP – hành động khắc phục; PN/CT – hành động phòng ngừa/cải tiến.")
LEGEND = paragraph(EXPLAINED, style="Small Text", keep_next=True, before=3)


@dataclass(frozen=True)
class RowCells:
    """Makes the controls and cells of one row of a list, all in one look.

    A `drawn` row is a blank one, where no condition holds.
    """

    tag: str
    look: Look
    drawn: bool

    def text(self, field: str, alias: str, *, lines: bool = False, look: Look = PLAIN) -> Control:
        """A text of the row."""
        shown = look if look != PLAIN else self.look
        return text(f"{self.tag}.{field}", alias, Words(NBSP, shown), shown, lines=lines)

    def left(self, *content: Content) -> Content:
        """A paragraph that starts at the left."""
        return paragraph(*content, style="Small Text", mark=self.look, **AIR)

    def centred(self, *content: Content) -> Content:
        """A centred paragraph."""
        return paragraph(*content, style="Small Centred", mark=self.look, **AIR)


# What a column shows in a row; the column's head names its control in Word too.
Shown = Callable[[RowCells, str], "Content"]
Columns = Sequence[tuple[float, str, Shown]]


def count(row: RowCells, _head: str) -> Content:
    """The number of the row: Word counts the rows itself."""
    # The list numbers start with an indent, which a narrow column has no room for.
    flush: Layout = {"sides": (0, 0), "first_line": 0, **AIR}
    return paragraph(style="Small Centred", mark=row.look, numbered=True, **flush)


def left(field: str, *, lines: bool = False) -> Shown:
    """A text that starts at the left, of several lines where it may have them."""
    return lambda row, head: row.left(row.text(field, head, lines=lines))


def middle(field: str) -> Shown:
    """A short text in the middle."""
    return lambda row, head: row.centred(row.text(field, head))


def day(field: str) -> Shown:
    """A date in the middle, dd/MM/yyyy."""
    return lambda row, head: row.centred(date(f"{row.tag}.{field}", head, Words(NBSP, row.look)))


def request_type(row: RowCells, head: str) -> Content:
    """The kind of a slip in the middle."""
    blank = Words(NBSP, row.look)
    return row.centred(choice(f"{row.tag}.request_type", head, REQUEST_TYPES, blank, row.look))


def row_table(
    names: tuple[str, str], columns: Columns, height: float, end: Content = (), gap: Content = GAP
) -> Content:
    """A table of rows: tag and name of the list; millimetres, head and content of its columns.

    Blank rows are `height` millimetres high; a closing block may stand in the last row. A table of
    many columns is printed in 10 points with little margin, and has more blank rows.
    """
    widths, heads, _ = zip(*columns, strict=True)
    small = len(columns) > MANY
    look = Look(size=10) if small else PLAIN

    def made(drawn: bool, kept: bool) -> Content:
        row_cells = RowCells(names[0], look, drawn)
        cells = [Cell(shown(row_cells, head)) for _, head, shown in columns]
        return row(cells, height=height if drawn else None, kept=kept)

    named = (paragraph(Words(head, look), style="Small Head", **AIR) for head in heads)
    head = row([Cell(each, at="center") for each in named], head=True)
    listed = listed_rows(names, made, 8 if small else 5, len(columns), end)
    return gap, table(widths, head, listed, margin=1.0 if small else CELL_MARGIN)
