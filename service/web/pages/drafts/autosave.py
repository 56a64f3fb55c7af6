"""Saving one section of a draft, and what the page is told after it."""

from dataclasses import dataclass, replace
from typing import Any

from flask import render_template

from service.formkit.form import Box
from service.formkit.labels import Faults
from service.web.components.box_form import BoxForm, legacy_hints
from service.web.components.conflicts import ConflictView, conflict_views
from service.web.components.field_versions import Marks, Merged, mark, merge, read_marks
from service.web.components.form_data import Post, Posted
from service.web.context import the_actor, the_office
from service.web.i18n import language, office_hour, said
from service.web.pages.drafts.draft_views import faults_of, tasks
from service.workflow.drafts.draft_view import DraftView
from service.workflow.drafts.drafts import open_draft, save_draft
from service.workflow.errors import PutAside, Stale

TRIES = 5
"""Saves that may come between our reading and our saving before the page is told to try again."""


@dataclass(frozen=True)
class SectionSaved:
    """The draft after a save, the page's new marks, and the fields that both sides changed."""

    draft: DraftView
    marks: Marks
    conflicts: tuple[ConflictView, ...] = ()


def save_section(found: DraftView, box: Box, posted: Posted, post: Post) -> SectionSaved:
    """Return the draft with what this page alone changed laid over it; the rest stays as it is.

    Fields named in `held` wait for the clerk's choice between two texts. Raises PutAside, once all
    is saved, for a draft that was put aside while its page was open.
    """
    held = set(post.getlist("held"))
    typed = {name: value for name, value in posted.typed.items() if name not in held}
    saved, merged = _save(found, box, typed, post)
    if saved.removed_at is not None:
        raise PutAside
    marks = merged.marks
    for each in box.fields:
        if each.name in merged.changes:
            now = mark(each, saved.kept.get(each.name))
            if now == mark(each, typed[each.name]):
                marks[each.name] = now
    if not merged.torn:
        return SectionSaved(saved, marks)
    # The panel is drawn anew, so those still waiting must be in it again.
    names = {each.name for each in merged.torn} | held
    open_fields = [each for each in box.fields if each.name in names and each.name in posted.typed]
    marks |= {each.name: mark(each, saved.kept.get(each.name)) for each in open_fields}
    return SectionSaved(saved, marks, conflict_views(open_fields, posted.typed, saved.kept))


def _save(
    found: DraftView, box: Box, typed: dict[str, Any], post: Post
) -> tuple[DraftView, Merged]:
    """Return the draft as saved and how; raises Stale when others save faster than we can."""
    loaded, version = read_marks(post), post.get("version", 0, int)
    for left in reversed(range(TRIES)):
        # A page whose draft was put aside is told no new marks: what it says last is meant.
        newest = version == found.version or found.removed_at is not None
        merged = merge(box.fields, typed, loaded, found.kept, newest=newest)
        if not merged.changes:
            break
        try:
            changes = merged.changes
            saved = save_draft(
                the_office(), the_actor(), found.id, changes, found.version, also_aside=True
            )
            return saved, merged
        except Stale:
            if not left:
                raise
            found = open_draft(the_office(), the_actor(), found.id, also_aside=True)
    return found, merged


def _by_posted_name(box: Box, sentences: Faults, posted: Posted) -> dict[str, str]:
    return {
        posted.name_of(path): said(*labels) for path, labels in faults_of(box, sentences).items()
    }


def still_torn(saved: SectionSaved, posted: Posted) -> DraftView:
    """Return the draft as it now stands with this page's texts still in the torn fields."""
    torn = {each.name for each in saved.conflicts}
    mine = {name: value for name, value in posted.typed.items() if name in torn}
    return replace(saved.draft, typed={**saved.draft.typed, **mine})


def autosaved(saved: SectionSaved, box: Box, posted: Posted) -> dict[str, Any]:
    """Return what the page is told: version, time, states, faults and offers by posted name.

    With fields that both sides changed, also the panel that shows both texts.
    """
    draft = saved.draft
    section = BoxForm(language()).section(box, 0, draft.typed)
    by_page_name = {
        path.replace(".", "-"): posted_name for path, posted_name in posted.names.items()
    }
    told = {
        "version": draft.version,
        "saved_at": office_hour(draft.saved_at),
        "loaded": saved.marks,
        "tasks": [
            {"key": each.key, "state": each.state, "words": each.words}
            for each in tasks(draft, box.key)
        ],
        "errors": _by_posted_name(box, draft.faults, posted),
        "warnings": _by_posted_name(box, draft.warnings, posted),
        "legacy": {
            by_page_name.get(name, name): {"font": hint.font, "converted": hint.converted}
            for name, hint in legacy_hints(section.fields).items()
        },
    }
    if saved.conflicts:
        told["html"] = render_template("components/_conflict.html", conflicts=saved.conflicts)
        told["names"] = [view.name for view in saved.conflicts]
    return told
