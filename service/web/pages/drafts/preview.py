"""The Word page beside the form: drawn from what is typed, before it is saved."""

from flask import Response, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.web.components.form_data import read_post
from service.web.components.views import PictureView
from service.web.context import the_actor, the_office, web
from service.web.i18n import OFFICE_ZONE, language
from service.web.pages.drafts.draft_views import box_called
from service.workflow.drafts.draft_view import DraftView
from service.workflow.drafts.drafts import open_draft
from service.workflow.errors import NotFound, PdfBusy, PdfError
from service.workflow.files.preview import LivePage, draw_live_pages


@web.post("/drafts/<draft_id>/parts/<section>/preview")
def preview(draft_id: str, section: str) -> ResponseReturnValue:
    """Answer with the pages that the form would print as it is typed now."""
    office, actor = the_office(), the_actor()
    draft = open_draft(office, actor, draft_id)
    box = box_called(draft, section)
    typed = read_post(box.fields, request.form).typed if box else {}
    try:
        values = {**draft.answers, **draft.typed, **typed}
        pages = draw_live_pages(office, actor, draft.form.code, values, section, draft.id)
    except PdfError as trouble:
        off = not isinstance(trouble, PdfBusy)
        return jsonify(off=off, message=trouble.label.in_(language())), 503
    key = office.drawn_pages.put(actor.person_id, [page.webp for page in pages])
    at = office.now().astimezone(OFFICE_ZONE).strftime("%H:%M:%S")
    return jsonify(at=at, pictures=[{"html": _picture(draft, key, page)} for page in pages])


def _picture(draft: DraftView, key: str, page: LivePage) -> str:
    address = url_for("web.picture", key=key, number=page.number)
    band = (page.band[0] * 100, page.band[1] * 100) if page.band else None
    view = PictureView(address, page.number, page.width, page.height, band)
    return render_template("drafts/_picture.html", draft=draft, picture=view)


@web.get("/pictures/<key>/<int:number>.webp")
def picture(key: str, number: int) -> ResponseReturnValue:
    """Answer with one drawn page to the person it was drawn for."""
    page = the_office().drawn_pages.get(the_actor().person_id, key, number)
    if page is None:
        raise NotFound
    return Response(page, mimetype="image/webp", headers={"Cache-Control": "private, max-age=600"})
