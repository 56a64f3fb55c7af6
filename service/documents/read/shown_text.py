"""The text of a control as the page shows it: typed text, breaks, signs, nothing that is hidden."""

from service.documents.read.looks import PLAIN, HiddenText, sign_in_hex, signs_of
from service.documents.wordml import (
    MC,
    PARAGRAPH,
    PARAGRAPH_PR,
    RUN,
    RUN_PR,
    TEXT,
    Element,
    w,
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
