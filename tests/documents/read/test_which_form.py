"""Which form a file is: by the code it says, else by its controls; never guessed between two."""

from dataclasses import replace

import pytest

from service.documents.errors import ControlsGone, FormsAlike, FormUnknown
from service.documents.read.read_back import read_document
from service.documents.render.compiled_template import CompiledTemplate
from service.documents.render.library import TemplateLibrary
from service.documents.template.prepare import prepare
from service.formkit.fields import Text
from service.formkit.form import Form
from tests.documents import toy_template as toy
from tests.documents.edits import FILLED, FORM, TEMPLATE, Edit, control
from tests.documents.reshaped import with_subject, without_properties

TWIN = replace(FORM, code="TOY.02")
SMALL = toy.form(Text(name="name", label=toy.label("name"), max_length=50), code="TOY.03")
OF_SMALL = CompiledTemplate(prepare(toy.template(toy.p(toy.text("name"))), "small.docx"))
LIBRARY = TemplateLibrary(
    {(FORM.code, ""): TEMPLATE, (TWIN.code, ""): TEMPLATE, (SMALL.code, ""): OF_SMALL}
)


def form_of(package: bytes, *forms: Form) -> str:
    """The code of the form that the file is taken for; it says the same answers."""
    form, answers = read_document(forms, LIBRARY, package)
    assert answers == toy.FILLED
    return form.code


@pytest.mark.parametrize("subject", ["TOY.01", " toy.01 ", "TOY.\u200b01"])
def test_the_code_decides_between_forms_of_the_same_controls(subject: str) -> None:
    assert form_of(with_subject(FILLED, subject), TWIN, FORM, SMALL) == "TOY.01"
    assert form_of(with_subject(FILLED, "TOY.02"), FORM, TWIN, SMALL) == "TOY.02"


@pytest.mark.parametrize("subject", ["", "Kính gửi", "TOY.03", "TOY.99"])
def test_without_its_code_a_file_is_known_by_its_controls(subject: str) -> None:
    assert form_of(with_subject(FILLED, subject), SMALL, FORM) == "TOY.01"


def test_without_properties_a_file_is_known_by_its_controls() -> None:
    assert form_of(without_properties(FILLED), SMALL, FORM) == "TOY.01"


def test_two_forms_that_would_fit_are_told_and_none_is_guessed() -> None:
    with pytest.raises(FormsAlike) as refused:
        form_of(with_subject(FILLED, ""), FORM, TWIN, SMALL)

    assert "TOY.01 và TOY.02" in refused.value.label.vi
    assert "TOY.01 and TOY.02" in refused.value.label.en
    assert "Subject" in refused.value.label.vi


def test_a_control_that_is_gone_is_named_even_where_the_code_is_gone_too() -> None:
    without_story = Edit(control("story"), "", 1)(without_properties(FILLED))

    with pytest.raises(ControlsGone) as refused:
        form_of(without_story, FORM, SMALL)

    assert refused.value.field == "story"


def test_a_file_with_few_controls_of_a_form_is_none_of_ours() -> None:
    letter = toy.template(toy.p(toy.run("Công văn"), toy.text("name"), toy.text("content")))

    with pytest.raises(FormUnknown):
        form_of(letter, FORM, TWIN)


def test_a_form_whose_template_is_broken_does_not_keep_others_from_being_known() -> None:
    broken = replace(FORM, code="TOY.09")

    assert form_of(with_subject(FILLED, ""), broken, FORM) == "TOY.01"
