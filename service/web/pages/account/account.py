"""One's own account: the password, the language, light or dark, the shortcuts."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from service.formkit.labels import Faults
from service.web.components.field_views import FaultView, FieldView
from service.web.context import (
    A_YEAR,
    LANGUAGE_COOKIE,
    THEME_COOKIE,
    kept_well,
    safe_path,
    the_actor,
    the_office,
    web,
)
from service.web.i18n import LANGUAGES, language, office_date
from service.web.i18n import gettext as _
from service.web.pages.account.sign_in import with_session
from service.web.pages.layout import THEMES
from service.workflow.account import api_tokens, own_password
from service.workflow.errors import FieldErrors, TooManyTries, WorkflowError
from service.workflow.reminders import calendar_feed


@web.get("/password")
def change_password() -> ResponseReturnValue:
    """Answer with the password page."""
    return _password_page()


@web.post("/password")
def take_new_password() -> ResponseReturnValue:
    """Change the password and go home."""
    actor = the_actor()
    new, again = request.form.get("new", ""), request.form.get("again", "")
    if new != again:
        return _password_page(_("Hai lần nhập mật khẩu mới chưa giống nhau."), "#again"), 422
    try:
        signed = own_password.change_password(
            the_office(), actor, request.form.get("current", ""), new
        )
    except WorkflowError as refused:
        return _password_page(refused.label.in_(language())), 422
    flash(_("Đã đổi mật khẩu. Mọi phiên khác và mọi mã truy cập đã hết hiệu lực."), "green")
    return with_session(redirect(url_for("web.home"), 303), signed.token)


def _password_page(fault: str = "", href: str = "#current") -> str:
    faults = (FaultView(fault, href),) if fault else ()
    actor = the_actor()
    return render_template(
        "account/change_password.html",
        faults=faults,
        must_change=actor.must_change_password,
        username=actor.username,
    )


@web.post("/preferences")
def preferences() -> ResponseReturnValue:
    """Keep the chosen language or theme in a cookie and come back."""
    answer = redirect(safe_path(request.form.get("back", "/")), 303)
    kept_as = {"max_age": A_YEAR, **kept_well()}
    wanted = request.form.get("lang")
    if wanted in LANGUAGES:
        answer.set_cookie(LANGUAGE_COOKIE, str(wanted), **kept_as)
    theme = request.form.get("theme")
    if theme is not None:
        kept = theme if theme in THEMES else ""
        answer.set_cookie(THEME_COOKIE, kept, **kept_as)
    return answer


@web.get("/keys")
def keyboard_help() -> ResponseReturnValue:
    """Answer with the shortcuts."""
    return render_template("account/keyboard_help.html")


@web.get("/guide")
def guide() -> ResponseReturnValue:
    """Answer with how a form is made and a record moved on."""
    return render_template("account/guide.html")


@web.get("/account")
def account() -> ResponseReturnValue:
    """Answer with the person's API tokens."""
    return account_page()


@web.post("/account")
def make_token() -> ResponseReturnValue:
    """Make a token and show its secret this once."""
    office, actor = the_office(), the_actor()
    try:
        sent = request.form
        made = api_tokens.make_token(office, actor, sent.get("label", ""), sent.get("password", ""))
    except FieldErrors as wrong:
        return account_page(wrong.faults), 422
    except TooManyTries as refused:
        return account_page({"password": (refused.label,)}), 429
    return account_page(secret=made.secret)


@web.post("/account/tokens/<int:token_id>/revoke")
def revoke_token(token_id: int) -> ResponseReturnValue:
    """End a token."""
    api_tokens.revoke_token(the_office(), the_actor(), token_id)
    flash(_("Đã thu hồi mã truy cập."), "green")
    return redirect(url_for("web.account"), 303)


def account_page(wrong: Faults | None = None, secret: str = "", feed_address: str = "") -> str:
    """Return the account page, with what went wrong or the one secret just made."""
    told = {name: labels[0].in_(language()) for name, labels in (wrong or {}).items()}
    label = FieldView(
        name="label",
        kind="text",
        label=_("Tên gợi nhớ"),
        hint=_("Ví dụ tên phần mềm sẽ dùng mã này."),
        max_length=100,
        error=told.get("label", ""),
        value=request.form.get("label", "") if told else "",
        offers=False,
    )
    feed = calendar_feed.feed_of(the_office(), the_actor())
    return render_template(
        "account/account.html",
        tokens=api_tokens.list_tokens(the_office(), the_actor()),
        label=label,
        secret=secret,
        password_fault=told.get("password", ""),
        faults=tuple(FaultView(text, f"#f-{name}") for name, text in told.items()),
        feed_made_on=office_date(feed.created_at) if feed else "",
        feed_address=feed_address,
    )
