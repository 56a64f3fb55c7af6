"""Lists that people type: their own dashes, one paragraph a line, each indented as it should be."""

from collections.abc import Iterator
from typing import Any

import pytest

from service.documents.read.read_back import read_document
from service.documents.render.render import Paper, is_item, lines_of, render
from service.documents.template.prepare import unpack
from service.documents.wordml import PARAGRAPH, RUN, TEXT, VAL, parse_part, w
from service.formkit.fields import Field, Rows, Text
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.letterhead import default_letterhead
from tests.documents.extreme_papers import PaperCase, every_paper
from tests.documents.form_values import catalogue, library, papers
from tests.docx_text import printed_lines
from tests.forms.companion_samples import COMPANIONS, companion_library, companions

LIST = "- Ý một\n+ Ý hai\na. Ý ba\n1. Ý bốn\n– Ý năm\nKhông phải ý"
ALL = [*papers(), *((form, "") for form in COMPANIONS)]
EVERY_PAPER = pytest.mark.parametrize(
    ("form", "variant"),
    ALL,
    ids=[f"{form.code}{variant and '-'}{variant}" for form, variant in ALL],
)
PAPERS = {case.name: case for case in every_paper()}
STORY = Text(name="a", label=Label("A", "A"), max_length=99, multiline=True)
FIRST_LINE, HANGING = 720, 283


def with_lists(fields: tuple[Field, ...]) -> dict[str, Any]:
    """Answers with a list wherever one may be typed."""
    answers: dict[str, Any] = {}
    for field in fields:
        if isinstance(field, Text) and field.printed:
            answers[field.name] = LIST if field.multiline else "Ý một"
        elif isinstance(field, Rows) and field.plain and field.printed:
            answers[field.name] = ["- Ý một"]
        elif isinstance(field, Rows) and field.printed:
            answers[field.name] = [with_lists(field.fields)]
    return answers


def printed(form: Form, answers: dict[str, Any]) -> bytes:
    templates = companion_library() if companions().get(form.code) else library()
    paper = Paper(default_letterhead(), form.version)
    return render(form, templates.template(form, form.variant_of(answers)), answers, paper)


def answers_of(form: Form, variant: str) -> dict[str, Any]:
    level = {form.variant_field: variant} if form.variant_field else {}
    return level | with_lists(form.fields_for(variant))


def paragraphs(docx: bytes) -> Iterator[tuple[str, Any]]:
    """Every paragraph of the body with its text, from above."""
    for paragraph in parse_part(unpack(docx)["word/document.xml"]).iter(PARAGRAPH):
        yield "".join(text.text or "" for text in paragraph.iter(TEXT)), paragraph


def indent(paragraph: Any) -> tuple[int, int]:
    """Left and hanging indent that the paragraph has of its own."""
    own = paragraph.find(f"*/{w('ind')}")
    return (
        (int(own.get(w("left"), "0")), int(own.get(w("hanging"), "0")))
        if own is not None
        else (0, 0)
    )


def test_items_are_known_by_their_marks() -> None:
    items = ("- a", "– a", "+ a", "a. b", "đ) b", "1. a", "12) a", "(1) a", "  - a", "-")
    others = ("-a", "a", "3.2: a", "2026. a", "1.234,5 đồng", "Ông. A", "", "…")

    assert [line for line in items if not is_item(line)] == []
    assert [line for line in others if is_item(line)] == []


def test_one_line_that_begins_with_a_number_is_no_list() -> None:
    told = {text: lines_of([STORY], {"a": text})["ITEM"]["a"] for text in ("01. Sửa", "- Sửa")}

    assert told == {"01. Sửa": False, "- Sửa": True}
    assert lines_of([STORY], {"a": "1. Sửa\n2. Kiểm tra"})["ITEM"]["a"]


@EVERY_PAPER
def test_no_paper_puts_a_dash_before_the_dash_of_a_list(form: Form, variant: str) -> None:
    lines = printed_lines(printed(form, answers_of(form, variant)))

    doubled = [line for line in lines if "- - " in line or ": - " in line or ") - " in line]
    assert doubled == []
    assert any(line.startswith("- Ý một") for line in lines)


@EVERY_PAPER
def test_every_line_of_a_text_is_a_paragraph_with_the_indent_of_its_first(
    form: Form, variant: str
) -> None:
    docx = printed(form, answers_of(form, variant))
    breaks = [
        paragraph
        for _, paragraph in paragraphs(docx)
        for line_break in paragraph.iter(w("br"))
        if typed(line_break)
    ]
    lists = [
        (indent(one), indent(two), indent(last))
        for (a, one), (b, two), *_, (c, last) in zip(
            *(list(paragraphs(docx))[n:] for n in range(6)), strict=False
        )
        if (a[-7:], b[:7], c[:14]) == ("- Ý một", "+ Ý hai", "Không phải ý.."[:12])
    ]

    assert breaks == []
    for first, second, last in lists:
        assert first == second
        assert first == (last[0] + first[1] if last[0] else first[0], HANGING)


def typed(line_break: Any) -> bool:
    """Whether what follows a break was typed as one more line."""
    following = next(line_break.itersiblings(TEXT), None)
    if following is None:
        run = next(line_break.getparent().itersiblings(RUN), None)
        following = run.find(TEXT) if run is not None else None
    return following is not None and (following.text or "")[2:4] == "Ý "


@EVERY_PAPER
def test_lists_are_read_back_as_they_were_typed(form: Form, variant: str) -> None:
    answers = answers_of(form, variant)
    known, templates = (
        (companions(), companion_library())
        if companions().get(form.code)
        else (catalogue(), library())
    )

    assert read_document(known, templates, printed(form, answers)) == (form, answers)


@pytest.mark.parametrize("start", ["+ Ý nhỏ", "a. Ý có chữ", "1. Ý có số", "– Ý có gạch"])
def test_items_in_the_conclusion_hang_by_five_millimetres(start: str) -> None:
    hanging = [
        indent(paragraph)
        for text, paragraph in paragraphs(PAPERS["BM.CTCL.02-dashes"].word)
        if text.startswith(start)
    ]

    assert (FIRST_LINE + HANGING, HANGING) in hanging
    assert all(hang == HANGING for _, hang in hanging)


def test_a_paragraph_that_is_no_item_begins_as_its_style_says() -> None:
    found = [
        (paragraph.find(f"*/{w('pStyle')}").get(VAL), indent(paragraph))
        for text, paragraph in paragraphs(PAPERS["BM.CTCL.02-dashes"].word)
        if text.startswith("Đoạn không phải")
    ]

    assert ("PromptText", (0, 0)) in found
    assert ("TableText", (0, 0)) in found


def test_a_list_begins_below_the_words_that_lead_to_it() -> None:
    case: PaperCase = PAPERS["BM.CTCL.01-dashes"]
    lines = printed_lines(case.word)

    at = lines.index("- Nguyên nhân:")
    assert lines[at + 1].startswith("- Ý kiến thứ nhất:")
    assert "- Biện pháp:" in lines
