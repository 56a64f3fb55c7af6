"""The calendar feed: handed out to calendar programs by its address, made and revoked by hand."""

from functools import cache

from flask import Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from service.web.context import the_actor, the_office, web
from service.web.i18n import gettext as _
from service.web.pages.account.account import account_page
from service.workflow.account.sign_in_tries import note_asked_too_often
from service.workflow.errors import TooManyTries
from service.workflow.reminders import calendar_feed as feeds

PER_FEED = RateLimitItemPerMinute(30, namespace="feed")
PER_ADDRESS = RateLimitItemPerMinute(300, namespace="from")
"""A calendar asks a few times an hour; an office behind one address has hundreds of calendars."""

WAIT_SECONDS = 60


@web.get("/calendar/<token>.ics")
def calendar_feed(token: str) -> ResponseReturnValue:
    """Answer with the deadlines of whoever made the address; no cookie counts here."""
    limiter = _limiter()
    address = request.remote_addr or ""
    if not limiter.hit(PER_ADDRESS, address) or not limiter.hit(PER_FEED, token[:100]):
        note_asked_too_often(the_office(), address)
        raise TooManyTries(WAIT_SECONDS)
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


@cache
def _limiter() -> FixedWindowRateLimiter:
    return FixedWindowRateLimiter(MemoryStorage())
