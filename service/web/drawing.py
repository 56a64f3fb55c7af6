"""How templates are drawn: icons, badges and addresses, what is the same on every page but once."""

import re
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, cast

from flask import Flask, Response, g, has_request_context, request, send_from_directory
from flask_wtf.csrf import generate_csrf
from jinja2 import Environment, Template
from jinja2.ext import Extension
from markupsafe import Markup, escape

from service.web.components.views import BadgeView
from service.web.context import web
from service.web.i18n import language

STATIC = Path(__file__).resolve().parent / "static"
PAGES = "web."
MOST_ADDRESSES = 10_000
_PLAIN = frozenset({str, int, type(None)})
_YEAR = 365 * 24 * 3600
_ROOTS: ContextVar[str | None] = ContextVar("the path a proxy puts before", default=None)
"""While a request is answered; asked of it seventy times it would cost more than the addresses."""
MOST_ICONS = 1_000
"""There are some two hundred icons, in two sizes."""
_ALWAYS_THE_SAME = re.compile(
    r"\{\{ (?P<named>_|icon|url_for|asset)\('(?P<word>[^'\\]*)'(?P<small>, small=true)?\) \}\}"
)
"""A sentence, an icon or an address without values: all that decides it is who reads."""


def offer(app: Flask) -> None:
    """Let every template of `app` draw icons, badges, addresses, from the edition of its reader."""
    keep_addresses(app)
    app.jinja_env.globals |= {"icon": icon, "badge": badge, "a_badge": BadgeView}
    app.jinja_env.globals |= {"csrf_field": csrf_field}
    written = app.jinja_env

    @lru_cache(maxsize=8)
    def edition(_language: str, _root: str) -> Environment:
        return written.overlay(extensions=[Edition])

    def for_reader(name: Any, *more: Any) -> Template:
        # Asked by nobody, as at a start, there is no reader to draw for.
        asked = edition(language(), root()) if has_request_context() else written
        return Environment.get_or_select_template(asked, name, *more)

    written.get_or_select_template = for_reader  # type: ignore[method-assign, assignment]


class Edition(Extension):
    """Templates as read in one language: what is always the same is put in as they are compiled.

    An edition reads a template when its first reader needs it, so it is drawn as for them.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the template with its unchanging words, icons and addresses in place."""
        return _ALWAYS_THE_SAME.sub(self._drawn, source)

    def _drawn(self, found: re.Match[str]) -> str:
        draw = cast(Callable[..., str], self.environment.globals[found["named"]])
        return str(escape(draw(found["word"], **({"small": True} if found["small"] else {}))))


def icon(name: str, *, small: bool = False) -> Markup:
    """Return one icon of the sprite; it never speaks, the words beside it do."""
    return _drawn(asset("icons.svg"), name, small)


def badge(view: BadgeView) -> Markup:
    """Return the word with its icon."""
    drawn = icon(view.icon, small=True) if view.icon else ""
    return Markup('<span class="badge badge-{}">{}{}</span>').format(view.tone, drawn, view.text)


def csrf_field() -> Markup:
    """Return the hidden field by which a posted form is known as ours; a page has seven of them."""
    if "csrf_field" not in g:
        token = generate_csrf()
        g.csrf_field = Markup('<input type="hidden" name="csrf_token" value="{}">').format(token)
    field: Markup = g.csrf_field
    return field


@lru_cache(maxsize=MOST_ICONS)
def _drawn(sprite: str, name: str, small: bool) -> Markup:
    size = " icon-small" if small else ""
    return Markup(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>'
    ).format(size, sprite, name)


def keep_addresses(app: Flask) -> None:
    """Let `app` remember the addresses of pages it has built.

    All that decides one is in its key: the page, its values, and the path a proxy puts before.
    """
    build = app.url_for

    @lru_cache(maxsize=MOST_ADDRESSES)
    def built(_root: str, endpoint: str, *values: tuple[str, Any]) -> str:
        return build(endpoint, **dict(values))

    def url_for(endpoint: str, **values: Any) -> str:
        plain = _PLAIN.issuperset(map(type, values.values()))
        if not plain or not endpoint.startswith(PAGES) or not has_request_context():
            return build(endpoint, **values)
        return built(root(), endpoint, *values.items())

    app.url_for = url_for  # type: ignore[method-assign]
    app.jinja_env.globals |= {"url_for": url_for, "asset": asset}
    app.before_request(_look_at_root)
    app.teardown_request(_look_away)


def root() -> str:
    """Return the path that a proxy puts before all of ours; mostly nothing."""
    known = _ROOTS.get()
    return request.script_root if known is None else known


def _look_at_root() -> None:
    _ROOTS.set(request.script_root)


def _look_away(_error: BaseException | None) -> None:
    _ROOTS.set(None)


@cache
def edition() -> str:
    """Return a short mark of everything in the static folder, vendored files included."""
    marks = sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            marks.update(path.relative_to(STATIC).as_posix().encode())
            marks.update(path.read_bytes())
    return marks.hexdigest()[:12]


def asset(filename: str) -> str:
    """Return the address of a static file that browsers may keep for a year."""
    return f"{root()}/static/v-{edition()}/{filename}"


@web.get("/static/<path:filename>")
def static(filename: str) -> Response:
    """Answer with a file of the static folder; marked addresses are kept by the browser."""
    mark, _, rest = filename.partition("/")
    if mark.startswith("v-"):
        answer = send_from_directory(STATIC, rest, max_age=_YEAR)
        answer.cache_control.immutable = True
        return answer
    return send_from_directory(STATIC, filename)
