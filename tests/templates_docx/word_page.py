"""A template opened for a test: its XML, its text, its controls and its blank print."""

import re
import unicodedata
import zipfile
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from tests.needs import REPOSITORY

FOLDER = REPOSITORY / "templates_docx"
FILES = ("BM.CTCL.01.docx", "BM.CTCL.02.docx", "BM.CTCL.03.docx", "BM.CTCL.03-unit.docx")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
NAMES = {"w": W, "w14": W14, "w15": W15}
TWIPS_PER_MM = 1440 / 25.4
PRINTED_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
ON_BY_DEFAULT = frozenset({"settings.minutes_national_header"})


def find(element: Any, path: str) -> list[Any]:
    """What the XPath finds, with w, w14 and w15 declared."""
    return list(element.xpath(path, namespaces=NAMES))


def value(element: Any, path: str) -> str:
    """The `w:val` of the one element at the path, '' without one."""
    found = find(element, f"{path}/@w:val")
    return str(found[0]) if found else ""


def text_of(element: Any) -> str:
    """The text as it reads on paper, a line break or a paragraph's end as a newline."""
    pieces = []
    for node in element.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab", f"{{{W}}}p"):
        kind = etree.QName(node).localname
        if kind == "tab" and etree.QName(node.getparent()).localname != "r":
            continue
        pieces.append({"t": node.text or "", "br": "\n", "tab": "\t", "p": "\n"}[kind])
    return "".join(pieces).strip("\n")


def millimetres(element: Any, path: str) -> float:
    """A measure in dxa at the path, in millimetres."""
    return int(find(element, path)[0]) / TWIPS_PER_MM


@dataclass(frozen=True)
class WordPage:
    """One committed template."""

    path: Path

    @cached_property
    def parts(self) -> dict[str, bytes]:
        """Every member of the package by name, in file order."""
        with zipfile.ZipFile(self.path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def xml(self, part: str) -> Any:
        """The root of a part."""
        return etree.fromstring(self.parts[part])

    @cached_property
    def document(self) -> Any:
        """The root of word/document.xml."""
        return self.xml("word/document.xml")

    @cached_property
    def printed(self) -> list[Any]:
        """The roots of body, headers and footers."""
        return [self.xml(name) for name in self.parts if PRINTED_PARTS.fullmatch(name)]

    @cached_property
    def controls(self) -> list[Any]:
        """Every `w:sdt` of body, headers and footers."""
        return [sdt for root in self.printed for sdt in find(root, "//w:sdt")]

    @cached_property
    def tags(self) -> list[str]:
        """Every tag, in print order, repeated as often as it stands there."""
        found = [value(sdt, "w:sdtPr/w:tag") for sdt in self.controls]
        return [tag for tag in found if tag]

    def control(self, tag: str) -> Any:
        """The first control with the tag."""
        return next(sdt for sdt in self.controls if value(sdt, "w:sdtPr/w:tag") == tag)

    @cached_property
    def blank_document(self) -> Any:
        """The body as the blank form prints it: no controls, conditions off, blank items."""
        return blank_print(self.parts["word/document.xml"])

    @cached_property
    def blank_text(self) -> str:
        """The text of the blank print, NFC."""
        return unicodedata.normalize("NFC", text_of(self.blank_document))

    def write_print(self, path: Path, **filled: str) -> None:
        """Writes a copy without controls: the blank form, with the texts given filled in."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts.items():
                if PRINTED_PARTS.fullmatch(name):
                    data = etree.tostring(blank_print(data, **filled), encoding="UTF-8")
                archive.writestr(name, data)


@cache
def page(file: str) -> WordPage:
    """The committed template of that file name."""
    return WordPage(FOLDER / file)


def blank_print(xml: bytes, **filled: str) -> Any:
    """The part as the blank form shows it, its controls taken off, some of them filled first."""
    root = etree.fromstring(xml)
    for tag, text in filled.items():
        for content in find(root, f"//w:sdt[w:sdtPr/w:tag/@w:val='{tag}']/w:sdtContent"):
            _write(content, text)
    while controls := find(root, "//w:sdt"):
        sdt = controls[0]
        tag = value(sdt, "w:sdtPr/w:tag")
        content = sdt.find(f"{{{W}}}sdtContent")
        if tag.startswith("if:") and tag[3:] not in ON_BY_DEFAULT:
            sdt.getparent().remove(sdt)
            continue
        if find(sdt, "w:sdtPr/w15:repeatingSection"):
            _keep_blank_items(content)
        for child in list(content):
            sdt.addprevious(child)
        sdt.getparent().remove(sdt)
    return root


def _write(content: Any, text: str) -> None:
    run = find(content, "w:r")[0]
    for child in find(run, "w:t|w:br"):
        run.remove(child)
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{{{W}}}br")
        etree.SubElement(run, f"{{{W}}}t").text = line


def _keep_blank_items(section: Any) -> None:
    items = list(section)
    drawn = [item for item in items if value(item, "w:sdtPr/w:tag") == "blank"]
    for item in items:
        if drawn and item not in drawn:
            section.remove(item)
