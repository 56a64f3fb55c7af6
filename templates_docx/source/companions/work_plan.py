"""O-03, Kế hoạch thực hiện biện pháp: the tasks of one slip with people and dates, portrait."""

from templates_docx.source.companions.row_table import RowCells, RowTable
from templates_docx.source.companions.sheet import (
    BLANK,
    PORTRAIT,
    SHORT_DATE_BLANK,
    companion,
    slip_reference,
    title,
    unit_head,
    unit_number,
)
from templates_docx.source.companions.signing import (
    closing,
    plain_signer,
    recipient_list,
    unit_leader,
)
from templates_docx.source.companions.words import (
    PROCEDURE_NAME,
    heading,
    long_text,
    part,
    unit_in_words,
)
from templates_docx.source.controls import Controls
from templates_docx.source.package import Template
from templates_docx.source.wordml import ITALIC, paragraph, run, thin_paragraph

TITLE = "Kế hoạch thực hiện biện pháp khắc phục/cải tiến"
COLUMNS = (
    (10, "TT"),
    (52, "Nội dung công việc"),
    (28, "Người thực hiện"),
    (22, "Phối hợp"),
    (22, "Thời hạn"),
    (31, "Kết quả cần đạt"),
)


def template() -> Template:
    """The template companions/O-03.docx."""
    controls = Controls()
    subject = run("Thực hiện biện pháp khắc phục/cải tiến") + slip_reference(controls)
    due = controls.date("due_date", "Thời hạn hoàn thành", SHORT_DATE_BLANK)
    parts = (
        unit_head(controls, unit_number(controls, "plan_number", "Số kế hoạch", "KH")),
        title(PORTRAIT, "KẾ HOẠCH", subject),
        _grounds(controls),
        heading("1. Biện pháp được phê duyệt:"),
        long_text(controls, "measures", "Biện pháp được phê duyệt", 3),
        part("2. Thời hạn hoàn thành:", due, run("."), short=True),
        heading("3. Nội dung, phân công thực hiện:"),
        thin_paragraph(keep_next=True, height=3),
        RowTable("tasks[]", "Công việc", COLUMNS, _cells, height=12).drawn(controls),
        heading("4. Nguồn lực thực hiện:"),
        long_text(controls, "resources", "Nguồn lực", 1, kept=True),
        closing(
            (45, 47, 73),
            plain_signer(controls, "NGƯỜI THỰC HIỆN", "executor_name", "Người thực hiện"),
            unit_leader(controls, executing=True),
            listed=recipient_list(controls, unit_in_words(controls, 4)),
        ),
    )
    return companion("O-03", TITLE, PORTRAIT, "".join(parts), controls)


def _grounds(controls: Controls) -> str:
    """The two grounds, in italics, one a line (NĐ 30, ô 6)."""
    approved = controls.when(
        "approved_on",
        run(" được Lãnh đạo Ban ISO phê duyệt ngày ", ITALIC),
        controls.date("approved_on", "Ngày phê duyệt", SHORT_DATE_BLANK),
    )
    slip = (
        run("Căn cứ Phiếu yêu cầu hành động khắc phục/cải tiến số "),
        controls.text("car_number", "Số phiếu", BLANK, copy=True),
        approved,
        run("."),
    )
    return paragraph(run(f"Căn cứ {PROCEDURE_NAME}, mục 5.5;"), style="LegalBasis") + paragraph(
        *slip, style="LegalBasis"
    )


def _cells(row: RowCells) -> tuple[str, ...]:
    return (
        row.count(),
        row.left(row.text("task", "Nội dung công việc", lines=True)),
        row.left(row.text("person", "Người thực hiện")),
        row.left(row.text("support", "Phối hợp")),
        row.centred(row.day("due_date", "Thời hạn")),
        row.left(row.text("expected_result", "Kết quả cần đạt", lines=True)),
    )
