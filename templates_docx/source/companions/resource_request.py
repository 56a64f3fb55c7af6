"""O-05, Phiếu đề nghị: what a unit in difficulty asks of the ISO board, and the answer below."""

from templates_docx.source.companions.sheet import (
    BLANK,
    PORTRAIT,
    SHORT_DATE_BLANK,
    companion,
    slip_reference,
    title,
    unit_head,
)
from templates_docx.source.companions.signing import (
    board_leader,
    closing,
    plain_signer,
    signed_on,
    unit_leader,
)
from templates_docx.source.companions.words import (
    AFTER_SIGNATURES,
    KEPT,
    addressee,
    heading,
    known_or_open,
    long_text,
    sentence,
    unit_in_words,
)
from templates_docx.source.controls import Controls
from templates_docx.source.package import Template
from templates_docx.source.wordml import paragraph, run

TITLE = "Phiếu đề nghị bổ sung nguồn lực/thay đổi biện pháp thực hiện"
KINDS = (
    ("asks_resources", "Bổ sung nguồn lực"),
    ("asks_other_measure", "Thay đổi biện pháp"),
    ("asks_later_date", "Gia hạn"),
)
DECISIONS = (("agreed", "Đồng ý"), ("partly", "Đồng ý một phần"), ("refused", "Không đồng ý"))
BETWEEN_BOXES = "        "


def template() -> Template:
    """The template companions/O-05.docx."""
    controls = Controls()
    subject = run("Bổ sung nguồn lực/thay đổi biện pháp thực hiện") + slip_reference(controls)
    parts = (
        unit_head(controls),
        title(PORTRAIT, "PHIẾU ĐỀ NGHỊ", subject),
        addressee(run("Ban ISO")),
        _opening(controls),
        heading("1. Nội dung đã thực hiện:"),
        long_text(controls, "work_done", "Nội dung đã thực hiện", 2),
        heading("2. Khó khăn, vướng mắc:"),
        long_text(controls, "difficulties", "Khó khăn, vướng mắc", 2),
        heading("3. Đề nghị:"),
        long_text(controls, "request_text", "Đề nghị", 3),
        _dates(controls),
        closing(
            (82.5, 82.5),
            plain_signer(controls, "NGƯỜI ĐỀ NGHỊ", "executor_name", "Người đề nghị"),
            unit_leader(controls),
        ),
        *_decision(controls),
    )
    return companion("O-05", TITLE, PORTRAIT, "".join(parts), controls)


def _opening(controls: Controls) -> str:
    asked = _boxes(controls, [(f"{field}:true", caption) for field, caption in KINDS])
    opening = sentence(
        run("Thực hiện Phiếu yêu cầu hành động khắc phục/cải tiến số "),
        controls.text("car_number", "Số phiếu", BLANK, copy=True),
        run(" (mục 5.5 của Quy trình QT.CTCL), "),
        unit_in_words(controls),
        run(" đề nghị Ban ISO xem xét:"),
        kept=True,
    )
    return opening + paragraph(asked, style="BodyText")


def _dates(controls: Controls) -> str:
    def later() -> str:
        return run("; đề nghị gia hạn đến: ") + controls.date(
            "requested_due_date", "Thời hạn đề nghị", SHORT_DATE_BLANK
        )

    return sentence(
        run("Thời hạn hiện tại: "),
        controls.date("current_due_date", "Thời hạn hiện tại", SHORT_DATE_BLANK),
        known_or_open(controls, "requested_due_date", "current_due_date", later),
        run("."),
        kept=True,
        short=True,
    )


def _decision(controls: Controls) -> tuple[str, ...]:
    boxes = _boxes(controls, [(f"board_decision:{value}", words) for value, words in DECISIONS])

    def due() -> str:
        date = controls.date("agreed_due_date", "Thời hạn mới", SHORT_DATE_BLANK)
        return sentence(run("Thời hạn mới (nếu gia hạn): "), date, run("."), kept=True)

    signed = signed_on(controls, "decided_on", "Ngày cho ý kiến", board_leader(controls))
    return (
        heading("4. Ý kiến của Ban ISO:", AFTER_SIGNATURES),
        paragraph(boxes, style="BodyText", layout=KEPT),
        long_text(controls, "board_opinion", "Nội dung ý kiến", 2, kept=True),
        known_or_open(controls, "agreed_due_date", "board_decision", due),
        closing((82.5, 82.5), None, signed),
    )


def _boxes(controls: Controls, boxes: list[tuple[str, str]]) -> str:
    return run(BETWEEN_BOXES).join(
        run(f"{caption}  ") + controls.box(tag, caption) for tag, caption in boxes
    )
