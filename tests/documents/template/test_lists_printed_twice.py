"""A list printed in two tables: rows are matched by their order, and both prints must agree."""

import pytest

from service.documents.errors import CopiesDiffer
from service.documents.read.read_back import read_document
from service.documents.render.compiled_template import CompiledTemplate
from service.documents.render.library import TemplateLibrary
from service.documents.render.render import prove, render
from service.documents.template.prepare import pack, prepare, unpack
from service.formkit.fields import Choice, Rows, Text, Whole, option
from tests.documents import toy_template as toy
from tests.documents.form_values import paper_of

STEPS = Rows(
    name="steps",
    label=toy.label("steps"),
    row_label=toy.label("step"),
    max_rows=9,
    fields=(Text(name="what", label=toy.label("what"), max_length=50),),
)
AIMS = Rows(
    name="aims",
    label=toy.label("aims"),
    row_label=toy.label("aim"),
    max_rows=9,
    fields=(
        Whole(name="no", label=toy.label("no"), minimum=1, maximum=99),
        STEPS,
        Choice(
            name="met",
            label=toy.label("met"),
            boxes=True,
            options=(option("yes", "Đạt", "Yes"), option("no", "Không", "No")),
        ),
        Text(name="cause", label=toy.label("cause"), max_length=50),
    ),
)
FORM = toy.form(Text(name="name", label=toy.label("name"), max_length=50), AIMS)


def cell(*content: str) -> str:
    return f"<w:tc><w:tcPr/>{''.join(content)}</w:tc>"


def table(*content: str) -> str:
    grid = '<w:gridCol w:w="900"/><w:gridCol w:w="900"/>'
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(content)}</w:tbl>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


WHAT = cell(toy.p(toy.text("aims[].steps[].what")))
BOXES = toy.box("aims[].met:yes"), toy.box("aims[].met:no")
HEAD, GOES_ON = cell(toy.p(toy.text("aims[].no"))), cell(toy.p())
FIRST_TABLE = table(
    toy.rows(
        "aims[]",
        toy.item(
            toy.rows(
                "aims[].steps[]",
                toy.item(
                    toy.when("if:first", row(HEAD, WHAT)),
                    toy.when("unless:first", row(GOES_ON, WHAT)),
                ),
                toy.item(row(HEAD, WHAT), blank=True),
            )
        ),
        toy.item(row(GOES_ON, GOES_ON), blank=True),
    )
)
SECOND_TABLE = table(
    toy.rows(
        "aims[]",
        toy.item(
            row(
                cell(toy.p(toy.text("aims[].no", extra=toy.LOCKED))),
                cell(
                    toy.p(
                        toy.box("aims[].met:yes"),
                        toy.box("aims[].met:no"),
                        toy.text("aims[].cause"),
                    )
                ),
            )
        ),
    )
)
TEMPLATE = CompiledTemplate(
    prepare(toy.template(toy.p(toy.text("name")), FIRST_TABLE, toy.p(), SECOND_TABLE), "toy.docx")
)
ANSWERS = {
    "aims": [
        {"no": 1, "steps": [{"what": "a"}, {"what": "b"}], "met": "yes"},
        {"no": 2, "met": "no", "cause": "chậm"},
        {"no": 3, "steps": [{"what": "c"}]},
    ]
}
FILLED = render(FORM, TEMPLATE, ANSWERS, paper_of(FORM))


def read(package: bytes) -> dict[str, object]:
    return read_document([FORM], TemplateLibrary({(FORM.code, ""): TEMPLATE}), package)[1]


def edited(old: str, new: str, count: int = -1) -> bytes:
    members = unpack(FILLED)
    xml = members["word/document.xml"].decode()
    assert old in xml
    members["word/document.xml"] = xml.replace(old, new, count).encode()
    return pack(members)


def test_rows_of_rows_come_back_from_both_tables() -> None:
    prove(FORM, TEMPLATE, FILLED, ANSWERS)

    assert read(FILLED) == ANSWERS


def test_the_tables_are_told_apart_where_every_item_is_lost() -> None:
    loose = edited("<w15:repeatingSectionItem/>", "")

    assert read(loose) == ANSWERS


def test_a_number_changed_in_one_table_only_is_refused() -> None:
    with pytest.raises(CopiesDiffer) as caught:
        read(edited(">2</w:t>", ">5</w:t>", 1))

    assert caught.value.field == "no"


def test_a_row_only_the_second_table_has_is_refused() -> None:
    first, between, second = unpack(FILLED)["word/document.xml"].decode().partition("</w:tbl>")
    start = first.rfind("<w:tr>")
    members = unpack(FILLED)
    shorter = first[:start] + first[start:].replace(">3</w:t>", "></w:t>").replace(">c<", "><")
    members["word/document.xml"] = (shorter + between + second).encode()

    with pytest.raises(CopiesDiffer):
        read(pack(members))
