"""Who signs a companion document: positions, authorities, names, recipients and their table."""

from templates_docx.source.blocks import (
    SEAL_SPACE,
    SIGNATURE_SPACE,
    Signer,
    authority_lines,
    closing_table,
    dash,
    position,
    recipient_line,
    recipients,
    signer_name,
)
from templates_docx.source.companions.sheet import BLANK
from templates_docx.source.controls import FULL_DATE_CAPITAL, Blank, Controls
from templates_docx.source.wordml import BOLD, ITALIC, Layout, paragraph, run

TITLES = {
    "agency": (
        ("settings.head_title", "Chức vụ người đứng đầu"),
        ("settings.deputy_title", "Chức vụ cấp phó"),
    ),
    "board": (
        ("settings.iso_head_title", "Chức vụ đứng đầu Ban ISO"),
        ("settings.iso_deputy_title", "Cấp phó Ban ISO"),
    ),
    "unit": (
        ("settings.unit_head_title", "Chức vụ trưởng đơn vị"),
        ("settings.unit_deputy_title", "Chức vụ phó đơn vị"),
    ),
}


def plain_signer(controls: Controls, caption: str, tag: str, alias: str) -> Signer:
    """A signer without an authority: caption, free space, name."""
    name = controls.text(tag, alias, look=BOLD)
    return Signer(position(run(caption)), signer_name(name, SIGNATURE_SPACE))


def board_leader(controls: Controls) -> Signer:
    """`LÃNH ĐẠO BAN ISO`, or the leader's own position once an authority is set."""
    leader = controls.setting("settings.iso_approver_title", "Chức vụ người phê duyệt của Ban ISO")
    lines = controls.unless("board_authority", position(leader))
    lines += authority_lines(controls, "board_authority", *TITLES["board"])
    name = controls.text("board_name", "Lãnh đạo Ban ISO", look=BOLD)
    return Signer(lines, signer_name(name, SIGNATURE_SPACE))


def for_the_board(controls: Controls) -> Signer:
    """`TM. BAN ISO` above the board's head, with room for a seal."""
    body = controls.setting("settings.iso_body_name", "Tên Ban ISO")
    name = controls.text("board_name", "Lãnh đạo Ban ISO", look=BOLD)
    lines = position(run("TM. "), body) + _positions(controls, "board_authority", "board")
    return Signer(lines, signer_name(name, SEAL_SPACE))


def unit_leader(controls: Controls, executing: bool = False) -> Signer:
    """The head of the unit (`TRƯỞNG ĐƠN VỊ`), or of the executing unit."""
    name = controls.text("unit_head_name", "Trưởng đơn vị", look=BOLD)
    more = run(" THỰC HIỆN") if executing else ""
    lines = _positions(controls, "unit_head_authority", "unit", more)
    return Signer(lines, signer_name(name, SIGNATURE_SPACE))


def director(controls: Controls) -> Signer:
    """The director, or who signs for the director, with room for the seal."""
    name = controls.text("director_name", "Giám đốc", look=BOLD)
    lines = _positions(controls, "director_authority", "agency")
    return Signer(lines, signer_name(name, SEAL_SPACE))


def signed_on(controls: Controls, tag: str, alias: str, signer: Signer) -> Signer:
    """The signer with the date above, for a signature that follows later than the paper's own."""
    blank = Blank("Ngày …… tháng …… năm 20……", ITALIC)
    signed = controls.date(tag, alias, blank, FULL_DATE_CAPITAL)
    dated = paragraph(signed, style="Centred", layout=Layout(keep_next=True))
    return Signer(dated + signer.positions, signer.name)


def recipient_list(controls: Controls, *kept_by: str) -> str:
    """`Nơi nhận:` with its rows and the line `- Lưu: …` of whoever keeps the original."""
    tag = "recipients[].text"
    recipient = controls.text(tag, "Nơi nhận", BLANK)
    line = recipient_line(dash(controls, tag), recipient, run(";"))
    copies = controls.text("archive_copies", "Số bản lưu", BLANK)
    kept = recipient_line(run("- Lưu: "), *kept_by, run(" ("), copies, run("b)."))
    return recipients(controls, (controls.item(line),), kept)


def closing(widths: tuple[float, ...], *signers: Signer | None, listed: str | None = None) -> str:
    """The recipients, if the paper names any, and the signers, at a distance below the text."""
    return paragraph(layout=SPACE_ABOVE) + closing_table(widths, listed, *signers)


# A closing block follows the text at a distance, and never leaves it.
SPACE_ABOVE = Layout(keep_next=True, exact_line=10)


def _positions(controls: Controls, field: str, whose: str, more: str = "") -> str:
    head, deputy = TITLES[whose]
    plain = position(controls.setting(*head), *([more] if more else []))
    return controls.unless(field, plain) + authority_lines(controls, field, head, deputy)
