"""BM.CTCL.01, Phiếu yêu cầu hành động khắc phục/cải tiến: the page of forms-spec section 2."""

from collections.abc import Callable

from templates_docx.source.blocks import (
    SIGNATURE_SPACE,
    authority_lines,
    control_box,
    led_text,
    place_and_date,
    signer_name,
)
from templates_docx.source.controls import FULL_DATE_CAPITAL, Blank, Controls
from templates_docx.source.package import Template
from templates_docx.source.page import slip_page
from templates_docx.source.slip_rows import inseparable, text_rows
from templates_docx.source.tables import Cell, Grid
from templates_docx.source.wordml import (
    BOLD,
    ITALIC,
    Layout,
    dots,
    dotted_lines,
    paragraph,
    run,
    thin_paragraph,
)

CODE = "BM.CTCL.01"
TITLE = "Phiếu yêu cầu hành động khắc phục/cải tiến"
SHORT_DATE_BLANK = Blank("……/……/20……")
SIGNED_ON_BLANK = Blank("Ngày …… tháng …… năm 20……", ITALIC)
PROPOSER_SPACE = 28.0
DISPOSITIONS = (
    ("rework", "làm lại"),
    ("repair", "sửa chữa, khắc phục"),
    ("accept", "chấp nhận"),
    ("reject", "loại bỏ"),
    ("other", "hình thức khác"),
)
KEPT = Layout(keep_next=True)


def template() -> Template:
    """The template BM.CTCL.01.docx."""
    controls = Controls()
    body = _head(controls) + _slip(controls) + thin_paragraph()
    page = slip_page(controls, CODE, control_box(controls, CODE))
    return Template(f"{CODE}.docx", CODE, TITLE, page, body, controls)


def _head(controls: Controls) -> str:
    number = controls.text("car_number", "Số phiếu", Blank(dots(4)))
    return "".join(
        (
            paragraph(place_and_date(controls, ITALIC), layout=Layout(align="right")),
            paragraph(
                run("PHIẾU YÊU CẦU HÀNH ĐỘNG KHẮC PHỤC/CẢI TIẾN"),
                style="FormTitle",
                layout=Layout(before=8),
            ),
            paragraph(
                run("Số phiếu: "),
                number,
                style="Centred",
                layout=Layout(keep_next=True, before=2, after=6),
            ),
        )
    )


def _slip(controls: Controls) -> str:
    grid = Grid((27.5,) * 6)
    return grid.table(
        *_request_rows(controls, grid),
        *_first_box(controls, grid),
        *_second_box(controls, grid),
        *_third_box(controls, grid),
    )


def _request_rows(controls: Controls, grid: Grid) -> tuple[str, ...]:
    unit = controls.text("requesting_unit", "Đơn vị đề nghị", Blank(dots(27)))
    corrective = controls.box("request_type:corrective", "Hành động khắc phục")
    preventive = controls.box(
        "request_type:preventive_improvement", "Hành động phòng ngừa/cải tiến"
    )
    tag = "related_documents"
    related = controls.text(tag, "Tài liệu liên quan", Blank(dots(21)), lines=True)
    lead = run("Tài liệu liên quan (nếu có):")
    listed = led_text(controls, tag, lambda: lead, related)
    return (
        grid.row([Cell(paragraph(run("Đơn vị đề nghị: "), unit), span=6)], height=6),
        grid.row(
            [
                Cell(paragraph(run("Hành động khắc phục  "), corrective), span=3),
                Cell(paragraph(run("Hành động phòng ngừa/cải tiến  "), preventive), span=3),
            ],
            height=6.5,
        ),
        grid.row(
            [Cell(listed, span=6)],
            height=6,
            may_split=True,
        ),
    )


def _first_box(controls: Controls, grid: Grid) -> tuple[str, ...]:
    description = controls.text(
        "nonconformity_description",
        "Mô tả sự không phù hợp",
        Blank(dotted_lines(5)),
        lines=True,
    )
    text = paragraph(description, style="DottedLines") + thin_paragraph(keep_next=True)
    requested = controls.date("requested_on", "Ngày đề nghị", SHORT_DATE_BLANK)
    requester = controls.text("requester_name", "Người đề nghị", look=BOLD)
    proposer = paragraph(run("Người đề nghị:"), style="Centred", layout=KEPT)
    proposer += signer_name(requester, PROPOSER_SPACE)
    return (
        *text_rows(grid, "1. Mô tả sự không phù hợp:", text, 28),
        grid.row(
            [
                Cell(
                    paragraph(run("Ngày: "), requested),
                    span=3,
                    open_sides=("right",),
                    dotted_sides=("top",),
                ),
                Cell(proposer, span=3, open_sides=("left",), dotted_sides=("top",)),
            ],
            height=20,
        ),
    )


def _second_box(controls: Controls, grid: Grid) -> tuple[str, ...]:
    text = _disposition(controls)
    for field, caption in (("root_cause", "Nguyên nhân"), ("proposed_measures", "Biện pháp")):
        text += _cause_or_measure(controls, field, caption)
    text += controls.when("plan_updates", _plan_updates(controls)) + thin_paragraph(keep_next=True)
    return (
        *text_rows(grid, "2. Xác định nguyên nhân và đề xuất biện pháp:", text, 34),
        grid.row(
            [
                Cell(_execution(controls), span=3, dotted_sides=("top",)),
                Cell(_approval(controls), span=3, dotted_sides=("top",)),
            ],
            height=35,
        ),
    )


def _cause_or_measure(controls: Controls, field: str, caption: str) -> str:
    control = controls.text(field, caption, Blank(dotted_lines(3)), lines=True)
    lead = run(f"- {caption}:")
    alone = controls.when(f"{field}:list", paragraph(lead, style="BoxText"))
    beside = controls.when(field, controls.unless(f"{field}:list", lead, run(" ")))
    return alone + paragraph(beside, control, style="DottedLines")


def _disposition(controls: Controls) -> str:
    """The line `- Xử lý: làm lại; …`, as soon as the way to treat or its words are known."""
    way, words = "disposition", "disposition_text"

    def described(lead: Callable[[], str]) -> str:
        text = controls.text(words, "Nội dung xử lý", Blank(dots(2)), lines=True)
        return controls.when(words, led_text(controls, words, lead, text, style="BoxText"))

    def chosen(end: str = "") -> str:
        way_taken = controls.choice(way, "Hình thức xử lý", DISPOSITIONS, Blank(dots(2)))
        return run("- Xử lý: ") + way_taken + (run(end) if end else "")

    alone = controls.unless(words, paragraph(chosen(), style="BoxText"))
    named = controls.when(way, alone, described(lambda: chosen(";")))
    return named + controls.unless(way, described(lambda: run("- Xử lý:")))


def _plan_updates(controls: Controls) -> str:
    text = "plan_updates[].text"

    def lead() -> str:
        updated = controls.date("plan_updates[].updated_on", "Ngày cập nhật", SHORT_DATE_BLANK)
        return run("- Cập nhật ngày ") + updated + run(":")

    update = controls.text(text, "Nội dung cập nhật", Blank(dots(2)), lines=True)
    line = led_text(controls, text, lead, update, style="BoxText")
    return controls.rows("plan_updates[]", "Cập nhật", controls.item(line))


def _execution(controls: Controls) -> str:
    short = Blank(dots(9))
    lines = (
        ("Đơn vị thực hiện", controls.text("executing_unit", "Đơn vị thực hiện", short)),
        ("Ngày hoàn thành", controls.date("due_date", "Ngày hoàn thành", short)),
        ("Người thực hiện", controls.text("executor_name", "Người thực hiện", short)),
        (
            "Trưởng đơn vị thực hiện",
            controls.text("executing_unit_head_name", "Trưởng đơn vị thực hiện", Blank(dots(6))),
        ),
    )
    return "".join(paragraph(run(f"{caption}: "), control) for caption, control in lines)


def _approval(controls: Controls) -> str:
    approver = controls.text("approver_name", "Người phê duyệt", look=BOLD)
    return "".join(
        (
            _signed_on(controls, "approved_on", "Ngày phê duyệt"),
            paragraph(run("Phê duyệt"), style="SignerPosition"),
            authority_lines(
                controls,
                "approver_authority",
                ("settings.iso_head_title", "Chức vụ đứng đầu Ban ISO"),
                ("settings.iso_deputy_title", "Cấp phó Ban ISO"),
            ),
            signer_name(approver, SIGNATURE_SPACE),
        )
    )


def _third_box(controls: Controls, grid: Grid) -> tuple[str, ...]:
    boxes = (
        ("Đạt", "result:met"),
        ("Không đạt", "result:not_met"),
        ("Biện pháp KP/PN mới", "new_measure_required:true"),
    )
    results = [
        Cell(paragraph(run(f"{caption}  "), controls.box(tag, caption), layout=KEPT), span=2)
        for caption, tag in boxes
    ]
    signed = [Cell(paragraph(), span=3), Cell(_verification(controls), span=3)]
    heading = "3. Kiểm tra – Xác nhận thực hiện biện pháp khắc phục/phòng ngừa/cải tiến"
    return (
        *text_rows(grid, heading, _evidence(controls), 24),
        inseparable(grid, grid.row(results, height=7), grid.row(signed, height=35)),
    )


def _evidence(controls: Controls) -> str:
    evidence = controls.text(
        "verification_evidence", "Bằng chứng kiểm tra", Blank(dotted_lines(4)), lines=True
    )
    return "".join(
        (
            paragraph(evidence, style="DottedLines", layout=KEPT),
            _follow_up(controls),
            thin_paragraph(keep_next=True),
        )
    )


def _follow_up(controls: Controls) -> str:
    """The sentence `Đã mở Phiếu số 02/2026 ngày 05/3/2026.`, as soon as one of the two is known."""
    number, opened = "follow_up_car_number", "follow_up_opened_on"

    def sentence(*end: str) -> str:
        slip = controls.text(number, "Số phiếu mới", Blank(dots(4)))
        return paragraph(run("Đã mở Phiếu số "), slip, *end, run("."), style="BoxText")

    def on_day() -> str:
        return run(" ngày ") + controls.date(opened, "Ngày mở phiếu mới", SHORT_DATE_BLANK)

    numbered = controls.when(number, sentence(controls.when(opened, on_day())))
    return numbered + controls.unless(number, controls.when(opened, sentence(on_day())))


def _verification(controls: Controls) -> str:
    verifier = controls.text("verifier_name", "Người kiểm tra", look=BOLD)
    return "".join(
        (
            _signed_on(controls, "verified_on", "Ngày kiểm tra"),
            paragraph(run("Người kiểm tra"), style="SignerPosition"),
            authority_lines(
                controls,
                "verifier_authority",
                ("settings.head_title", "Chức vụ người đứng đầu"),
                ("settings.deputy_title", "Chức vụ cấp phó"),
            ),
            signer_name(verifier, SIGNATURE_SPACE),
        )
    )


def _signed_on(controls: Controls, field: str, alias: str) -> str:
    signed = controls.date(field, alias, SIGNED_ON_BLANK, FULL_DATE_CAPITAL)
    return paragraph(signed, style="Centred", layout=KEPT)
