"""O-07, Giấy ủy quyền: an official document of the agency, limited in content and time."""

from templates_docx.source.blocks import (
    SEAL_SPACE,
    Signer,
    dash,
    number_paragraph,
    position,
    signer_name,
)
from templates_docx.source.companions.sheet import (
    BLANK,
    PORTRAIT,
    SHORT_DATE_BLANK,
    agency_head,
    companion,
    title,
)
from templates_docx.source.companions.signing import closing, recipient_list
from templates_docx.source.companions.words import line_end, listed, part, sentence
from templates_docx.source.controls import Blank, Controls
from templates_docx.source.package import Template
from templates_docx.source.wordml import BOLD, dots, paragraph, run

TITLE = "Giấy ủy quyền kiểm tra, xác nhận kết quả thực hiện hành động khắc phục"
NAME_BLANK = Blank(dots(7))
BASES = (
    "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;",
    "Căn cứ Quy trình cải tiến hệ thống quản lý chất lượng (QT.CTCL), mục 5.6.",
)
CONTENT = (
    "Tổ chức kiểm tra bằng chứng, xác nhận kết quả thực hiện (Đạt hoặc Không đạt) và ký tại ô thứ "
    "ba của Phiếu yêu cầu hành động khắc phục/cải tiến (BM.CTCL.01) sau đây:"
)
DUTIES = (
    "Bên được ủy quyền thực hiện đúng nội dung và thời hạn trên, chịu trách nhiệm trước bên ủy "
    "quyền về kết quả kiểm tra, không kiểm tra việc do chính mình thực hiện và không được ủy quyền "
    "lại cho người khác (khoản 3 Điều 13 Nghị định số 30/2020/NĐ-CP)."
)


def template() -> Template:
    """The template companions/O-07.docx."""
    controls = Controls()
    recipients = recipient_list(controls, run("VT, Ban ISO"))
    parts = (
        agency_head(controls, _number(controls)),
        title(
            PORTRAIT,
            "GIẤY ỦY QUYỀN",
            run("Kiểm tra, xác nhận kết quả thực hiện hành động khắc phục"),
        ),
        _legal_bases(controls),
        *_parties(controls),
        part("3. Nội dung ủy quyền:", run(CONTENT), kept=True),
        *_slips(controls),
        _validity(controls),
        part("5. Trách nhiệm:", run(DUTIES)),
        sentence(run("Giấy ủy quyền này có hiệu lực trong thời hạn nêu tại mục 4./."), kept=True),
        closing((80, 85), _signer(controls), listed=recipients),
    )
    return companion("O-07", TITLE, PORTRAIT, "".join(parts), controls)


def _number(controls: Controls) -> str:
    number = controls.text("authorisation_number", "Số giấy ủy quyền", BLANK)
    abbreviation = controls.setting("settings.agency_abbrev", "Chữ viết tắt tên cơ quan")
    return number_paragraph(run("Số: "), number, run("/GUQ-"), abbreviation)


def _legal_bases(controls: Controls) -> str:
    tag = "legal_bases[].text"
    items = [controls.item(paragraph(controls.text(tag, "Căn cứ", BLANK), style="LegalBasis"))]
    for text in BASES:
        line = paragraph(controls.text(tag, "Căn cứ", Blank(text)), style="LegalBasis")
        items.append(controls.item(line, blank=True))
    return controls.rows("legal_bases[]", "Căn cứ", *items)


def _parties(controls: Controls) -> tuple[str, str]:
    unit = controls.when(
        "delegate_unit", run(", "), controls.text("delegate_unit", "Đơn vị", NAME_BLANK)
    )
    return (
        part(
            "1. Bên ủy quyền:",
            run("Ông/Bà "),
            controls.text("delegator_name", "Người ủy quyền", NAME_BLANK),
            run(", chức vụ: "),
            controls.text("delegator_title", "Chức vụ người ủy quyền", NAME_BLANK),
            run("."),
            short=True,
        ),
        part(
            "2. Bên được ủy quyền:",
            run("Ông/Bà "),
            controls.text("delegate_name", "Người được ủy quyền", NAME_BLANK),
            run(", chức vụ: "),
            controls.text("delegate_title", "Chức vụ người được ủy quyền", NAME_BLANK),
            unit,
            run("."),
            short=True,
        ),
    )


def _slips(controls: Controls) -> tuple[str, str]:
    """The slips one by one, or the scope in words; a blank paper has a line for a slip."""
    scope = controls.text("scope", "Phạm vi ủy quyền khác", BLANK, lines=True)
    alone = controls.unless("scope", _slip_rows(controls, alone=True))
    beside = controls.when("scope", controls.when("slips", _slip_rows(controls, alone=False)))
    return alone + beside, controls.when("scope", listed(dash(controls, "scope"), scope, before=6))


def _slip_rows(controls: Controls, alone: bool) -> str:
    def line(*more: str) -> str:
        number = controls.text("slips[].car_number", "Số phiếu", BLANK)
        return sentence(run("- Phiếu số "), number, *more, short=True)

    def unit() -> str:
        blank = NAME_BLANK
        return run(", đơn vị thực hiện: ") + controls.text(
            "slips[].executing_unit", "Đơn vị thực hiện", blank
        )

    def due() -> str:
        return run(", thời hạn hoàn thành: ") + controls.date(
            "slips[].due_date", "Thời hạn hoàn thành", SHORT_DATE_BLANK
        )

    filled = line(
        controls.when("slips[].executing_unit", unit()),
        controls.when("slips[].due_date", due()),
        line_end(controls) if alone else run(";"),
    )
    items = (controls.item(filled), controls.item(line(unit(), due(), run(".")), blank=True))
    return controls.rows("slips[]", "Phiếu được ủy quyền kiểm tra", *items)


def _validity(controls: Controls) -> str:
    return part(
        "4. Thời hạn ủy quyền:",
        run("từ ngày "),
        controls.date("valid_from", "Từ ngày", SHORT_DATE_BLANK),
        run(" đến hết ngày "),
        controls.date("valid_to", "Đến hết ngày", SHORT_DATE_BLANK),
        run("."),
        short=True,
    )


def _signer(controls: Controls) -> Signer:
    """Only the head of the agency delegates, so the position has no authority before it."""
    head = controls.setting("settings.head_title", "Chức vụ người đứng đầu")
    name = controls.text("delegator_name", "Người ủy quyền", look=BOLD, copy=True)
    return Signer(position(head), signer_name(name, SEAL_SPACE))
