"""What each content control of a Word file says, as the page shows it and in its order."""

from collections.abc import Iterator
from typing import NamedTuple

from service.documents.read.looks import OFF, PLAIN, HiddenText, sign_in_hex, signs_of
from service.documents.template.controls import CHECKED, UNCHECKED, Control, read_control
from service.documents.template.placeholders import MORE_LINES, TagUnsound, parse_value_tag
from service.documents.wordml import (
    MC,
    PARAGRAPH,
    PARAGRAPH_PR,
    RUN,
    RUN_PR,
    SDT,
    SHOWING_PLACEHOLDER,
    TABLE,
    TEXT,
    VAL,
    Element,
    w,
    w14,
)

GONE = (w("del"), w("moveFrom"), f"{{{MC}}}Fallback", w("cellDel"), w("hidden"))
"""What marks a run, a paragraph's end, a cell or a row as not being on the page."""
_ENDS_GONE = (w("del"), w("moveFrom"))
_OF_A_ROW_OR_CELL = (w("trPr"), w("tcPr"))
_BREAKS = (w("br"), w("cr"))
_TAB, _SYMBOL = w("tab"), w("sym")
_FONT, _CHAR = w("font"), w("char")
_SIGNS = {w("noBreakHyphen"): "\u2011", w("softHyphen"): "\u00ad"}
_SAYING = (TEXT, *_BREAKS, _TAB, _SYMBOL, *_SIGNS, PARAGRAPH)


def text_of(content: Element, looks: HiddenText = PLAIN, changes_tracked: bool = True) -> str:
    """Return the text of a control as it was typed: breaks as newlines, tabs as tabs."""
    if changes_tracked or looks is not PLAIN:
        return _shown(content, looks)
    pieces: list[str] = []
    paragraphs = 0
    for element in content.iter(*_SAYING):
        tag = element.tag
        if tag == TEXT:
            pieces.append(element.text or "")
        elif tag == PARAGRAPH:
            pieces.append("\n" if paragraphs else "")
            paragraphs += 1
        elif element.getparent().tag == RUN:
            pieces.append(_sign(element))
    return "".join(pieces)


def struck(mark: Element) -> Element:
    """Return what a mark of `GONE` takes from the page: itself, or the row or cell it stands in."""
    properties = mark.getparent()
    return properties.getparent() if properties.tag in _OF_A_ROW_OR_CELL else mark


def runs_on(sdt: Element, looks: HiddenText) -> bool:
    """Return whether the end of the paragraph around the control is struck or hidden."""
    paragraph = next(sdt.iterancestors(PARAGRAPH), None)
    return paragraph is not None and _is_joined(paragraph, looks)


def _shown(content: Element, looks: HiddenText) -> str:
    gone = {each for mark in content.iter(*GONE) for each in struck(mark).iter()}
    pieces: list[str] = []
    before: Element | None = None
    owed = ""
    for element in content.iter(*_SAYING):
        if element in gone:
            continue
        if element.tag == PARAGRAPH:
            if before is not None and not _is_joined(before, looks):
                owed += "\n"
            before = element
            # One that is struck with its end leaves no empty line behind.
            if _is_joined(element, looks):
                continue
            pieces.append(owed)
            owed = ""
        elif (text := _run_text(element, looks)) is not None:
            pieces += (owed, text)
            owed = ""
    return "".join(pieces)


def _is_joined(paragraph: Element, looks: HiddenText) -> bool:
    """Return whether the paragraph's end is struck or hidden: then the next goes on its line."""
    mark = paragraph.find(f"{PARAGRAPH_PR}/{RUN_PR}")
    struck_out = mark is not None and any(mark.find(each) is not None for each in _ENDS_GONE)
    return struck_out or (looks is not PLAIN and looks.hides_mark(paragraph))


def _run_text(element: Element, looks: HiddenText) -> str | None:
    """Return what an element of a run shows; None where it shows nothing at all."""
    run = element.getparent()
    if run.tag != RUN:
        return (element.text or "") if element.tag == TEXT else None
    if looks is not PLAIN:
        if looks.hides(run):
            return None
        if element.tag == TEXT and (font := looks.symbol_font(run)):
            return signs_of(font, element.text or "")
    return (element.text or "") if element.tag == TEXT else _sign(element)


def _sign(element: Element) -> str:
    tag = element.tag
    if tag in _BREAKS:
        return "\n"
    if tag == _TAB:
        return "\t"
    if tag == _SYMBOL:
        return sign_in_hex(element.get(_FONT, ""), element.get(_CHAR, ""))
    return _SIGNS[tag]


_CHECKED, _CHECKED_VALUE = f"{w14('checkbox')}/{w14('checked')}", w14("val")
_DATE, _FULL_DATE = w("date"), w("fullDate")
_CHECKED_STATE, _UNCHECKED_STATE = (
    f"{w14('checkbox')}/{w14(name)}" for name in ("checkedState", "uncheckedState")
)


class ControlValue(NamedTuple):
    """One control that holds an answer: its tag, the lists it stands in and what it says.

    `items` are the row items around it, outermost first; `place` tells one print of a list from
    another; `ticked` and `recorded_date` are what the control says beside its text; `runs_on` that
    the end of its paragraph is struck or hidden.
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
    runs_on: bool = False


def control_values(root: Element, looks: HiddenText = PLAIN) -> Iterator[ControlValue]:
    """Yield every control under `root` whose tag names an answer, office texts left out.

    A text of several lines is one answer, though each line has a control.
    """
    lines: list[ControlValue] = []
    for control in _each(root, looks):
        if lines and (_tag([control]), control.items) != (_tag(lines), lines[0].items):
            yield from _cut_short(lines)
            lines = []
        lines.append(control)
        if not control.tag.endswith(MORE_LINES):
            yield _joined(lines)
            lines = []
    yield from _cut_short(lines)


def _cut_short(lines: list[ControlValue]) -> Iterator[ControlValue]:
    """Yield the lines of a row whose last one was struck out; elsewhere the control is gone."""
    if lines and lines[0].lists:
        yield _joined(lines)


def _tag(lines: list[ControlValue]) -> str:
    return lines[0].tag.rstrip(MORE_LINES)


def _joined(lines: list[ControlValue]) -> ControlValue:
    """Return the lines as one answer; one that Word shows empty has been taken out."""
    if len(lines) == 1 and not lines[0].tag.endswith(MORE_LINES):
        return lines[0]
    kept = [line for line in lines if not line.empty]
    return lines[-1]._replace(tag=_tag(lines), text=_text_of_lines(kept), empty=not kept)


def _text_of_lines(lines: list[ControlValue]) -> str:
    text, owed = "", ""
    for number, line in enumerate(lines):
        if number and not lines[number - 1].runs_on:
            owed += "\n"
        # One that is struck with its end leaves no empty line behind.
        if line.text or not line.runs_on:
            text, owed = text + owed + line.text, ""
    return text


def _each(root: Element, looks: HiddenText) -> Iterator[ControlValue]:
    # A row deleted with tracked changes only carries a mark.
    dead = [struck(each) for each in root.iter(*GONE)]
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
        text = text_of(control.content, looks, changes_tracked=bool(dead))
        kind = control.kind
        # By place: names would double what making it costs, and a plan has a thousand of them.
        yield ControlValue(
            control.tag,
            value,
            path.lists,
            _glyph(control, text) if kind == "box" else text,
            _is_on(control.children.get(SHOWING_PLACEHOLDER)),
            control.locked,
            _ticked(control) if kind == "box" else None,
            _recorded_date(control) if kind == "date" else "",
            control.options if kind == "choice" else (),
            items,
            place,
            kind == "text" and (bool(dead) or looks is not PLAIN) and runs_on(sdt, looks),
        )


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
    return switch is not None and switch.get(VAL, "1") not in OFF


def _glyph(control: Control, text: str) -> str:
    """Return a box's sign; one that the box itself declares for a state, as ours for that state."""
    if text in (CHECKED, UNCHECKED):
        return text
    signs = [_declared(control, name) for name in (_CHECKED_STATE, _UNCHECKED_STATE)]
    if signs[0] != signs[1] and text.strip() in signs:
        return (CHECKED, UNCHECKED)[signs.index(text.strip())]
    return text


def _declared(control: Control, name: str) -> str:
    state = control.properties.find(name)
    if state is None:
        return ""
    return sign_in_hex(state.get(w14("font"), ""), state.get(_CHECKED_VALUE, ""))


def _ticked(control: Control) -> bool:
    checked = control.properties.find(_CHECKED)
    return checked is not None and checked.get(_CHECKED_VALUE, "1") not in OFF


def _recorded_date(control: Control) -> str:
    date: Element = control.find(_DATE)
    return str(date.get(_FULL_DATE, ""))[:10]
