"""Icons of the sprite, and the badges that carry one: drawn once, a page shows ninety."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol

from flask import Flask
from markupsafe import Markup

from service.web.assets import asset

MOST = 1_000
"""There are some two hundred icons, in two sizes."""


class Badge(Protocol):
    """A word set off by a colour: its tone, its text, and an icon where it has one."""

    @property
    def tone(self) -> str: ...
    @property
    def icon(self) -> str: ...
    @property
    def text(self) -> str: ...


def offer(app: Flask) -> None:
    """Let every template of `app` draw icons and badges."""
    app.jinja_env.globals |= {"icon": icon, "badge": badge}


def icon(name: str, *, small: bool = False) -> Markup:
    """Return one icon of the sprite; it never speaks, the words beside it do."""
    return _drawn(asset("icons.svg"), name, small)


def badge(view: Badge) -> Markup:
    """Return the word with its icon."""
    drawn = icon(view.icon, small=True) if view.icon else ""
    return Markup('<span class="badge badge-{}">{}{}</span>').format(view.tone, drawn, view.text)


@lru_cache(maxsize=MOST)
def _drawn(sprite: str, name: str, small: bool) -> Markup:
    size = " icon-small" if small else ""
    return Markup(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>'
    ).format(size, sprite, name)
