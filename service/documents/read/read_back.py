"""A filled Word file read back into answers, by its content controls."""

import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from service.documents.errors import ControlsGone, NotADocument
from service.documents.plain_package import DOCUMENT
from service.documents.read.control_values import ControlValue, control_values
from service.documents.read.looks import PLAIN, HiddenText, looks_of, tells_looks
from service.documents.read.value_reader import Page, Reader, box_label
from service.documents.read.which_form import Templates, which_form
from service.documents.template.placeholders import parse_value_tag
from service.documents.template.prepare import SPOKEN_PARTS
from service.documents.word_package import MOST_BYTES, MOST_PARTS, UNREADABLE, WordPackage
from service.documents.wordml import Element, parse_part, w
from service.formkit.form import Form
from service.packages.parts import as_transitional, unpacked

_ROOT = w("document")
_NO_STYLES = b"<none/>"
_SUBJECT = "{http://purl.org/dc/elements/1.1/}subject"


@dataclass(frozen=True)
class WordFile:
    """The roots of document, headers and footers, their looks, and the core property `subject`."""

    parts: tuple[Element, ...]
    subject: str = ""
    looks: HiddenText = PLAIN


def open_word_file(package: bytes) -> WordFile:
    """Return the file's parts as Word finds them: by relations, whatever they are called.

    Raises NotADocument, DocumentLocked, OldDocument.
    """
    opened = WordPackage(package)
    parts, telling = [], False
    try:
        for name in (opened.main, *opened.margins[: MOST_PARTS - 1]):
            # One by one: forty parts that swell would not fit in memory together.
            xml = as_transitional(opened.read(name))
            parts.append(parse_part(xml))
            telling = telling or tells_looks(xml)
        styles = as_transitional(opened.read(opened.styles)) if opened.styles else _NO_STYLES
        looks = looks_of(styles) if telling or tells_looks(styles) else PLAIN
    except UNREADABLE as error:
        raise NotADocument from error
    if parts[0].tag != _ROOT:
        raise NotADocument
    subject = opened.root(opened.core).findtext(_SUBJECT) if opened.core else ""
    return WordFile(tuple(parts), (subject or "").strip(), looks)


def open_own_file(package: bytes) -> WordFile:
    """Return the parts of a file just rendered, whose names are ours; raises NotADocument."""
    try:
        with zipfile.ZipFile(BytesIO(package)) as archive:
            entries = archive.NameToInfo
        spoken = [DOCUMENT, *sorted(filter(SPOKEN_PARTS.fullmatch, entries))]
        texts = (unpacked(package, entries[name], MOST_BYTES) for name in dict.fromkeys(spoken))
        parts = [parse_part(xml) for xml in texts]
    except (KeyError, *UNREADABLE) as error:
        raise NotADocument from error
    return WordFile(tuple(parts))


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
