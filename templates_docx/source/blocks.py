"""Blocks that several papers share: heads, titles, dates, signatures, authorities, recipients."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from .content import BOLD, ITALIC, Content, Layout, Look, Words, bold, dots, italic, paragraph, thin
from .controls import Control, choice, date, dotted, item, rows, setting, text, unless, when
from .tables import Cell, row, table

SIGNATURE_SPACE, SEAL_SPACE = 54.0, 70.0
PORTRAIT_HEAD, LANDSCAPE_HEAD = (70.0, 95.0), (112.0, 140.0)
COUNTRY = bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
FULL_DATE = "'ngày' dd 'tháng' MM 'năm' yyyy"
FULL_DATE_CAPITAL = "'Ngày' dd 'tháng' MM 'năm' yyyy"
MOTTO, MOTTO_RULE = Words("Độc lập - Tự do - Hạnh phúc", Look(bold=True, size=13)), 56.0
# The place/date line: `Khánh Hòa, ngày 05 tháng 01 năm 2026`, dots while blank.
PLACE_AND_DATE = (
    text("issue_place", "Địa danh", italic(dots(4)), ITALIC),
    italic(", "),
    date("issue_date", "Ngày lập", italic("ngày …… tháng …… năm ……"), FULL_DATE),
)
AUTHORITIES = (("KT", "KT."), ("TL", "TL."), ("TUQ", "TUQ."), ("Q", "Q."))
# What makes a row: drawn blank or not, kept with the next one or not.
Maker = Callable[[bool, bool], "Content"]
# Who heads an office, and who deputises.
AGENCY = (
    setting("settings.head_title", "Chức vụ người đứng đầu"),
    setting("settings.deputy_title", "Chức vụ cấp phó"),
)
BOARD = (
    setting("settings.iso_head_title", "Chức vụ đứng đầu Ban ISO"),
    setting("settings.iso_deputy_title", "Cấp phó Ban ISO"),
)
UNIT = (
    setting("settings.unit_head_title", "Chức vụ trưởng đơn vị"),
    setting("settings.unit_deputy_title", "Chức vụ phó đơn vị"),
)
DELEGATE = setting("settings.delegate_title", "Chức vụ người được giao ký")
BOARD_BODY = setting("settings.iso_body_name", "Tên Ban ISO")
# The two lines above the number of a paper: whose it is, and who issues it.
ISO_AGENCY = setting("settings.agency_iso_name", "Tên cơ quan")
AGENCY_NAMES = (
    setting("settings.parent_agency_name", "Tên cơ quan chủ quản"),
    setting("settings.agency_name", "Tên cơ quan ban hành", BOLD),
)
BOARD_NAMES = (ISO_AGENCY, setting("settings.iso_body_name", "Tên Ban ISO", BOLD))
ABBREVIATION = setting("settings.agency_abbrev", "Chữ viết tắt tên cơ quan")


def unit_names(tag: str, alias: str) -> tuple[Control, Control]:
    """The agency above, the unit in capitals below."""
    look = Look(bold=True, caps=True)
    return ISO_AGENCY, text(tag, alias, Words("Phòng ……", look), look)


def _rule(room: float, length: float | None = None) -> Content:
    """A solid rule in so much room, the lower border of a paragraph two points high.

    Without a length it is printed a third to a half of the name or title above, when that is known.
    """
    side = room * 0.4 if length is None else (room - length) / 2
    layout: Layout = {"keep_next": True, "rule_below": True, "line": 2, "sides": (side, side)}
    return paragraph(style="" if length else "Share Rule", mark=Look(size=1), **layout)


def national_head(
    names: tuple[Control, Control], *number: Content, landscape: bool = False, condition: str = ""
) -> Content:
    """The borderless head of an official document: agency left, country, place and date right.

    Below the names stand the number, if the paper has one, and the place and date.
    """
    widths = LANDSCAPE_HEAD if landscape else PORTRAIT_HEAD
    agency, country = (
        tuple(paragraph(line, style="National Name") for line in lines)
        for lines in (names, (COUNTRY, MOTTO))
    )
    ruled = (agency, _rule(widths[0])), (country, _rule(widths[1], MOTTO_RULE))
    head = row([Cell(each) for each in ruled])
    second = (number, PLACE_AND_DATE)
    below = [Cell(paragraph(each, style="Centred", before=8, keep_next=True)) for each in second]
    shown = when(condition, head) if condition else head
    return table(widths, shown, row(below), borders=False, margin=0)


def title(kind: str, *subject: Content, room: float = 165, before: float = 12) -> Content:
    """The kind of document and what it is about, with the rule below (NĐ 30, ô 5a)."""
    return (
        paragraph(kind, style="Form Title", before=before),
        paragraph(*subject, style="Form Title"),
        _rule(room),
        thin(keep_next=True, height=6),
    )


def legal_bases(*usual: str) -> Content:
    """The grounds, one a line, in italics; the usual ones are printed on a blank paper."""
    line, *drawn = (
        paragraph(text("legal_bases[].text", "Căn cứ", blank), style="Legal Basis")
        for blank in (dots(2), *usual)
    )
    return rows("legal_bases[]", "Căn cứ", item(line), *(item(each, blank=True) for each in drawn))


# One line of a signer's position, kept with the name below it.
position = partial(paragraph, style="Signer Position")


class Signer(NamedTuple):
    """Who signs: the lines of the position, and the name below the free space."""

    positions: Content
    name: Content


def closing_table(
    widths: Sequence[float], recipients: Content | None, *signers: Signer | None
) -> Content:
    """The borderless table of recipients and signers; None is an empty cell.

    Positions are one row and names the next, so that all names stand on one height however many
    lines a position has; the recipients go beside both. Neither row breaks, nor leaves the other.
    """
    # Every line of a position may be conditional; a cell ends with a paragraph that is not.
    end = thin(keep_next=True)
    positions = [Cell((signer.positions if signer else (), end)) for signer in signers]
    names = [Cell(signer.name if signer else paragraph(), at="bottom") for signer in signers]
    if recipients is not None:
        positions.insert(0, Cell(recipients, merge="restart"))
        names.insert(0, Cell(paragraph(), merge="continue"))
    return table(widths, row(positions), row(names), borders=False, margin=0)


def signer_name(name: Control, space: float) -> Content:
    """The signer's name below the free space for signature and seal."""
    return paragraph(replace(name, look=BOLD), style="Signer Name", before=space)


def plain_signer(caption: Content, name: Control, space: float = SIGNATURE_SPACE) -> Signer:
    """A signer without an authority: caption, free space, name."""
    return Signer(position(caption), signer_name(name, space))


def signer(
    role: str, alias: str, titles: Sequence[Control], *, seal: bool = False, usual: Content = ()
) -> Signer:
    """Who signs for an office: its head, under a title of its own, or who has the authority."""
    field = f"{role}_authority"
    lines = unless(field, position(usual or titles[0])), authority_lines(field, titles)
    space = SEAL_SPACE if seal else SIGNATURE_SPACE
    return Signer(lines, signer_name(text(f"{role}_name", alias), space))


def on_behalf(signer: Signer) -> Signer:
    """The signer below `TM. BAN ISO`."""
    return Signer((position("TM. ", BOARD_BODY), signer.positions), signer.name)


def signing_date(tag: str, alias: str) -> Content:
    """The date above a signature that follows later than the paper's own."""
    blank = italic("Ngày …… tháng …… năm 20……")
    signed = date(tag, alias, blank, FULL_DATE_CAPITAL)
    return paragraph(signed, style="Centred", keep_next=True)


def authority_lines(field: str, titles: Sequence[Control]) -> Content:
    """The lines `KT. GIÁM ĐỐC` / `PHÓ GIÁM ĐỐC` (TL., TUQ., Q. alike), if there is an authority."""
    head, deputy = titles
    chosen = choice(field, "Thẩm quyền ký", AUTHORITIES, dots(2))
    below = (("KT", deputy), ("TL", DELEGATE), ("TUQ", DELEGATE))
    second = (when(f"{field}:{each}", position(whose)) for each, whose in below)
    return when(field, position(chosen, " ", head), *second)


def listed_rows(
    names: tuple[str, str], make: Maker, blanks: int, columns: int, end: Content
) -> Content:
    """The rows of a list, and blank ones that are printed as long as there is no row.

    A closing block stands in a last row without borders: LibreOffice keeps a row with the next one,
    but never a table with what follows it, and signatures must not stand alone on a page.
    """
    pattern, blank = (make(drawn, False) for drawn in (False, True))
    if not end:
        return rows(*names, item(pattern), *[item(blank, blank=True)] * blanks)
    last = (unless("last", pattern), when("last", make(False, True)))
    drawn = [*[blank] * (blanks - 1), make(True, True)]
    below = Cell((end, thin()), columns, ("left", "bottom", "right"), flush=True)
    return rows(*names, item(last), *(item(each, blank=True) for each in drawn)), row([below])


def dash(field: str) -> Content:
    """The dash before a text, unless its author began a list with a dash or number of their own."""
    return unless(f"{field}:list", "- ")


def led_text(
    lead: Content, control: Control, *behind: Content, style: str = "", kept: bool = False
) -> Content:
    """Words that lead to a text, on its line; a text that begins as a list has lines of its own.

    `kept` keeps the words with the list: not in a table, where it would speak for the whole row.
    """
    listed = f"{control.tag}:list"
    alone = when(listed, paragraph(lead, style=style, keep_next=kept))
    return alone, paragraph(unless(listed, lead, " "), control, *behind, style=style)


def recipient_list(*kept: Content) -> Content:
    """`Nơi nhận:` with its rows and the line `- Lưu: Ban ISO (01b).` of who keeps the original."""
    tag, copies = "recipients[].text", dotted("archive_copies", "Số bản lưu")
    line = paragraph(dash(tag), dotted(tag, "Nơi nhận"), ";", style="Recipients")
    return (
        paragraph("Nơi nhận:", style="Recipients Head", keep_next=True),
        rows("recipients[]", "Nơi nhận", item(line)),
        paragraph(*kept, copies, "b).", style="Recipients"),
    )
