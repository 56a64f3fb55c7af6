"""What was sent to a place: forgotten once it arrived, kept where it came too late or in vain."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from flask import request

from service.web.components.letter_offers import CONVERT
from service.web.context import the_office
from service.web.pages.unsent.unsent_places import Place, place_sent_to
from service.web.pages.unsent.unsent_views import says_something
from service.workflow.actor import Actor
from service.workflow.drafts.unsent_texts import discard_unsent, find_unsent, keep_unsent
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


def sent_to() -> Place | None:
    """Return the place this request sends text to, or None."""
    with suppress(NotFound):
        return place_sent_to()
    return None


def settle(actor: Actor, status: int) -> None:
    """Forget the text that was sent; keep one that was sent in vain, also without any script."""
    place = sent_to()
    if place is None:
        return
    with suppress(*_UNKEPT):
        if status in SENT_IN_VAIN:
            _keep_if_said(place, actor)
        elif status < 400 and any(name in request.form for name in ASIDE):
            require_writing(place, actor)
            _keep_if_said(place, actor)
        elif status < 400:
            discard_unsent(the_office(), actor, place.address)


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
        if find_unsent(the_office(), actor, place.address) is None:
            raise


def keep_what_is_typed(place: Place, actor: Actor) -> datetime:
    """Return when the text of this request was kept, which is now; raises RuleRefuses."""
    kept = keep_unsent(
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
