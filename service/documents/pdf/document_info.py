"""What a PDF says of itself: title, author and dates, where readers and archives look for them."""

from io import BytesIO

from service.documents.core_properties import made_at


def with_facts(pdf: bytes, docx: bytes) -> bytes:
    """Return the PDF with XMP metadata; its dates are those of the Word file, if it tells them.

    LibreOffice writes title and author into the old information dictionary only, and the moment
    of printing for a date. Raises pikepdf.PdfError for what is no PDF.
    """
    # The start of the service waits for no PDF library.
    import pikepdf
    from pikepdf.models.metadata import encode_pdf_date

    out = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        made = made_at(docx)
        if made is not None:
            written = pikepdf.String(encode_pdf_date(made))
            document.docinfo[pikepdf.Name.CreationDate] = written
            document.docinfo[pikepdf.Name.ModDate] = written
        with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
            about.load_from_docinfo(document.docinfo)
            about["dc:language"] = {"vi-VN"}
        document.save(out, deterministic_id=True)
    return out.getvalue()
