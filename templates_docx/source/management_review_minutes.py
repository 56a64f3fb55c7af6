"""BM.CTCL.02, Biên bản họp xem xét của lãnh đạo: the page of forms-spec section 3."""

from templates_docx.source.blocks import (
    PLACE_DATE,
    SEAL_SPACE,
    Signer,
    closing_table,
    dash,
    led_text,
    national_head,
    number_paragraph,
    position,
    recipient_line,
    recipients,
    signer_name,
)
from templates_docx.source.controls import Blank, Controls, prompt
from templates_docx.source.discussion_table import FIELDS, discussion_table
from templates_docx.source.package import Template
from templates_docx.source.page import MINUTES_SHEET, official_page
from templates_docx.source.wordml import (
    BOLD,
    ITALIC,
    Layout,
    dots,
    paragraph,
    run,
    thin_paragraph,
)

CODE = "BM.CTCL.02"
TITLE = "Biên bản họp xem xét của lãnh đạo"
MOMENT_BLANK = Blank(f"…… giờ, {PLACE_DATE}")
INLINE_BLANK = Blank(dots(2))
KINDS = (("KP", "KP"), ("PN", "PN"), ("CT", "CT"))
DISCUSSION_PROMPT = (
    "(Ghi cụ thể nội dung và vấn đề nêu ra để thảo luận, các ý kiến thảo luận, "
    "kết luận của cuộc họp về từng vấn đề):"
)
CONCLUSION_PROMPT = (
    "Ghi kết luận chung về cuộc họp, các hành động KP, PN, cải tiến cần thực hiện, "
    "đơn vị đầu mối và thời gian cần hoàn thành."
)


def template() -> Template:
    """The template BM.CTCL.02.docx."""
    controls = Controls()
    parts = (
        _head(controls),
        _opening(controls),
        _people(controls),
        _content(controls),
        _ending(controls),
        _closing_block(controls),
        thin_paragraph(),
    )
    page = official_page(controls, MINUTES_SHEET, CODE)
    return Template(f"{CODE}.docx", CODE, TITLE, page, "".join(parts), controls)


def _head(controls: Controls) -> str:
    number = controls.text("minutes_number", "Số biên bản", INLINE_BLANK)
    names = (
        controls.setting("settings.agency_iso_name", "Tên cơ quan"),
        controls.setting("settings.iso_body_name", "Tên Ban ISO", BOLD),
    )
    head = national_head(
        controls,
        (70, 95),
        names,
        number_line=number_paragraph(run("Số: "), number, run("/BB-ISO")),
        condition="settings.minutes_national_header",
    )
    title = paragraph(
        run("BIÊN BẢN HỌP XEM XÉT CỦA LÃNH ĐẠO"),
        style="FormTitle",
        layout=Layout(before=14, after=8),
    )
    return head + title


def _opening(controls: Controls) -> str:
    opened = controls.text("opened_at", "Khai mạc lúc", MOMENT_BLANK)
    venue = controls.text("venue", "Địa điểm", Blank(dots(4)))
    return paragraph(run("Khai mạc hồi "), opened, run(" tại "), venue, run(";"), style="BodyText")


def _people(controls: Controls) -> str:
    chair = (
        controls.text("chair_name", "Chủ trì", prompt("Ghi họ tên")),
        controls.when("chair_name", run(",")),
        run(" "),
        controls.text(
            "chair_title", "Chức danh người chủ trì", prompt("chức danh người chủ trì cuộc họp")
        ),
    )
    secretary = (
        controls.text("secretary_name", "Thư ký cuộc họp", prompt("Ghi họ tên")),
        run(", "),
        controls.text(
            "secretary_title",
            "Chức danh thư ký cuộc họp",
            prompt("chức danh người làm thư ký cuộc họp"),
        ),
    )
    return "".join(
        (
            _heading("I. Thành phần tham dự:"),
            _attendees(controls),
            _heading("II. Chủ trì:"),
            paragraph(*chair, style="PromptText"),
            _heading("III. Thư ký cuộc họp:"),
            paragraph(*secretary, style="PromptText"),
        )
    )


def _attendees(controls: Controls) -> str:
    name, title, unit = (f"attendees[].{field}" for field in ("name", "title", "unit"))
    numbered = Layout(numbered=True)
    pattern = paragraph(
        controls.text(name, "Họ tên", prompt("Họ tên")),
        controls.when(title, run(", "), controls.text(title, "Chức danh", INLINE_BLANK)),
        controls.when(unit, run(", "), controls.text(unit, "Đơn vị", INLINE_BLANK)),
        style="PromptText",
        layout=numbered,
    )
    items = [controls.item(pattern)]
    drawn = Layout(numbered=True, mark=ITALIC)
    for first in ("Họ tên", "Họ tên", dots(1)):
        content = [controls.text(name, "Họ tên", prompt(first))]
        if first != dots(1):
            content.append(run(", ", ITALIC))
            content.append(controls.text(title, "Chức danh", prompt("chức danh")))
        line = paragraph(*content, style="PromptText", layout=drawn)
        items.append(controls.item(line, blank=True))
    return controls.rows("attendees[]", "Người dự họp", *items)


def _content(controls: Controls) -> str:
    # The room below the prompt, which only the blank prints, sends 2.2 to the second page whole: no
    # LibreOffice keeps lines of a cell together, and 25.2 finds room for one line more than 7.4.
    below = Layout(keep_next=True, after=28)
    asked = paragraph(run(DISCUSSION_PROMPT, ITALIC), style="PromptText", layout=below)
    for field in FIELDS:
        asked = controls.unless(field, asked)
    conclusion = controls.text(
        "general_conclusion", "Kết luận chung", prompt(CONCLUSION_PROMPT), lines=True
    )
    return "".join(
        (
            _heading("IV. Nội dung cuộc họp:"),
            _heading("1. Các báo cáo"),
            _reports(controls),
            _heading("2. Phần thảo luận"),
            asked,
            thin_paragraph(keep_next=True, height=3),
            discussion_table(controls),
            _heading("3. Kết luận"),
            paragraph(conclusion, style="PromptText"),
            controls.when("follow_up_actions", _follow_up_actions(controls)),
        )
    )


def _reports(controls: Controls) -> str:
    name, title, summary = (
        f"reports[].{field}" for field in ("reporter_name", "reporter_title", "summary")
    )

    def lead() -> str:
        titled = controls.text(title, "Chức danh", INLINE_BLANK)
        return "".join(
            (
                run("- Ông/Bà "),
                controls.text(name, "Người báo cáo", INLINE_BLANK),
                controls.when(title, run(", "), titled),
                run(":"),
            )
        )

    text = controls.text(summary, "Tóm tắt nội dung", INLINE_BLANK, lines=True)
    pattern = led_text(controls, summary, lead, text, style="PromptText", kept=True)
    drawn = paragraph(
        controls.text(name, "Người báo cáo", prompt("(Ghi tên người báo cáo")),
        run(", ", ITALIC),
        controls.text(
            summary,
            "Tóm tắt nội dung",
            prompt("tóm tắt nội dung báo cáo theo 6 nội dung dưới đây)"),
            lines=True,
        ),
        style="PromptText",
    )
    items = (controls.item(pattern), controls.item(drawn, blank=True))
    return controls.rows("reports[]", "Báo cáo", *items)


def _follow_up_actions(controls: Controls) -> str:
    kind, action, lead, due, number = (
        f"follow_up_actions[].{field}"
        for field in ("kind", "action", "lead_unit", "due_date", "car_number")
    )

    def called() -> str:
        return run("- (") + controls.choice(kind, "Loại hành động", KINDS, INLINE_BLANK) + run(")")

    line = led_text(
        controls,
        action,
        called,
        controls.text(action, "Việc cần làm", INLINE_BLANK, lines=True),
        controls.when(
            lead, run("; đơn vị đầu mối: "), controls.text(lead, "Đơn vị đầu mối", INLINE_BLANK)
        ),
        controls.when(
            due,
            run("; thời gian hoàn thành: "),
            controls.date(due, "Thời gian hoàn thành", Blank("……/……/20……")),
        ),
        controls.when(
            number, run(" (Phiếu số "), controls.text(number, "Số phiếu", INLINE_BLANK), run(")")
        ),
        run("."),
        style="PromptText",
        kept=True,
    )
    return controls.rows("follow_up_actions[]", "Hành động", controls.item(line))


def _ending(controls: Controls) -> str:
    closed = controls.text("closed_at", "Kết thúc lúc", MOMENT_BLANK)
    read_out = "Biên bản này được đọc trước cuộc họp và toàn bộ thành viên đã nhất trí thông qua"
    return paragraph(run(read_out), style="BodyText", layout=_kept()) + paragraph(
        run("Cuộc họp kết thúc hồi "),
        closed,
        style="BodyText",
        layout=Layout(keep_next=True, after=12),
    )


def _closing_block(controls: Controls) -> str:
    tag = "recipients[].text"
    recipient = controls.text(tag, "Nơi nhận", INLINE_BLANK)
    line = recipient_line(dash(controls, tag), recipient, run(";"))
    copies = controls.text("archive_copies", "Số bản lưu", INLINE_BLANK)
    kept = recipient_line(run("- Lưu: Ban ISO ("), copies, run("b)."))
    signers = tuple(
        Signer(
            position(run(caption)),
            signer_name(controls.text(field, caption, look=BOLD, copy=True), SEAL_SPACE),
        )
        for caption, field in (
            ("THƯ KÝ CUỘC HỌP", "secretary_name"),
            ("CHỦ TOẠ CUỘC HỌP", "chair_name"),
        )
    )
    listed = recipients(controls, (controls.item(line),), kept)
    return closing_table((50, 55, 60), listed, *signers)


def _heading(text: str) -> str:
    return paragraph(run(text), style="SectionHeading")


def _kept() -> Layout:
    return Layout(keep_next=True)
