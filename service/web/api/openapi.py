"""How each kind of answer looks in the OpenAPI description, beyond what its schema field says."""

from typing import Any

from apispec.ext.marshmallow import MarshmallowPlugin
from apispec.ext.marshmallow.common import resolve_schema_cls
from apispec.ext.marshmallow.openapi import OpenAPIConverter
from marshmallow import fields as ma

from service.formkit.schema_fields import AnswerCode, AnswerDate, AnswerMoment
from service.web.api.operations.record.move_answers import described_choice

DAY = {"type": "string", "format": "date", "example": "2026-03-05"}
YEAR = {"type": "string", "pattern": "^(19|20)[0-9]{2}$", "example": "2026"}
NO_DAY = {"type": ["string", "null"], "maxLength": 0}
MOMENT_PATTERN = r"^20[0-9]{2}-(0[1-9]|1[0-2])-([01][0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]$"
MOMENT = {"type": "string", "pattern": MOMENT_PATTERN, "example": "2026-03-05T08:30"}


class AnswersConverter(OpenAPIConverter):
    """apispec's description of a schema, with the alternatives of a move's answers."""

    def schema2jsonschema(self, schema: Any) -> dict[str, Any]:
        """Return the description of the schema."""
        described: dict[str, Any] = super().schema2jsonschema(schema)  # type: ignore[no-untyped-call]
        return described_choice(schema, described)


class AnswersPlugin(MarshmallowPlugin):
    """apispec's reading of marshmallow schemas, with our kinds of answers and plain names."""

    Converter = AnswersConverter

    def __init__(self) -> None:
        super().__init__(schema_name_resolver=shape_name)

    def init_spec(self, spec: Any) -> None:
        """Return when the spec knows how to describe our answers."""
        super().init_spec(spec)
        assert self.converter is not None
        self.converter.add_attribute_function(described_answer)  # type: ignore[no-untyped-call]


def described_answer(
    self: object, field: ma.Field[Any], ret: dict[str, Any], **kwargs: Any
) -> dict[str, Any]:
    """Return what the description says of a day, a moment or a number besides `ret`.

    Only what is needed may not be empty.
    """
    empty = [] if field.required else [NO_DAY]
    if isinstance(field, AnswerDate):
        ret.pop("type", None)
        return {"anyOf": [DAY, *([YEAR] if field.declared.year_allowed else []), *empty]}
    if isinstance(field, AnswerMoment):
        ret.pop("type", None)
        return {"anyOf": [MOMENT, *empty]}
    if isinstance(field, AnswerCode):
        ret.pop("type", None)
        declared = field.declared
        code = {
            "type": "string",
            "pattern": f"^({declared.pattern})$".replace(r"\d", "[0-9]"),
            "maxLength": declared.max_length,
        }
        return {"anyOf": [code, *empty]}
    return {}


def shape_name(schema: Any) -> str:
    """Return the name of a shape in the description: its class without `Shape`."""
    found = resolve_schema_cls(schema)
    kind = found[0] if isinstance(found, list) else found
    return str(kind.__name__).removesuffix("Shape")
