"""How templates are drawn: icons and badges, and what is the same on every page drawn but once."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

from flask import Flask, g, has_request_context
from flask_wtf.csrf import generate_csrf
from jinja2 import Environment, Template
from jinja2.ext import Extension
from markupsafe import Markup, escape

from service.web.addresses import asset, root
from service.web.components.views import BadgeView
from service.web.i18n import language

MOST = 1_000
"""There are some two hundred icons, in two sizes."""
_ALWAYS_THE_SAME = re.compile(
    r"\{\{ (?P<named>_|icon|url_for|asset)\('(?P<word>[^'\\]*)'(?P<small>, small=true)?\) \}\}"
)
"""A sentence, an icon or an address without values: all that decides it is who reads."""


def offer(app: Flask) -> None:
    """Let every template of `app` draw icons and badges, from the edition of its reader."""
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


@lru_cache(maxsize=MOST)
def _drawn(sprite: str, name: str, small: bool) -> Markup:
    size = " icon-small" if small else ""
    return Markup(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>'
    ).format(size, sprite, name)
