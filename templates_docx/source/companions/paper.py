"""What every companion document is made of: sheet, head, running text, and who signs it."""

from collections.abc import Sequence

from .. import blocks
from ..content import Content, bold, dots, paragraph, thin
from ..controls import dotted, setting, text, unless, when
from ..package import Template
from ..page import RECORD, numbered_page

# Each line of a long text starts where a paragraph does (NĐ 30, ô 6), also after a line break.
INDENT = (12.7, 0.0)
AFTER_SIGNATURES = 14.0
PROCEDURE_NAME = "Quy trình cải tiến hệ thống quản lý chất lượng (QT.CTCL)"
# The agency's name as a sentence says it: `Sở Tài chính Khánh Hòa`.
AGENCY_IN_WORDS = setting("settings.agency_name_text", "Tên cơ quan trong câu văn")
# The sign that ends a row printed as a line: `;`, after the last one `.`.
LINE_END = (unless("last", ";"), when("last", "."))
# The words that end the title of a paper about one slip.
SLIP_REFERENCE = (" (Phiếu số ", dotted("car_number", "Số phiếu"), ")")


def companion(code: str, title: str, *body: Content, landscape: bool = False) -> Template:
    """The template companions/<code>.docx with its page headers and footers."""
    page = numbered_page((f"{code} – QT.CTCL", RECORD), landscape)
    return Template(f"{code}.docx", code, title, page, (body, thin()))


def titled(
    code: str, head: Content, kind: str, subject: str, more: Content, *body: Content
) -> Template:
    """A portrait paper with its kind and subject as title, and `more` behind the subject."""
    name = f"{kind.capitalize()} {subject}"
    shown = blocks.title(kind, subject[0].upper() + subject[1:], more)
    return companion(code, name, head, shown, *body)


def board_head(tag: str = "", alias: str = "", kind: str = "", landscape: bool = False) -> Content:
    """The head of a paper of the ISO board, with the line `Số: ……/TB-ISO` of its own series."""
    number = ("Số: ", dotted(tag, alias), f"/{kind}-ISO") if tag else ()
    return blocks.national_head(blocks.BOARD_NAMES, number, landscape=landscape)


def unit_head(tag: str = "", alias: str = "", kind: str = "") -> Content:
    """The head of a unit's paper, with the line `Số: ……/BC-……` of the unit's abbreviation."""
    abbreviation = dotted("unit_abbreviation", "Chữ viết tắt của đơn vị")
    number = ("Số: ", dotted(tag, alias), f"/{kind}-", abbreviation) if tag else ()
    return blocks.national_head(blocks.unit_names("issuing_unit", "Đơn vị lập"), number)


def unit_in_words(number: int = 9) -> Content:
    """The issuing unit as a sentence says it, a copy of the one in the head."""
    return dotted("issuing_unit", "Đơn vị lập", number).copy


def addressee(*words: Content) -> Content:
    """The line `Kính gửi: …`, centred."""
    return paragraph("Kính gửi: ", *words, style="Centred", keep_next=True, before=6, after=6)


def sentence(*words: Content, kept: bool = False, short: bool = False) -> Content:
    """One paragraph of body text; a `short` one is not justified, so its dots stay together."""
    return paragraph(*words, style="Form Text", keep_next=kept, align="left" if short else "")


def part(caption: str, *words: Content, kept: bool = False, short: bool = False) -> Content:
    """One paragraph that starts with a bold caption: `1. Bên ủy quyền: …`."""
    return sentence(bold(f"{caption} "), *words, kept=kept, short=short)


def heading(caption: str, before: float | None = None) -> Content:
    """A bold caption on a line of its own, kept with what follows."""
    return paragraph(caption, style="Section Heading", before=before)


def long_text(tag: str, alias: str, lines: int, *, kept: bool = False) -> Content:
    """A text of several lines, dotted lines while it is blank."""
    control = text(tag, alias, dots(32, lines), lines=True)
    return paragraph(control, style="Dotted Lines", keep_next=kept, before=3, sides=INDENT)


def asked(caption: str, tag: str, lines: int, *, alias: str = "", kept: bool = False) -> Content:
    """A caption, and a long text of that name below."""
    named = alias or caption.lstrip("0123456789. ").rstrip(":")
    return heading(caption), long_text(tag, named, lines, kept=kept)


def closing(
    widths: Sequence[float], recipients: Content | None, *signers: blocks.Signer | None
) -> Content:
    """The closing block, which follows the text at a distance and never leaves it."""
    gap = paragraph(keep_next=True, line=10)
    return gap, blocks.closing_table(widths, recipients, *signers)


def dated(signer: blocks.Signer, tag: str, alias: str) -> blocks.Signer:
    """The signer with a date above."""
    return blocks.Signer((blocks.signing_date(tag, alias), signer.positions), signer.name)


NAME = ("board", "Lãnh đạo Ban ISO", blocks.BOARD)
LEADER = setting("settings.iso_approver_title", "Chức vụ người phê duyệt của Ban ISO")
# `LÃNH ĐẠO BAN ISO`, or the leader's own position once an authority is set.
BOARD_LEADER = blocks.signer(*NAME, usual=LEADER)
# `TM. BAN ISO` above the board's head, with room for a seal.
FOR_THE_BOARD = blocks.on_behalf(blocks.signer(*NAME, seal=True))
UNIT_HEAD = ("unit_head", "Trưởng đơn vị", blocks.UNIT)
UNIT_LEADER = blocks.signer(*UNIT_HEAD)
EXECUTING_LEADER = blocks.signer(*UNIT_HEAD, usual=(blocks.UNIT[0], " THỰC HIỆN"))
DIRECTOR = blocks.signer("director", "Giám đốc", blocks.AGENCY, seal=True)
