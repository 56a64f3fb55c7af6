"""O-06, Báo cáo kết quả thực hiện: a unit's report to the director that an action is done."""

from templates_docx.source.blocks import dash
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
    addressee,
    agency_in_words,
    heading,
    line_end,
    listed,
    long_text,
    sentence,
    unit_in_words,
)
from templates_docx.source.controls import Controls
from templates_docx.source.package import Template
from templates_docx.source.wordml import run

TITLE = "Báo cáo kết quả thực hiện hành động khắc phục/cải tiến"


def template() -> Template:
    """The template companions/O-06.docx."""
    controls = Controls()
    subject = run("Kết quả thực hiện hành động khắc phục/cải tiến") + slip_reference(controls)
    parts = (
        unit_head(controls, unit_number(controls, "report_number", "Số báo cáo", "BC")),
        title(PORTRAIT, "BÁO CÁO", subject),
        addressee(run("Lãnh đạo "), agency_in_words(controls)),
        _opening(controls),
        heading("1. Biện pháp đã thực hiện:"),
        long_text(controls, "measures_taken", "Biện pháp đã thực hiện", 4),
        heading("2. Kết quả, bằng chứng kèm theo:"),
        long_text(controls, "results", "Kết quả", 4),
        controls.when("evidence", _evidence(controls)),
        heading("3. Kiến nghị:"),
        long_text(controls, "recommendations", "Kiến nghị", 3),
        _request(controls),
        closing(
            (55, 50, 60),
            plain_signer(controls, "NGƯỜI THỰC HIỆN", "executor_name", "Người thực hiện"),
            unit_leader(controls),
            listed=recipient_list(controls, unit_in_words(controls, 4)),
        ),
    )
    return companion("O-06", TITLE, PORTRAIT, "".join(parts), controls)


def _opening(controls: Controls) -> str:
    due = controls.when(
        "due_date",
        run(", thời hạn hoàn thành ngày "),
        controls.date("due_date", "Thời hạn hoàn thành", SHORT_DATE_BLANK),
    )
    return sentence(
        run("Thực hiện Phiếu yêu cầu hành động khắc phục/cải tiến số "),
        controls.text("car_number", "Số phiếu", BLANK, copy=True),
        due,
        run(", "),
        unit_in_words(controls),
        run(" đã hoàn thành các biện pháp ngày "),
        controls.date("completed_on", "Ngày hoàn thành", SHORT_DATE_BLANK),
        run(" và báo cáo kết quả như sau:"),
    )


def _evidence(controls: Controls) -> str:
    item = controls.text("evidence[].text", "Bằng chứng kèm theo", BLANK)
    line = listed(dash(controls, "evidence[].text"), item, line_end(controls))
    return controls.rows("evidence[]", "Bằng chứng kèm theo", controls.item(line))


def _request(controls: Controls) -> str:
    return sentence(
        run("Kính đề nghị Lãnh đạo "),
        agency_in_words(controls),
        run(" tổ chức kiểm tra, xác nhận kết quả thực hiện theo mục 5.6 của Quy trình QT.CTCL./."),
        kept=True,
    )
