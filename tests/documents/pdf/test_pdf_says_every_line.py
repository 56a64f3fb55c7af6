"""The PDF says every line of every value, in its order, none clipped and none stretched."""

import io
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pypdfium2
import pytest

from service.documents.pdf.converter import PdfOffice
from service.documents.pdf.page_images import page_text
from service.documents.render.library import TemplateLibrary
from service.documents.render.render import Paper, render
from service.documents.template.prepare import without_controls
from service.formkit.catalogue import Catalogue
from service.formkit.fields import Rows, Text
from service.formkit.form import Form
from service.formkit.letterhead import default_letterhead
from service.settings import ROOT

CATALOGUE = Catalogue.load([ROOT / "forms"])
LIBRARY = TemplateLibrary.open(CATALOGUE, [ROOT / "templates_docx"])
# What the page's own fonts hold; a PDF gives other scripts and joined emoji back in its own way.
UNSPOKEN = re.compile("[^!-~\u00a1-\u00ac\u00ae-\u024f\u1e00-\u1eff“”‘’–—…≥≤]+")


def printed(office: PdfOffice, form: Form, answers: dict[str, Any]) -> list[str]:
    """The text of each page of the PDF, without white space, in small letters."""
    paper = Paper(default_letterhead(), form.version)
    template = LIBRARY.template(form, form.variant_of(answers))
    pages = page_text(office.convert(without_controls(render(form, template, answers, paper))))
    return [UNSPOKEN.sub("", page).casefold() for page in pages]


def says(pages: list[str], line: str) -> bool:
    """Whether a page shows the line, or two pages show what a page break made of it."""
    line = line.casefold()
    if any(line in page for page in pages):
        return True
    return any(
        line[:cut] in page and line[cut:] in following
        for page, following in pairwise(pages)
        for cut in range(1, len(line))
    )


def lines_of(fields: tuple[Any, ...], answers: Any) -> Iterator[str]:
    """Every line of every text that is printed."""
    for each in fields:
        value = answers.get(each.name) if isinstance(answers, dict) else answers
        if not each.printed or value is None:
            continue
        if isinstance(each, Rows):
            for row in value:
                yield from lines_of(each.fields, row)
        elif isinstance(each, Text):
            yield from (UNSPOKEN.sub("", line) for line in str(value).split("\n"))


@pytest.mark.parametrize("name", ["filled", "hard"])
@pytest.mark.parametrize("form", CATALOGUE.forms, ids=lambda form: form.code)
def test_every_line_of_a_sample_stands_in_the_pdf(
    pdf_office: PdfOffice, form: Form, name: str
) -> None:
    answers = json.loads((ROOT / "samples" / form.key / f"{name}.json").read_text("utf-8"))

    pages = printed(pdf_office, form, answers)

    lost = [
        line
        for line in lines_of(form.fields_for(form.variant_of(answers)), answers)
        if not says(pages, line)
    ]
    assert lost == []


def test_a_row_taller_than_a_page_is_not_clipped(pdf_office: PdfOffice) -> None:
    form = CATALOGUE["BM.CTCL.03"]
    action = "\n".join(f"việc {n:02d}." for n in range(1, 45))
    row = {"objective_no": 1, "objective_text": "Dài", "target_value": "1"}
    answers = {
        "plan_level": "agency",
        "plan_year": 2026,
        "objectives": [{**row, "actions": [{"action_text": action}]}],
    }

    pages = printed(pdf_office, form, answers)

    assert [n for n in range(1, 45) if not says(pages, f"việc{n:02d}.")] == []


def test_short_lines_before_a_break_are_not_stretched(pdf_office: PdfOffice) -> None:
    form = CATALOGUE["BM.CTCL.01"]
    answers = {"nonconformity_description": "Một dòng ngắn\nDòng sau cùng"}
    paper = Paper(default_letterhead(), form.version)
    docx = without_controls(render(form, LIBRARY.template(form), answers, paper))

    document = pypdfium2.PdfDocument(io.BytesIO(pdf_office.convert(docx)))
    page = document[0].get_textpage()
    found = page.search("Một dòng ngắn").get_next()

    assert found is not None
    first, count = found
    left = page.get_charbox(first)[0]
    right = page.get_charbox(first + count - 1)[2]
    # 13 letters of 13 pt text are about 85 pt wide; stretched they would fill the 460 pt line.
    assert right - left < 120
