"""A text of several lines in the row of a list: one answer, also when its last line is struck."""

import re
from typing import Any

import pytest

from service.documents.errors import CopiesDiffer
from service.documents.read.read_back import read_document
from service.documents.render.compiled_template import CompiledTemplate
from service.documents.render.library import TemplateLibrary
from service.documents.render.render import render
from service.documents.template.prepare import pack, prepare, unpack
from service.formkit.fields import Rows, Text, YesNo
from tests.documents import toy_template as toy
from tests.documents.form_values import paper_of

FORM = toy.form(
    Text(name="name", label=toy.label("name"), max_length=50),
    Rows(
        name="people",
        label=toy.label("people"),
        row_label=toy.label("person"),
        max_rows=5,
        fields=(
            Text(name="note", label=toy.label("note"), max_length=200, multiline=True),
            YesNo(name="absent", label=toy.label("absent")),
            Text(name="who", label=toy.label("who"), max_length=50),
        ),
    ),
)
LIST = toy.rows(
    "people[]",
    toy.item(
        toy.p(toy.text("people[].note", lines=True)),
        toy.p(toy.box("people[].absent:true"), toy.text("people[].who")),
    ),
)
BOXES_AGAIN = toy.rows("people[]", toy.item(toy.p(toy.box("people[].absent:true"))))
NAME = toy.p(toy.text("name"))
SAID = {
    "name": "Hiền",
    "people": [
        {"note": "một\nhai", "absent": True, "who": "An"},
        {"note": "ba\nbốn", "who": "Bình"},
    ],
}


def printed(*page: str) -> tuple[TemplateLibrary, str]:
    """A template of this page, and the document part of what it prints."""
    template = CompiledTemplate(prepare(toy.template(*page), "toy.docx"))
    library = TemplateLibrary({(FORM.code, ""): template})
    return library, unpack(render(FORM, template, SAID, paper_of(FORM)))[
        "word/document.xml"
    ].decode()


def read(library: TemplateLibrary, page: tuple[str, ...], xml: str) -> dict[str, Any]:
    """What the file says whose document part this is."""
    template = CompiledTemplate(prepare(toy.template(*page), "toy.docx"))
    members = unpack(render(FORM, template, SAID, paper_of(FORM)))
    return read_document([FORM], library, pack({**members, "word/document.xml": xml.encode()}))[1]


def test_the_lines_of_each_row_come_back_as_one_text() -> None:
    library, xml = printed(NAME, LIST)

    assert read(library, (NAME, LIST), xml) == SAID


def test_a_rows_last_line_struck_out_leaves_the_lines_before() -> None:
    library, xml = printed(NAME, LIST)
    last = re.search(r'<w:p>(?:(?!<w:p>).)*?<w:tag w:val="people\[\]\.note"/>.*?</w:p>', xml, re.S)
    assert last is not None
    struck = re.sub(
        r"(<w:sdt>.*</w:sdt>)", r'<w:del w:id="9" w:author="a">\1</w:del>', last.group()
    )

    said = read(library, (NAME, LIST), xml.replace(last.group(), struck, 1))

    assert [row.get("note") for row in said["people"]] == ["một", "ba\nbốn"]
    assert [row["who"] for row in said["people"]] == ["An", "Bình"]


def test_a_rows_box_that_is_printed_otherwise_the_second_time_is_named() -> None:
    page = (NAME, LIST, BOXES_AGAIN)
    library, xml = printed(*page)
    assert read(library, page, xml) == SAID
    at = xml.rindex("☐")
    head, tail = xml[:at], xml[at + 1 :]
    ticked = head[::-1].replace('w14:val="0"'[::-1], 'w14:val="1"'[::-1], 1)[::-1] + "☒" + tail

    with pytest.raises(CopiesDiffer) as wrong:
        read(library, page, ticked)

    assert (wrong.value.field, wrong.value.label) == (
        "absent",
        CopiesDiffer("absent", toy.label("absent")).label,
    )
