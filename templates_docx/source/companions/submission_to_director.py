"""O-08, Tờ trình: a failed slip, its successor, a proposal, and the opinion of the director."""

from templates_docx.source.companions.sheet import (
    BLANK,
    PORTRAIT,
    SHORT_DATE_BLANK,
    board_head,
    board_number,
    companion,
    title,
)
from templates_docx.source.companions.signing import (
    closing,
    director,
    for_the_board,
    plain_signer,
    recipient_list,
    signed_on,
)
from templates_docx.source.companions.words import (
    AFTER_SIGNATURES,
    addressee,
    agency_in_words,
    heading,
    long_text,
    part,
    sentence,
)
from templates_docx.source.controls import Blank, Controls
from templates_docx.source.package import Template
from templates_docx.source.wordml import dots, run

TITLE = "Tờ trình về việc xử lý Phiếu yêu cầu hành động khắc phục chưa đạt yêu cầu"
SUBJECT = "Về việc xử lý Phiếu yêu cầu hành động khắc phục chưa đạt yêu cầu"
UNIT_BLANK = Blank(dots(10))


def template() -> Template:
    """The template companions/O-08.docx."""
    controls = Controls()
    number = board_number(controls, "submission_number", "Số tờ trình", "TTr")
    parts = (
        board_head(controls, PORTRAIT, number),
        title(PORTRAIT, "TỜ TRÌNH", run(SUBJECT)),
        addressee(run("Giám đốc "), agency_in_words(controls)),
        sentence(
            run(
                "Thực hiện mục 5.6 và 5.7 của Quy trình cải tiến hệ thống quản lý chất lượng "
                "(QT.CTCL), Ban ISO báo cáo kết quả kiểm tra và trình Giám đốc như sau:"
            )
        ),
        _old_slip(controls),
        heading("2. Lý do không đạt:"),
        long_text(controls, "failure_reasons", "Lý do không đạt", 3),
        _new_slip(controls),
        heading("4. Đề xuất:"),
        long_text(controls, "proposals", "Đề xuất", 2),
        sentence(
            run("Kính trình Giám đốc xem xét, cho ý kiến giải quyết trước khi thực hiện./."),
            kept=True,
        ),
        closing(
            (50, 50, 65),
            plain_signer(controls, "NGƯỜI KIỂM TRA", "verifier_name", "Người kiểm tra"),
            for_the_board(controls),
            listed=recipient_list(controls, run("Ban ISO")),
        ),
        *_opinion(controls),
    )
    return companion("O-08", TITLE, PORTRAIT, "".join(parts), controls)


def _old_slip(controls: Controls) -> str:
    due = controls.when(
        "due_date",
        run(", thời hạn hoàn thành: "),
        controls.date("due_date", "Thời hạn hoàn thành", SHORT_DATE_BLANK),
    )
    return part(
        "1. Phiếu chưa đạt yêu cầu:",
        run("Phiếu số "),
        controls.text("car_number", "Số phiếu cũ", BLANK),
        run(", đơn vị thực hiện: "),
        controls.text("executing_unit", "Đơn vị thực hiện", UNIT_BLANK),
        due,
        run("; kiểm tra ngày "),
        controls.date("verified_on", "Ngày kiểm tra", SHORT_DATE_BLANK),
        run(", kết quả: Không đạt."),
        short=True,
    )


def _new_slip(controls: Controls) -> str:
    return part(
        "3. Phiếu mới:",
        run("Đã mở Phiếu số "),
        controls.text("follow_up_car_number", "Số phiếu mới", BLANK),
        run(" ngày "),
        controls.date("follow_up_opened_on", "Ngày mở phiếu mới", SHORT_DATE_BLANK),
        run(" thay cho phiếu trên (mục 5.7 của Quy trình)."),
    )


def _opinion(controls: Controls) -> tuple[str, ...]:
    signed = signed_on(controls, "director_opinion_on", "Ngày cho ý kiến", director(controls))
    return (
        heading("Ý kiến chỉ đạo:", AFTER_SIGNATURES),
        long_text(controls, "director_opinion", "Ý kiến chỉ đạo", 2, kept=True),
        closing((82.5, 82.5), None, signed),
    )
