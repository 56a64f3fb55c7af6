"""The running text of a companion document: addressee, sentences, numbered parts."""

from templates_docx.source.controls import Blank, Controls
from templates_docx.source.wordml import BOLD, Layout, dotted_lines, paragraph, run

KEPT = Layout(keep_next=True)
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


def sentence(*words: str, kept: bool = False) -> str:
    """One paragraph of body text."""
    return paragraph(*words, style="BodyText", layout=KEPT if kept else None)


def part(caption: str, *words: str, kept: bool = False) -> str:
    """One paragraph that starts with a bold caption: `1. Bên ủy quyền: …`."""
    return sentence(run(f"{caption} ", BOLD), *words, kept=kept)


def heading(caption: str) -> str:
    """A bold caption on a line of its own, kept with what follows."""
    return paragraph(run(caption), style="SectionHeading")


def long_text(controls: Controls, tag: str, alias: str, lines: int, *, kept: bool = False) -> str:
    """A text of several lines, dotted lines while it is blank."""
    text = controls.text(tag, alias, Blank(dotted_lines(lines)), lines=True)
    return paragraph(text, style="DottedLines", layout=KEPT if kept else None)
