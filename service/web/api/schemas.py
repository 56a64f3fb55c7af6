"""The shapes every part of the API shares: labels, errors, lists of sentences, moments."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from marshmallow import Schema, ValidationError
from marshmallow import fields as ma

from service.formkit.labels import Faults, Label
from service.formkit.schema_fields import NOT_A_LIST, NOT_TEXT, SafeText

OFFICE_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NEEDED = Label("Vui lòng gửi «{name}».", "Please send “{name}”.")
NOT_AN_OBJECT = Label("Vui lòng gửi một đối tượng JSON.", "Please send a JSON object.")
NO_SUCH_NAME = Label("Không có tên này.", "There is no such name.")
OUT_OF_BOUNDS = Label(
    "Vui lòng gửi một số nguyên từ {least} đến {most}.",
    "Please send a whole number from {least} to {most}.",
)
NOT_TRUE_FALSE = Label("Vui lòng gửi true hoặc false.", "Please send true or false.")
NOT_LISTED = Label("Vui lòng gửi một trong: {values}.", "Please send one of: {values}.")
TOO_LONG = Label("Tối đa {most} ký tự.", "At most {most} characters.")
LARGEST = 2_147_483_647


class AnswerShape(Schema):
    """The base of what is answered: every member is always there."""

    def on_bind_field(self, field_name: str, field_obj: ma.Field[Any]) -> None:
        """Make the member one that is always there."""
        field_obj.required = True


class TakenShape(Schema):
    """The base of what is taken: unknown names are refused, every fault in both languages."""

    error_messages: dict[str, Any] = {  # noqa: RUF012 - the base class has it so
        "unknown": NO_SUCH_NAME,
        "type": NOT_AN_OBJECT,
    }

    def on_bind_field(self, field_name: str, field_obj: ma.Field[Any]) -> None:
        """Say in our words what is missing."""
        needed: Any = NEEDED.with_(name=field_name)
        field_obj.error_messages = {
            **field_obj.error_messages,
            "required": needed,
            "null": needed,
        }


class LabelShape(AnswerShape):
    """One text in Vietnamese and English."""

    vi = ma.String()
    en = ma.String()


class MomentText(ma.AwareDateTime):
    """A moment in the office's time zone, `2026-03-05T08:30:00+07:00`."""

    def _serialize(self, value: datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else value.astimezone(OFFICE_ZONE).isoformat("T", "seconds")


class Faulty(ma.Field[Faults]):
    """Field paths to the sentences that say what is wrong."""

    def _serialize(self, value: Faults | None, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return sentences(value or {})


def computed(work: Callable[[Any], Any], **metadata: Any) -> ma.Function:
    """Return a member that a function of the whole object gives, described by `metadata`."""
    found = ma.Function(work, metadata=metadata)
    # Whatever is answered is only read: the description would say so of these members alone.
    found.dump_only = False
    return found


class BoundedInteger(ma.Field[int]):
    """A whole number between two bounds, from JSON or a query."""

    def __init__(self, least: int = 1, most: int = LARGEST, **kwargs: Any) -> None:
        metadata = {
            "type": "integer",
            "minimum": least,
            "maximum": most,
            **kwargs.pop("metadata", {}),
        }
        super().__init__(metadata=metadata, **kwargs)
        self.least, self.most = least, most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 12:
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValidationError([self._fault()])
        if not self.least <= value <= self.most:
            raise ValidationError([self._fault()])
        return value

    def _fault(self) -> Label:
        return OUT_OF_BOUNDS.with_(least=self.least, most=self.most)


class Words(SafeText):
    """Text without forbidden characters, at most `most` characters."""

    def __init__(self, most: int, **kwargs: Any) -> None:
        super().__init__(metadata={"maxLength": most, **kwargs.pop("metadata", {})}, **kwargs)
        self.most = most

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if len(text) > self.most:
            raise ValidationError([TOO_LONG.with_(most=self.most)])
        return text


class OneOf(ma.String):
    """One of some codes."""

    def __init__(self, values: Iterable[str], **kwargs: Any) -> None:
        self.values = tuple(values)
        metadata = {"enum": list(self.values), **kwargs.pop("metadata", {})}
        super().__init__(metadata=metadata, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str):
            raise ValidationError([NOT_TEXT])
        if value not in self.values:
            raise ValidationError([NOT_LISTED.with_(values=", ".join(self.values))])
        return value


class ListOf(ma.List[Any]):
    """A list; what is none is told in our words."""

    default_error_messages = {"invalid": NOT_A_LIST}  # type: ignore[dict-item] # noqa: RUF012


class Flag(ma.Boolean):
    """True or false, in a query as `true` or `false`."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> bool:
        if value is True or value == "true":
            return True
        if value is False or value == "false":
            return False
        raise ValidationError([NOT_TRUE_FALSE])


class ProblemShape(AnswerShape):
    """What went wrong: the error's name and what to do now."""

    error = ma.String(metadata={"description": "the error's name, for programs"})
    message = ma.Nested(LabelShape)


class FailureShape(ProblemShape):
    """The service failed: by this number its operator finds why."""

    request = ma.String(metadata={"description": "the number under which the log has the cause"})


SENTENCES = {
    "type": "object",
    "additionalProperties": {"type": "array", "items": {"$ref": "#/components/schemas/Label"}},
    "description": "field path, as attendees.0.name, to what is wrong there",
}


class FaultsShape(ProblemShape):
    """Some values may not be taken."""

    errors = Faulty(metadata=SENTENCES)


class ConflictShape(ProblemShape):
    """Somebody was faster. After `Stale`, what was sent, what stands there now, and its version.

    After `WrongStage` there is nothing to lay side by side: the record has moved on.
    """

    typed = ma.Dict()
    current = ma.Dict()
    version = ma.Integer()

    def on_bind_field(self, field_name: str, field_obj: ma.Field[Any]) -> None:
        """Make the sentence one that is always there, the two texts ones that may be."""
        field_obj.required = field_name in ProblemShape._declared_fields


def sentences(faults: Faults) -> dict[str, list[dict[str, str]]]:
    """Return faults as JSON: path to sentences in both languages."""
    return {path: [label_json(label) for label in labels] for path, labels in faults.items()}


def label_json(label: Label) -> dict[str, str]:
    """Return a label as JSON."""
    return {"vi": label.vi, "en": label.en}
