"""Many PDFs as one to print: page after page, each paper under its name in the outline."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path


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
