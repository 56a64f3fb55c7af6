"""Two texts of one field, when somebody else changed it too (409): both are shown, none is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from service.formkit.fields import Field, Text
from service.web.components.answers import AnswerReader, lines_of
from service.web.components.box_form import BoxForm
from service.web.components.field_views import FieldView
from service.web.i18n import language


@dataclass(frozen=True)
class ConflictView:
    """A field that somebody else changed too: both texts, and the field with theirs in it."""

    name: str
    label: str
    mine: str
    theirs: str
    field: FieldView
    joined_by: str = ""


def conflict_views(
    torn: Iterable[Field], mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> tuple[ConflictView, ...]:
    """Return both texts of each field, and the field as it would be with theirs in it."""
    reader, form = AnswerReader(language()), BoxForm(language())
    return tuple(
        ConflictView(
            name=each.name,
            label=each.label.in_(language()),
            mine=lines_of(reader, each, mine.get(each.name)),
            theirs=lines_of(reader, each, theirs.get(each.name)),
            field=form.field(each, theirs.get(each.name)),
            joined_by=_joined_by(each),
        )
        for each in torn
    )


def _joined_by(each: Field) -> str:
    """Return what stands between the two texts when they are merged; '' where they cannot be."""
    if not isinstance(each, Text) or each.kind != "text":
        return ""
    return "\n" if each.multiline else "; "
