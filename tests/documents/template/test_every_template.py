"""Every template of the catalogue against docxtpl, the validator and its own read-back."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.documents.read.read_back import read_document
from service.documents.render.render import context, prove, render
from service.documents.template.prepare import pack, unpack, without_controls
from service.formkit.form import Form
from service.formkit.letterhead import LETTERHEAD
from tests.documents.form_values import (
    answers,
    catalogue,
    defects,
    library,
    paper_of,
    papers,
    reference,
    xml_parts,
)

PAPERS = pytest.mark.parametrize(
    ("form", "variant"), papers(), ids=[f"{f.code}-{v}" for f, v in papers()]
)
LATER_WORD = re.compile(
    rb"<w15:repeatingSection>.*?</w15:repeatingSection>|<w15:repeatingSectionItem/>"
    rb"|<w14:checkbox>.*?</w14:checkbox>"
)
SWITCHES = [each.key for each in LETTERHEAD if isinstance(each.default, bool)]
MANY = settings(max_examples=200, suppress_health_check=list(HealthCheck))


@PAPERS
@MANY
@given(data=st.data())
def test_every_value_comes_back_and_the_file_equals_docxtpls(
    form: Form, variant: str, data: st.DataObject
) -> None:
    given_answers: dict[str, Any] = data.draw(answers(form, variant))
    template = library().template(form, variant)
    switches = {key: data.draw(st.booleans(), label=key) for key in SWITCHES}
    paper = paper_of(form, record_id="HS-1", place_name='"R&D" <Hà Nội>', **switches)

    ours = render(form, template, given_answers, paper)
    theirs = reference(template.prepared, context(form, given_answers, paper))

    changing = [part.name for part in template.package.parts]
    assert xml_parts(ours, *changing) == xml_parts(theirs, *changing)
    prove(form, template, ours, given_answers)
    assert read_document(catalogue(), library(), ours) == (form, given_answers)


@PAPERS
def test_a_blank_print_is_sound_with_and_without_controls(
    form: Form, variant: str, tmp_path: Path
) -> None:
    paper = paper_of(form)
    blank = form.blank_answers(variant, paper.settings)
    template = library().template(form, variant)
    values = context(form, blank, paper)

    package = render(form, template, blank, paper)
    page = without_controls(render(form, template, blank, paper))

    assert defects(tmp_path, package, page) == ""
    assert xml_parts(package) == xml_parts(reference(template.prepared, values))
    assert b"w:sdt" not in xml_parts(page)["word/document.xml"]
    prove(form, template, package, blank)


@PAPERS
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_filled_files_have_no_defect(
    form: Form, variant: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    given_answers = data.draw(answers(form, variant))
    template = library().template(form, variant)
    paper = paper_of(form, draft=True)

    package = render(form, template, given_answers, paper)

    assert defects(tmp_path_factory.mktemp("files"), package) == ""
    assert package == render(form, template, given_answers, paper)


@PAPERS
@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_program_that_drops_sections_and_boxes_loses_no_answer(
    form: Form, variant: str, data: st.DataObject
) -> None:
    given_answers = data.draw(answers(form, variant))
    package = render(form, library().template(form, variant), given_answers, paper_of(form))
    members = unpack(package)
    members["word/document.xml"] = LATER_WORD.sub(b"", members["word/document.xml"])

    assert read_document(catalogue(), library(), pack(members)) == (form, given_answers)
