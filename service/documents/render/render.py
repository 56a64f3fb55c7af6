"""Answers to Word files, and the proof that a file says its answers."""

from collections.abc import Mapping
from typing import Any

from service.documents.errors import DocumentMismatch, UnreadableDocument
from service.documents.read.read_back import read_proof
from service.documents.render.compiled_template import CompiledTemplate
from service.documents.render.context import Paper, context, printed_answers
from service.formkit.form import Form
from service.formkit.labels import Label

_THE_FILE = Label("văn bản", "the document")


def render(
    form: Form, template: CompiledTemplate, answers: Mapping[str, Any], paper: Paper
) -> bytes:
    """Return the .docx with content controls, the same bytes for the same values.

    Raises ValueMissing when a setting or an entry of a list is missing.
    """
    return template.render(context(form, answers, paper))


def prove(form: Form, template: CompiledTemplate, docx: bytes, answers: Mapping[str, Any]) -> None:
    """Return nothing when the file says exactly these answers; raises DocumentMismatch.

    Every officially issued document passes here before it is kept (issue 2, §4).
    """
    variant = form.variant_of(answers)
    try:
        printed = read_proof(form, variant, template.certain_tags, docx)
    except UnreadableDocument as error:
        raise DocumentMismatch(error.field, _label(form, error.field)) from error
    meant = printed_answers(form, answers)
    if printed != meant:
        wrong = [name for name in {**meant, **printed} if printed.get(name) != meant.get(name)]
        raise DocumentMismatch(wrong[0], _label(form, wrong[0]))


def _label(form: Form, name: str) -> Label:
    return form.field(name).label if form.has_field(name) else _THE_FILE
