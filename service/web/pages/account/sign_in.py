"""Who is at the door: the session cookie becomes a person, or the sign-in page is shown."""

from flask import flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from service.web.components.field_views import FaultView
from service.web.context import kept_well, safe_path, session_cookie, the_office, web
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.web.pages.unsent.unsent import words_why
from service.workflow.account.sign_in import sign_in as open_session
from service.workflow.account.sign_in import sign_out as end_session
from service.workflow.errors import (
    SignInRefused,
    TooManyTries,
)


@web.get("/sign-in")
def sign_in() -> ResponseReturnValue:
    """Answer with the sign-in page."""
    return sign_in_page()


@web.post("/sign-in")
def let_in() -> ResponseReturnValue:
    """Sign in and go on to where the person was going."""
    name, password = request.form.get("username", ""), request.form.get("password", "")
    try:
        signed = open_session(the_office(), name, password, request.remote_addr or "")
    except (SignInRefused, TooManyTries) as refused:
        status = 429 if isinstance(refused, TooManyTries) else 422
        return sign_in_page(refused.label.in_(language())), status
    # A new signing cookie too: a token planted before signing in is worth nothing after it.
    session.clear()
    if before := request.cookies.get(session_cookie()):
        end_session(the_office(), before)
    return with_session(redirect(safe_path(request.form.get("next", "/")), 303), signed.token)


def with_session(answer: Response, token: str) -> Response:
    """Return the answer with the session's cookie; it ends with the browser or at sign-out."""
    answer.set_cookie(session_cookie(), token, **kept_well())
    return answer


@web.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    """End the session and answer with the sign-in page."""
    end_session(the_office(), request.cookies.get(session_cookie(), ""))
    session.clear()
    flash(_("Anh/chị đã đăng xuất."), "green")
    answer = redirect(url_for("web.sign_in"), 303)
    answer.delete_cookie(session_cookie(), **kept_well())
    # Nobody after them at this machine gets back to a page by the browser's Back.
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


def sign_in_page(fault: str = "") -> str:
    """Return the sign-in page, with what went wrong."""
    faults = (FaultView(fault, "#username"),) if fault else ()
    return render_template(
        "account/sign_in.html",
        faults=faults,
        why=words_why(),
        username=request.form.get("username", ""),
        next=safe_path(request.values.get("next", "/")),
    )
