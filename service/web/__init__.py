"""The web door: pages for people in a browser, and the API beside them."""

from collections.abc import Mapping
from functools import cache, partial

from flask import Flask, Response, request
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from service.web import addresses, drawing, gate, i18n, one_state, request_log, uploads
from service.web.components.views import BadgeView
from service.web.context import OFFICE, the_office, web
from service.web.pages import layout, register_pages
from service.web.pages.account import sign_in
from service.web.pages.errors import register_errors
from service.web.programs import register_api
from service.web.transport import cookie_name, travel_headers
from service.workflow.account.service_keys import service_key
from service.workflow.office import Office
from service.workflow.people_sheets import read_sheet

# A clerk's longest page posts about half of this; 1 MB in one field is a mistake or an attack.
MOST_BYTES = 900_000
# The longest plan has 60 objectives of 20 actions: some ten thousand fields.
MOST_FIELDS = 20_000
MOST_SHEET_BYTES = read_sheet.MOST_BYTES + 10_000
"""The page's form around the file needs some bytes too; its other fields keep to MOST_BYTES."""
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
_csrf = CSRFProtect()


def create_web(office: Office) -> Flask:
    """Return the application with this office behind its doors."""
    app = Flask("service.web", static_folder=None)
    open_pages(app, office)
    register_api(app, office)
    if office.settings.behind_proxy:
        # One proxy, ours: its word on who asks counts, what the client says of itself does not.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    return app


def open_pages(app: Flask, office: Office) -> None:
    """Serve the pages of this office at `app`, which must have no static folder of its own."""
    app.extensions[OFFICE] = office
    if not app.secret_key:
        app.secret_key = service_key(office.settings.data, "page-key")
    app.config.update(
        MAX_CONTENT_LENGTH=MOST_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_BYTES,
        SESSION_COOKIE_NAME=cookie_name("ctcl_page", office),
        SESSION_COOKIE_PATH="/",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=office.settings.under_tls,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
    )
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals |= {"a_badge": BadgeView}
    app.jinja_env.filters |= layout.WORDS
    drawing.offer(app)
    addresses.keep(app)
    i18n.start_languages(app)
    _csrf.init_app(app)
    _furnish()
    request_log.keep(app)
    gate.watch(app, office.settings.own_hosts)
    one_state.keep(app, the_office)
    app.register_blueprint(web)
    app.after_request(partial(_with_headers, {**HEADERS, **travel_headers(office)}))
    addresses.edition()


@cache
def _furnish() -> None:
    """Hang the pages on the blueprint, once for the process."""
    # Of the application, not the blueprint: what is no page of ours is answered in its frame too.
    web.before_app_request(_check_csrf)
    web.before_app_request(sign_in.identify)
    web.app_context_processor(layout.page_frame)
    register_errors()
    register_pages()


def _check_csrf() -> None:
    if request.endpoint == "web.import_sheet" and request.mimetype == "multipart/form-data":
        if (request.content_length or 0) > MOST_SHEET_BYTES:
            # Told as a sheet that is too large; Flask would speak of a text to shorten.
            raise read_sheet.SheetTooLarge
        request.max_content_length = MOST_SHEET_BYTES
    if request.endpoint == "web.take_evidence":
        if uploads.is_too_large(request):
            # Nothing is read and nothing written: the page says so beside the file.
            return
        request.max_content_length = uploads.MOST_BYTES
    if request.endpoint is not None:
        _csrf.protect()
        if len(request.form) > MOST_FIELDS:
            raise RequestEntityTooLarge


def _with_headers(headers: Mapping[str, str], answer: Response) -> Response:
    for name, value in headers.items():
        answer.headers.setdefault(name, value)
    if "Cache-Control" not in answer.headers:
        # A page being filled may be gone back to after an error, with all that was typed in it.
        filled = request.endpoint in WRITTEN_IN
        answer.headers["Cache-Control"] = "private, no-cache" if filled else "no-store"
    return answer
