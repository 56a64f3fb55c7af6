"""What stands around every page: the top bar with its menu, the theme, the agency's name."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from flask import g, get_flashed_messages, request, url_for

from service.formkit.moves import ROLE_LABELS, Role
from service.web.components.deadline_words import (
    day_words,
    due_badge,
    left_words,
    since_words,
    term_badge,
)
from service.web.components.form_labels import stage_badge
from service.web.components.record_titles import record_title, subject_words
from service.web.components.views import NavItem, PageFrame
from service.web.context import THEME_COOKIE, here, the_office
from service.web.i18n import language, told_once
from service.web.menu import MenuEntry, entry_of_page, menu_of
from service.web.pages.unsent.unsent_views import unsent_at
from service.workflow.actor import Actor, may_open
from service.workflow.inbox.inbox import count_inbox
from service.workflow.office_settings.in_force import read_settings

THEMES = ("light", "dark")
# No eval and no injected style: both would break the Content-Security-Policy.
HTMX_CONFIG = json.dumps({"includeIndicatorCSS": False})


WORDS: Mapping[str, Callable[..., object]] = {
    "day": day_words,
    "due_badge": due_badge,
    "left_words": left_words,
    "record_title": record_title,
    "since_words": since_words,
    "stage_badge": stage_badge,
    "subject_words": subject_words,
    "term_badge": term_badge,
    "told_once": told_once,
}
"""How templates tell the workflow's own values; filters, which cost less than calls."""


def page_frame() -> dict[str, Any]:
    """Return the names that every template may use."""
    theme = request.cookies.get(THEME_COOKIE, "")
    agency, place = _agency()
    actor = g.get("actor")
    frame = PageFrame(
        agency=agency,
        place=place,
        lang=language(),
        theme=theme if theme in THEMES else "",
        notices=_notices(),
        **(_menu(actor) if isinstance(actor, Actor) else {}),
    )
    return {
        "frame": frame,
        "here": here(),
        "htmx_config": HTMX_CONFIG,
        "unsent_at": unsent_at,
    }


def title_of(actor: Actor) -> str:
    """Return a person's post, or the roles where no post is known."""
    roles = [ROLE_LABELS[role].in_(language()) for role in Role if role in actor.roles]
    return actor.title or ", ".join(roles)


def may_open_something(actor: Actor) -> bool:
    """Return whether the person may begin any form at all."""
    return any(may_open(actor, form) for form in the_office().catalogue)


def _menu(actor: Actor) -> dict[str, Any]:
    return {
        "who": actor.full_name,
        "person": actor.person_id,
        "title": title_of(actor),
        "nav": tuple(_item(actor, entry) for entry in menu_of(actor, "bar")),
        "more": tuple(_item(actor, entry) for entry in menu_of(actor, "more")),
        "current": entry_of_page((request.endpoint or "").removeprefix("web.")),
        "may_open": may_open_something(actor),
    }


def _item(actor: Actor, entry: MenuEntry) -> NavItem:
    count = entry.count(actor) if entry.count else 0
    return NavItem(entry.key, entry.words(), url_for(f"web.{entry.page}"), entry.icon, count)


def tell_waiting(count: int) -> None:
    """Keep how many records wait for the person, where the page has counted them already."""
    g.waiting = count


def count_waiting(actor: Actor) -> int:
    """Return how many records wait for the person, counted once a page."""
    if "waiting" not in g:
        g.waiting = count_inbox(the_office(), actor)
    waiting: int = g.waiting
    return waiting


def _agency() -> tuple[str, str]:
    letterhead = read_settings(the_office())
    agency, place = str(letterhead["agency_name_text"]), str(letterhead["place_name"])
    short = agency.removesuffix(place).strip()
    return (short, place) if short and short != agency else (agency, "")


def _notices() -> tuple[tuple[str, str], ...]:
    if "notices" not in g:
        g.notices = tuple(get_flashed_messages(with_categories=True))
    notices: tuple[tuple[str, str], ...] = g.notices
    return notices
