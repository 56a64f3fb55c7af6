"""The heads of columns: what is asked for, and which column of a row bears which."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from service.archive.sheets.cells import Cell
from service.formkit import vietnamese

_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_COUNT = re.compile(r"[(\[]?(\d{1,2})[)\].]?", re.ASCII)
NUMBERING = frozenset({"stt", "tt", "sott", "sothutu", "thutu", "no", "so", "#"})
"""How lists call the column that counts their lines: it says nothing and is not missed."""


@dataclass(frozen=True)
class Head:
    """A column that is asked for: our name for it, its title, and how others call it."""

    name: str
    title: str
    also: tuple[str, ...] = ()
    needed: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """What the head may read, as it is compared; its own title comes first."""
        return tuple(head_key(each) for each in (self.title, *self.also))


@dataclass(frozen=True)
class Wanted:
    """What is asked for: the heads, and the names of those without which a row says nothing."""

    heads: tuple[Head, ...]
    telling: frozenset[str]


@dataclass(frozen=True)
class HeadRow:
    """A row of heads: the columns found, by our name, and the others with what stands there.

    `cells` are all that is seen in the row.
    """

    number: int
    columns: Mapping[str, int] = field(default_factory=dict)
    others: Mapping[int, Cell] = field(default_factory=dict)
    cells: Mapping[int, Cell] = field(default_factory=dict)


# A sheet says the same few hundred words again and again.
@lru_cache(maxsize=2_000)
def head_key(text: str) -> str:
    """What a head reads as: one form of each letter, small, no marks, no blanks or line breaks.

    What stands in brackets is a remark to whoever fills the column.
    """
    outside = _IN_BRACKETS.sub(" ", text)
    bare = "".join(sign for sign in vietnamese.fold(outside) if sign.isalnum())
    return bare or text.strip()


def is_numbering(cell: Cell) -> bool:
    """Whether a head is that of a column which counts the lines."""
    return head_key(cell.text) in NUMBERING


def match_heads(number: int, row: Mapping[int, Cell], heads: Sequence[Head]) -> HeadRow:
    """Which cells of the row are which heads; of two for one head, its own title goes before."""
    by_key: dict[str, list[int]] = {}
    for column, cell in row.items():
        by_key.setdefault(head_key(cell.text), []).append(column)
    columns: dict[str, int] = {}
    for head in heads:
        found = (column for key in head.keys for column in by_key.get(key, ()))
        if (first := next(found, None)) is not None:
            columns[head.name] = first
    taken = set(columns.values())
    others = {c: cell for c, cell in row.items() if c not in taken}
    return HeadRow(number, columns, others, row)


def counts_columns(row: Mapping[int, Cell]) -> bool:
    """Whether a row does nothing but number the columns: 1, 2, 3, or (1), (2), (3)."""
    found = [_COUNT.fullmatch(cell.text.strip()) for _, cell in sorted(row.items())]
    numbers = [int(each.group(1)) for each in found if each is not None]
    return len(numbers) == len(row) > 1 and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )
