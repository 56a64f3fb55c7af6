"""The kinds of a slip as a narrow column prints them, and the line below that explains them."""

from templates_docx.source.wordml import ITALIC, Layout, paragraph, run

REQUEST_TYPES = (("corrective", "KP"), ("preventive_improvement", "PN/CT"))
WORDS = "Ghi chú: KP – hành động khắc phục; PN/CT – hành động phòng ngừa/cải tiến."


def legend() -> str:
    """The line `Ghi chú: KP – …`, kept with the signatures below."""
    return paragraph(run(WORDS, ITALIC), style="SmallText", layout=Layout(keep_next=True, before=3))
