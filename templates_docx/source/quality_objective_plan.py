"""BM.CTCL.03, Kế hoạch thực hiện mục tiêu chất lượng: forms-spec section 4, agency and unit."""

from collections.abc import Callable

from templates_docx.source.blocks import (
    SEAL_SPACE,
    SIGNATURE_SPACE,
    Signer,
    authority_lines,
    closing_table,
    dash,
    national_head,
    number_paragraph,
    position,
    recipient_line,
    recipients,
    signer_name,
)
from templates_docx.source.controls import Blank, Controls
from templates_docx.source.objective_tables import plan_table, result_table
from templates_docx.source.package import Template
from templates_docx.source.page import PLAN_SHEET, official_page
from templates_docx.source.wordml import (
    BOLD,
    Layout,
    Look,
    dots,
    paragraph,
    run,
    share_rule,
    thin_paragraph,
)

CODE = "BM.CTCL.03"
TITLE = "Kế hoạch thực hiện mục tiêu chất lượng"
INLINE_BLANK = Blank(dots(2))
HEAD_WIDTHS = (112.0, 140.0)
PLAN_HEADING = "I. MỤC TIÊU CHẤT LƯỢNG VÀ KẾ HOẠCH THỰC HIỆN"
RESULT_HEADING = "II. THEO DÕI, ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN"
HEAD_OF_AGENCY = ("settings.head_title", "Chức vụ người đứng đầu")
DEPUTY_OF_AGENCY = ("settings.deputy_title", "Chức vụ cấp phó")
HEAD_OF_BOARD = ("settings.iso_head_title", "Chức vụ đứng đầu Ban ISO")
DEPUTY_OF_BOARD = ("settings.iso_deputy_title", "Cấp phó Ban ISO")
HEAD_OF_UNIT = ("settings.unit_head_title", "Chức vụ trưởng đơn vị")
DEPUTY_OF_UNIT = ("settings.unit_deputy_title", "Chức vụ phó đơn vị")


AGENCY_BASES = (
    "Căn cứ định hướng phát triển chung và Chính sách chất lượng của Cơ quan;",
    "Căn cứ kết quả thực hiện mục tiêu chất lượng năm …… và yêu cầu thực hiện của năm …….",
)
UNIT_BASES = (
    "Căn cứ Chính sách chất lượng, mục tiêu chất lượng năm …… của Cơ quan;",
    "Căn cứ chức năng, nhiệm vụ của đơn vị, kết quả thực hiện mục tiêu chất lượng năm …… "
    "và các yêu cầu cần đáp ứng.",
)


def agency_template() -> Template:
    """The template BM.CTCL.03.docx, the plan of the whole agency."""
    controls = Controls()
    number = _plan_number(controls)
    abbreviation = controls.setting("settings.agency_abbrev", "Chữ viết tắt tên cơ quan")
    names = (
        controls.setting("settings.parent_agency_name", "Tên cơ quan chủ quản"),
        controls.setting("settings.agency_name", "Tên cơ quan ban hành", BOLD),
    )
    head = national_head(
        controls,
        HEAD_WIDTHS,
        names,
        number_line=number_paragraph(run("Số: "), number, run("/KH-"), abbreviation),
    )
    body = head + _title(controls) + _body(controls, AGENCY_BASES, _agency_closing)
    return _plan(f"{CODE}.docx", body, controls)


def unit_template() -> Template:
    """The template BM.CTCL.03-unit.docx, the plan of one unit."""
    controls = Controls()
    name = Blank("Phòng ……", Look(bold=True, caps=True))
    names = (
        controls.setting("settings.agency_iso_name", "Tên cơ quan"),
        controls.text("unit", "Đơn vị", name, look=name.look),
    )
    # A plan numbered before the setting was switched off keeps its number.
    setting = "settings.unit_plan_numbered"
    numbered = controls.when(setting, _unit_number(controls)) + controls.unless(
        setting, controls.when("plan_number", _unit_number(controls))
    )
    head = national_head(controls, HEAD_WIDTHS, names, number_line=number_paragraph(numbered))
    of_unit = run(" của ") + controls.text("unit", "Đơn vị", INLINE_BLANK, look=BOLD, copy=True)
    body = head + _title(controls, of_unit) + _body(controls, UNIT_BASES, _unit_closing)
    return _plan(f"{CODE}-unit.docx", body, controls)


def _plan(file_name: str, body: str, controls: Controls) -> Template:
    page = official_page(controls, PLAN_SHEET, CODE)
    return Template(file_name, CODE, TITLE, page, body + thin_paragraph(), controls)


def _plan_number(controls: Controls) -> str:
    return controls.text("plan_number", "Số kế hoạch", INLINE_BLANK)


def _unit_number(controls: Controls) -> str:
    unit = controls.setting("doc.unit_code", "Viết tắt đơn vị")
    return run("Số: ") + _plan_number(controls) + run("/KH-") + unit


def _title(controls: Controls, of_unit: str = "") -> str:
    year = controls.text("plan_year", "Năm kế hoạch", INLINE_BLANK)
    return "".join(
        (
            paragraph(run("KẾ HOẠCH"), style="FormTitle", layout=Layout(before=14)),
            paragraph(run("Thực hiện mục tiêu chất lượng năm "), year, of_unit, style="FormTitle"),
            share_rule(PLAN_SHEET.text_width),
        )
    )


def _body(controls: Controls, bases: tuple[str, str], closing: Callable[[Controls], str]) -> str:
    return "".join(
        (
            thin_paragraph(keep_next=True, height=6),
            _legal_bases(controls, bases),
            paragraph(run(PLAN_HEADING), style="SectionHeading", layout=Layout(before=6, after=3)),
            plan_table(controls),
            paragraph(
                run(RESULT_HEADING), style="SectionHeading", layout=Layout(before=12, after=3)
            ),
            result_table(controls, closing(controls)),
        )
    )


def _legal_bases(controls: Controls, bases: tuple[str, str]) -> str:
    tag = "legal_bases[].text"
    pattern = paragraph(controls.text(tag, "Căn cứ", INLINE_BLANK), style="LegalBasis")
    items = [controls.item(pattern)]
    for text in bases:
        line = paragraph(controls.text(tag, "Căn cứ", Blank(text)), style="LegalBasis")
        items.append(controls.item(line, blank=True))
    return controls.rows("legal_bases[]", "Căn cứ", *items)


def _agency_closing(controls: Controls) -> str:
    kept = recipient_line(run("- Lưu: VT, Ban ISO ("), _copies(controls), run("b)."))
    board = _signer(
        controls, "reviewer", "Người xem xét", (HEAD_OF_BOARD, DEPUTY_OF_BOARD), SIGNATURE_SPACE
    )
    on_behalf = position(run("TM. "), controls.setting("settings.iso_body_name", "Tên Ban ISO"))
    board = Signer(on_behalf + board.positions, board.name)
    director = _signer(
        controls, "approver", "Người phê duyệt", (HEAD_OF_AGENCY, DEPUTY_OF_AGENCY), SEAL_SPACE
    )
    return _closing(controls, kept, _drafter(controls, "NGƯỜI LẬP"), board, director)


def _unit_closing(controls: Controls) -> str:
    unit = controls.text("unit", "Đơn vị", INLINE_BLANK, copy=True)
    kept = recipient_line(run("- Lưu: "), unit, run(" ("), _copies(controls), run("b)."))
    head = _signer(
        controls, "approver", "Trưởng đơn vị", (HEAD_OF_UNIT, DEPUTY_OF_UNIT), SIGNATURE_SPACE
    )
    return _closing(controls, kept, _drafter(controls, "NGƯỜI DỰ THẢO"), None, head)


def _copies(controls: Controls) -> str:
    return controls.text("archive_copies", "Số bản lưu", INLINE_BLANK)


def _drafter(controls: Controls, caption: str) -> Signer:
    name = controls.text("drafter_name", "Người lập", look=BOLD)
    return Signer(position(run(caption)), signer_name(name, SIGNATURE_SPACE))


def _signer(
    controls: Controls,
    role: str,
    alias: str,
    titles: tuple[tuple[str, str], tuple[str, str]],
    space: float,
) -> Signer:
    field = f"{role}_authority"
    title, deputy = titles
    name = controls.text(f"{role}_name", alias, look=BOLD)
    usual = controls.unless(field, position(controls.setting(*title)))
    lines = authority_lines(controls, field, title, deputy)
    return Signer(usual + lines, signer_name(name, space))


def _closing(controls: Controls, kept: str, *signers: Signer | None) -> str:
    tag = "recipients[].text"
    recipient = controls.text(tag, "Nơi nhận", INLINE_BLANK)
    line = recipient_line(dash(controls, tag), recipient, run(";"))
    listed = recipients(controls, (controls.item(line),), kept)
    return closing_table((72, 56, 62, 62), listed, *signers)
