"""How a record repeats others, as its page and its history tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from service.web.i18n import gettext as _
from service.workflow.recurrence.repetition import RepetitionView


def worth_telling(view: RepetitionView | None) -> RepetitionView | None:
    """Return how it repeats others; None where there is nothing to say and nothing to choose."""
    if view is None:
        return None
    found = view.repetition
    return view if found.category or found.predecessors or view.may_classify else None


def classified_words(payload: Mapping[str, Any]) -> str:
    """Return what the timeline says when somebody named the content of a record."""
    if not payload.get("category"):
        return _("bỏ nhóm nội dung «%(before)s»", before=payload.get("before") or "")
    return _("xếp vào nhóm nội dung «%(name)s»", name=payload["category"])
