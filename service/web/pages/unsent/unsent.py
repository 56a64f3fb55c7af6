"""Unsent text: kept while it is typed, put back or told, discarded, gone when it was sent."""

from __future__ import annotations

from flask import Response, flash, g, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import ImmutableMultiDict

from service.web.components.letter_offers import CONVERT, as_offered, told_offers
from service.web.context import safe_path, the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import office_hour
from service.web.pages.unsent.unsent_places import place_at
from service.web.pages.unsent.unsent_sent import (
    keep_what_is_typed,
    require_writing,
    sent_to,
    settle,
    typed_pairs,
)
from service.web.pages.unsent.unsent_views import (
    is_open_now,
    place_of_text,
    says_something,
    unsent_line,
)
from service.web.uploads import is_too_large
from service.workflow.actor import Actor
from service.workflow.drafts import unsent_texts as texts


@web.post("/unsent")
def keep_unsent() -> ResponseReturnValue:
    """Keep what was typed so far at `place`, or forget it where nothing differs from the record."""
    office, actor = the_office(), the_actor()
    place = place_at(request.args.get("place", ""))
    require_writing(place, actor)
    typed, kept_at = typed_pairs(), ""
    if "untouched" in request.args or not says_something(typed):
        texts.discard_unsent(office, actor, place.address)
    else:
        kept_at = office_hour(keep_what_is_typed(place, actor))
    return jsonify(saved_at=kept_at, legacy=told_offers(typed))


@web.post("/still-here")
def still_here() -> ResponseReturnValue:
    """Answer whether the person of the page is still signed in, before anything is sent from it."""
    return jsonify(here=the_actor().person_id)


@web.get("/unsent/<int:unsent_id>")
def unsent(unsent_id: int) -> ResponseReturnValue:
    """Go on to the page where the text was typed, or show it where that is closed by now."""
    kept = texts.get_unsent(the_office(), the_actor(), unsent_id)
    place = place_of_text(kept)
    if place is not None and is_open_now(place):
        return redirect(place.page, 303)
    return render_template("unsent/unsent.html", line=unsent_line(kept))


@web.post("/unsent/<int:unsent_id>/discard")
def discard_unsent(unsent_id: int) -> ResponseReturnValue:
    """Forget the text and come back to the page it stood on."""
    office, actor = the_office(), the_actor()
    kept = texts.get_unsent(office, actor, unsent_id)
    texts.discard_unsent(office, actor, kept.text.place)
    flash(_("Đã bỏ nội dung chưa gửi."), "green")
    return redirect(safe_path(request.args.get("back", "/")), 303)


@web.before_request
def take_up_an_offer() -> ResponseReturnValue | None:
    """Put what is offered in place of the text, where no script did, and show the page with it.

    Nothing is sent: the text is kept and the page asked for again, but where a page shows its
    fields anew by itself.
    """
    if request.method != "POST" or is_too_large(request) or CONVERT not in request.form:
        return None
    taken_up = request.form[CONVERT]
    pairs = request.form.items(multi=True)
    request.form = ImmutableMultiDict(
        (name, as_offered(text) if name == taken_up else text) for name, text in pairs
    )
    place = sent_to()
    return None if place is None or place.converts else redirect(place.page, 303)


@web.after_request
def settle_what_was_sent(answer: Response) -> Response:
    """Forget the text of a page that was sent, keep that of one sent in vain."""
    actor = g.get("actor")
    if isinstance(actor, Actor):
        settle(actor, answer.status_code)
    return answer
