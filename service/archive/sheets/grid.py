"""One sheet of a workbook as a grid: cells that are not empty, merged ranges, what is hidden."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree
from openpyxl.utils.cell import (
    column_index_from_string,
    coordinate_to_tuple,
    get_column_letter,
    range_boundaries,
)

from service.archive.sheets.book import Book, SheetName, text_of, unescaped
from service.archive.sheets.cells import Cell, CellKind, text_cell
from service.archive.sheets.formats import Format, said_moment, shown_moment, shown_number
from service.archive.sheets.package import attribute, is_true, local
from service.archive.sheets.refusals import SheetReason, SheetRefused

LAST_COLUMN, LAST_ROW = column_index_from_string("XFD"), 1_048_576


@dataclass(frozen=True)
class Merge:
    """A merged range, first and last row and column."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def place(self) -> str:
        """The range as Excel names it: `B2:C4`."""
        first = f"{get_column_letter(self.left)}{self.top}"
        return f"{first}:{get_column_letter(self.right)}{self.bottom}"


@dataclass(frozen=True)
class Grid:
    """The sheet: rows by number, of each its cells by column; both count from 1."""

    name: str
    rows: dict[int, dict[int, Cell]]
    merges: tuple[Merge, ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]

    def is_hidden(self, column: int) -> bool:
        """Whether the column is not shown."""
        return any(first <= column <= last for first, last in self.hidden_columns)

    def seen_in(self, number: int) -> dict[int, Cell]:
        """The cells that a person sees in the row, also those that begin in a row above."""
        above = {
            merge.left: cell
            for merge in self.merges
            if merge.left == merge.right and merge.top < number <= merge.bottom
            if (cell := self.rows.get(merge.top, {}).get(merge.left)) is not None
        }
        seen = {**above, **self.rows.get(number, {})}
        return {column: seen[column] for column in sorted(seen) if not self.is_hidden(column)}


def read_grid(book: Book, sheet: SheetName) -> Grid:
    """The sheet as it is kept. Raises SheetRefused."""
    parts: dict[str, etree._Element] = {}
    for each in book.package.parse(sheet.part):
        parts.setdefault(local(each), each)
    rows: dict[int, dict[int, Cell]] = {}
    hidden = set()
    try:
        for number, row in _numbered(parts.get("sheetData", ())):
            if is_true(row.get("hidden", "")) or _is_zero(row.get("ht", "")):
                hidden.add(number)
            for column, cell in _cells(book, number, row):
                if column in rows.setdefault(number, {}):
                    # Of two contents of one cell nobody knows which one Excel would show.
                    raise ValueError(cell.place)
                rows[number][column] = cell
        return Grid(
            name=sheet.name,
            rows=dict(sorted(rows.items())),
            merges=tuple(_merges(parts.get("mergeCells", ()))),
            hidden_rows=frozenset(hidden),
            hidden_columns=tuple(_hidden_columns(parts.get("cols", ()))),
        )
    except (ArithmeticError, LookupError, TypeError, ValueError) as error:
        # A number that is none, a text that is not there, a place outside of every sheet.
        raise SheetRefused(SheetReason.BROKEN) from error


def _numbered(rows: Iterable[etree._Element]) -> Iterator[tuple[int, etree._Element]]:
    number = 0
    for row in rows:
        number = int(row.get("r") or number + 1)
        if not 1 <= number <= LAST_ROW:
            raise ValueError(number)
        yield number, row


def _cells(book: Book, number: int, row: etree._Element) -> Iterator[tuple[int, Cell]]:
    column = 0
    for each in row:
        if local(each) != "c":
            continue
        named = each.get("r")
        at, column = coordinate_to_tuple(str(named)) if named else (number, column + 1)
        if at != number or column > LAST_COLUMN:
            raise ValueError(named)
        if found := _cell(book, f"{get_column_letter(column)}{number}", each):
            yield column, found


def _cell(book: Book, place: str, element: etree._Element) -> Cell | None:
    inside = {local(each): each for each in element}
    kept, kind = inside.get("v"), element.get("t", "n")
    value = "" if kept is None else (kept.text or "")
    form = book.format(element.get("s", "0"))
    if "f" in inside and _is_unworked(value, kind, stale=book.is_stale):
        return Cell(place, CellKind.FORMULA, f"={inside['f'].text or ''}")
    if kind == "inlineStr":
        text = text_of(inside["is"]) if "is" in inside else ""
        return text_cell(place, text, shows_text=form.shows_text)
    if value == "":
        return None
    if kind in {"s", "str"}:
        text = book.text(value) if kind == "s" else unescaped(value)
        return text_cell(place, text, shows_text=form.shows_text)
    if kind == "e":
        return Cell(place, CellKind.ERROR, value)
    if kind == "b":
        return Cell(place, CellKind.TRUTH, "TRUE" if is_true(value) else "FALSE")
    if kind == "d":
        moment = said_moment(datetime.fromisoformat(value), form.moment or "date")
        return Cell(place, CellKind.MOMENT, moment or value)
    return _number(book, place, value, form)


def _is_unworked(value: str, kind: str, *, stale: bool) -> bool:
    """Whether a formula has no result kept: none at all, or the 0 that a library puts there."""
    if kind == "str":
        return False
    return value == "" or (stale and kind == "n" and float(value) == 0)


def _number(book: Book, place: str, value: str, form: Format) -> Cell:
    number = float(value)
    if form.moment:
        shown = shown_moment(number, form.moment, from_1904=book.from_1904)
        return Cell(place, CellKind.MOMENT, shown or value)
    shown = shown_number(number, form)
    if shown is None:
        return Cell(place, CellKind.DRESSED, value.replace(".", ","))
    return Cell(place, CellKind.NUMBER, shown)


def _merges(merged: Iterable[etree._Element]) -> Iterator[Merge]:
    for each in merged:
        left, top, right, bottom = range_boundaries(attribute(each, "ref"))
        if None in (left, top, right, bottom):
            raise ValueError(attribute(each, "ref"))
        if (top, left) != (bottom, right):
            yield Merge(top, left, bottom, right)


def _hidden_columns(columns: Iterable[etree._Element]) -> Iterator[tuple[int, int]]:
    for each in columns:
        if is_true(attribute(each, "hidden")) or _is_zero(attribute(each, "width")):
            yield int(attribute(each, "min")), int(attribute(each, "max"))


def _is_zero(measure: str) -> bool:
    return measure != "" and float(measure) == 0
