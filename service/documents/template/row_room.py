"""How much of a page a table row may take before it must be free to break over two pages."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from service.documents.template.controls import read_control
from service.documents.template.placeholders import Path, TagUnsound, parse_value_tag
from service.documents.wordml import (
    CELL,
    PARAGRAPH,
    PARAGRAPH_PR,
    ROW,
    SDT,
    SDT_PR,
    TABLE,
    TEXT,
    VAL,
    Element,
    twentieths,
    w,
)

SHARE = 3
"""A row taller than this part of the text's height leaves too much of a page white when it moves on
whole; only a row with signatures is kept together as long as a page can hold it."""

LETTER = 0.42
"""Width of an average Vietnamese letter in Times New Roman, in ems."""
LOST_AT_THE_END = 1.5
"""Letters a line loses where a word no longer fits."""
LINE = 1.15
"""Height of a line, in ems."""
SIGNED = frozenset(("SignerName", "SignerPosition"))
_TWIPS = 20
_SIZE, _WIDTH = w("sz"), w("w")
_NORMAL_MARGIN = 108
_SIDES = {"left": ("left", "start"), "right": ("right", "end")}
"""What a side is called: Strict Open XML reckons from where the text starts."""

Name = Callable[[Path], str | None]
"""The Jinja expression of a value in the place where it is asked for: '' in rows drawn without
values, None for a value of rows that are listed inside."""


class Paper:
    """What the estimate must know of the template: height of the text, sizes of the styles."""

    def __init__(self, document: Element, styles: Element | None) -> None:
        self._sizes: dict[str, float] = {}
        self._indents: dict[str, tuple[int, int]] = {}
        self._usual = 10.0
        self.width, self.height = _text_area(document)
        if styles is not None:
            self._usual = _size(styles.find(w("docDefaults"))) or self._usual
            for style in styles.iterfind(w("style")):
                key = style.get(w("styleId"), "")
                self._sizes[key] = self._style_size(style)
                self._indents[key] = self._style_indent(style)

    def size(self, cell: Element) -> float:
        """Return the largest size of letters in the cell, in points."""
        return max((self.size_of(each) for each in cell.iter(PARAGRAPH)), default=10.0)

    def indent(self, paragraph: Element) -> tuple[int, int]:
        """Return the paragraph's left indent and that of its first line, in twentieths."""
        style = paragraph.find(f"{PARAGRAPH_PR}/{w('pStyle')}")
        named = self._indents.get(style.get(VAL), (0, 0)) if style is not None else (0, 0)
        return _indent(paragraph.find(PARAGRAPH_PR), named)

    def _style_indent(self, style: Element) -> tuple[int, int]:
        based = style.find(w("basedOn"))
        inherited = self._indents.get(based.get(VAL), (0, 0)) if based is not None else (0, 0)
        return _indent(style.find(PARAGRAPH_PR), inherited)

    def size_of(self, paragraph: Element) -> float:
        """Return the largest size of its letters, in points."""
        style = paragraph.find(f"{PARAGRAPH_PR}/{w('pStyle')}")
        named = self._sizes.get(style.get(VAL), 0) if style is not None else 0
        own = [_size(each) for each in (*paragraph.iter(w("r")), *paragraph.iter(SDT_PR))]
        return max(own, default=0) or named or self._usual

    def _style_size(self, style: Element) -> float:
        based = style.find(w("basedOn"))
        inherited = self._sizes.get(based.get(VAL), 0) if based is not None else 0
        return _size(style) or inherited


def too_tall(row: Element, paper: Paper, name: Name, *, repeated: bool) -> str:
    """Return the Jinja test that the row is too tall to stay whole, '' where it never is.

    Outside repeated rows only texts of several lines and lists count: a line fits anywhere.
    """
    signed = any(style.get(VAL) in SIGNED for style in row.iter(w("pStyle")))
    room = paper.height if signed else paper.height / SHARE
    brief = not repeated
    tests = (_over(cell, owner, paper, room, name, brief) for cell, owner in _cells(row))
    return " or ".join(dict.fromkeys(filter(None, tests)))


def _cells(row: Element) -> Iterator[tuple[Element, Element]]:
    """Yield the cells that hold text themselves; a merged one in the row where it ends, too."""
    for column, cell in enumerate(row.iterfind(CELL)):
        merged = cell.find(f"{w('tcPr')}/{w('vMerge')}")
        if merged is not None and merged.get(VAL) != "restart":
            begun = _begun(row, column)
            if begun is not None:
                yield begun, cell
            continue
        inner = [each for each in cell.iter(CELL) if each is not cell]
        for each in inner or [cell]:
            if not inner or each.find(f".//{CELL}") is None:
                yield each, cell


def _begun(row: Element, column: int) -> Element | None:
    """Return the cell above in which a merged cell of the pattern begins."""
    table = next(row.iterancestors(TABLE), None)
    before: list[Element] = []
    for other in table.iter(ROW) if table is not None else ():
        if other is row:
            break
        before.append(other)
    for other in reversed(before):
        cells = other.findall(CELL)
        merged = cells[column].find(f"{w('tcPr')}/{w('vMerge')}") if column < len(cells) else None
        if merged is not None and merged.get(VAL) == "restart":
            return cells[column]
    return None


@dataclass(frozen=True)
class _Cell:
    """What a cell holds: letters printed anyway, and the terms that count the rest."""

    letters: int
    terms: tuple[str, ...]


def _over(cell: Element, owner: Element, paper: Paper, room: float, name: Name, brief: bool) -> str:
    size = paper.size(cell)
    across = max(1, int(inner_width(cell) / (LETTER * size) - LOST_AT_THE_END))
    most = int(room / (LINE * size)) * across
    terms = list(dict.fromkeys(_terms(cell, across, name, brief)))
    if not terms:
        return ""
    drawn = len("".join(t.text or "" for t in cell.iter(TEXT) if not _in_blank(t)))
    test = f"{' + '.join(terms)} > {most - drawn}"
    if owner.find(f"{w('tcPr')}/{w('vMerge')}") is None:
        return test
    # A merged cell is as tall as its rows together: only the last of them must make room.
    last = name(Path("last", "last"))
    return f"{last} and {test}" if last else test


def _terms(cell: Element, across: int, name: Name, brief: bool) -> Iterator[str]:
    for sdt in cell.iter(SDT):
        control = read_control(sdt)
        if control is None or control.kind != "text":
            continue
        try:
            path, _ = parse_value_tag(control.tag)
        except TagUnsound:
            continue
        lines = control.multiline
        if path.office or (brief and not lines and not path.lists):
            continue
        value = name(path)
        if value:
            yield f"{value}|length"
            if lines:
                yield f"{across} * {_breaks(value, path)}"
        elif value is None and (rows := name(_list_of(path))):
            yield f"{rows}|map(attribute='{path.name}')|map('length')|sum"
            yield f"{across} * {rows}|length"


def _list_of(path: Path) -> Path:
    """Return the path of the list whose rows hold the value."""
    text = path.lists[-1].removesuffix("[]")
    return Path(text, text.rpartition(".")[2], path.lists[:-1])


def _breaks(value: str, path: Path) -> str:
    """Return how the context counts the line breaks of a value."""
    owner = value.removesuffix(f"['{path.name}']")
    more = f"MORE['{path.name}']" if owner == value else f"{owner}['MORE']['{path.name}']"
    return f"{more}|length"


def _in_blank(text: Element) -> bool:
    """Return whether the text stands in a control, whose drawn content is replaced."""
    return any(each.find(f"{SDT_PR}/{w('text')}") is not None for each in text.iterancestors(SDT))


def inner_width(cell: Element) -> float:
    """Return the width of the cell's text in points."""
    width = cell.find(f"{w('tcPr')}/{w('tcW')}")
    whole = twentieths(width.get(_WIDTH, "0")) if width is not None else 0
    table = next(cell.iterancestors(TABLE), None)
    usual = table.find(f"{w('tblPr')}/{w('tblCellMar')}") if table is not None else None
    own = cell.find(f"{w('tcPr')}/{w('tcMar')}")
    return (whole - sum(_margin(side, own, usual) for side in ("left", "right"))) / _TWIPS


def _margin(side: str, own: Element | None, usual: Element | None) -> int:
    for margins in (own, usual):
        named = (margins.find(w(each)) for each in _SIDES[side]) if margins is not None else ()
        for found in named:
            if found is not None:
                return twentieths(found.get(_WIDTH, "0"))
    return _NORMAL_MARGIN


def _text_area(document: Element) -> tuple[float, float]:
    """Return width and height of the text of the last section in points."""
    sizes, margins = list(document.iter(w("pgSz"))), list(document.iter(w("pgMar")))
    width, height = 11906, 16838
    if sizes:
        width, height = (
            twentieths(sizes[-1].get(w(side), str(usual)))
            for side, usual in (("w", width), ("h", height))
        )
    if margins:
        left, right, top, bottom = (
            twentieths(margins[-1].get(w(side), "0")) for side in ("left", "right", "top", "bottom")
        )
        width, height = width - left - right, height - top - bottom
    return width / _TWIPS, height / _TWIPS


def _size(element: Element | None) -> float:
    size = element.find(f".//{_SIZE}") if element is not None else None
    value = size.get(VAL, "0") if size is not None else "0"
    # Of a bare number, half points; Strict may write `13pt`.
    return int(value) / 2 if value.isdecimal() else twentieths(value) / _TWIPS


def _indent(properties: Element | None, inherited: tuple[int, int]) -> tuple[int, int]:
    own = properties.find(w("ind")) if properties is not None else None
    if own is None:
        return inherited
    left, first = inherited
    value = next((found for each in _SIDES["left"] if (found := own.get(w(each)))), str(left))
    return twentieths(value), twentieths(own.get(w("firstLine"), str(first)))
