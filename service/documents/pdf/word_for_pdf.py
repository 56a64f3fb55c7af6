"""The finished Word file as Debian's LibreOffice prints it right: the same page, no controls."""

from service.documents.template.prepare import without_controls


def for_pdf(docx: bytes) -> bytes:
    """Return the same pages without content controls; what may break where stays as Word has it."""
    return without_controls(docx)
