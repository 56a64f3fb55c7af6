"""A clean Word template turned into the package that docxtpl and our own renderer both read."""

import hashlib
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from service.documents.core_properties import by_us, with_properties
from service.documents.deterministic_zip import Member, StaticMembers
from service.documents.errors import DocumentLocked, NotADocument, OldDocument, TemplateBroken
from service.documents.plain_package import APPLICATION, CORE, DOCUMENT, STYLES, plain_members
from service.documents.template.control_compiler import DOTTED_STYLE, ControlCompiler
from service.documents.template.control_scope import ControlUnsound
from service.documents.template.placeholders import Placeholder
from service.documents.template.row_room import Paper
from service.documents.wordml import (
    ROW,
    SDT,
    TEXT,
    VAL,
    WP,
    Element,
    parse_part,
    w,
    write_part,
)
from service.formkit.labels import Label
from service.packages.index import CONTENT_TYPES

SPOKEN_PARTS = re.compile(r"word/(?:document|header\d*|footer\d*)\.xml")
_JINJA = re.compile(r"\{[{%#]|[}%#]\}|\{_[{%]|[}%]_\}")
_WRAPPERS = re.compile(
    r"<w:sdtPr>.*?</w:sdtPr>|<w:sdtEndPr>.*?</w:sdtEndPr>|</?w:sdt(?:Content)?>", re.S
)

_OPENS, _CLOSES = re.compile(r"\{% *(?:if|for) "), re.compile(r"\{% *end(?:if|for) ")

NOT_WORD = Label("không phải tệp Word (.docx) mở được", "it is not a Word file that opens")
LOCKED = Label(
    "có mật khẩu; vui lòng bỏ mật khẩu rồi lưu lại",
    "it is locked with a password; please remove it and save the file again",
)
OLD = Label(
    "là tệp Word đời cũ; vui lòng lưu thành (Save As) dạng .docx",
    "it is an old Word file; please save it as .docx",
)
HAS_TAGS = Label(
    "có ký hiệu {{ hoặc {% trong nội dung; tệp mẫu phải là tệp Word sạch",
    "it has {{ or {% in its text; a template is a clean Word file",
)
DRAWING_IN_ROW = Label("hình vẽ nằm trong dòng lặp lại", "a drawing stands in a repeated row")
SPLIT_CELL = Label(
    "ô bảng phải kết thúc bằng một đoạn văn luôn được in",
    "a table cell must end with a paragraph that is always printed",
)


_CLOSED: dict[type[NotADocument], Label] = {DocumentLocked: LOCKED, OldDocument: OLD}


@dataclass(frozen=True)
class Prepared:
    """A template in docxtpl's dialect, what it prints where, and the hash of the clean file."""

    file: str
    package: bytes
    placeholders: tuple[Placeholder, ...]
    sha256: str


def prepare(package: bytes, file: str) -> Prepared:
    """Return the template `package` with Jinja in place of its controls; raises TemplateBroken."""
    members = _members(package, file)
    sha256 = hashlib.sha256(package).hexdigest()
    try:
        styles = parse_part(members[STYLES]) if STYLES in members else None
        paper = Paper(parse_part(members[DOCUMENT]), styles)
        dialect = ControlCompiler(_next_of_dotted(styles), paper)
        for name in sorted(filter(SPOKEN_PARTS.fullmatch, members)):
            members[name] = _turned(dialect, name, members[name])
        members[CORE] = with_properties(members[CORE], sha256)
        if APPLICATION in members:
            members[APPLICATION] = by_us(members[APPLICATION])
    except ControlUnsound as error:
        raise TemplateBroken(file, error.tag, error.label) from error
    except (KeyError, etree.XMLSyntaxError) as error:
        raise TemplateBroken(file, "", NOT_WORD) from error
    return Prepared(file, pack(members), tuple(dialect.placeholders), sha256)


def without_controls(package: bytes) -> bytes:
    """Return the prepared package without its content controls: the print for PDF.

    Debian's LibreOffice misprints plain-text controls (content-controls, "Other programs").
    """
    members = unpack(package)
    for name in filter(SPOKEN_PARTS.fullmatch, members):
        members[name] = _WRAPPERS.sub("", members[name].decode()).encode()
    return pack(members)


def unpack(package: bytes) -> dict[str, bytes]:
    """Return the package's members by name, in their order."""
    with zipfile.ZipFile(BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name[-1] != "/"}


def pack(members: dict[str, bytes]) -> bytes:
    """Return a package of these members, [Content_Types].xml first."""
    ordered = sorted(members, key=lambda name: name != CONTENT_TYPES)
    return StaticMembers(Member.of(name, members[name]) for name in ordered).join(())


def _members(package: bytes, file: str) -> dict[str, bytes]:
    try:
        return plain_members(package)
    except NotADocument as error:
        raise TemplateBroken(file, "", _CLOSED.get(type(error), NOT_WORD)) from error


def _turned(dialect: ControlCompiler, name: str, xml: bytes) -> bytes:
    root = parse_part(xml)
    for odd in list(root.iter(etree.Comment, etree.ProcessingInstruction, w("proofErr"))):
        odd.getparent().remove(odd)
    _refuse_jinja(root)
    for text in root.iter(TEXT):
        # docxtpl would turn these into breaks; Word prints them as spaces.
        text.text = re.sub(r"[\n\t]", " ", text.text or "")
    _number_drawings(root)
    dialect.turn_part(name, root)
    _refuse_open_cells(root)
    return write_part(root)


def _refuse_jinja(root: Element) -> None:
    text = "".join(root.itertext())
    kept = (value for element in root.iter() for value in element.attrib.values())
    if _JINJA.search(text) or any(map(_JINJA.search, kept)):
        raise ControlUnsound("", HAS_TAGS)


def _number_drawings(root: Element) -> None:
    """Number drawings as docxtpl does after every rendering, from 1001."""
    for number, drawing in enumerate(root.iter(f"{{{WP}}}docPr"), start=1001):
        if any(a.tag == SDT and _is_item(a) for a in drawing.iterancestors(SDT)):
            raise ControlUnsound("", DRAWING_IN_ROW)
        drawing.set("id", str(number))


def _is_item(sdt: Element) -> bool:
    return any("repeatingSectionItem" in child.tag for child in sdt.find(w("sdtPr")))


def _refuse_open_cells(root: Element) -> None:
    for row in root.iter(ROW):
        for cell in row.iterfind(w("tc")):
            if not _ends_with_paragraph(cell):
                raise ControlUnsound("", SPLIT_CELL)


def _ends_with_paragraph(cell: Element) -> bool:
    """Return whether the cell does so whichever of its conditions hold."""
    certain, open_blocks = False, _blocks_opened(cell.text)
    for child in cell:
        if child.tag in (w("p"), SDT):
            certain = certain or not open_blocks
        elif child.tag == w("tbl"):
            certain = False
        open_blocks += _blocks_opened(child.tail)
    return certain


def _blocks_opened(text: str | None) -> int:
    return len(_OPENS.findall(text or "")) - len(_CLOSES.findall(text or ""))


def _next_of_dotted(styles: Element | None) -> str:
    """Return the style a dotted paragraph takes once it is filled; '' without such a style."""
    for style in styles.iterfind(w("style")) if styles is not None else ():
        following = style.find(w("next"))
        if style.get(w("styleId")) == DOTTED_STYLE and following is not None:
            return str(following.get(VAL, ""))
    return ""
