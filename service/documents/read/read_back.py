"""A filled Word file read back into answers, by its content controls."""

from collections.abc import Iterable
from typing import Any

from service.documents.errors import ControlsGone
from service.documents.read.control_values import ControlValue, control_values
from service.documents.read.row_reader import Page
from service.documents.read.value_reader import Reader, box_label
from service.documents.read.which_form import Templates, which_form
from service.documents.read.word_file import WordFile, open_own_file, open_word_file
from service.documents.template.placeholders import parse_value_tag
from service.formkit.form import Form


def read_document(
    forms: Iterable[Form], library: Templates, package: bytes
) -> tuple[Form, dict[str, Any]]:
    """Return the form a filled file was made from, and its answers in canonical JSON.

    Raises NotADocument, FormUnknown, FormsAlike, ControlsGone, or a FieldUnreadable that names the
    field.
    """
    file = open_word_file(package)
    controls = _controls(file)
    fit = which_form(forms, library, file.subject, {each.tag for each in controls})
    return fit.form, read_answers(fit.form, fit.variant, fit.certain, controls)


def read_proof(
    form: Form, variant: str, expected: tuple[str, ...], package: bytes
) -> dict[str, Any]:
    """Return what a document just rendered says, read without tidying anything; raises as above."""
    controls = _controls(open_own_file(package))
    return read_answers(form, variant, expected, controls, proving=True)


def read_answers(
    form: Form,
    variant: str,
    expected: tuple[str, ...],
    controls: list[ControlValue],
    proving: bool = False,
) -> dict[str, Any]:
    """Return the variant's answers among what the controls say; raises as read_document.

    `expected` names the controls that every print has; without them nothing can be believed.
    """
    _refuse_lost_controls(form, expected, {each.tag for each in controls})
    fields = tuple(f for f in form.fields_for(variant) if f.printed)
    page = Page(fields, Reader(proving))
    for each in controls:
        page.add(each)
    answers = page.answers()
    if form.variant_field is None:
        return answers
    return {form.variant_field: variant} | answers


def _controls(file: WordFile) -> list[ControlValue]:
    return [control for part in file.parts for control in control_values(part, file.looks)]


def _refuse_lost_controls(form: Form, expected: tuple[str, ...], found: set[str]) -> None:
    missing = [tag for tag in expected if tag not in found]
    if len(missing) == len(expected):
        raise ControlsGone
    if missing:
        path, value = parse_value_tag(missing[0])
        field = form.field(path.top)
        raise ControlsGone(field.name, box_label(field, value))
