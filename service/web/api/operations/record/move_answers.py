"""What a move asks for as the description tells it: what must be said, and of which one must."""

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any, ClassVar

from marshmallow import Schema, missing
from marshmallow import fields as ma

from service.formkit.form import Form
from service.formkit.move_form import move_form, needed_answers
from service.formkit.moves import Move
from service.formkit.schema import AnswerSchema, schema_class
from service.web.api.operations.drafts.form_submission import Answers


class MoveSchema(AnswerSchema):
    """The blanks of moves of one name; one of `one_of` must be said, where there are any."""

    one_of: ClassVar[tuple[str, ...]] = ()


class MoveAnswers(Answers):
    """The answers of a move: described as they are needed, judged by the use case.

    Where any is needed the description asks for them; a body without them is told what it lacks.
    """

    def __init__(self, asked: type[MoveSchema]) -> None:
        needed = any(each.required for each in asked._declared_fields.values()) or asked.one_of
        if needed:
            super().__init__(asked, required=True)
        else:
            super().__init__(asked, load_default=dict)

    def _validate_missing(self, value: Any) -> None:
        """Return: what is missing is told field by field."""

    def deserialize(
        self, value: Any, attr: str | None = None, data: Any = None, **kwargs: Any
    ) -> Mapping[str, Any]:
        """Return what was sent, nothing where nothing was."""
        if value is missing:
            return {}
        found: Mapping[str, Any] = super().deserialize(value, attr, data, **kwargs)
        return found


def asked_schema(name: str, form: Form, alike: Sequence[Move]) -> type[MoveSchema]:
    """Return the schema, so named, of the blanks of all moves of one name.

    Needed is what every one of them needs.
    """
    shapes = [schema_class(move_form(form, move)) for move in alike]
    needed = set.intersection(*({*needed_answers(form, move)} for move in alike))
    members: dict[str, Any] = {
        blank: _needed(declared) if blank in needed else declared
        for shape in shapes
        for blank, declared in shape._declared_fields.items()
    }
    ways = {move.one_of for move in alike}
    members["one_of"] = ways.pop() if len(ways) == 1 else ()
    return type(name, (MoveSchema,), members)


def described_choice(schema: Schema, described: dict[str, Any]) -> dict[str, Any]:
    """Return the description of a schema, with the alternatives of which one must be said."""
    one_of = schema.one_of if isinstance(schema, MoveSchema) else ()
    return (
        {**described, "anyOf": [{"required": [each]} for each in one_of]} if one_of else described
    )


def _needed(declared: ma.Field[Any]) -> ma.Field[Any]:
    """Return the same field as one that must be there and say something."""
    needed = copy(declared)
    needed.required, needed.allow_none = True, False
    return needed
