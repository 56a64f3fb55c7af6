"""What a file prints twice must say the same twice: boxes, texts and the rows of a list."""

import re
from collections.abc import Callable

import pytest

from service.documents.errors import CopiesDiffer
from service.documents.read.read_back import read_document
from service.documents.render.compiled_template import CompiledTemplate
from service.documents.render.library import TemplateLibrary
from service.documents.render.render import render
from service.documents.template.prepare import pack, prepare, unpack
from tests.documents import toy_template as toy
from tests.documents.form_values import paper_of

FORM = toy.form()
AGAIN = (
    toy.p(toy.box("kind:a"), toy.box("kind:b"), toy.box("urgent:true"), toy.text("count")),
    toy.rows("people[]", toy.item(toy.p(toy.run("– "), toy.text("people[].who")))),
)
TEMPLATE = CompiledTemplate(prepare(toy.template(*toy.PAGE, *AGAIN), "toy.docx"))
LIBRARY = TemplateLibrary({(FORM.code, ""): TEMPLATE})
FILLED = render(FORM, TEMPLATE, toy.FILLED, paper_of(FORM))
TICKED, UNTICKED = ('w14:val="1"', "☒"), ('w14:val="0"', "☐")

Edit = Callable[[str], str]


def edited(edit: Edit) -> bytes:
    """The filled file with its document part changed."""
    members = unpack(FILLED)
    members["word/document.xml"] = edit(members["word/document.xml"].decode()).encode()
    return pack(members)


def second(tag: str, *changes: tuple[str, str]) -> Edit:
    """Change what the last control of a tag holds."""

    def edit(xml: str) -> str:
        controls = list(
            re.finditer(rf'<w:sdt><w:sdtPr><w:tag w:val="{re.escape(tag)}"/>.*?</w:sdt>', xml, re.S)
        )
        last = controls[-1]
        said = last.group()
        for old, new in changes:
            assert old in said
            said = said.replace(old, new)
        return xml[: last.start()] + said + xml[last.end() :]

    return edit


def turned(off: tuple[str, str], on: tuple[str, str]) -> tuple[tuple[str, str], ...]:
    """The changes that turn a box the other way."""
    return tuple(zip(off, on, strict=True))


def test_what_is_printed_twice_alike_is_read_once() -> None:
    assert read_document([FORM], LIBRARY, FILLED) == (FORM, toy.FILLED)


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (second("kind:a", *turned(UNTICKED, TICKED)), "kind"),
        (second("kind:b", *turned(TICKED, UNTICKED)), "kind"),
        (second("urgent:true", *turned(TICKED, UNTICKED)), "urgent"),
        (second("count", (">07<", ">08<")), "count"),
    ],
)
def test_a_second_print_that_says_something_else_is_named(edit: Edit, field: str) -> None:
    with pytest.raises(CopiesDiffer) as wrong:
        read_document([FORM], LIBRARY, edited(edit))

    label = FORM.field(field).label
    assert (wrong.value.field, wrong.value.label) == (field, CopiesDiffer(field, label).label)


def test_a_second_print_of_a_list_with_another_row_is_named() -> None:
    names = [each["who"] for each in toy.FILLED["people"]]
    other = second("people[].who", (f">{names[-1]}<", ">Ai khác<"))

    with pytest.raises(CopiesDiffer) as wrong:
        read_document([FORM], LIBRARY, edited(other))

    assert wrong.value.field == "who"
