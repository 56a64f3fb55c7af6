"""The sheet of a companion document: page, national head, title and legend."""

from templates_docx.source.blocks import national_head, number_paragraph
from templates_docx.source.controls import Blank, Controls
from templates_docx.source.package import Template
from templates_docx.source.page import DRAFT, MINUTES_SHEET, PLAN_SHEET, Margin, Page, Sheet
from templates_docx.source.wordml import (
    BOLD,
    Layout,
    Look,
    dots,
    field,
    paragraph,
    run,
    share_rule,
    tab,
    thin_paragraph,
)

PORTRAIT, LANDSCAPE = MINUTES_SHEET, PLAN_SHEET
HEAD_WIDTHS = {False: (70.0, 95.0), True: (112.0, 140.0)}
BLANK = Blank(dots(2))
SHORT_DATE_BLANK = Blank("……/……/20……")


def companion(code: str, title: str, sheet: Sheet, body: str, controls: Controls) -> Template:
    """The template companions/<code>.docx with its page headers and footers."""
    page = _page(controls, sheet, code)
    return Template(f"{code}.docx", code, title, page, body + thin_paragraph(), controls)


def board_head(controls: Controls, sheet: Sheet, number_line: str = "") -> str:
    """The head of a paper of the ISO board: agency above, BAN ISO below."""
    names = (
        controls.setting("settings.agency_iso_name", "Tên cơ quan"),
        controls.setting("settings.iso_body_name", "Tên Ban ISO", BOLD),
    )
    return national_head(controls, HEAD_WIDTHS[sheet.landscape], names, number_line)


def unit_head(controls: Controls, number_line: str = "") -> str:
    """The head of a unit's paper, portrait: agency above, the unit in capitals below."""
    name = Blank("Phòng ……", Look(bold=True, caps=True))
    names = (
        controls.setting("settings.agency_iso_name", "Tên cơ quan"),
        controls.text("issuing_unit", "Đơn vị lập", name, look=name.look),
    )
    return national_head(controls, HEAD_WIDTHS[False], names, number_line)


def agency_head(controls: Controls, number_line: str) -> str:
    """The head of an official document of the agency, portrait."""
    names = (
        controls.setting("settings.parent_agency_name", "Tên cơ quan chủ quản"),
        controls.setting("settings.agency_name", "Tên cơ quan ban hành", BOLD),
    )
    return national_head(controls, HEAD_WIDTHS[False], names, number_line)


def board_number(controls: Controls, tag: str, alias: str, kind: str) -> str:
    """The line `Số: ……/TB-ISO` of the board's own series."""
    return number_paragraph(run("Số: "), controls.text(tag, alias, BLANK), run(f"/{kind}-ISO"))


def unit_number(controls: Controls, tag: str, alias: str, kind: str) -> str:
    """The line `Số: ……/BC-……` with the unit's abbreviation."""
    return number_paragraph(
        run("Số: "),
        controls.text(tag, alias, BLANK),
        run(f"/{kind}-"),
        controls.text("unit_abbreviation", "Chữ viết tắt của đơn vị", BLANK),
    )


def title(sheet: Sheet, kind: str, *subject: str) -> str:
    """The kind of document and what it is about, with the rule below (NĐ 30, ô 5a)."""
    return "".join(
        (
            paragraph(run(kind), style="FormTitle", layout=Layout(before=12)),
            paragraph(*subject, style="FormTitle"),
            share_rule(sheet.text_width),
            thin_paragraph(keep_next=True, height=6),
        )
    )


def slip_reference(controls: Controls) -> str:
    """The words ` (Phiếu số 09/2026)` that end a title."""
    number = controls.text("car_number", "Số phiếu", BLANK)
    return run(" (Phiếu số ") + number + run(")")


def _page(controls: Controls, sheet: Sheet, code: str) -> Page:
    number = paragraph(field("PAGE"), style="Header", layout=Layout(align="center"))
    return Page(
        sheet,
        (
            Margin("header", "default", 1, "rId6", number),
            Margin("footer", "default", 1, "rId7", _footer(controls, sheet, code)),
            Margin("footer", "first", 2, "rId8", _footer(controls, sheet, code)),
        ),
    )


def _footer(controls: Controls, sheet: Sheet, code: str) -> str:
    record = controls.setting("doc.record_id", "Mã hồ sơ")
    return paragraph(
        run(f"{code} – QT.CTCL"),
        controls.when("doc.record_id", run(" – "), record),
        tab(),
        controls.when("doc.draft", run(DRAFT, BOLD)),
        style="Footer",
        layout=Layout(right_tab=sheet.text_width),
    )
