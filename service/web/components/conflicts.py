"""Two texts of one field, when somebody else changed it too (409): both are shown, none is lost."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from service.formkit.fields import Field, Rows, Text
from service.web.components.answers import AnswerReader, change_text
from service.web.components.box_form import BoxForm
from service.web.components.views import ConflictView
from service.web.i18n import language


def conflict_views(
    torn: Iterable[Field], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[ConflictView, ...]:
    """Return both texts of each field, and the field as it would be with theirs in it."""
    reader, form = AnswerReader(language()), BoxForm(language())
    return tuple(
        ConflictView(
            name=each.name,
            label=each.label.in_(language()),
            mine=_text(reader, each, mine.get(each.name)),
            theirs=_text(reader, each, theirs.get(each.name)),
            field=form.field(each, theirs.get(each.name)),
            joined_by=_joined_by(each),
        )
        for each in torn
    )


def _text(reader: AnswerReader, each: Field, value: Any) -> str:
    # Rows one below the other; on one line they are not to be compared.
    if isinstance(each, Rows) and isinstance(value, list):
        return "\n".join(change_text(reader, each, [row]) for row in value)
    return change_text(reader, each, value)


def _joined_by(each: Field) -> str:
    """Return what stands between the two texts when they are merged; '' where they cannot be."""
    if not isinstance(each, Text) or each.kind != "text":
        return ""
    return "\n" if each.multiline else "; "
