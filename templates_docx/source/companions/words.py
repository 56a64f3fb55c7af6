"""The running text of a companion document: addressee, sentences, numbered parts."""

from collections.abc import Callable

from templates_docx.source.controls import Blank, Controls
from templates_docx.source.wordml import BOLD, Layout, dots, paragraph, run

KEPT = Layout(keep_next=True)
# Each line of a long text starts where a paragraph does (NĐ 30, ô 6), also after a line break.
INDENT = (12.7, 0.0)
INDENTED_DOTS = 32
AFTER_SIGNATURES = 14.0
PROCEDURE_NAME = "Quy trình cải tiến hệ thống quản lý chất lượng (QT.CTCL)"


def addressee(*words: str) -> str:
    """The line `Kính gửi: …`, centred."""
    return paragraph(
        run("Kính gửi: "),
        *words,
        style="Centred",
        layout=Layout(keep_next=True, before=6, after=6),
    )


def agency_in_words(controls: Controls) -> str:
    """The agency's name as a sentence says it: `Sở Tài chính Khánh Hòa`."""
    return controls.setting("settings.agency_name_text", "Tên cơ quan trong câu văn")


def unit_in_words(controls: Controls, dotted: int = 9) -> str:
    """The issuing unit as a sentence says it, a copy of the one in the head."""
    return controls.text("issuing_unit", "Đơn vị lập", Blank(dots(dotted)), copy=True)


def sentence(*words: str, kept: bool = False, short: bool = False) -> str:
    """One paragraph of body text; a `short` one is not justified, so its dots stay together."""
    layout = Layout(keep_next=kept, align="left" if short else None)
    return paragraph(*words, style="BodyText", layout=layout)


def part(caption: str, *words: str, kept: bool = False, short: bool = False) -> str:
    """One paragraph that starts with a bold caption: `1. Bên ủy quyền: …`."""
    return sentence(run(f"{caption} ", BOLD), *words, kept=kept, short=short)


def heading(caption: str, before: float | None = None) -> str:
    """A bold caption on a line of its own, kept with what follows."""
    return paragraph(run(caption), style="SectionHeading", layout=Layout(before=before))


def known_or_open(controls: Controls, field: str, settled_by: str, words: Callable[[], str]) -> str:
    """Words about a field that may stay empty: left out once `settled_by` is known without it."""
    blank = controls.unless(field, controls.unless(settled_by, words()))
    return controls.when(field, words()) + blank


def line_end(controls: Controls) -> str:
    """The sign that ends a row printed as a line: `;`, after the last one `.`."""
    return controls.unless("last", run(";")) + controls.when("last", run("."))


def long_text(controls: Controls, tag: str, alias: str, lines: int, *, kept: bool = False) -> str:
    """A text of several lines, dotted lines while it is blank."""
    blank = Blank("\n".join([dots(INDENTED_DOTS)] * lines))
    layout = Layout(keep_next=kept, before=3, indent=INDENT)
    return paragraph(
        controls.text(tag, alias, blank, lines=True), style="DottedLines", layout=layout
    )


def listed(*words: str, before: float | None = None) -> str:
    """One line of a list below a long text."""
    return paragraph(*words, style="BoxText", layout=Layout(before=before, indent=INDENT))
