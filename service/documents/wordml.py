"""The names WordprocessingML gives its elements, and the safe way to read and write its parts."""

import re
from typing import Any

from lxml import etree

from service.packages.parts import parse_xml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_MEASURE = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)(|pt|cm|mm|in|pc|pi)")
_UNITS = {"": 1, "pt": 20, "cm": 1440 / 2.54, "mm": 144 / 2.54, "in": 1440, "pc": 240, "pi": 240}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

Element = Any
"""An lxml element, which carries no types."""


def w(name: str) -> str:
    """Return the full name of a WordprocessingML element or attribute."""
    return f"{{{W}}}{name}"


def w14(name: str) -> str:
    """Return the full name in Word 2010's namespace (boxes)."""
    return f"{{{W14}}}{name}"


def w15(name: str) -> str:
    """Return the full name in Word 2012's namespace (repeating sections)."""
    return f"{{{W15}}}{name}"


SDT, SDT_PR, SDT_CONTENT = w("sdt"), w("sdtPr"), w("sdtContent")
RUN, TEXT, PARAGRAPH, CELL, ROW, TABLE = (w(n) for n in ("r", "t", "p", "tc", "tr", "tbl"))
RUN_PR, PARAGRAPH_PR, VAL, TAG, ID = (w(n) for n in ("rPr", "pPr", "val", "tag", "id"))
SHOWING_PLACEHOLDER = w("showingPlcHdr")


parse_part = parse_xml
"""The root of an XML part, Strict turned Transitional; etree.XMLSyntaxError, also for a DTD."""


def write_part(root: Element) -> bytes:
    """Return the part as Word writes it: UTF-8, with a declaration."""
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def twentieths(measure: str) -> int:
    """Return a length in twentieths of a point; Strict Open XML writes `233.70pt` and the like."""
    found = _MEASURE.fullmatch(measure.strip())
    if found is None:
        return 0
    return round(float(found[1]) * _UNITS[found[2]])


def put_before(element: Element, text: str) -> None:
    """Write `text` in front of `element`, where only elements stand in clean WordprocessingML."""
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    else:
        parent = element.getparent()
        parent.text = (parent.text or "") + text


def put_after(element: Element, text: str) -> None:
    """Write `text` behind `element`."""
    element.tail = text + (element.tail or "")


def take_out(element: Element) -> None:
    """Remove `element` and keep what was written behind it."""
    if element.tail:
        put_before(element, element.tail)
        element.tail = None
    element.getparent().remove(element)


def unwrap(element: Element, content: Element, opening: str = "", closing: str = "") -> None:
    """Put the children of `content` in place of `element`, between the two texts."""
    parent, at = element.getparent(), element.getparent().index(element)
    put_before(element, opening + (content.text or ""))
    for offset, child in enumerate(list(content)):
        parent.insert(at + offset, child)
    put_before(element, closing)
    take_out(element)
