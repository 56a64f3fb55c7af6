"""Blocks that several forms share: control box, national head, signatures, authority lines."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from templates_docx.source.controls import FULL_DATE, Blank, Controls
from templates_docx.source.tables import Cell, Grid
from templates_docx.source.wordml import (
    BOLD,
    PLAIN,
    Layout,
    Look,
    dots,
    paragraph,
    rule,
    run,
    share_rule,
    thin_paragraph,
)

PROCEDURE_TITLE = "QUY TRÌNH CẢI TIẾN HỆ THỐNG QUẢN LÝ CHẤT LƯỢNG"
COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
MOTTO_RULE = 56.0
PLACE_DATE = "ngày …… tháng …… năm ……"
SIGNATURE_SPACE = 54.0
SEAL_SPACE = 70.0
AUTHORITIES = (("KT", "KT."), ("TL", "TL."), ("TUQ", "TUQ."), ("Q", "Q."))
CONTROL_BOX_ROW = 4.2


def control_box(controls: Controls, code: str) -> str:
    """The ISO control box of the page header: agency, procedure, code and version."""
    grid = Grid((50, 70, 45))
    agency = controls.setting("settings.agency_iso_name", "Tên cơ quan (khung ISO)")
    lines = (
        run(f"Mã hiệu: {code}"),
        run("Lần ban hành: ") + controls.setting("form.issue_no", "Lần ban hành"),
        run("Ngày ban hành: ") + controls.setting("form.issue_date", "Ngày ban hành"),
    )
    rows = []
    for number, line in enumerate(lines):
        merge = "continue" if number else "restart"
        names = ("", "") if number else (agency, run(PROCEDURE_TITLE))
        cells = [
            Cell(paragraph(name, style="ControlBoxName"), merge=merge, centred=True)
            for name in names
        ]
        cells.append(Cell(paragraph(line, style="ControlBox"), centred=True))
        rows.append(grid.row(cells, height=CONTROL_BOX_ROW, exact=True))
    return grid.table(*rows, margin=1.0) + thin_paragraph()


def place_and_date(controls: Controls, look: Look) -> str:
    """The place/date line: `Khánh Hòa, ngày 05 tháng 01 năm 2026`, dots while blank."""
    return "".join(
        (
            controls.text("issue_place", "Địa danh", Blank(dots(4), look), look=look),
            run(", ", look),
            controls.date("issue_date", "Ngày lập", Blank(PLACE_DATE, look), FULL_DATE),
        )
    )


def national_head(
    controls: Controls,
    widths: tuple[float, float],
    names: tuple[str, str],
    number_line: str,
    condition: str = "",
) -> str:
    """The borderless head of an official document: agency left, country, place and date right."""
    grid = Grid(widths)
    left, right = widths
    motto_side = (right - MOTTO_RULE) / 2
    agency = (
        paragraph(names[0], style="NationalName"),
        paragraph(names[1], style="NationalName"),
        share_rule(left),
    )
    motto = Look(bold=True, size=13)
    country = (
        paragraph(run(COUNTRY, BOLD), style="NationalName"),
        paragraph(run(MOTTO, motto), style="NationalName"),
        rule(motto_side, motto_side),
    )
    names_row = grid.row((Cell("".join(agency)), Cell("".join(country))))
    head = controls.when(condition, names_row) if condition else names_row
    spaced = Layout(before=8, keep_next=True)
    date_line = place_and_date(controls, Look(italic=True))
    number_row = grid.row(
        (
            Cell(number_line or paragraph(style="Centred", layout=spaced)),
            Cell(paragraph(date_line, style="Centred", layout=spaced)),
        )
    )
    return grid.table(head, number_row, borders=False, margin=0)


def number_paragraph(*content: str) -> str:
    """The number line of the national head."""
    return paragraph(*content, style="Centred", layout=Layout(before=8, keep_next=True))


@dataclass(frozen=True)
class Signer:
    """Who signs: the lines of the position, and the name below the free space."""

    positions: str
    name: str


def closing_table(
    widths: tuple[float, ...], recipient_list: str | None, *signers: Signer | None
) -> str:
    """The borderless table of recipients and signers; None is an empty cell.

    Positions are one row and names the next, so that all names stand on one height however many
    lines a position has; the recipients go beside both. Neither row breaks, nor leaves the other.
    """
    grid = Grid(widths)
    beside = () if recipient_list is None else (Cell(recipient_list, merge="restart"),)
    below = () if recipient_list is None else (Cell(paragraph(), merge="continue"),)
    # Every line of a position may be conditional; a cell ends with a paragraph that is not.
    end = thin_paragraph(keep_next=True)
    positions = [Cell((signer.positions if signer else "") + end) for signer in signers]
    names = [Cell(signer.name if signer else paragraph(), low=True) for signer in signers]
    rows = grid.row([*beside, *positions]), grid.row([*below, *names])
    return grid.table(*rows, borders=False, margin=0)


def position(*content: str) -> str:
    """One line of a signer's position, kept with the name below it."""
    return paragraph(*content, style="SignerPosition")


def signer_name(control: str, space: float) -> str:
    """The signer's name below the free space for signature and seal."""
    return paragraph(control, style="SignerName", layout=Layout(before=space))


def authority_lines(
    controls: Controls, field: str, title: tuple[str, str], deputy: tuple[str, str]
) -> str:
    """The lines `KT. GIÁM ĐỐC` / `PHÓ GIÁM ĐỐC` (TL., TUQ., Q. alike), if there is an authority."""
    choice = controls.choice(field, "Thẩm quyền ký", AUTHORITIES, Blank(dots(2), PLAIN))
    first = position(choice, run(" "), controls.setting(*title))
    second = [controls.when(f"{field}:KT", position(controls.setting(*deputy)))]
    for delegated in ("TL", "TUQ"):
        delegate = controls.setting("settings.delegate_title", "Chức vụ người được giao ký")
        second.append(controls.when(f"{field}:{delegated}", position(delegate)))
    return controls.when(field, first, *second)


def dash(controls: Controls, field: str) -> str:
    """The dash before a text, unless its author began a list with a dash or number of their own."""
    return controls.unless(f"{field}:list", run("- "))


def led_text(
    controls: Controls,
    field: str,
    lead: Callable[[], str],
    control: str,
    *behind: str,
    style: str = "",
    kept: bool = False,
) -> str:
    """Words that lead to a text, on its line; a text that begins as a list has lines of its own.

    `kept` keeps the words with the list: not in a table, where it would speak for the whole row.
    """
    layout = Layout(keep_next=True) if kept else None
    alone = controls.when(f"{field}:list", paragraph(lead(), style=style, layout=layout))
    beside = controls.unless(f"{field}:list", lead(), run(" "))
    return alone + paragraph(beside, control, *behind, style=style)


def recipients(controls: Controls, items: Sequence[str], *below: str) -> str:
    """The list `Nơi nhận:` with its rows and the lines below them."""
    head = paragraph(run("Nơi nhận:"), style="RecipientsHead", layout=Layout(keep_next=True))
    rows = controls.rows("recipients[]", "Nơi nhận", *items)
    return head + rows + "".join(below)


def recipient_line(*content: str) -> str:
    """One line of the recipients, 11 pt."""
    return paragraph(*content, style="Recipients")
