"""PDFs as they are written: with what one says of itself, or many in one under their names."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

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


@dataclass(frozen=True)
class PdfPart:
    """A PDF to be merged: its file, and what a reader's outline calls it."""

    path: Path
    name: str


def merge_pdfs(parts: Sequence[PdfPart], target: Path, title: str) -> int:
    """Return how many pages `target` has now: those of the parts in their order.

    Pages are copied from file to file, so that memory does not grow with them. Raises
    pikepdf.PdfError for a part that is no PDF.
    """
    # The start of the service waits for no PDF library.
    import pikepdf

    with ExitStack() as opened, pikepdf.new() as merged:
        firsts = []
        for part in parts:
            # Pages are read when the whole is saved: until then every part stays open.
            pdf = opened.enter_context(pikepdf.open(part.path))
            firsts.append(len(merged.pages))
            merged.pages.extend(pdf.pages)
        with merged.open_outline() as outline:
            for part, first in zip(parts, firsts, strict=True):
                outline.root.append(pikepdf.OutlineItem(part.name, first))
        merged.Root.Lang = pikepdf.String("vi-VN")
        with merged.open_metadata(set_pikepdf_as_editor=False) as about:
            about["dc:title"] = title
        merged.save(target, min_version="1.7")
        return len(merged.pages)
