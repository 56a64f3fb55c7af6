"""What stands around every page: the top bar with its menu, the theme, the agency's name.

A feature enters itself in the menu from its own folder, with who may see it and where it leads.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from flask import g, get_flashed_messages, request, url_for

from service.formkit.labels import Label
from service.formkit.moves import ROLE_LABELS, Role
from service.web.components.record_words import (
    day_words,
    due_badge,
    left_words,
    record_title,
    since_words,
    stage_badge,
    subject_words,
    term_badge,
)
from service.web.components.views import NavItem, PageFrame
from service.web.context import THEME_COOKIE, here, the_office
from service.web.i18n import language, told_once
from service.web.pages.unsent.unsent_views import unsent_at
from service.workflow.actor import Actor, may_open
from service.workflow.inbox.inbox import count_inbox
from service.workflow.office import Office, read_settings

Where = Literal["bar", "more", "account"]
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


@dataclass(frozen=True)
class MenuEntry:
    """An entry: its key, its icon, its words, the page it leads to.

    `pages` are further pages that count as being there. It stands in the bar, below «Thêm» (more)
    or in the account's own menu; the lower its `place`, the earlier.
    """

    key: str
    icon: str
    words: Label
    page: str
    place: int
    may_see: Callable[[Actor], bool] | None = None
    may_see_here: Callable[[Office, Actor], bool] | None = None
    pages: tuple[str, ...] = ()
    where: Where = "more"
    count: Callable[[Actor], int] | None = None


_ENTRIES: list[MenuEntry] = []


def enter_in_menu(entry: MenuEntry) -> None:
    """Put the entry in its place of the menu."""
    _ENTRIES.append(entry)
    _ENTRIES.sort(key=lambda each: each.place)


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
        "nav": tuple(_items(actor, "bar")),
        "more": tuple(_items(actor, "more")),
        "current": _entry_of_page((request.endpoint or "").removeprefix("web.")),
        "may_open": may_open_something(actor),
    }


def _items(actor: Actor, where: Where) -> Iterator[NavItem]:
    """Yield the entries there that the person may see, in their order."""
    for entry in _ENTRIES:
        if entry.where == where and _may_see(actor, entry):
            count = entry.count(actor) if entry.count else 0
            href = url_for(f"web.{entry.page}")
            yield NavItem(entry.key, entry.words.in_(language()), href, entry.icon, count)


def _may_see(actor: Actor, entry: MenuEntry) -> bool:
    if entry.may_see_here is not None:
        return entry.may_see_here(the_office(), actor)
    return entry.may_see is None or entry.may_see(actor)


def _entry_of_page(page: str) -> str:
    """Return the key of the entry to which a page belongs; empty for a page of none."""
    belong = (each.key for each in _ENTRIES if page == each.page or page in each.pages)
    return next(belong, "")


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
