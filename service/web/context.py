"""A request and its answer: the office behind the door, who is at it, what both travel with.

A page shows one state of the office: all that a request looks up is of one moment.
"""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import replace
from typing import Any, cast

from flask import Blueprint, Flask, Response, current_app, g, request

from service.workflow.account.sign_in import who_is
from service.workflow.actor import Actor
from service.workflow.errors import MustChangePassword, NotSignedIn, SomebodyElse
from service.workflow.office import Office

OFFICE = "ctcl_office"
LANGUAGE_COOKIE = "ctcl_lang"
THEME_COOKIE = "ctcl_theme"

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
WRITTEN_IN = frozenset(
    {
        *("web.fill", "web.save_part"),
        *("web.correct", "web.issue_correction"),
        *("web.move", "web.send_move"),
    }
)
A_YEAR = 365 * 24 * 3600
_HELD = "one_state"

OPEN_TO_ALL = frozenset(
    {
        "web.static",
        "web.sign_in",
        "web.let_in",
        "web.preferences",
        "web.guide",
        "web.keyboard_help",
        # A watching program has no account, and sees only what the settings let it.
        "web.alive",
        "web.ready",
        # Its address is its key: a calendar program signs in nowhere.
        "web.calendar_feed",
    }
)
PERSON = "X-Page-Of"
"""Whose page asks, as its script says: after another person signed in, nothing is done in a name
that is not theirs."""
WHILE_PASSWORD_IS_GIVEN = frozenset(
    {"web.change_password", "web.take_new_password", "web.sign_out"}
)

PREFIX = "/api/v1"
"""Where programs knock, the pages' other door."""
web = Blueprint("web", "service.web", template_folder="templates")


def the_office() -> Office:
    """Return the office this application serves."""
    return cast(Office, current_app.extensions[OFFICE])


def identify() -> None:
    """Put the person of the session cookie where pages find them; raises NotSignedIn."""
    g.actor = None
    # An address that is no page of ours says so to everybody.
    is_open = request.endpoint is None or request.endpoint in OPEN_TO_ALL
    opened_by = request.headers.get(PERSON, "")
    token = request.cookies.get(session_cookie(), "")
    if token and request.endpoint != "web.static":
        try:
            g.actor = replace(who_is(the_office(), token), address=request.remote_addr or "")
        except NotSignedIn:
            if not is_open:
                raise
    if is_open:
        return
    if g.actor is None:
        raise NotSignedIn
    if opened_by and opened_by != str(g.actor.person_id):
        raise SomebodyElse
    if g.actor.must_change_password and request.endpoint not in WHILE_PASSWORD_IS_GIVEN:
        raise MustChangePassword


def the_actor() -> Actor:
    """Return who is signed in; raises NotSignedIn."""
    actor = g.get("actor")
    if not isinstance(actor, Actor):
        raise NotSignedIn
    return actor


def wants_json() -> bool:
    """Return whether a script asks, ours or another's, rather than the browser itself."""
    asked = request.accept_mimetypes.best == "application/json"
    return asked or request.path.startswith("/api/")


def here() -> str:
    """Return the address of this page, to come back to."""
    return request.full_path.rstrip("?") if only_looks() else request.path


def only_looks() -> bool:
    """Return whether the request changes nothing by its nature: HEAD asks what GET does."""
    return request.method in {"GET", "HEAD"}


def safe_path(address: str) -> str:
    """Return the address if it is a page of ours, the home page otherwise."""
    ours = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if ours and address.isprintable() else "/"


def show_one_state(app: Flask, office: Callable[[], Office]) -> None:
    """Let every request to `app` that changes nothing read in one snapshot of that office."""

    def begin() -> None:
        if only_looks():
            held = ExitStack()
            held.enter_context(office().database.snapshot())
            setattr(g, _HELD, held)

    def end(_error: BaseException | None) -> None:
        held: ExitStack | None = g.pop(_HELD, None)
        if held is not None:
            held.close()

    app.before_request(begin)
    app.teardown_request(end)


def travel_headers(office: Office) -> dict[str, str]:
    """Return the headers of every answer: nobody else's page embeds it, https stays https."""
    headers = {"Cross-Origin-Resource-Policy": "same-origin"}
    if office.settings.under_tls:
        headers["Strict-Transport-Security"] = f"max-age={A_YEAR}"
    return headers


def add_headers(headers: Mapping[str, str], answer: Response) -> Response:
    """Return the answer with those headers; nobody keeps a page, but one that is being filled."""
    for name, value in headers.items():
        answer.headers.setdefault(name, value)
    if "Cache-Control" not in answer.headers:
        # A page being filled may be gone back to after an error, with all that was typed in it.
        filled = request.endpoint in WRITTEN_IN
        answer.headers["Cache-Control"] = "private, no-cache" if filled else "no-store"
    return answer


def cookie_name(name: str, office: Office) -> str:
    """Return the name of a cookie that is a key: under TLS no other host or path can plant it."""
    return f"__Host-{name}" if office.settings.under_tls else name


def session_cookie() -> str:
    """Return the name of the cookie that holds the session at the office of this request."""
    return cookie_name("ctcl_session", the_office())


def kept_well() -> dict[str, Any]:
    """Return what is said with every cookie: scripts and other sites never see it."""
    secure = the_office().settings.under_tls
    return {"httponly": True, "samesite": "Lax", "secure": secure, "path": "/"}
