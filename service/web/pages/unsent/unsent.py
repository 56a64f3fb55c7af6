"""Unsent text: kept while it is typed, put back or told, discarded, gone when it was sent."""

from contextlib import suppress
from datetime import datetime

from flask import Response, flash, g, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import ImmutableMultiDict

from service.web.components.field_views import CONVERT, as_offered, told_offers
from service.web.context import here, safe_path, session_cookie, the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import office_hour
from service.web.pages.unsent.unsent_places import Place, place_at, place_sent_to
from service.web.pages.unsent.unsent_views import (
    is_open_now,
    place_of_text,
    says_something,
    unsent_line,
)
from service.web.posts import is_too_large
from service.workflow.account.sign_in import who_was
from service.workflow.actor import Actor
from service.workflow.drafts import unsent_texts as texts
from service.workflow.errors import (
    DatabaseBusy,
    DatabaseUnreachable,
    DiskFull,
    NotAllowed,
    NotFound,
    RuleRefuses,
)

ASIDE = ("row", CONVERT, "aids", "filter")
"""Buttons that change what is typed and send nothing."""
SENT_IN_VAIN = frozenset({409, 422, 429, 500, 503, 507})
"""Answers to what came from a page that was rightly open: the text is kept for another try."""
_UNKEPT = (NotFound, NotAllowed, RuleRefuses, DatabaseBusy, DatabaseUnreachable, DiskFull)


OVER, HELD = "over", "held"


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
    if isinstance(actor, Actor) and (place := sent_to()) is not None:
        with suppress(*_UNKEPT):
            _settle(place, actor, answer.status_code)
    return answer


def _settle(place: Place, actor: Actor, status: int) -> None:
    if status in SENT_IN_VAIN:
        _keep_if_said(place, actor)
    elif status < 400 and any(name in request.form for name in ASIDE):
        require_writing(place, actor)
        _keep_if_said(place, actor)
    elif status < 400:
        texts.discard_unsent(the_office(), actor, place.address)


def sent_to() -> Place | None:
    """Return the place this request sends text to, or None."""
    with suppress(NotFound):
        return place_sent_to()
    return None


def hold_for(author: Actor) -> bool:
    """Return whether what a page sent after its session had run out is kept for its author."""
    place = sent_to()
    with suppress(*_UNKEPT):
        if place is not None:
            require_writing(place, author)
            return _keep_if_said(place, author)
    return False


def require_writing(place: Place, actor: Actor) -> None:
    """Return for who may write there now, or could when they began and still see the record."""
    try:
        place.require(the_office(), actor)
    except NotAllowed:
        if texts.find_unsent(the_office(), actor, place.address) is None:
            raise


def keep_what_is_typed(place: Place, actor: Actor) -> datetime:
    """Return when the text of this request was kept, which is now; raises RuleRefuses."""
    kept = texts.keep_unsent(
        the_office(),
        actor,
        place.address,
        typed_pairs(),
        record_id=place.record_id,
        version=request.form.get("version", 0, int),
    )
    return kept.saved_at


def typed_pairs() -> list[tuple[str, str]]:
    """Return the names and texts that the page sent, in its order."""
    return [(name, text.replace("\r\n", "\n")) for name, text in request.form.items(multi=True)]


def _keep_if_said(place: Place, actor: Actor) -> bool:
    said = says_something(typed_pairs())
    if said:
        keep_what_is_typed(place, actor)
    return said


def where_to_go_on() -> tuple[str, str | None]:
    """Return where to go after signing in, and why one has to; holds the text that was sent."""
    token, place = request.cookies.get(session_cookie(), ""), sent_to()
    if not token:
        return here(), None
    author = who_was(the_office(), token) if place else None
    held = author is not None and hold_for(author)
    return place.page if place else here(), HELD if held else OVER


def words_why() -> str:
    """Return why the sign-in page is shown; empty for who came by themselves."""
    return {
        OVER: _("Phiên làm việc đã hết. Vui lòng đăng nhập lại."),
        HELD: _(
            "Phiên làm việc đã hết nên nội dung vừa bấm chưa được gửi. Nội dung đó đã được giữ "
            "lại: đăng nhập lại, anh/chị sẽ thấy để gửi tiếp."
        ),
    }.get(request.values.get("why", ""), "")
