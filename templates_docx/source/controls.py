"""Content controls, which python-docx lacks: blanks, boxes, rows, conditions, office settings."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from .content import NBSP, PLAIN, Content, Look, Place, Words, dots, raw, run_of

LONGEST_TAG = 64
CONDITION_COLOUR = '<w15:color w:val="C55A11"/>'
DAY, DAY_BLANK = "dd/MM/yyyy", "……/……/20……"
FONT = "MS Gothic"
TICKBOX = (
    f'<w:r><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"'
    ' w:hint="eastAsia"/></w:rPr><w:t>☐</w:t></w:r>'
)
CHECKBOX = (
    f'<w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="{FONT}"/>'
    f'<w14:uncheckedState w14:val="2610" w14:font="{FONT}"/></w14:checkbox>'
)
Blank = str | Words
Entries = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Control:
    """One content control: its names, its kind as XML, what it holds or its blank, its look."""

    tag: str
    alias: str
    kind: str
    content: Content = ()
    blank: Blank = ""
    look: Look = PLAIN
    copied: bool = False

    @property
    def copy(self) -> "Control":
        """The control locked, for a value that is printed elsewhere too."""
        return replace(self, copied=True)

    @property
    def _lock(self) -> str:
        # A lock inside a row would keep Word from removing the row.
        free = "[]" in self.tag or not (self.blank or self.kind == CHECKBOX)
        return "sdtContentLocked" if self.copied else "" if free else "sdtLocked"

    def __call__(self, place: Place) -> None:
        if len(self.tag) > LONGEST_TAG:
            raise ValueError(f"the tag {self.tag} is longer than Word keeps")
        number = str(next(place.ids))
        named = {"alias": self.alias, "tag": self.tag, "id": number, "lock": self._lock}
        head = "".join(
            f'<w:{name} w:val="{escape(said)}"/>' for name, said in named.items() if said
        )
        if self.blank:
            head += self._placeholder(place)
        control = raw(f"<w:sdt><w:sdtPr>{head}{self.kind}</w:sdtPr><w:sdtContent/></w:sdt>")[0]
        control[0].insert(0, self.look.properties)
        place.take(control)
        place.at(place.home, control[1]).put(self.blank or self.content)

    def _placeholder(self, place: Place) -> str:
        shown = Words(self.blank) if isinstance(self.blank, str) else self.blank
        name = "P" + hashlib.sha256(repr(shown).encode()).hexdigest()[:16].upper()
        place.blanks[name] = shown
        return f'<w:placeholder><w:docPart w:val="{name}"/></w:placeholder><w:showingPlcHdr/>'


def text(
    tag: str, alias: str, blank: Blank = NBSP, look: Look = PLAIN, *, lines: bool = False
) -> Control:
    """A plain-text control: what it shows while empty, and its look once it is filled."""
    kind = '<w:text w:multiLine="1"/>' if lines else "<w:text/>"
    return Control(tag, alias, kind, (), blank, look)


def dotted(tag: str, alias: str, number: int = 2, look: Look = PLAIN) -> Control:
    """A text that shows so many dots while it is empty."""
    return text(tag, alias, dots(number), look)


def date(tag: str, alias: str, blank: Blank = DAY_BLANK, mask: str = DAY) -> Control:
    """A date control with the official mask; it looks the same empty and filled."""
    kind = (
        f'<w:date><w:dateFormat w:val="{escape(mask)}"/><w:lid w:val="vi-VN"/>'
        '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
    )
    return Control(tag, alias, kind, (), blank, blank.look if isinstance(blank, Words) else PLAIN)


def choice(
    tag: str, alias: str, entries: Entries, blank: Blank = NBSP, look: Look = PLAIN
) -> Control:
    """A drop-down list; an entry is the stored value and what the page prints."""
    pairs = (f'w:displayText="{escape(shown)}" w:value="{escape(of)}"' for of, shown in entries)
    kind = "".join(f"<w:listItem {pair}/>" for pair in pairs)
    return Control(tag, alias, f"<w:dropDownList>{kind}</w:dropDownList>", (), blank, look)


def setting(tag: str, alias: str, look: Look = PLAIN) -> Control:
    """A locked control for an office setting, the form's version or a fact of the print."""
    return text(tag, alias, Words(f"[{alias}]", look), look).copy


def box(tag: str, alias: str) -> Control:
    """A clickable checkbox, empty."""
    return Control(tag, alias, CHECKBOX, run_of(TICKBOX))


def rows(tag: str, alias: str, *items: Content) -> Control:
    """A repeating section; its first item is the pattern of every row."""
    title = f'<w15:sectionTitle w15:val="{escape(alias)}"/>'
    return Control(tag, alias, f"<w15:repeatingSection>{title}</w15:repeatingSection>", items)


def item(*content: Content, blank: bool = False) -> Control:
    """One item of a repeating section; a `blank` one prints only while there are no rows."""
    return Control("blank" if blank else "", "", "<w15:repeatingSectionItem/>", content)


def when(name: str, *content: Content) -> Control:
    """Content printed only when the named value is there (or is the value after the colon)."""
    return Control(f"if:{name}", "Chỉ in khi có", CONDITION_COLOUR, content)


def unless(name: str, *content: Content) -> Control:
    """Content printed only while the named value is absent (or is another one)."""
    return Control(f"unless:{name}", "Chỉ in khi không có", CONDITION_COLOUR, content)
