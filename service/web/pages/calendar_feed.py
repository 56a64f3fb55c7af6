"""The calendar feed: handed out to calendar programs by its address, made and revoked by hand."""

from __future__ import annotations

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from service.web.door import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.pages.accounts import account_page
from service.workflow import calendar_feed as feeds
from service.workflow.feed_tries import claim_asking


@web.get("/calendar/<token>.ics")
def calendar_feed(token: str) -> ResponseReturnValue:
    """Answer with the deadlines of whoever made the address; no cookie counts here."""
    claim_asking(the_office(), token, request.remote_addr or "")
    file = feeds.read_feed(the_office(), token)
    answer = Response(file.content, mimetype="text/calendar")
    answer.headers["Content-Disposition"] = 'inline; filename="ctcl.ics"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(file.etag)
    return answer.make_conditional(request)


@web.post("/account/calendar")
def make_calendar_feed() -> ResponseReturnValue:
    """Make the person's feed and show its address this once."""
    office = the_office()
    secret = feeds.make_feed(office, the_actor())
    path = url_for("web.calendar_feed", token=secret)
    return account_page(feed_address=office.settings.address + path)


@web.post("/account/calendar/revoke")
def revoke_calendar_feed() -> ResponseReturnValue:
    """End the person's feed."""
    feeds.revoke_feed(the_office(), the_actor())
    flash(_("Đã thu hồi địa chỉ lịch."), "green")
    return redirect(url_for("web.account"), 303)
