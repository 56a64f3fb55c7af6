"""The rows of a workbook under the heads that are asked for, from every sheet that is shown."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from openpyxl.utils.cell import get_column_letter

from service.archive.sheets import left_out
from service.archive.sheets.book import open_book
from service.archive.sheets.cells import Cell, CellKind
from service.archive.sheets.grid import Grid, read_grid
from service.archive.sheets.heads import (
    HeadRow,
    Wanted,
    counts_columns,
    head_key,
    is_numbering,
    match_heads,
)
from service.archive.sheets.left_out import LeftOut
from service.archive.sheets.refusals import HeadsNotFound, SheetReason, SheetRefused
from service.formkit import vietnamese

_HEADS_WITHIN = 20
"""Rows with something in them among which the heads are looked for; titles stand above them."""
_LEAST_HEADS = 2


@dataclass(frozen=True)
class TableRow:
    """One row: the sheet and number under which a person finds it, and its cells by our names."""

    sheet: str
    number: int
    cells: Mapping[str, Cell]
    places: Mapping[str, str]
    """Where each column's cell stands, empty or not."""


@dataclass(frozen=True)
class Table:
    """What was read, in the order of the sheets, and what was left out."""

    rows: tuple[TableRow, ...]
    left_out: tuple[LeftOut, ...]
    sheets: tuple[str, ...]


def read_table(content: bytes, wanted: Wanted) -> Table:
    """The rows that a person sees in Excel. Raises SheetRefused, and HeadsNotFound when no sheet
    that is shown has all heads that are needed."""
    book = open_book(content)
    left: list[LeftOut] = []
    rows: list[TableRow] = []
    read: list[str] = []
    lacking: list[_Lacking] = []
    for sheet in book.sheets:
        grid = read_grid(book, sheet)
        if not grid.rows:
            continue
        found = _find_heads(grid, wanted)
        if sheet.hidden:
            asks = isinstance(found, HeadRow)
            left.append(left_out.hidden_sheet(sheet.name, asks=asks))
            continue
        if isinstance(found, _Lacking):
            lacking.append(found)
            left.append(left_out.sheet_without_heads(sheet.name, found.missing))
            continue
        reading = _Reading(grid, found, wanted)
        read.append(sheet.name)
        rows += reading.rows()
        left += reading.left
    if not read:
        raise _not_found(lacking)
    return Table(tuple(rows), tuple(left), tuple(read))


@dataclass(frozen=True)
class _Lacking:
    """A sheet without all heads: the row that has most of them, and what it lacks."""

    sheet: str
    row: int
    found: int
    missing: tuple[str, ...]
    hidden: tuple[str, ...]


def _not_found(lacking: Sequence[_Lacking]) -> Exception:
    if not lacking:
        return SheetRefused(SheetReason.BROKEN)
    best = max(lacking, key=lambda each: each.found)
    return HeadsNotFound(best.missing, best.sheet, best.row if best.found else 0, best.hidden)


def _find_heads(grid: Grid, wanted: Wanted) -> HeadRow | _Lacking:
    shown = [number for number in grid.rows if number not in grid.hidden_rows]
    matched = [match_heads(n, grid.seen_in(n), wanted.heads) for n in shown[:_HEADS_WITHIN]]
    if not matched:
        return _Lacking(grid.name, 0, 0, tuple(each.title for each in wanted.heads), ())
    best = max(matched, key=lambda row: len(row.columns))
    missing = [each for each in wanted.heads if each.needed and each.name not in best.columns]
    if not missing:
        return best
    kept = match_heads(best.number, grid.rows[best.number], wanted.heads).columns
    hidden = tuple(each.title for each in missing if each.name in kept)
    titles = tuple(each.title for each in missing)
    return _Lacking(grid.name, best.number, len(best.columns), titles, hidden)


class _Reading:
    """One sheet being read under its heads."""

    def __init__(self, grid: Grid, heads: HeadRow, wanted: Wanted) -> None:
        self._grid, self._heads, self._wanted = grid, heads, wanted
        self._columns = dict(heads.columns)
        self._numbering = {c for c, cell in heads.others.items() if is_numbering(cell)}
        self._first = 1 + max(
            (
                merge.bottom
                for merge in grid.merges
                if merge.top <= heads.number <= merge.bottom
                and any(merge.left <= c <= merge.right for c in self._columns.values())
            ),
            default=heads.number,
        )
        self._first = max(self._first, heads.number + 1)
        self.left: list[LeftOut] = []

    def rows(self) -> list[TableRow]:
        """The rows of the sheet; what they leave out is in `left` from then on."""
        name = self._grid.name
        if above := [n for n in self._grid.rows if n < self._heads.number]:
            self.left.append(left_out.unread_rows(name, above, left_out.ABOVE_THE_HEADS))
        below = [n for n in self._grid.rows if n >= self._first]
        hidden = [n for n in below if n in self._grid.hidden_rows]
        shown = [n for n in below if n not in self._grid.hidden_rows]
        if lost := [n for n in hidden if self._is_telling(n)]:
            self.left.append(left_out.hidden_rows(name, lost))
        if shown and counts_columns(self._grid.rows[shown[0]]):
            self.left.append(left_out.unread_rows(name, shown[:1], left_out.COUNTING_COLUMNS))
            shown = shown[1:]
        repeated = [n for n in shown if self._repeats_heads(n)]
        if repeated:
            self.left.append(left_out.unread_rows(name, repeated, left_out.HEADS_AGAIN))
            shown = [n for n in shown if n not in set(repeated)]
        filled = self._filled(shown)
        telling = [n for n in shown if self._is_telling(n)]
        self._leave_columns(shown)
        self._leave_rows([n for n in shown if n not in set(telling)])
        return [self._row(n, filled.get(n, {})) for n in telling]

    def _row(self, number: int, filled: Mapping[str, Cell]) -> TableRow:
        own = self._grid.rows[number]
        cells = {n: own[c] for n, c in self._columns.items() if c in own}
        places = {n: f"{get_column_letter(c)}{number}" for n, c in self._columns.items()}
        return TableRow(self._grid.name, number, {**cells, **filled}, places)

    def _is_telling(self, number: int) -> bool:
        own = self._grid.rows[number]
        return any(self._columns.get(name) in own for name in self._wanted.telling)

    def _repeats_heads(self, number: int) -> bool:
        own = self._grid.rows[number]
        bearing = [c for c in self._columns.values() if c in own]
        heads = self._heads.cells
        if any(head_key(own[c].text) != head_key(heads[c].text) for c in bearing[:_LEAST_HEADS]):
            return False
        again = match_heads(number, own, self._wanted.heads)
        return len(again.columns) >= _LEAST_HEADS and again.columns == {
            name: column for name, column in self._heads.columns.items() if column in own
        }

    def _filled(self, shown: Sequence[int]) -> dict[int, dict[str, Cell]]:
        """What merged cells show in rows and columns beyond their first, by row and name."""
        found: dict[int, dict[str, Cell]] = {}
        for merge in self._grid.merges:
            cell = self._grid.rows.get(merge.top, {}).get(merge.left)
            names = [n for n, c in self._columns.items() if merge.left <= c <= merge.right]
            if cell is None or not names or merge.bottom < self._first:
                continue
            if merge.left != merge.right:
                cell = Cell(merge.place, CellKind.ACROSS, cell.text)
            within = shown[bisect_left(shown, merge.top) : bisect_right(shown, merge.bottom)]
            for number in within:
                if number == merge.top and merge.left == merge.right:
                    continue
                row = found.setdefault(number, {})
                if row.keys() & set(names):
                    # Ranges that overlap Excel does not know; each cell is filled once.
                    raise SheetRefused(SheetReason.BROKEN)
                row |= {name: replace(cell, filled=number != merge.top) for name in names}
        return found

    def _leave_columns(self, shown: Sequence[int]) -> None:
        """Note the columns that are not read, and what stands in each."""
        within: dict[int, list[int]] = {}
        for number in shown:
            for column in self._grid.rows[number]:
                within.setdefault(column, []).append(number)
        read, own = {*self._columns.values(), *self._numbering}, self._grid.rows[self._heads.number]
        for column in sorted({*within, *self._heads.others, *self._heads.columns.values()} - read):
            head = self._heads.cells.get(column, own.get(column))
            title = "" if head is None else vietnamese.shortened(" ".join(head.text.split()), 60)
            self.left += self._column_left(column, title, within.get(column, []))

    def _column_left(self, column: int, title: str, rows: list[int]) -> Iterator[LeftOut]:
        name, letter = self._grid.name, get_column_letter(column)
        if not self._grid.is_hidden(column):
            yield left_out.column(name, letter, title, rows)
        elif rows:
            yield left_out.hidden_column(name, letter, title)

    def _leave_rows(self, numbers: Sequence[int]) -> None:
        """Note the rows that say nothing, but for those where lines are merely counted."""
        read, beside = set(self._columns.values()), []
        for number in numbers:
            own = self._grid.rows[number]
            if read & own.keys():
                beside.append(number)
                continue
            for column in self._numbering & own.keys():
                text = own[column].text
                if not text.strip(".) ").isdecimal():
                    self.left.append(
                        left_out.numbered_row(self._grid.name, own[column].place, text)
                    )
        if beside:
            self.left.append(left_out.unread_rows(self._grid.name, beside, left_out.NOT_FILLED_IN))
