"""What stands around every page: the top bar with its menu, the theme, the agency's name."""

from __future__ import annotations

import json
from typing import Any

from flask import g, get_flashed_messages, request, url_for

from service.formkit.moves import ROLE_LABELS, Role
from service.web.components.views import NavItem, PageFrame
from service.web.context import THEME_COOKIE, here, the_office
from service.web.i18n import gettext as _
from service.web.i18n import language
from service.web.pages.unsent.unsent_views import unsent_at
from service.workflow.actor import Actor
from service.workflow.inbox.inbox import count_inbox
from service.workflow.moves.consolidation.consolidation_desk import may_make_lists
from service.workflow.office_settings.letterhead import read_settings
from service.workflow.permissions import may_change_settings, may_open
from service.workflow.recurrence.content_categories import may_keep_categories
from service.workflow.security.read_log import may_read_log

THEMES = ("light", "dark")
# No eval and no injected style: both would break the Content-Security-Policy.
HTMX_CONFIG = json.dumps({"includeIndicatorCSS": False})


def page_frame() -> dict[str, Any]:
    """Return the names that every template may use."""
    theme = request.cookies.get(THEME_COOKIE, "")
    agency, place = _agency()
    actor = g.get("actor")
    shell = PageFrame(
        agency=agency,
        place=place,
        lang=language(),
        theme=theme if theme in THEMES else "",
        notices=_notices(),
        **(_menu(actor) if isinstance(actor, Actor) else {}),
    )
    return {
        "shell": shell,
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
    nav = [
        NavItem("home", _("Việc của tôi"), url_for("web.home"), "list-check", _waiting(actor)),
        NavItem("records", _("Hồ sơ"), url_for("web.records"), "file-text"),
        NavItem("forms", _("Biểu mẫu"), url_for("web.choose_form"), "file-plus"),
    ]
    more = []
    if actor.is_administrator:
        more.append(NavItem("people", _("Người dùng"), url_for("web.people"), "users"))
        more.append(NavItem("units", _("Các đơn vị"), url_for("web.units"), "building"))
    if may_read_log(actor):
        log = url_for("web.security_log")
        more.append(NavItem("security_log", _("Nhật ký bảo mật"), log, "shield-lock"))
    if may_keep_categories(actor):
        more.append(NavItem("categories", _("Nhóm nội dung"), url_for("web.categories"), "repeat"))
    if may_make_lists(the_office(), actor):
        consolidated = url_for("web.consolidated_list")
        more.append(NavItem("lists", _("Bảng tổng hợp"), consolidated, "clipboard"))
    if may_change_settings(actor):
        more.append(NavItem("settings", _("Cài đặt"), url_for("web.settings"), "settings"))
        calendar = url_for("web.working_calendar")
        more.append(NavItem("working_calendar", _("Lịch làm việc"), calendar, "calendar"))
    return {
        "who": actor.full_name,
        "person": actor.person_id,
        "title": title_of(actor),
        "nav": tuple(nav),
        "more": tuple(more),
        "current": _current(),
        "may_open": may_open_something(actor),
    }


def tell_waiting(count: int) -> None:
    """Keep how many records wait for the person, where the page has counted them already."""
    g.waiting = count


def _waiting(actor: Actor) -> int:
    """Return how many records wait for the person, counted once a page."""
    if "waiting" not in g:
        g.waiting = count_inbox(the_office(), actor)
    waiting: int = g.waiting
    return waiting


def _current() -> str:
    endpoint = (request.endpoint or "").removeprefix("web.")
    places = {
        "home": "home",
        "choose_form": "forms",
        "record": "records",
        "records": "records",
        "save_view": "records",
        "correct": "records",
        "issue_correction": "records",
        "correction": "records",
        "move": "records",
        "send_move": "records",
        "bundle": "records",
        "consolidated_list": "lists",
        "make_list": "lists",
        "people": "people",
        "add_person": "people",
        "person": "people",
        "change_person": "people",
        "units": "units",
        "add_unit": "units",
        "unit": "units",
        "change_unit": "units",
        "settings": "settings",
        "change_settings": "settings",
        "delegations": "delegations",
        "give_delegation": "delegations",
        "revoke_delegation": "delegations",
        "rules": "settings",
        "categories": "categories",
        "add_category": "categories",
        "category": "categories",
        "rename_category": "categories",
        "working_calendar": "working_calendar",
        "change_day": "working_calendar",
        "security_log": "security_log",
    }
    return places.get(endpoint, "")


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
