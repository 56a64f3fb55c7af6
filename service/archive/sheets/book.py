"""A workbook: its sheets in their order, the texts and formats that its cells point to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from service.archive.sheets.formats import Format, format_of, read_format
from service.archive.sheets.package import Package, attribute, is_true, local
from service.archive.sheets.refusals import SheetReason, SheetRefused
from service.packages.index import Relation

_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_WORKSHEET = "worksheet"
_BINARY = "sheet.binary"
"""In the content type of a workbook that is no XML."""


@dataclass(frozen=True)
class SheetName:
    """A sheet as the workbook names it, the part it is in, and whether Excel shows it."""

    name: str
    part: str
    hidden: bool


@dataclass(frozen=True)
class Book:
    """What the cells of every sheet need: shared texts, formats, and how days are counted.

    `is_stale` is true where Excel would work out every formula anew on opening: whoever wrote the
    file has not.
    """

    package: Package
    sheets: tuple[SheetName, ...]
    texts: tuple[str, ...]
    formats: tuple[Format, ...]
    from_1904: bool
    is_stale: bool

    def text(self, number: str) -> str:
        """The shared text of that number. Raises LookupError for one that is not there."""
        if not number.strip().isdecimal():
            raise LookupError(number)
        return self.texts[int(number)]

    def format(self, style: str) -> Format:
        """The format of a cell's style. Raises LookupError for one that is not there."""
        number = int(style) if style.isdecimal() else 0
        return self.formats[number] if self.formats or number else read_format("")


def open_book(content: bytes) -> Book:
    """The workbook of an .xlsx or .xlsm, Strict ones too. Raises SheetRefused."""
    package = Package(content)
    index = package.index
    if not index.main:
        raise SheetRefused(SheetReason.BROKEN)
    if _BINARY in index.content_type(index.main):
        raise SheetRefused(SheetReason.BINARY)
    root = package.parse(index.main)
    if local(root) != "workbook":
        raise SheetRefused(SheetReason.NO_SHEET)
    by_id = {each.id: each for each in index.relations(index.main)}
    settings = {local(each): each for each in root}
    return Book(
        package=package,
        sheets=tuple(_sheets(settings.get("sheets", ()), by_id)),
        texts=_texts(package, index.of_kind(index.main, "sharedStrings")),
        formats=_formats(package, index.of_kind(index.main, "styles")),
        from_1904=_says(settings.get("workbookPr"), "date1904"),
        is_stale=_says(settings.get("calcPr"), "fullCalcOnLoad"),
    )


def text_of(element: etree._Element) -> str:
    """The words of a shared or inline text: of all its runs, without the reading above them."""
    words = []
    for each in element:
        if local(each) == "t":
            words.append(each.text or "")
        elif local(each) == "r":
            words += [inner.text or "" for inner in each if local(inner) == "t"]
    return unescaped("".join(words))


def unescaped(text: str) -> str:
    """The text with `_x000D_` and the like turned back into the character that Excel means."""
    if "_x" not in text:
        return text
    plain = _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
    # A sign beyond the first 65,536 is escaped in two halves.
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _sheets(listed: Iterable[etree._Element], by_id: Mapping[str, Relation]) -> Iterator[SheetName]:
    """The worksheets in their order; charts and macros that stand among them have no cells."""
    for each in listed:
        found = by_id.get(attribute(each, "id"))
        if found is None:
            # Left out without a word, its people would be missed by nobody.
            raise SheetRefused(SheetReason.BROKEN)
        if found.kind == _WORKSHEET:
            hidden = each.get("state", "visible") != "visible"
            yield SheetName(str(each.get("name", "")), found.target, hidden)


def _says(element: etree._Element | None, name: str) -> bool:
    return element is not None and is_true(attribute(element, name))


def _texts(package: Package, part: str) -> tuple[str, ...]:
    if not part:
        return ()
    return tuple(text_of(each) for each in package.parse(part) if local(each) == "si")


def _formats(package: Package, part: str) -> tuple[Format, ...]:
    if not part:
        return ()
    groups = {local(each): each for each in package.parse(part)}
    custom = {
        int(number): attribute(each, "formatCode")
        for each in groups.get("numFmts", ())
        if (number := attribute(each, "numFmtId")).isdecimal()
    }
    return tuple(
        format_of(int(attribute(each, "numFmtId") or 0), custom)
        for each in groups.get("cellXfs", ())
    )
