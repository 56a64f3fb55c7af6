"""O-01, Bảng tổng hợp phiếu yêu cầu: landscape, nine columns, secretary and ISO board."""

from templates_docx.source.companions.legend import REQUEST_TYPES, legend
from templates_docx.source.companions.row_table import RowCells, RowTable, space_before_rows
from templates_docx.source.companions.sheet import (
    LANDSCAPE,
    SHORT_DATE_BLANK,
    board_head,
    companion,
)
from templates_docx.source.companions.signing import board_leader, closing, plain_signer
from templates_docx.source.controls import Controls
from templates_docx.source.package import Template
from templates_docx.source.wordml import Layout, paragraph, run, thin_paragraph

TITLE = "Bảng tổng hợp phiếu yêu cầu hành động khắc phục/cải tiến"
COLUMNS = (
    (10, "TT"),
    (20, "Số phiếu"),
    (22, "Ngày mở"),
    (32, "Đơn vị đề nghị"),
    (16, "Loại"),
    (54, "Nội dung tóm tắt"),
    (34, "Đề xuất của Thư ký ISO"),
    (42, "Ý kiến chỉ đạo; đơn vị, cá nhân được phân công"),
    (22, "Thời hạn"),
)


def template() -> Template:
    """The template companions/O-01.docx."""
    controls = Controls()
    head = board_head(controls, LANDSCAPE)
    title = _title(controls)
    signers = legend() + closing(
        (126, 126),
        plain_signer(controls, "NGƯỜI LẬP", "drafter_name", "Người lập"),
        board_leader(controls),
    )
    table = RowTable("slips[]", "Phiếu", COLUMNS, _cells, height=14).drawn(controls, signers)
    return companion("O-01", TITLE, LANDSCAPE, head + title + table, controls)


def _title(controls: Controls) -> str:
    period = (
        run("(Kỳ: từ ngày "),
        controls.date("period_from", "Từ ngày", SHORT_DATE_BLANK),
        run(" đến ngày "),
        controls.date("period_to", "Đến ngày", SHORT_DATE_BLANK),
        run(")"),
    )
    return "".join(
        (
            paragraph(run(TITLE.upper()), style="FormTitle", layout=Layout(before=12)),
            paragraph(*period, style="Centred", layout=Layout(keep_next=True)),
            space_before_rows(),
        )
    )


def _cells(row: RowCells) -> tuple[str, ...]:
    return (
        row.count(),
        row.centred(row.text("car_number", "Số phiếu")),
        row.centred(row.day("opened_on", "Ngày mở")),
        row.left(row.text("requesting_unit", "Đơn vị đề nghị")),
        row.centred(row.choice("request_type", "Loại", REQUEST_TYPES)),
        row.left(row.text("summary", "Nội dung tóm tắt", lines=True)),
        row.left(row.text("secretary_proposal", "Đề xuất của Thư ký ISO", lines=True)),
        _direction(row),
        row.centred(row.day("due_date", "Thời hạn")),
    )


def _direction(row: RowCells) -> str:
    """The instruction, then on a line of its own the unit and the person it goes to."""
    instruction = row.text("board_instruction", "Ý kiến chỉ đạo", lines=True)
    assigned = row.text("assigned_unit", "Đơn vị được phân công")
    person = row.text("assigned_person", "Cá nhân được phân công")
    if row.drawn:
        # Two lines at most: a third would make the blank rows higher than their 14 mm.
        return row.left(instruction) + row.left(assigned, row.words(" "), person)

    directed = row.when("board_instruction", row.left(instruction))
    named = row.when("assigned_person", row.words("; "), person)
    to_unit = row.when("assigned_unit", row.left(assigned, named))
    alone = row.left(row.text("assigned_person", "Cá nhân được phân công"))
    to_person = row.unless("assigned_unit", row.when("assigned_person", alone))
    return directed + to_unit + to_person + thin_paragraph()
