"""What each content control of a Word file says, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from service.documents.controls import CHECKED, UNCHECKED, Control, read_control
from service.documents.looks import OFF, PLAIN, Looks
from service.documents.placeholders import TagUnsound, parse_value_tag
from service.documents.shown_text import GONE, struck, text_of
from service.documents.symbol_fonts import sign_in_hex
from service.documents.wordml import SDT, SHOWING_PLACEHOLDER, TABLE, VAL, Element, w, w14

_CHECKED, _CHECKED_VALUE = f"{w14('checkbox')}/{w14('checked')}", w14("val")
_DATE, _FULL_DATE = w("date"), w("fullDate")
_CHECKED_STATE, _UNCHECKED_STATE = (
    f"{w14('checkbox')}/{w14(name)}" for name in ("checkedState", "uncheckedState")
)


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


def spoken(root: Element, looks: Looks = PLAIN) -> Iterator[Said]:
    """Yield every control under `root` whose tag names an answer, office texts left out."""
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
            path, value = parse_value_tag(control.tag)
        except TagUnsound:
            continue
        if path.office or path.is_list:
            continue
        items, place = _surroundings(sdt, kinds) if path.lists else ((), None)
        text = text_of(control.content, looks, changes_tracked=bool(dead))
        kind = control.kind
        # By place: names would double what making it costs, and a plan has a thousand of them.
        yield Said(
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
