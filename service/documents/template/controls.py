"""One content control of a Word file: what kind it is, its tag, its list, its date mask."""

import re
from typing import NamedTuple

from service.documents.wordml import (
    CELL,
    ID,
    PARAGRAPH,
    PARAGRAPH_PR,
    RUN,
    SDT,
    SDT_CONTENT,
    SDT_PR,
    TAG,
    VAL,
    W14,
    W15,
    Element,
    W,
    w,
    w14,
    w15,
)

KINDS = {
    w("text"): "text",
    w("date"): "date",
    w("dropDownList"): "choice",
    w14("checkbox"): "box",
    w15("repeatingSection"): "rows",
    w15("repeatingSectionItem"): "item",
}
LEAF_KINDS = frozenset(("text", "date", "choice", "box"))
_PLAIN = frozenset(
    w(name)
    for name in (
        "rPr", "alias", "tag", "id", "lock", "placeholder", "showingPlcHdr", "temporary",
        "richText", "label", "tabIndex",
    )
) | frozenset(
    w15(name)
    for name in ("color", "appearance", "webExtensionLinked", "webExtensionCreated")
)  # fmt: skip
# Newer Words add marks of their own, which say nothing about the kind.
_SPEAKING = tuple(f"{{{namespace}}}" for namespace in (W, W14, W15))
_MASK_PART = re.compile(r"'[^']*'|[A-Za-z]+|[^A-Za-z']+")
_LOCK = w("lock")
CHECKED, UNCHECKED = "☒", "☐"


class Control(NamedTuple):
    """The parts of one `w:sdt`; `kind` is `rich` for a control without any, `` if unknown."""

    sdt: Element
    properties: Element
    content: Element
    kind: str
    tag: str
    children: dict[str, Element]

    def find(self, name: str) -> Element | None:
        """Return the child of `w:sdtPr` with that full name, or None."""
        return self.children.get(name)

    @property
    def locked(self) -> bool:
        """Whether a clerk may not write into the control: it repeats something."""
        lock = self.find(_LOCK)
        return lock is not None and lock.get(VAL) in ("contentLocked", "sdtContentLocked")

    @property
    def multiline(self) -> bool:
        """Whether a text may have several lines."""
        text = self.find(w("text"))
        return text is not None and text.get(w("multiLine")) in ("1", "true", "on")

    @property
    def identity(self) -> Element:
        """The control's `w:id`, made when Word has left it out."""
        found = self.find(ID)
        if found is None:
            found = self.properties.makeelement(ID)
            after = self.find(TAG)
            at = self.properties.index(after) + 1 if after is not None else 0
            self.properties.insert(at, found)
            self.children[ID] = found
        return found

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The list's entries: value and printed text."""
        items = self.properties.iterfind(f"{w('dropDownList')}/{w('listItem')}")
        pairs = ((i.get(w("value"), ""), i.get(w("displayText"), "")) for i in items)
        return tuple((value, text or value) for value, text in pairs if value)

    @property
    def mask(self) -> str:
        """The date's mask as Word writes it."""
        found = self.properties.find(f"{w('date')}/{w('dateFormat')}")
        return str(found.get(VAL, "")) if found is not None else ""


def read_control(sdt: Element) -> Control | None:
    """Return the control, None for a `w:sdt` without properties or content."""
    properties = content = None
    for child in sdt:
        if child.tag == SDT_PR:
            properties = child
        elif child.tag == SDT_CONTENT:
            content = child
    if properties is None or content is None:
        return None
    children = {child.tag: child for child in properties}
    tag = children.get(TAG)
    named = tag.get(VAL, "") if tag is not None else ""
    return Control(sdt, properties, content, _kind_of(children), named, children)


def _kind_of(children: dict[str, Element]) -> str:
    for name in children:
        if name in KINDS:
            return KINDS[name]
    foreign = any(name.startswith(_SPEAKING) for name in children.keys() - _PLAIN)
    return "" if foreign else "rich"


def mask_parts(mask: str) -> tuple[str, ...]:
    """Return the pieces of a date mask: `dd`, `M`, `yyyy`, quoted and other text; ValueError."""
    parts = tuple(_MASK_PART.findall(mask))
    letters = sorted(p for p in parts if p[0].isascii() and p[0].isalpha())
    if letters not in (["M", "dd", "yyyy"], ["MM", "dd", "yyyy"]) or "".join(parts) != mask:
        raise ValueError(mask)
    return parts


def settle_inside(control: Control) -> bool:
    """Move a control around one whole paragraph or cell inside it; False where that cannot be.

    Word draws such controls when a blank is alone in its paragraph; docxtpl would count the
    table's columns wrong.
    """
    children = list(control.content)
    if all(c.tag not in (PARAGRAPH, CELL) for c in children):
        return True
    if len(children) != 1:
        return False
    outer = children[0]
    paragraphs = [c for c in outer if c.tag == PARAGRAPH] if outer.tag == CELL else [outer]
    if len(paragraphs) != 1 or any(c.tag == SDT for c in outer):
        return False
    paragraph, sdt = paragraphs[0], control.sdt
    outer.tail, sdt.tail = sdt.tail, None
    sdt.getparent().replace(sdt, outer)
    control.content.extend([c for c in paragraph if c.tag != PARAGRAPH_PR])
    paragraph.append(sdt)
    return any(c.tag == RUN for c in control.content)
