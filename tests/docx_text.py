"""The text a Word page shows, read by walking the XML; knows nothing of content controls' tags.

Lines come in print order: the first page's header, the body with its tables row by row and cell
by cell, the first page's footer. Each printed line of a paragraph is one line of the answer
(samples/README.md says the rules); nothing here is shared with the service, which it checks.
"""

import zipfile
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
PLACES = {f"{W}br": "\n", f"{W}cr": "\n", f"{W}tab": "\t", f"{W}noBreakHyphen": "-"}
Element = Any


def controls(docx: bytes) -> int:
    """How many content controls the document part has."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        return package.read("word/document.xml").count(b"<w:sdt>")


def printed_lines(docx: bytes) -> list[str]:
    """The lines of the document, those without any ink left out."""
    with zipfile.ZipFile(BytesIO(docx)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    body = etree.fromstring(members["word/document.xml"]).find(f"{W}body")
    numbers = ListNumbers(members)
    section = body.find(f"{W}sectPr")
    parts = [
        *_margin(members, section, "header"),
        body,
        *_margin(members, section, "footer"),
    ]
    lines = (line for part in parts for line in _lines(part, numbers))
    return [line.rstrip() for line in lines if line.strip()]


def drawn_text(element: Element) -> str:
    """What the runs under the element print, line breaks and tabs included."""
    said = []
    for each in element.iter():
        if each.tag == f"{W}t":
            said.append(each.text or "")
        elif each.tag in PLACES and _in_a_run(each):
            said.append(PLACES[each.tag])
    return "".join(said).replace("\u00a0", " ")


class ListNumbers:
    """The numbers Word counts out before the paragraphs of a numbered list."""

    def __init__(self, members: dict[str, bytes]) -> None:
        self._masks: dict[str, str] = {}
        self._counts: dict[str, int] = defaultdict(int)
        if "word/numbering.xml" not in members:
            return
        numbering = etree.fromstring(members["word/numbering.xml"])
        for number in numbering.iterfind(f"{W}num"):
            abstract = number.find(f"{W}abstractNumId").get(f"{W}val")
            level = numbering.find(
                f"{W}abstractNum[@{W}abstractNumId='{abstract}']/{W}lvl/{W}lvlText"
            )
            self._masks[number.get(f"{W}numId")] = level.get(f"{W}val")

    def before(self, paragraph: Element) -> str:
        """The number printed before the paragraph, '' for one that has none."""
        listed = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
        if listed is None:
            return ""
        identity = listed.get(f"{W}val")
        self._counts[identity] += 1
        return self._masks[identity].replace("%1", str(self._counts[identity])) + " "


def _lines(part: Element, numbers: ListNumbers) -> Iterator[str]:
    for paragraph in part.iter(f"{W}p"):
        yield from (numbers.before(paragraph) + drawn_text(paragraph)).split("\n")


def _margin(members: dict[str, bytes], section: Element, kind: str) -> Iterator[Element]:
    """The header or footer of the first page, if it has one."""
    first_differs = section.find(f"{W}titlePg") is not None
    wanted = "first" if first_differs else "default"
    targets = {
        each.get("Id"): each.get("Target")
        for each in etree.fromstring(members["word/_rels/document.xml.rels"])
    }
    for reference in section.iterfind(f"{W}{kind}Reference"):
        if reference.get(f"{W}type") == wanted:
            yield etree.fromstring(members[f"word/{targets[reference.get(f'{R}id')]}"])


def _in_a_run(element: Element) -> bool:
    return bool(element.getparent().tag == f"{W}r")
