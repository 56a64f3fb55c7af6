"""A table with one row an entry: counted rows, blank rows, and the closing block inside."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from templates_docx.source.controls import NOTHING, Blank, Controls
from templates_docx.source.tables import CELL_MARGIN, Cell, Grid
from templates_docx.source.wordml import (
    NBSP,
    PLAIN,
    Layout,
    Look,
    paragraph,
    pt,
    run,
    thin_paragraph,
)

OPEN_SIDES = ("left", "bottom", "right")
# The list numbers of the package start with an indent, which a narrow column has no room for.
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
NO_INDENT = '<w:ind w:left="0" w:firstLine="0"/>'
# Points above and below the text of a cell, so that no letter touches a line of the table.
AIR = 1.5
HEAD_AIR = Layout(before=AIR, after=AIR)


def space_before_rows() -> str:
    """The gap above a table.

    It is not kept with the table: a first row as high as the page would tear the head apart.
    """
    return thin_paragraph(height=6)


@dataclass(frozen=True)
class RowCells:
    """Makes the controls and cells of one row of a list.

    `kept` holds the row to the next one; a `drawn` row is a blank one, where no condition holds.
    """

    controls: Controls
    rows_tag: str
    look: Look
    kept: bool
    drawn: bool

    def text(self, field: str, alias: str, *, lines: bool = False, look: Look = PLAIN) -> str:
        """A text of the row."""
        shown = look if look != PLAIN else self.look
        blank = NOTHING if shown == PLAIN else Blank(NBSP, shown)
        return self.controls.text(self._tag(field), alias, blank, look=shown, lines=lines)

    def day(self, field: str, alias: str) -> str:
        """A date of the row, dd/MM/yyyy."""
        return self.controls.date(self._tag(field), alias, Blank(NBSP, self.look))

    def choice(self, field: str, alias: str, entries: Sequence[tuple[str, str]]) -> str:
        """One of a list, as the row prints it."""
        blank = Blank(NBSP, self.look)
        return self.controls.choice(self._tag(field), alias, entries, blank, look=self.look)

    def when(self, field: str, *content: str) -> str:
        """Content for rows that have an answer in the field."""
        return self.controls.when(self._tag(field), *content)

    def unless(self, field: str, *content: str) -> str:
        """Content for rows without an answer in the field."""
        return self.controls.unless(self._tag(field), *content)

    def words(self, text: str, look: Look = PLAIN) -> str:
        """Fixed words of the row."""
        return run(text, look if look != PLAIN else self.look)

    def left(self, *content: str) -> str:
        """A paragraph that starts at the left."""
        return paragraph(*content, style="SmallText", layout=self._layout())

    def centred(self, *content: str) -> str:
        """A centred paragraph."""
        return paragraph(*content, style="SmallCentred", layout=self._layout())

    def count(self) -> str:
        """The column TT: Word counts the rows itself."""
        keep = "<w:keepNext/>" if self.kept else ""
        style = '<w:pStyle w:val="SmallCentred"/>'
        air = f'<w:spacing w:before="{pt(AIR)}" w:after="{pt(AIR)}"/>'
        counted = f"{style}{keep}{NUMBERED}{air}{NO_INDENT}{self.look.properties}"
        return f"<w:p><w:pPr>{counted}</w:pPr></w:p>"

    def _tag(self, field: str) -> str:
        return f"{self.rows_tag}.{field}"

    def _layout(self) -> Layout:
        return Layout(keep_next=self.kept, before=AIR, after=AIR, mark=self.look)


@dataclass(frozen=True)
class RowTable:
    """A table of rows: tag and name of the list, columns with their heads, cells of one row.

    Blank rows are `height` millimetres high and printed as long as there is no row.
    """

    tag: str
    alias: str
    columns: tuple[tuple[float, str], ...]
    cells: Callable[[RowCells], Sequence[str]]
    blank_rows: int = 5
    height: float = 12
    look: Look = PLAIN
    margin: float = CELL_MARGIN

    def drawn(self, controls: Controls, closing_block: str = "") -> str:
        """The table; a closing block stands in its last row, without borders.

        LibreOffice keeps a row with the next one, but never a table with what follows it, and
        signatures must not stand alone on a page.
        """
        items = [controls.item(self._pattern(controls, bool(closing_block)))]
        for number in range(1, self.blank_rows + 1):
            kept = bool(closing_block) and number == self.blank_rows
            items.append(controls.item(self._row(controls, kept, drawn=True), blank=True))
        rows = [self._heads(), controls.rows(self.tag, self.alias, *items)]
        if closing_block:
            rows.append(self._closing_row(closing_block))
        return self._grid.table(*rows, margin=self.margin)

    @property
    def _grid(self) -> Grid:
        return Grid(tuple(width for width, _ in self.columns))

    def _heads(self) -> str:
        heads = [
            Cell(paragraph(run(text, self.look), style="SmallHead", layout=HEAD_AIR), centred=True)
            for _, text in self.columns
        ]
        return self._grid.row(heads, head=True)

    def _pattern(self, controls: Controls, keeps_closing: bool) -> str:
        if not keeps_closing:
            return self._row(controls, kept=False)
        others = controls.unless("last", self._row(controls, kept=False))
        return others + controls.when("last", self._row(controls, kept=True))

    def _row(self, controls: Controls, kept: bool, drawn: bool = False) -> str:
        contents = self.cells(RowCells(controls, self.tag, self.look, kept, drawn))
        height = self.height if drawn else None
        return self._grid.row([Cell(content) for content in contents], height=height)

    def _closing_row(self, closing_block: str) -> str:
        content = closing_block + thin_paragraph()
        return self._grid.row(
            [Cell(content, span=len(self.columns), open_sides=OPEN_SIDES, flush=True)]
        )
