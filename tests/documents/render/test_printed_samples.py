"""The samples of every form on paper: sound files that say what the samples say."""

import json
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from service.documents.read.read_back import read_document
from service.documents.render.render import Paper, context, prove, render
from service.documents.template.prepare import without_controls
from service.formkit.fields import Rows
from service.formkit.form import Form
from service.formkit.schema import load_answers
from tests.documents.form_values import catalogue, library, paper_of, reference, xml_parts
from tests.docx_text import printed_lines
from tests.forms.form_samples import (
    FORMS,
    SAMPLE_IDS,
    SAMPLES,
    expected_lines,
    folder_of,
    sample,
)
from tests.needs import need, word_validator

EVERY_SAMPLE = pytest.mark.parametrize(("form", "name"), SAMPLES, ids=SAMPLE_IDS)
EVERY_FORM = pytest.mark.parametrize("form", FORMS, ids=[form.key for form in FORMS])
ALWAYS_PRESENT = {"plan_level", "issue_place", "venue", "legal_bases"}
SEED_NAMES = ("Nguyễn Xuân Hòa", "Nguyễn Thị Hiền", "Vinh Thông", "Vĩnh Thông")


def printed(form: Form, values: dict[str, Any]) -> bytes:
    """The Word file of the values on the office's own letterhead."""
    template = library().template(form, form.variant_of(values))
    return render(form, template, values, paper(form, values))


def paper(form: Form, values: dict[str, Any]) -> Paper:
    """The print of a numbered record: the footer names it by its number, if it has one."""
    numbered = next(move.series.field for move in form.moves if move.series is not None)
    return paper_of(form, record_id=values.get(numbered, ""))


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a sample."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for inner in value.values() for text in texts_in(inner))
    elif isinstance(value, list):
        yield from (text for inner in value for text in texts_in(inner))


@EVERY_SAMPLE
def test_a_sample_is_canonical_loading_it_changes_nothing(form: Form, name: str) -> None:
    values = sample(form, name)

    loaded = load_answers(form, values)

    assert loaded == values
    assert json.dumps(loaded, ensure_ascii=False, sort_keys=True) == json.dumps(
        values, ensure_ascii=False, sort_keys=True
    )


@EVERY_SAMPLE
def test_a_sample_holds_printed_fields_only_in_the_order_of_the_form(form: Form, name: str) -> None:
    values = sample(form, name)
    order = [each.name for each in form.fields_for(form.variant_of(values)) if each.printed]

    assert list(values) == [field for field in order if field in values]
    assert {field for field in order if field in ALWAYS_PRESENT} <= values.keys()


@EVERY_SAMPLE
def test_a_sample_is_in_nfc_and_names_nobody_of_the_seed_procedure(form: Form, name: str) -> None:
    said = list(texts_in(sample(form, name)))

    assert all(unicodedata.is_normalized("NFC", text) for text in said)
    assert not [text for text in said for seed in SEED_NAMES if seed in text]


@EVERY_SAMPLE
def test_the_word_file_of_a_sample_reads_back_as_the_same_json(form: Form, name: str) -> None:
    values = sample(form, name)

    docx = printed(form, values)

    assert read_document(catalogue(), library(), docx) == (form, values)
    prove(form, library().template(form, form.variant_of(values)), docx, values)


@EVERY_SAMPLE
def test_the_word_file_of_a_sample_has_no_defect(form: Form, name: str, tmp_path: Path) -> None:
    script = word_validator()
    need(script, "../shared/ooxml/validate.py")
    values = sample(form, name)
    template = library().template(form, form.variant_of(values))
    braces = any("{" in text for text in texts_in(values))
    word, page = tmp_path / "word.docx", tmp_path / "page.docx"
    word.write_bytes(printed(form, values))
    page.write_bytes(without_controls(render(form, template, values, paper(form, values))))

    run = subprocess.run(
        [sys.executable, str(script), *([] if braces else ["--no-tags"]), str(word), str(page)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr


@EVERY_SAMPLE
def test_the_word_file_of_a_sample_equals_docxtpls_part_by_part(form: Form, name: str) -> None:
    values = sample(form, name)
    template = library().template(form, form.variant_of(values))

    ours = render(form, template, values, paper(form, values))
    theirs = reference(template.prepared, context(form, values, paper(form, values)))

    assert xml_parts(ours) == xml_parts(theirs)


@EVERY_SAMPLE
def test_the_same_sample_gives_the_same_bytes(form: Form, name: str) -> None:
    values = sample(form, name)

    assert printed(form, values) == printed(form, dict(values))


@EVERY_FORM
def test_the_page_of_the_filled_sample_shows_the_expected_text_line_by_line(form: Form) -> None:
    lines = printed_lines(printed(form, sample(form, "filled")))

    assert lines == expected_lines(form)


@EVERY_FORM
def test_the_page_without_controls_shows_the_same_text(form: Form) -> None:
    values = sample(form, "filled")
    template = library().template(form, form.variant_of(values))

    page = without_controls(render(form, template, values, paper(form, values)))

    assert printed_lines(page) == expected_lines(form)


@EVERY_FORM
def test_every_text_of_the_hard_sample_stands_on_the_page_as_typed(form: Form) -> None:
    values = sample(form, "hard")
    plain = {field.name for field in form.fields if not isinstance(field, Rows)}

    page = "\n".join(printed_lines(printed(form, values)))

    for name in plain & values.keys():
        for line in str(values[name]).split("\n") if _is_words(form, name) else ():
            assert line.rstrip() in page


@EVERY_FORM
def test_the_samples_of_a_form_are_three_files(form: Form) -> None:
    files = {each.name for each in folder_of(form).iterdir()}

    assert files == {"filled.json", "hard.json", "expected.txt"}


def _is_words(form: Form, name: str) -> bool:
    return type(form.field(name)).__name__ in ("Text", "Code")
