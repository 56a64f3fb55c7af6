"""The Word page of BM.CTCL.04, drawn with content controls as the official forms are."""

from templates_docx.source.blocks import position, signer_name
from templates_docx.source.controls import Blank, Controls
from templates_docx.source.package import Template
from templates_docx.source.page import MINUTES_SHEET, official_page
from templates_docx.source.tables import Cell, Grid
from templates_docx.source.wordml import BOLD, dots, dotted_lines, paragraph, run, thin_paragraph

CODE = "BM.CTCL.04"
GRID = Grid((40.0, 95.0, 30.0))
HEADS = ("Số, ký hiệu", "Tiêu đề hồ sơ", "Số tờ")


def template() -> Template:
    """The template BM.CTCL.04.docx."""
    controls = Controls()
    body = _head(controls) + _files(controls) + _signature(controls) + thin_paragraph()
    page = official_page(controls, MINUTES_SHEET, CODE)
    return Template(f"{CODE}.docx", CODE, "Phiếu mượn hồ sơ", page, body, controls)


def _head(controls: Controls) -> str:
    original = controls.box("loan_kind:original", "Bản chính")
    copied = controls.box("loan_kind:copy", "Bản sao")
    return "".join(
        (
            paragraph(controls.setting("settings.agency_iso_name", "Tên cơ quan"), style="Centred"),
            paragraph(run("PHIẾU MƯỢN HỒ SƠ"), style="FormTitle"),
            paragraph(run("Số: "), _blank(controls, "loan_number"), style="Centred"),
            paragraph(run("Đơn vị: "), _blank(controls, "borrowing_unit")),
            paragraph(
                run("Mượn ngày: "),
                controls.date("borrowed_on", "Ngày mượn", Blank("……/……/20……")),
                controls.when(
                    "due_back_on",
                    run("; trả ngày: "),
                    controls.date("due_back_on", "Ngày trả", Blank("……/……/20……")),
                ),
            ),
            paragraph(run("Bản chính  "), original, run("  Bản sao  "), copied),
            paragraph(
                controls.text("purpose", "Mục đích", Blank(dotted_lines(2)), lines=True),
                style="DottedLines",
            ),
        )
    )


def _files(controls: Controls) -> str:
    head = GRID.row([Cell(paragraph(run(text), style="TableHead")) for text in HEADS], head=True)
    cells = [
        controls.text("files[].file_code", "Số, ký hiệu"),
        controls.text("files[].file_title", "Tiêu đề", lines=True),
        controls.text("files[].sheets", "Số tờ"),
    ]
    row = GRID.row([Cell(paragraph(cell, style="TableText")) for cell in cells])
    return GRID.table(head, controls.rows("files[]", "Hồ sơ", controls.item(row)))


def _signature(controls: Controls) -> str:
    sealed = controls.box("sealed:true", "Đã niêm phong")
    name = controls.text("borrower_name", "Người mượn", look=BOLD)
    return "".join(
        (
            paragraph(run("Đã niêm phong  "), sealed),
            position(run("NGƯỜI MƯỢN")),
            signer_name(name, 54.0),
        )
    )


def _blank(controls: Controls, field: str) -> str:
    return controls.text(field, field, Blank(dots(4)))
