"""The rows of a box of BM.CTCL.01: its heading, its text, and what is signed below."""

from templates_docx.source.tables import Cell, Grid
from templates_docx.source.wordml import Layout, paragraph, run, thin_paragraph

HEADING_HEIGHT = 5.3
KEPT = Layout(keep_next=True)


def text_rows(grid: Grid, heading: str, content: str, height: float) -> tuple[str, str]:
    """The heading of a box and its text, which may break over two pages.

    The heading has a row of its own, kept with the next: inside one row LibreOffice would leave it
    behind as the last line of a page. A dotted line between the text and what is signed below
    closes the box where a page ends there.
    """
    title = Cell(
        paragraph(run(heading), style="BoxHeading", layout=KEPT), span=6, open_sides=("bottom",)
    )
    text = Cell(content, span=6, open_sides=("top",), dotted_sides=("bottom",))
    below = height - HEADING_HEIGHT
    return grid.row([title]), grid.row([text], height=below, may_split=True)


def inseparable(grid: Grid, *rows: str) -> str:
    """One row holding R9 and R10 as a table without borders, in LibreOffice too never divided.

    With 40 to 45 lines in box 3 it gives up "keep with next" and would leave R10 alone on a page.
    """
    content = grid.table(*rows, borders=False) + thin_paragraph()
    return grid.row([Cell(content, span=6, dotted_sides=("top",), flush=True)])
