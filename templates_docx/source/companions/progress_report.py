"""O-04, Báo cáo tình hình thực hiện: a unit's monthly report to the ISO board, portrait."""

from templates_docx.source.companions.row_table import RowCells, RowTable, space_before_rows
from templates_docx.source.companions.sheet import (
    BLANK,
    PORTRAIT,
    companion,
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
    addressee,
    sentence,
    unit_in_words,
)
from templates_docx.source.controls import Controls
from templates_docx.source.package import Template
from templates_docx.source.wordml import BOLD, run

TITLE = "Báo cáo tình hình thực hiện hành động khắc phục/cải tiến"
COLUMNS = (
    (10, "TT"),
    (20, "Số phiếu"),
    (40, "Biện pháp"),
    (22, "Thời hạn"),
    (17, "Tiến độ (%)"),
    (28, "Khó khăn, vướng mắc"),
    (28, "Đề nghị"),
)
MONTHS = tuple((str(n), f"{n:02d}" if n < 3 else str(n)) for n in range(1, 13))


def template() -> Template:
    """The template companions/O-04.docx."""
    controls = Controls()
    parts = (
        unit_head(controls, unit_number(controls, "report_number", "Số báo cáo", "BC")),
        title(PORTRAIT, "BÁO CÁO", _subject(controls)),
        addressee(run("Ban ISO")),
        _opening(controls),
        space_before_rows(),
        RowTable("actions[]", "Hành động", COLUMNS, _cells, height=14).drawn(controls),
        sentence(run("Kính báo cáo Ban ISO xem xét, chỉ đạo./."), kept=True),
        closing(
            (55, 50, 60),
            plain_signer(controls, "NGƯỜI BÁO CÁO", "reporter_name", "Người báo cáo"),
            unit_leader(controls),
            listed=recipient_list(controls, unit_in_words(controls, 4)),
        ),
    )
    return companion("O-04", TITLE, PORTRAIT, "".join(parts), controls)


def _subject(controls: Controls) -> str:
    return "".join(
        (
            run("Tình hình thực hiện hành động khắc phục/cải tiến tháng "),
            controls.choice("report_month", "Tháng báo cáo", MONTHS, BLANK, look=BOLD),
            run(" năm "),
            controls.text("report_year", "Năm báo cáo", BLANK, look=BOLD),
        )
    )


def _opening(controls: Controls) -> str:
    return sentence(
        run(f"Thực hiện {PROCEDURE_NAME}, mục 5.5, "),
        unit_in_words(controls),
        run(" báo cáo tình hình thực hiện các hành động khắc phục/cải tiến được giao như sau:"),
    )


def _cells(row: RowCells) -> tuple[str, ...]:
    return (
        row.count(),
        row.centred(row.text("car_number", "Số phiếu")),
        row.left(row.text("measures", "Biện pháp", lines=True)),
        row.centred(row.day("due_date", "Thời hạn")),
        row.centred(row.text("percent_done", "Tiến độ (%)")),
        row.left(row.text("difficulties", "Khó khăn, vướng mắc", lines=True)),
        row.left(row.text("proposals", "Đề nghị", lines=True)),
    )
