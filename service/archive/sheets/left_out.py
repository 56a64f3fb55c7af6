"""What was not read of a workbook, said by sheet, row and cell."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.formkit.labels import Label

_MOST_NAMED = 12


@dataclass(frozen=True)
class LeftOut:
    """Something that was not read, in words; `asks` where it might have been meant to be."""

    label: Label
    asks: bool = True


def _told(vi: str, en: str, *, asks: bool = True) -> LeftOut:
    return LeftOut(Label(vi, en), asks)


def listed(numbers: Iterable[int]) -> str:
    """Numbers in their order, neighbours drawn together: `2–4, 7`."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    named = [f"{a}" if a == b else f"{a}–{b}" for a, b in runs[:_MOST_NAMED]]
    return ", ".join(named) + ("…" if len(runs) > _MOST_NAMED else "")


def cells_of(letter: str, rows: Sequence[int]) -> str:
    """The cells of a column, by name: `G2, G5`."""
    named = ", ".join(f"{letter}{row}" for row in rows[:_MOST_NAMED])
    return named + ("…" if len(rows) > _MOST_NAMED else "")


def hidden_sheet(name: str, *, asks: bool) -> LeftOut:
    """A sheet that Excel does not show; asked about where it has our heads."""
    return _told(
        f"Trang «{name}» đang ẩn nên không đọc.",
        f"Sheet “{name}” is hidden, so it was not read.",
        asks=asks,
    )


def sheet_without_heads(name: str, missing: Sequence[str]) -> LeftOut:
    """A sheet that is shown and has something in it, but not our heads."""
    vi = ", ".join(f"«{each}»" for each in missing)
    return _told(
        f"Trang «{name}» không đọc vì thiếu cột {vi}.",
        f"Sheet “{name}” was not read, for it lacks the columns {vi}.",
    )


def column(sheet: str, letter: str, head: str, rows: Sequence[int]) -> LeftOut:
    """A column whose head is not asked for, or has none; asked about where something is in it."""
    vi_head, en_head = (f" «{head}»", f" “{head}”") if head else (" (không có tên)", " (no head)")
    cells = cells_of(letter, rows)
    vi_cells, en_cells = (f" (ô {cells})", f" (cells {cells})") if rows else ("", "")
    return _told(
        f"Trang «{sheet}»: cột {letter}{vi_head} không đọc{vi_cells}.",
        f"Sheet “{sheet}”: column {letter}{en_head} was not read{en_cells}.",
        asks=bool(rows),
    )


def hidden_column(sheet: str, letter: str, head: str) -> LeftOut:
    """A column with a head that is asked for, which Excel does not show."""
    return _told(
        f"Trang «{sheet}»: cột {letter} «{head}» đang ẩn nên không đọc.",
        f"Sheet “{sheet}”: column {letter} “{head}” is hidden, so it was not read.",
    )


def hidden_rows(sheet: str, rows: Iterable[int]) -> LeftOut:
    """Rows that Excel does not show: hidden by hand or by a filter."""
    return _told(
        f"Trang «{sheet}»: dòng {listed(rows)} đang ẩn (hoặc bị lọc) nên không đọc.",
        f"Sheet “{sheet}”: rows {listed(rows)} are hidden or filtered, so they were not read.",
    )


ABOVE_THE_HEADS = Label("ở phía trên tên cột", "stand above the heads")
"""A title, an address."""
COUNTING_COLUMNS = Label("chỉ đánh số cột", "only number the columns")
HEADS_AGAIN = Label("lặp lại tên cột", "repeat the heads")
"""Further down, as for each printed page."""
NOT_FILLED_IN = Label("chưa điền", "are not filled in")
"""They offer something to fill in, but nobody and nothing is entered in them."""


def unread_rows(sheet: str, rows: Iterable[int], why: Label) -> LeftOut:
    """Rows that hold nobody, and why: one of the four reasons above."""
    return _told(
        f"Trang «{sheet}»: dòng {listed(rows)} {why.vi} nên không đọc.",
        f"Sheet “{sheet}”: rows {listed(rows)} {why.en} and were not read.",
        asks=False,
    )


def numbered_row(sheet: str, cell: str, text: str) -> LeftOut:
    """Words in the column that counts the lines, and in no other."""
    return _told(
        f"Trang «{sheet}»: ô {cell} («{text}») không đọc.",
        f"Sheet “{sheet}”: cell {cell} (“{text}”) was not read.",
    )
