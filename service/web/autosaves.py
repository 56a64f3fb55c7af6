"""Saving one section of a draft, and what the page is told after it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from service.formkit.form import Box
from service.web.box_form import BoxForm, legacy_hints
from service.web.door import the_actor, the_office
from service.web.draft_pages import faults_of, tasks
from service.web.i18n import language, office_hour
from service.web.posted import Post, Posted
from service.workflow.drafts import DraftView, save_draft
from service.workflow.errors import Stale


def save_section(found: DraftView, typed: dict[str, Any], post: Post) -> DraftView:
    """Return the draft with the section laid over it; raises Stale when it changed meanwhile.

    Fields named in `held` wait for the clerk's choice between two texts and are left as they are.
    """
    held = set(post.getlist("held"))
    values = {name: value for name, value in typed.items() if name not in held}
    version = post.get("version", 0, int)
    return save_draft(the_office(), the_actor(), found.id, values, version)


def conflicted(found: DraftView, stale: Stale) -> DraftView:
    """Return the draft as it now stands with this page's text still in its fields."""
    typed = {**stale.current, **stale.typed}
    return replace(found, typed=typed, version=stale.current_version)


def autosaved(saved: DraftView, box: Box, posted: Posted) -> dict[str, Any]:
    """Return what the page is told: version, time, states, faults and offers by posted name."""
    section = BoxForm(language()).section(box, 0, saved.typed)
    by_page_name = {
        path.replace(".", "-"): posted_name for path, posted_name in posted.names.items()
    }
    return {
        "version": saved.version,
        "saved_at": office_hour(saved.saved_at),
        "tasks": [
            {"key": each.key, "state": each.state, "words": each.words}
            for each in tasks(saved, box.key)
        ],
        "errors": {
            posted.name_of(path): " ".join(label.in_(language()) for label in labels)
            for path, labels in faults_of(box, saved.faults).items()
        },
        "legacy": {
            by_page_name.get(name, name): {"font": hint.font, "converted": hint.converted}
            for name, hint in legacy_hints(section.fields).items()
        },
    }
