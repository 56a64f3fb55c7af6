"""O-16, Sổ theo dõi phiếu yêu cầu: landscape, twelve narrow columns in 10 points."""

from templates_docx.source.companions.legend import REQUEST_TYPES, legend
from templates_docx.source.companions.row_table import RowCells, RowTable, space_before_rows
from templates_docx.source.companions.sheet import BLANK, LANDSCAPE, board_head, companion
from templates_docx.source.companions.signing import closing, plain_signer
from templates_docx.source.controls import Controls
from templates_docx.source.package import Template
from templates_docx.source.wordml import Layout, Look, paragraph, run

TITLE = "Sổ theo dõi phiếu yêu cầu hành động khắc phục/cải tiến"
SMALL = Look(size=10)
MARGIN = 1.0
COLUMNS = (
    (10, "TT"),
    (18, "Số phiếu"),
    (21, "Ngày mở"),
    (28, "Đơn vị đề nghị"),
    (14, "Loại"),
    (45, "Nội dung"),
    (28, "Đơn vị thực hiện"),
    (21, "Hạn"),
    (21, "Ngày kiểm tra"),
    (16, "Kết quả"),
    (14, "Phiếu mới"),
    (16, "Ghi chú"),
)


def template() -> Template:
    """The template companions/O-16.docx."""
    controls = Controls()
    head = board_head(controls, LANDSCAPE) + _title(controls)
    signers = legend() + closing(
        (126, 126), None, plain_signer(controls, "NGƯỜI LẬP", "drafter_name", "Người lập")
    )
    table = RowTable(
        "slips[]", "Phiếu", COLUMNS, _cells, blank_rows=8, height=9, look=SMALL, margin=MARGIN
    ).drawn(controls, signers)
    return companion("O-16", TITLE, LANDSCAPE, head + table, controls)


def _title(controls: Controls) -> str:
    year = controls.text("register_year", "Năm", BLANK)
    return "".join(
        (
            paragraph(run(TITLE.upper()), style="FormTitle", layout=Layout(before=12)),
            paragraph(run("Năm "), year, style="FormTitle"),
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
        row.left(row.text("summary", "Nội dung", lines=True)),
        row.left(row.text("executing_unit", "Đơn vị thực hiện")),
        row.centred(row.day("due_date", "Hạn")),
        row.centred(row.day("verified_on", "Ngày kiểm tra")),
        row.centred(row.text("result", "Kết quả")),
        row.centred(row.text("follow_up_car_number", "Phiếu mới")),
        row.left(row.text("note", "Ghi chú", lines=True)),
    )
