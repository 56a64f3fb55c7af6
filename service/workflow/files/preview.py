"""The Word page while it is being filled: pictures of its pages and the band of the open box."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.documents.pdf.page_images import page_images
from service.documents.preview.box_anchor import box_words
from service.documents.preview.highlight import Band, bands_of
from service.documents.template.prepare import without_controls
from service.formkit.fields import Field, Rows, Text
from service.formkit.form import Form
from service.formkit.schema import judge
from service.workflow.actor import Actor
from service.workflow.files.document_files import rendered
from service.workflow.office import Office

MOST_TEXTS = 60


@dataclass(frozen=True)
class LivePage:
    """One page as a WebP picture; `band` are the edges of the open box as fractions, if found."""

    number: int
    width: int
    height: int
    webp: bytes
    band: Band | None


def draw_live_pages(
    office: Office,
    actor: Actor,
    form_code: str,
    typed: Mapping[str, Any],
    box: str = "",
    draft_id: str = "",
) -> list[LivePage]:
    """Return the pages that `typed` would print, the box `box` marked; raises PdfError.

    Whoever still waits for pages of that draft is told PdfBusy: these are newer.
    """
    form = office.form(form_code)
    answers = judge(form, typed).answers
    word = rendered(office, form, answers, draft=True)
    # In turn with all who want one: meanwhile nobody else's connection is held.
    office.database.let_go()
    pdf = office.pdf.convert(without_controls(word), actor.username, draft_id)
    printed = box_words(word, _fields_of(form, box), {each.name for each in form.fields})
    texts = [*printed.inside, *_texts_of(form, box, answers)]
    bands = bands_of(pdf, texts[:MOST_TEXTS], printed.after)
    return [
        LivePage(page.number, page.width, page.height, page.webp, bands.get(page.number))
        for page in page_images(pdf)
    ]


def _fields_of(form: Form, key: str) -> set[str]:
    return {each.name for box in form.boxes if box.key == key for each in box.fields}


def _texts_of(form: Form, key: str, answers: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words of the box that its part of the page must show."""
    for box in form.boxes:
        if box.key == key:
            for each in box.fields:
                if each.printed and each.name in answers:
                    yield from _words(each, answers[each.name])


def _words(each: Field, value: Any) -> Iterator[str]:
    if isinstance(each, Rows):
        for row in value:
            if each.plain:
                yield str(row)
                continue
            for inner in each.fields:
                if inner.printed and inner.name in row:
                    yield from _words(inner, row[inner.name])
    elif isinstance(each, Text):
        yield str(value)
