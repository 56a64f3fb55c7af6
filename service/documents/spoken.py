"""What each content control of a Word file says, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from service.documents.controls import Control, read_control
from service.documents.placeholders import MORE_LINES, TagUnsound, parse_value_tag
from service.documents.wordml import (
    MC,
    PARAGRAPH,
    RUN,
    SDT,
    SHOWING_PLACEHOLDER,
    TABLE,
    TEXT,
    VAL,
    Element,
    w,
    w14,
)

_GONE = (w("del"), w("moveFrom"), f"{{{MC}}}Fallback")
_ROW_PR = w("trPr")
_BREAKS = (w("br"), w("cr"))
_TAB, _SYMBOL = w("tab"), w("sym")
_SIGNS = {w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_SAYING = (TEXT, *_BREAKS, _TAB, _SYMBOL, *_SIGNS, PARAGRAPH)
_CHECKED, _CHECKED_VALUE = f"{w14('checkbox')}/{w14('checked')}", w14("val")
_DATE, _FULL_DATE = w("date"), w("fullDate")
_OFF = ("0", "false", "off")


class Said(NamedTuple):
    """One control that holds an answer: its tag, the lists it stands in and what it says.

    `items` are the row items around it, outermost first; `place` tells one print of a list from
    another; `ticked` and `recorded_date` are what the control says beside its text.
    """

    tag: str
    value: str
    lists: tuple[str, ...]
    text: str
    empty: bool
    locked: bool
    ticked: bool | None
    recorded_date: str
    options: tuple[tuple[str, str], ...]
    items: tuple[Element, ...] = ()
    place: object = None


def spoken(root: Element) -> Iterator[Said]:
    """Yield every control under `root` whose tag names an answer, office texts left out.

    A text of several lines is one answer, though each line has a control.
    """
    lines: list[Said] = []
    for said in _each(root):
        if lines and (_tag([said]), said.items) != (_tag(lines), lines[0].items):
            yield from _cut_short(lines)
            lines = []
        lines.append(said)
        if not said.tag.endswith(MORE_LINES):
            yield _joined(lines)
            lines = []
    yield from _cut_short(lines)


def _cut_short(lines: list[Said]) -> Iterator[Said]:
    """Yield the lines of a row whose last one was struck out; elsewhere the control is gone."""
    if lines and lines[0].lists:
        yield _joined(lines)


def _tag(lines: list[Said]) -> str:
    return lines[0].tag.rstrip(MORE_LINES)


def _joined(lines: list[Said]) -> Said:
    """Return the lines as one answer; one that Word shows empty has been taken out."""
    if len(lines) == 1 and not lines[0].tag.endswith(MORE_LINES):
        return lines[0]
    kept = [line for line in lines if not line.empty]
    text = "\n".join(line.text for line in kept)
    return lines[-1]._replace(tag=_tag(lines), text=text, empty=not kept)


def _each(root: Element) -> Iterator[Said]:
    # A row deleted with tracked changes only carries a mark.
    dead = [_struck(each) for each in root.iter(*_GONE)]
    gone = {sdt for each in dead for sdt in each.iter(SDT)}
    kinds: dict[Element, str] = {}
    for sdt in root.iter(SDT):
        control = read_control(sdt)
        if control is None or sdt in gone:
            continue
        kinds[sdt] = control.kind
        if control.kind in ("rows", "item") or not control.tag:
            continue
        try:
            path, value = parse_value_tag(control.tag.removesuffix(MORE_LINES))
        except TagUnsound:
            continue
        if path.office or path.is_list:
            continue
        items, place = _surroundings(sdt, kinds) if path.lists else ((), None)
        yield Said(
            tag=control.tag,
            value=value,
            lists=path.lists,
            text=text_of(control.content, changes_tracked=bool(dead)),
            empty=_is_on(control.find(SHOWING_PLACEHOLDER)),
            locked=control.locked,
            ticked=_ticked(control) if control.kind == "box" else None,
            recorded_date=_recorded_date(control) if control.kind == "date" else "",
            options=control.options if control.kind == "choice" else (),
            items=items,
            place=place,
        )


def text_of(content: Element, changes_tracked: bool = True) -> str:
    """Return the text of a control as it was typed: breaks as newlines, tabs as tabs."""
    said: list[str] = []
    paragraphs = 0
    struck = {e for dead in content.iter(*_GONE) for e in dead.iter()} if changes_tracked else ()
    for element in content.iter(*_SAYING):
        tag = element.tag
        if element in struck:
            continue
        if tag == TEXT:
            said.append(element.text or "")
        elif tag == PARAGRAPH:
            said.append("\n" if paragraphs else "")
            paragraphs += 1
        elif element.getparent().tag != RUN:
            continue
        elif tag in _BREAKS:
            said.append("\n")
        elif tag == _TAB:
            said.append("\t")
        elif tag == _SYMBOL:
            said.append(chr(int(element.get(w("char"), "FFFD"), 16)))
        else:
            said.append(_SIGNS[tag])
    return "".join(said)


def _struck(mark: Element) -> Element:
    properties = mark.getparent()
    return properties.getparent() if properties.tag == _ROW_PR else mark


def _surroundings(sdt: Element, kinds: dict[Element, str]) -> tuple[tuple[Element, ...], object]:
    """Return the row items around a control, and its outermost section or else its table."""
    items: list[Element] = []
    section = table = None
    for ancestor in sdt.iterancestors(SDT, TABLE):
        kind = kinds.get(ancestor, "")
        if kind == "item":
            items.insert(0, ancestor)
        elif kind == "rows":
            section = ancestor
        elif ancestor.tag == TABLE and table is None:
            table = ancestor
    return tuple(items), section if section is not None else table


def _is_on(switch: Element | None) -> bool:
    return switch is not None and switch.get(VAL, "1") not in _OFF


def _ticked(control: Control) -> bool:
    checked = control.properties.find(_CHECKED)
    return checked is not None and checked.get(_CHECKED_VALUE, "1") not in _OFF


def _recorded_date(control: Control) -> str:
    date: Element = control.find(_DATE)
    return str(date.get(_FULL_DATE, ""))[:10]
