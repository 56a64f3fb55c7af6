"""Content controls of one template: blanks, boxes, rows, conditions and office settings."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from templates_docx.source.wordml import ITALIC, NBSP, PLAIN, Look, attribute, run

FIRST_ID = 1001
LONGEST_TAG = 64
CONDITION_COLOUR = "C55A11"
SHORT_DATE = "dd/MM/yyyy"
FULL_DATE = "'ngày' dd 'tháng' MM 'năm' yyyy"
FULL_DATE_CAPITAL = "'Ngày' dd 'tháng' MM 'năm' yyyy"
TICKBOX_FONT = (
    '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic"'
    ' w:cs="MS Gothic" w:hint="eastAsia"/>'
)


@dataclass(frozen=True)
class Blank:
    """What a control shows while nothing is filled in: the text and its look."""

    text: str = NBSP
    look: Look = PLAIN

    @property
    def content(self) -> str:
        """The run the empty control holds, in the page and in the glossary alike."""
        return run(self.text, self.look)

    @property
    def name(self) -> str:
        """The name of its glossary entry, the same for the same blank in every build."""
        return "P" + hashlib.sha256(self.content.encode()).hexdigest()[:16].upper()

    @property
    def guid(self) -> str:
        """The glossary entry's identity, derived from its name."""
        return "{" + str(uuid.uuid5(uuid.NAMESPACE_OID, self.name)).upper() + "}"


NOTHING = Blank()


def prompt(text: str) -> Blank:
    """An italic prompt that disappears once its control is filled."""
    return Blank(text, ITALIC)


class Controls:
    """Makes the content controls of one template and remembers their ids and blanks."""

    def __init__(self) -> None:
        self._next_id = FIRST_ID
        self._blanks: dict[str, Blank] = {}

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """Every different blank used so far, for the glossary part."""
        return tuple(self._blanks[name] for name in sorted(self._blanks))

    def text(
        self,
        tag: str,
        alias: str,
        blank: Blank = NOTHING,
        *,
        look: Look = PLAIN,
        lines: bool = False,
        copy: bool = False,
    ) -> str:
        """A plain-text control; `copy` locks a value that is already printed elsewhere."""
        kind = '<w:text w:multiLine="1"/>' if lines else "<w:text/>"
        return self._filled(tag, alias, blank, look, kind, copy)

    def date(self, tag: str, alias: str, blank: Blank, mask: str = SHORT_DATE) -> str:
        """A date control with the official mask; it looks the same empty and filled."""
        kind = (
            f'<w:date><w:dateFormat w:val="{attribute(mask)}"/><w:lid w:val="vi-VN"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
        return self._filled(tag, alias, blank, blank.look, kind, False)

    def choice(
        self,
        tag: str,
        alias: str,
        entries: Sequence[tuple[str, str]],
        blank: Blank = NOTHING,
        *,
        look: Look = PLAIN,
        copy: bool = False,
    ) -> str:
        """A drop-down list of (value, printed text) entries."""
        items = "".join(
            f'<w:listItem w:displayText="{attribute(text)}" w:value="{attribute(value)}"/>'
            for value, text in entries
        )
        kind = f"<w:dropDownList>{items}</w:dropDownList>"
        return self._filled(tag, alias, blank, look, kind, copy)

    def setting(self, tag: str, alias: str, look: Look = PLAIN) -> str:
        """A locked control for an office setting, the form's version or a fact of the print."""
        return self._filled(tag, alias, Blank(f"[{alias}]", look), look, "<w:text/>", True)

    def box(self, tag: str, alias: str) -> str:
        """A clickable checkbox, empty, in the pattern Word itself writes."""
        kind = (
            '<w14:checkbox><w14:checked w14:val="0"/>'
            '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
            '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
        )
        head = self._head(tag, alias, _lock(tag, copy=False))
        glyph = f"<w:r><w:rPr>{TICKBOX_FONT}</w:rPr><w:t>☐</w:t></w:r>"
        return _sdt(head + kind, glyph)

    def rows(self, tag: str, alias: str, *items: str) -> str:
        """A repeating section; its first item is the pattern of every row."""
        section = (
            f'<w15:repeatingSection><w15:sectionTitle w15:val="{attribute(alias)}"/>'
            "</w15:repeatingSection>"
        )
        return _sdt(self._head(tag, alias, "") + section, "".join(items))

    def item(self, content: str, *, blank: bool = False) -> str:
        """One item of a repeating section; a `blank` one prints only while there are no rows."""
        tag = '<w:tag w:val="blank"/>' if blank else ""
        return _sdt(f"{tag}{self._id()}<w15:repeatingSectionItem/>", content)

    def when(self, name: str, *content: str) -> str:
        """Content printed only when the named value is there (or is the value after the colon)."""
        return self._condition(f"if:{name}", "Chỉ in khi có", content)

    def unless(self, name: str, *content: str) -> str:
        """Content printed only while the named value is absent (or is another one)."""
        return self._condition(f"unless:{name}", "Chỉ in khi không có", content)

    def _condition(self, tag: str, alias: str, content: Sequence[str]) -> str:
        colour = f'<w15:color w:val="{CONDITION_COLOUR}"/>'
        return _sdt(self._head(tag, alias, "") + colour, "".join(content))

    def _filled(self, tag: str, alias: str, blank: Blank, look: Look, kind: str, copy: bool) -> str:
        self._blanks[blank.name] = blank
        shown = (
            f'<w:placeholder><w:docPart w:val="{blank.name}"/></w:placeholder><w:showingPlcHdr/>'
        )
        head = self._head(tag, alias, _lock(tag, copy=copy))
        return _sdt(look.properties + head + shown + kind, blank.content)

    def _head(self, tag: str, alias: str, lock: str) -> str:
        if len(tag) > LONGEST_TAG:
            raise ValueError(f"the tag {tag} is longer than Word keeps")
        named = f'<w:alias w:val="{attribute(alias)}"/><w:tag w:val="{attribute(tag)}"/>'
        return named + self._id() + lock

    def _id(self) -> str:
        given = self._next_id
        self._next_id += 1
        return f'<w:id w:val="{given}"/>'


def _lock(tag: str, *, copy: bool) -> str:
    if copy:
        return '<w:lock w:val="sdtContentLocked"/>'
    # A lock inside a row would keep Word from removing the row.
    return "" if "[]" in tag else '<w:lock w:val="sdtLocked"/>'


def _sdt(properties: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
