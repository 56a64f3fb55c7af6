"""A row that may not break is free to once its texts make it taller than a third of the page."""

from typing import Any

import pytest

from service.documents.render.compiled_template import CompiledTemplate
from service.documents.render.render import lines_of
from service.documents.template.prepare import prepare, unpack
from service.documents.wordml import ROW, TEXT, VAL, parse_part, w
from service.formkit.fields import Text
from service.formkit.labels import Label
from tests.documents import toy_template as toy
from tests.documents.extreme_papers import every_paper, words
from tests.documents.form_values import reference, xml_parts

PAPERS = {case.name: case for case in every_paper()}
FIELD = Text(name="a", label=Label("A", "A"), max_length=2000, multiline=True)
OFFICE = {
    "settings": {"agency_name_text": "Sở"},
    "form": {"title": "T", "code": "TOY.01", "issue_no": "01"},
    "doc": {"record_id": "", "draft": False, "made_at": ""},
}


def whole_rows(docx: bytes) -> list[tuple[str, bool]]:
    """The first words of every row that is marked, and whether it may not break."""
    rows = parse_part(unpack(docx)["word/document.xml"]).iter(ROW)
    marked = [(row, row.find(f"{w('trPr')}/{w('cantSplit')}")) for row in rows]
    return [
        ("".join(t.text or "" for t in row.iter(TEXT))[:9], mark.get(VAL, "1") == "1")
        for row, mark in marked
        if mark is not None
    ]


def table(*cells: str, width: int = 2000) -> str:
    """A table of one repeated row that may not break, its cells so wide."""
    row = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{toy.p(cell)}</w:tc>'
        for cell in cells
    )
    grid = f'<w:gridCol w:w="{width}"/>' * len(cells)
    drawn = toy.item(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{row}</w:tr>")
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{toy.rows('l[]', drawn)}</w:tbl>"


def rendered(*rows: dict[str, Any], width: int = 2000) -> list[bool]:
    """Whether each of the rows is kept whole; docxtpl must say the same."""
    template = CompiledTemplate(
        prepare(toy.template(table(toy.text("l[].a", lines=True), width=width)), "toy.docx")
    )
    values = OFFICE | {
        "l": [
            {"ID": f"{n:06}", "FIRST": n == 0, "LAST": n == len(rows) - 1, **row}
            | lines_of((FIELD,), row)
            for n, row in enumerate(rows)
        ],
    }
    docx = template.render(values)
    assert xml_parts(docx) == xml_parts(reference(template.prepared, values))
    return [whole for _, whole in whole_rows(docx)]


def test_a_short_row_stays_whole_and_a_tall_one_is_free() -> None:
    assert rendered({"a": words(100)}, {"a": words(1500)}, {"a": ""}) == [True, False, True]


def test_lines_count_as_well_as_letters() -> None:
    assert rendered({"a": "\n".join("abc")}, {"a": "\n".join("x" * 60)}) == [True, False]


def test_the_same_text_is_tall_in_a_narrow_column_only() -> None:
    text = {"a": words(700)}

    assert rendered(text, width=1500) == [False]
    assert rendered(text, width=9000) == [True]


@pytest.mark.parametrize("name", ["BM.CTCL.03-action-500", "BM.CTCL.03-responsible-350"])
def test_the_row_of_a_long_action_is_free_in_the_word_file(name: str) -> None:
    assert ("1Rà soát ", False) in whole_rows(PAPERS[name].word)


def test_signatures_stay_together_as_long_as_a_page_holds_them() -> None:
    for recipients, whole in (("15", True), ("15-long", False)):
        *_, positions, names = whole_rows(PAPERS[f"BM.CTCL.02-recipients-{recipients}"].word)

        assert positions == ("Nơi nhận:", whole)
        assert names == ("Ngô Hải Y", whole)
