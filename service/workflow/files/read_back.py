"""Reading a Word file that somebody filled: which form it is, and the answers it says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from service.archive.intake.accept_file import LARGEST_FILE
from service.documents.errors import TemplateBroken, UnreadableDocument
from service.documents.read.read_back import read_document
from service.formkit.form import Form
from service.formkit.labels import FieldErrors, Label
from service.workflow.errors import TemplateUnusable
from service.workflow.office import Office

__all__ = ["LARGEST_FILE", "TOO_LARGE", "ReadBack", "read_back"]

TOO_LARGE = Label(
    "Chỉ nhận tệp tới 25 MB. Vui lòng chọn tệp Word do hệ thống lập.",
    "Files up to 25 MB are taken. Please choose a Word file made by this service.",
)


@dataclass(frozen=True)
class ReadBack:
    """What a filled Word file says (đọc lại tệp đã điền): its form and its answers."""

    form: Form
    variant: str
    answers: Mapping[str, Any]


def read_back(office: Office, content: bytes) -> ReadBack:
    """Return form and answers of a filled .docx; nothing is stored.

    Raises FieldErrors: the fault stands beside the field that cannot be read, or for the file
    as a whole. TemplateUnusable where the form's own template is broken.
    """
    if len(content) > LARGEST_FILE:
        raise FieldErrors({"": (TOO_LARGE,)})
    try:
        form, answers = read_document(office.catalogue, office.library, content)
    except UnreadableDocument as error:
        raise FieldErrors({error.field: (error.label,)}) from error
    except TemplateBroken as error:
        raise TemplateUnusable(error.file, error.label) from error
    return ReadBack(form, form.variant_of(answers), answers)
