"""Two texts of one field, when somebody saved meanwhile (409): both are shown, none is lost."""

from __future__ import annotations

from collections.abc import Iterable

from service.formkit.fields import Field
from service.formkit.form import Box
from service.web.answer_views import AnswerReader, change_text
from service.web.i18n import language
from service.web.posted import Posted
from service.web.views import ConflictView
from service.workflow.errors import Stale


def conflicts_of(box: Box, stale: Stale, posted: Posted) -> tuple[ConflictView, ...]:
    """Return the fields of the box whose two texts differ."""
    return conflicts_among(box.fields, stale, posted)


def conflicts_among(
    fields: Iterable[Field], stale: Stale, posted: Posted
) -> tuple[ConflictView, ...]:
    """Return those fields whose posted text is not the one that stands now."""
    reader = AnswerReader(language())
    found = []
    for each in fields:
        if each.name not in posted.typed:
            continue
        mine = change_text(reader, each, posted.typed[each.name])
        theirs = change_text(reader, each, stale.current.get(each.name))
        if mine != theirs:
            label = each.label.in_(language())
            found.append(ConflictView(each.name, label, mine, theirs, each.name))
    return tuple(found)
