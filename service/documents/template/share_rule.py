"""The rule under a name or title, a third to a half of its text (Decree 30/2020, annex I)."""

import unicodedata
from collections.abc import Iterator

from service.documents.template.controls import Control, read_control
from service.documents.template.placeholders import Path, TagUnsound, parse_value_tag
from service.documents.template.row_room import Name, Paper, inner_width
from service.documents.wordml import (
    CELL,
    PARAGRAPH,
    PARAGRAPH_PR,
    RUN,
    RUN_PR,
    SDT,
    TEXT,
    VAL,
    Element,
    w,
)

STYLE = "ShareRule"
SHARE = 0.41
_TWIPS = 20
_CAPITAL, _SMALL = 0.64, 0.46
"""Average letters of names in capitals and in sentence case, bold, in ems; spaces included."""
_WIDTHS = {
    0.25: " .,", 0.278: "il/'", 0.333: "fjt()-:;", 0.389: "Is", 0.444: "cerz",
    0.5: "agovxyJ?0123456789", 0.556: "bdđhknpquưS", 0.611: "FP", 0.667: "BELTZ",
    0.722: "ACDĐNRUƯVXYw", 0.778: "GHKOƠQ", 0.833: "m&", 0.944: "M", 1.0: "W…–",
}  # fmt: skip
_LETTERS = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def text_width(text: str) -> float:
    """Return the width of bold Times New Roman in ems; marks above and below take no room."""
    bare = (one for one in unicodedata.normalize("NFD", text) if not unicodedata.combining(one))
    return sum(_LETTERS.get(letter, 0.5) for letter in bare)


def draw_rule_below(paragraph: Element, paper: Paper, name: Name) -> None:
    """Let a rule that follows the paragraph be as long as its text asks, centred like it."""
    rule = paragraph.getnext()
    if rule is None or rule.tag != PARAGRAPH or _style(rule) != STYLE:
        return
    cell = next(paragraph.iterancestors(CELL), None)
    room = round((inner_width(cell) if cell is not None else paper.width) * _TWIPS)
    size = paper.size_of(paragraph) * _TWIPS
    *filled, fixed = _terms(paragraph, size, name)
    side = str(int((room - min(room, int(fixed)) * SHARE) / 2))
    if filled:
        width = " + ".join((*filled, fixed))
        side = f"{{{{ (({room} - [{room}, {width}]|min * {SHARE}) / 2)|int }}}}"
    indent = rule.find(f"{PARAGRAPH_PR}/{w('ind')}")
    if indent is None:
        return
    for strict in ("start", "end"):
        indent.attrib.pop(w(strict), None)
    for edge in ("left", "right"):
        indent.set(w(edge), side)


def _terms(paragraph: Element, size: float, name: Name) -> Iterator[str]:
    fixed = 0.0
    for run in paragraph.iter(RUN):
        sdt = next((s for s in run.iterancestors(SDT) if _is_blank(s)), None)
        words = "".join(text.text or "" for text in run.iter(TEXT))
        if sdt is None:
            fixed += text_width(words) * size
            continue
        control = read_control(sdt)
        assert control is not None
        value = _value(control, name) if control.kind == "text" else ""
        if not value:
            fixed += text_width(words) * size
            continue
        path, _ = parse_value_tag(control.tag)
        average = (_CAPITAL if path.office or _in_capitals(control) else _SMALL) * size
        drawn = 0 if path.office else round(text_width(words) * size / average)
        yield f"{round(average)} * ({value}|length or {drawn})"
    yield str(round(fixed))


def _is_blank(sdt: Element) -> bool:
    control = read_control(sdt)
    return control is not None and control.kind in ("text", "date", "choice")


def _value(control: Control, name: Name) -> str:
    try:
        path: Path = parse_value_tag(control.tag)[0]
    except TagUnsound:
        return ""
    return name(path) or ""


def _in_capitals(control: Control) -> bool:
    look = control.find(RUN_PR)
    return look is not None and look.find(w("caps")) is not None


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{PARAGRAPH_PR}/{w('pStyle')}")
    return str(style.get(VAL)) if style is not None else ""
