"""The web door: pages for people in a browser, and the API beside them."""

from functools import cache, partial

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from service.web import context, drawing, gate, i18n, posts
from service.web.context import (
    HEADERS,
    OFFICE,
    add_headers,
    cookie_name,
    show_one_state,
    the_office,
    travel_headers,
    web,
)
from service.web.pages import layout, register_pages
from service.web.pages.errors import register_errors
from service.web.programs import register_api
from service.workflow.account.service_keys import service_key
from service.workflow.office import Office


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
        MAX_CONTENT_LENGTH=posts.MOST_TYPED,
        MAX_FORM_MEMORY_SIZE=posts.MOST_TYPED,
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
    app.jinja_env.filters |= layout.WORDS
    drawing.offer(app)
    i18n.start_languages(app)
    posts.keep(app)
    _furnish()
    gate.note_requests(app)
    gate.watch(app, office.settings.own_hosts)
    show_one_state(app, the_office)
    app.register_blueprint(web)
    app.after_request(partial(add_headers, {**HEADERS, **travel_headers(office)}))
    drawing.edition()


@cache
def _furnish() -> None:
    """Hang the pages on the blueprint, once for the process."""
    # Of the application, not the blueprint: what is no page of ours is answered in its frame too.
    web.before_app_request(posts.check)
    web.before_app_request(context.identify)
    web.app_context_processor(layout.page_frame)
    register_errors()
    register_pages()
