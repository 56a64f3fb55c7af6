"""The samples of every companion on paper: sound files that say what the samples say."""

import functools
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.documents.read.read_back import read_document
from service.documents.render.render import context, prove, render
from service.documents.template.prepare import without_controls
from service.formkit.fields import Rows
from service.formkit.form import Form
from service.formkit.schema import load_answers
from tests.documents.form_values import answers_to, defects, paper_of, reference, xml_parts
from tests.docx_text import printed_lines
from tests.forms.companion_samples import (
    CODES,
    COMPANION_SAMPLE_IDS,
    COMPANION_SAMPLES,
    COMPANIONS,
    SAMPLES_FOLDER,
    companion_library,
    companion_lines,
    companion_sample,
    companions,
    template_of,
)

EVERY_COMPANION = pytest.mark.parametrize("form", COMPANIONS, ids=CODES)
EVERY_SAMPLE = pytest.mark.parametrize(
    ("form", "name"), COMPANION_SAMPLES, ids=COMPANION_SAMPLE_IDS
)
SOME = settings(max_examples=30, suppress_health_check=list(HealthCheck))


@functools.cache
def _values(code: str) -> st.SearchStrategy[dict[str, Any]]:
    return answers_to(companions()[code].fields)


def values_of(form: Form) -> st.SearchStrategy[dict[str, Any]]:
    """Canonical answers to some of the companion's fields."""
    return _values(form.code)


def printed(form: Form, values: dict[str, Any], draft: bool = False) -> bytes:
    """The Word file of the values on the office's own letterhead."""
    return render(form, template_of(form), values, paper_of(form, draft=draft))


@EVERY_COMPANION
def test_the_samples_of_a_companion_are_three_files(form: Form) -> None:
    files = {each.name for each in (SAMPLES_FOLDER / form.key).iterdir()}

    assert files == {"filled.json", "hard.json", "expected.txt"}


def test_there_are_samples_of_companions_only() -> None:
    assert {each.name for each in SAMPLES_FOLDER.iterdir()} == {form.key for form in COMPANIONS}


@EVERY_SAMPLE
def test_a_sample_is_canonical_loading_it_changes_nothing(form: Form, name: str) -> None:
    values = companion_sample(form, name)

    assert load_answers(form, values) == values
    assert list(values) == [each.name for each in form.fields if each.name in values]
    assert unicodedata.is_normalized("NFC", str(values))


@EVERY_SAMPLE
def test_the_word_file_of_a_sample_reads_back_as_the_same_json(form: Form, name: str) -> None:
    values = companion_sample(form, name)

    docx = printed(form, values)

    assert read_document(companions(), companion_library(), docx) == (form, values)
    prove(form, template_of(form), docx, values)


def test_no_word_file_of_any_companion_has_a_defect(tmp_path: Path) -> None:
    blanks: list[tuple[Form, dict[str, Any]]] = [(form, {}) for form in COMPANIONS]
    samples = [(form, companion_sample(form, name)) for form, name in COMPANION_SAMPLES]
    papers = [*blanks, *samples]

    words = [printed(form, values, draft=True) for form, values in papers]
    pages = [
        without_controls(render(form, template_of(form), values, paper_of(form)))
        for form, values in papers
    ]

    assert defects(tmp_path, *words, *pages) == ""


@EVERY_SAMPLE
def test_the_word_file_of_a_sample_equals_docxtpls_part_by_part(form: Form, name: str) -> None:
    values = companion_sample(form, name)
    template = template_of(form)

    theirs = reference(template.prepared, context(form, values, paper_of(form)))

    assert xml_parts(printed(form, values)) == xml_parts(theirs)
    assert printed(form, values) == printed(form, dict(values))


@EVERY_COMPANION
def test_the_page_of_the_filled_sample_shows_the_expected_text_line_by_line(form: Form) -> None:
    values = companion_sample(form, "filled")

    page = without_controls(render(form, template_of(form), values, paper_of(form)))

    assert printed_lines(printed(form, values)) == companion_lines(form)
    assert printed_lines(page) == companion_lines(form)


@EVERY_COMPANION
def test_every_text_of_the_hard_sample_stands_on_the_page_as_typed(form: Form) -> None:
    values = companion_sample(form, "hard")
    words = [
        field.name
        for field in form.fields
        if not isinstance(field, Rows) and isinstance(values.get(field.name), str)
    ]

    page = "\n".join(printed_lines(printed(form, values)))

    for name in words:
        if type(form.field(name)).__name__ in ("Text", "Code"):
            for line in str(values[name]).split("\n"):
                assert line.rstrip() in page


@EVERY_COMPANION
def test_the_hard_sample_fills_a_text_or_a_row_to_its_end(form: Form) -> None:
    values = companion_sample(form, "hard")

    assert max(len(line) for line in str(values).split("'")) > 140


@EVERY_COMPANION
@SOME
@given(data=st.data())
def test_every_value_comes_back_and_the_file_equals_docxtpls(
    form: Form, data: st.DataObject
) -> None:
    given_answers: dict[str, Any] = data.draw(values_of(form))
    template = template_of(form)
    paper = paper_of(form, record_id="09/2026-2")

    ours = render(form, template, given_answers, paper)
    theirs = reference(template.prepared, context(form, given_answers, paper))

    assert xml_parts(ours) == xml_parts(theirs)
    prove(form, template, ours, given_answers)
    assert read_document(companions(), companion_library(), ours) == (form, given_answers)


@EVERY_COMPANION
def test_a_blank_print_reads_back_empty_and_its_page_has_no_controls(form: Form) -> None:
    template = template_of(form)

    package = render(form, template, {}, paper_of(form))
    page = without_controls(render(form, template, {}, paper_of(form)))

    assert b"w:sdt" not in xml_parts(page)["word/document.xml"]
    assert read_document(companions(), companion_library(), package) == (form, {})


@EVERY_COMPANION
def test_the_footer_names_procedure_record_and_draft(form: Form) -> None:
    template = template_of(form)

    issued = render(form, template, {}, paper_of(form, record_id="09/2026-2"))
    draft = render(form, template, {}, paper_of(form, draft=True))

    assert printed_lines(issued)[-1] == f"{form.code} – QT.CTCL – 09/2026-2"
    assert printed_lines(draft)[-1] == f"{form.code} – QT.CTCL\tDỰ THẢO"
