"""The Word page of BM.CTCL.04, drawn with content controls as the official forms are."""

from templates_docx.source.blocks import position, signer_name
from templates_docx.source.content import Content, dots, paragraph, thin
from templates_docx.source.controls import box, date, dotted, item, rows, setting, text, when
from templates_docx.source.package import Template
from templates_docx.source.page import official_page
from templates_docx.source.tables import Cell, row, table

CODE, TITLE = "BM.CTCL.04", "Phiếu mượn hồ sơ"
COLUMNS = (40.0, 95.0, 30.0)
HEADS = ("Số, ký hiệu", "Tiêu đề hồ sơ", "Số tờ")


def template() -> Template:
    """The template BM.CTCL.04.docx."""
    body = (_head(), _files(), _signature(), thin())
    return Template(f"{CODE}.docx", CODE, TITLE, official_page(CODE), body)


def _head() -> Content:
    due = when("due_back_on", "; trả ngày: ", date("due_back_on", "Ngày trả"))
    original = box("loan_kind:original", "Bản chính")
    copied = box("loan_kind:copy", "Bản sao")
    purpose = text("purpose", "Mục đích", dots(34, 2), lines=True)
    return (
        paragraph(setting("settings.agency_iso_name", "Tên cơ quan"), style="Centred"),
        paragraph("PHIẾU MƯỢN HỒ SƠ", style="Form Title"),
        paragraph("Số: ", dotted("loan_number", "loan_number", 4), style="Centred"),
        paragraph("Đơn vị: ", dotted("borrowing_unit", "borrowing_unit", 4)),
        paragraph("Mượn ngày: ", date("borrowed_on", "Ngày mượn"), due),
        paragraph("Bản chính  ", original, "  Bản sao  ", copied),
        paragraph(purpose, style="Dotted Lines"),
    )


def _files() -> Content:
    head = row([Cell(paragraph(name, style="Table Head")) for name in HEADS], head=True)
    cells = (
        text("files[].file_code", "Số, ký hiệu"),
        text("files[].file_title", "Tiêu đề", lines=True),
        text("files[].sheets", "Số tờ"),
    )
    pattern = row([Cell(paragraph(cell, style="Table Text")) for cell in cells])
    return table(COLUMNS, head, rows("files[]", "Hồ sơ", item(pattern)))


def _signature() -> Content:
    return (
        paragraph("Đã niêm phong  ", box("sealed:true", "Đã niêm phong")),
        position("NGƯỜI MƯỢN"),
        signer_name(text("borrower_name", "Người mượn"), 54.0),
    )
