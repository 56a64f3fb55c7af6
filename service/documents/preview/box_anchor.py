"""The printed words around a box of the form, by which its place on the page is found."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from service.documents.plain_package import DOCUMENT
from service.documents.template.prepare import unpack
from service.documents.wordml import (
    PARAGRAPH,
    ROW,
    SDT,
    SDT_PR,
    TAG,
    TEXT,
    VAL,
    Element,
    parse_part,
    w,
    w15,
)

MOST_AFTER = 8
_DOTS = re.compile(r"[.…]{2,}|\t")
_BREAK = w("br")
_REPEATING = (w15("repeatingSection"), w15("repeatingSectionItem"))


@dataclass(frozen=True)
class BoxWords:
    """What the paper itself prints of a box, its headings and labels, and what follows it."""

    inside: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Line:
    """One paragraph: the words that are printed anyway, and whose answers stand in it."""

    paragraph: Element
    words: tuple[str, ...]
    fields: frozenset[str]


def box_words(docx: bytes, box: Collection[str], form: Collection[str]) -> BoxWords:
    """Return the printed words of the box with these fields, of the form with those.

    A box that begins with bare dots has its heading before it: in the paragraph before, or in the
    cells of the row before.
    """
    root = parse_part(unpack(docx)[DOCUMENT])
    lines = [_line(paragraph, form) for paragraph in root.iter(PARAGRAPH)]
    first, last = _reach(lines, frozenset(box))
    if first is None:
        return BoxWords()
    before = [] if lines[first].words else _heading(lines, first)
    inside = [word for line in lines[first : last + 1] for word in line.words]
    after = [word for line in lines[last + 1 :] for word in line.words]
    return BoxWords((*before, *inside), tuple(after[:MOST_AFTER]))


def _reach(lines: list[_Line], box: frozenset[str]) -> tuple[int | None, int]:
    """Return the box's first line and its last before another box's answers.

    A name printed once more, under the signature at the end, is not the box.
    """
    first, last = None, 0
    for at, line in enumerate(lines):
        if line.fields & box:
            first, last = at if first is None else first, at
        elif line.fields and first is not None:
            break
    return first, last


def _line(paragraph: Element, form: Collection[str]) -> _Line:
    fields, words, typed = set[str](), [""], False
    for sdt in (*paragraph.iterancestors(SDT), *paragraph.iter(SDT)):
        fields.update(_field_of(sdt, form))
    for element in paragraph.iter(TEXT, _BREAK):
        if next(element.iterancestors(SDT), None) is not None:
            typed = True
            continue
        if typed or element.tag == _BREAK:
            words.append("")
        typed = False
        words[-1] += (element.text or "") if element.tag == TEXT else ""
    parts = (part.strip() for word in words for part in _DOTS.split(word))
    return _Line(paragraph, tuple(part for part in parts if part), frozenset(fields))


def _field_of(sdt: Element, form: Collection[str]) -> Iterator[str]:
    """Yield the field whose answer the control holds; none for a list of rows as a whole."""
    properties = sdt.find(SDT_PR)
    tag = properties.find(TAG) if properties is not None else None
    if tag is None or any(properties.find(name) is not None for name in _REPEATING):
        return
    name = re.split(r"[\[.:+]", tag.get(VAL, ""))[0]
    if name in form:
        yield name


def _heading(lines: list[_Line], first: int) -> list[str]:
    """Return the printed words before the line; none where another box's answers come between."""
    for at in range(first - 1, -1, -1):
        if lines[at].fields:
            return []
        if lines[at].words:
            row = _row_of(lines[at])
            beside = (line for line in lines[:first] if row is not None and _row_of(line) is row)
            return [word for line in beside for word in line.words] or [*lines[at].words]
    return []


def _row_of(line: _Line) -> Element:
    return next(line.paragraph.iterancestors(ROW), None)
