"""The PDF of an issued Word file: made once, then handed out as it was made."""

from hashlib import sha256

from service.documents.template.prepare import without_controls
from service.workflow.office import Office


def pdf_of_issued(office: Office, word: bytes, asked_by: str) -> bytes:
    """Return the PDF of an issued Word file, in the person's turn if it is still to be made.

    What is issued never changes, so its PDF is kept: by the hash of the Word file and by what
    makes PDFs now. That of a draft is not: it holds what nobody issued, is another with the next
    key, and would outlive the draft. Raises PdfError.
    """
    digest, maker = sha256(word).hexdigest(), office.pdf.maker
    # Of a LibreOffice that does not say which it is, nothing is kept.
    kept = office.pdf_copies.get(digest, maker) if maker else None
    if kept is not None:
        return kept
    # In turn with all who want one: meanwhile nobody else's connection is held.
    office.database.let_go()
    pdf = office.pdf.convert(without_controls(word), asked_by)
    if maker and office.pdf.maker == maker:
        office.pdf_copies.put(digest, maker, pdf)
    return pdf
