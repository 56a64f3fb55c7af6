"""A text of several lines, each a paragraph of its own: indented alike, items of lists hanging."""

import re
from copy import deepcopy
from dataclasses import dataclass

from service.documents.template.controls import Control
from service.documents.template.placeholders import MORE_LINES
from service.documents.wordml import (
    CELL,
    ID,
    PARAGRAPH_PR,
    SDT_CONTENT,
    SDT_PR,
    SHOWING_PLACEHOLDER,
    TAG,
    TEXT,
    VAL,
    Element,
    put_after,
    put_before,
    w,
)

HANGING = 283
"""Five millimetres in twentieths of a point (forms-spec §14.11)."""
_AFTER_INDENT = frozenset(
    w(name)
    for name in (
        "contextualSpacing", "mirrorIndents", "suppressOverlap", "jc", "textDirection",
        "textAlignment", "textboxTightWrap", "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr",
        "pPrChange",
    )
)  # fmt: skip
_OPENS = re.compile(r"\{% *(?:if|for) ")
_CLOSES = re.compile(r"\{% *(?:endif|endfor) ")


@dataclass(frozen=True)
class LongText:
    """A control of several lines, and where the context tells of its lines.

    `owner` is the row the value belongs to, '' for the form itself.
    """

    control: Control
    owner: str
    field: str

    def told(self, what: str) -> str:
        """Return the Jinja expression of MORE, END or HANGS of the text."""
        return told(self.owner, what, self.field)


def told(owner: str, what: str, field: str) -> str:
    """Return the Jinja expression of what the context tells of a text of the form or of a row."""
    return f"{owner}['{what}']['{field}']" if owner else f"{what}['{field}']"


def spread(paragraph: Element, text: LongText, indent: tuple[int, int], style: str) -> None:
    """Let every line of the text but the last have a paragraph before this one.

    They look like it, `style` included where one is given. What stands before the control goes with
    the first line, what stands behind it with the last. A control inside a condition of its
    paragraph is left as it is, its lines parted by breaks.
    """
    sdt = text.control.sdt
    if sdt.getparent() is not paragraph or not _balanced(paragraph, sdt):
        return
    before = deepcopy(paragraph)
    before.tail = None
    line = before[paragraph.index(sdt)]
    for behind in list(line.itersiblings()):
        before.remove(behind)
    line.tail = None
    _say(line.find(SDT_CONTENT), "{{ line['TEXT'] }}")
    _only_lines(line)
    _say(sdt.find(SDT_CONTENT), f"{{{{ {text.told('END')} }}}}")
    _lead(before, line, "line['FIRST']")
    _lead(paragraph, sdt, f"not {text.told('MORE')}")
    _hang(before, "line['ITEM']", indent)
    _hang(paragraph, text.told("HANGS"), indent)
    paragraph.addprevious(before)
    _keep_near(before)
    named = before.find(f"{PARAGRAPH_PR}/{w('pStyle')}")
    if named is not None and style:
        named.set(VAL, style)
    put_before(before, f"{{% for line in {text.told('MORE')} %}}")
    put_after(before, "{% endfor %}")


def _balanced(paragraph: Element, sdt: Element) -> bool:
    """Return whether no condition that opens before the control is still open at it."""
    text = paragraph.text or ""
    for child in paragraph:
        if child is sdt:
            break
        text += child.tail or ""
    return len(_OPENS.findall(text)) == len(_CLOSES.findall(text))


def _say(content: Element, output: str) -> None:
    """Let the first run, which is the filled one, print this."""
    next(content.iter(TEXT)).text = output


def _only_lines(sdt: Element) -> None:
    """Make the copy a control for an earlier line: it is there only when filled."""
    properties, content = sdt.find(SDT_PR), sdt.find(SDT_CONTENT)
    for name in (ID, w("lock"), w("placeholder"), SHOWING_PLACEHOLDER):
        for found in properties.findall(name):
            properties.remove(found)
    properties.text = None
    for child in properties:
        child.tail = None
    tag = properties.find(TAG)
    tag.set(VAL, tag.get(VAL) + MORE_LINES)
    filled, *drawn = list(content)
    for child in drawn:
        content.remove(child)
    content.text = filled.tail = None


def _lead(paragraph: Element, sdt: Element, test: str) -> None:
    """Print what stands before the control only in the paragraph that begins the text."""
    properties = paragraph.find(PARAGRAPH_PR)
    lead = list(sdt.itersiblings(preceding=True))
    if all(child is properties for child in lead):
        return
    first = lead[-1] if lead[-1] is not properties else lead[-2]
    opening = f"{{% if {test} %}}"
    if first.getprevious() is not None:
        first.getprevious().tail = opening + (first.getprevious().tail or "")
    else:
        paragraph.text = opening + (paragraph.text or "")
    put_before(sdt, "{% endif %}")


def _hang(paragraph: Element, test: str, indent: tuple[int, int]) -> None:
    """Give the paragraph a hanging indent where its line is an item of a list."""
    properties = paragraph.find(PARAGRAPH_PR)
    if properties is None:
        properties = paragraph.makeelement(PARAGRAPH_PR)
        paragraph.insert(0, properties)
        properties.tail, paragraph.text = paragraph.text, None
    left, first = indent
    hanging = properties.makeelement(w("ind"))
    hanging.set(w("left"), str(left + first + HANGING))
    hanging.set(w("hanging"), str(HANGING))
    own = properties.find(w("ind"))
    if own is not None:
        own.addprevious(hanging)
        put_before(hanging, f"{{% if {test} %}}")
        hanging.tail = "{% else %}"
        put_after(own, "{% endif %}")
        return
    later = next((child for child in properties if child.tag in _AFTER_INDENT), None)
    if later is None:
        properties.append(hanging)
    else:
        later.addprevious(hanging)
    put_before(hanging, f"{{% if {test} %}}")
    put_after(hanging, "{% endif %}")


def _keep_near(paragraph: Element) -> None:
    """Of a text that is kept with what follows, only the lines near it are: no page holds more.

    In a row of a table that is the last line, and the first, which to LibreOffice speaks for the
    whole row: Word then breaks a tall row where it may (forms-spec §2.2).
    """
    properties = paragraph.find(PARAGRAPH_PR)
    kept = properties.find(w("keepNext"))
    if kept is not None:
        in_row = next(paragraph.iterancestors(CELL), None) is not None
        near = "FIRST" if in_row else "NEAR"
        put_before(kept, f"{{% if line['{near}'] %}}")
        put_after(kept, "{% endif %}")
