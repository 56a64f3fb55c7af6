"""From a form's declaration to its marshmallow schema, and from typed values to answers."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from marshmallow import RAISE, Schema, ValidationError
from marshmallow import fields as ma

from service.formkit.fields import (
    Choice,
    Choices,
    Code,
    Date,
    Field,
    Moment,
    Rows,
    Text,
    Whole,
    YesNo,
)
from service.formkit.form import Form
from service.formkit.labels import Faults, FieldErrors, Label, gather
from service.formkit.schema_fields import (
    AnswerChoice,
    AnswerChoices,
    AnswerCode,
    AnswerDate,
    AnswerMoment,
    AnswerRows,
    AnswerText,
    AnswerWhole,
    AnswerYesNo,
    is_empty,
)

UNKNOWN = Label(
    "Biểu mẫu không có ô này. Vui lòng kiểm tra tên ô.",
    "The form has no such field. Please check the field's name.",
)
NOT_A_ROW = Label("Mỗi dòng phải là một nhóm ô có tên.", "Each row must be an object of fields.")
MISSING = Label("Vui lòng điền «{label}».", "Please fill in “{label}”.")
MISSING_CHOICE = Label("Vui lòng chọn «{label}».", "Please choose “{label}”.")


class AnswerSchema(Schema):
    """The base of every form's schema: unknown fields are refused, never dropped."""

    class Meta:
        unknown = RAISE

    error_messages: dict[str, Any] = {  # noqa: RUF012 - the base class has it so
        "unknown": UNKNOWN,
        "type": NOT_A_ROW,
    }


@dataclass(frozen=True)
class Judgement:
    """What of the typed values may stand as answers, what is wrong with the rest, what is odd."""

    answers: dict[str, Any]
    faults: Faults
    warnings: Faults


def schema_class(form: Form) -> type[AnswerSchema]:
    """Return the marshmallow schema of all fields of `form`, in their order."""
    return _schema_class(form.key, form.fields)


@cache
def _schema_class(name: str, fields: tuple[Field, ...]) -> type[AnswerSchema]:
    members = {each.name: _schema_field(f"{name}_{each.name}", each) for each in fields}
    return type("".join(p.title() for p in name.split("_")), (AnswerSchema,), members)


def _schema_field(name: str, declared: Field) -> ma.Field[Any]:
    common: dict[str, Any] = {
        "allow_none": True,
        "metadata": {"title": declared.label.vi, "description": described(declared)},
    }
    if isinstance(declared, Rows):
        return AnswerRows(_row_field(name, declared), declared.max_rows, **common)
    if isinstance(declared, Moment):
        return AnswerMoment(**common)
    if isinstance(declared, YesNo):
        return AnswerYesNo(**common)
    for kind, build in _BUILDERS.items():
        if isinstance(declared, kind):
            return build(declared, **common)
    raise TypeError(f"no schema for a field of kind {type(declared).__name__}")


def described(declared: Field) -> str:
    """Return what a field is in English, with what its value must be beside its kind."""
    parts = [declared.label.en]
    if isinstance(declared, Date | Moment) and declared.happened:
        parts.append("not after today")
    if isinstance(declared, Date) and declared.deadline:
        parts.append("a deadline: on a day off it runs to the end of the next working day")
    if (needed := declared.needed_with) is not None:
        parts.append(f"needed when `{needed.field}` is or has `{needed.option.value}`")
    return "; ".join(parts)


def _row_field(name: str, declared: Rows) -> ma.Field[Any]:
    if declared.plain:
        return _schema_field(name, declared.fields[0])
    return ma.Nested(_schema_class(name, declared.fields), error_messages={"null": [NOT_A_ROW]})


_BUILDERS: dict[type[Field], Callable[..., ma.Field[Any]]] = {
    Text: AnswerText,
    Code: AnswerCode,
    Date: AnswerDate,
    Choice: AnswerChoice,
    Choices: AnswerChoices,
    Whole: AnswerWhole,
}


@dataclass(frozen=True)
class TypedAnswers:
    """What was typed into a form, each value by itself: what may stand, and what is wrong.

    `places` tells where each row that stays stood among the typed ones.
    """

    form: Form
    answers: dict[str, Any]
    faults: Faults
    places: Mapping[str, str]

    def judged(self, completes: Collection[str] = ()) -> Judgement:
        """Return the answers and every fault, all at once, each beside its field.

        `completes` names the clauses whose fields must be filled and whose rows must be whole; the
        form's rules over several fields are asked where the fields they speak of are sound, and so
        are its warnings, which hinder nothing.
        """
        faults = dict(self.faults)
        found = [*_missing(self.form, self.answers, completes)] if completes else []
        for rule in self.form.rules:
            found.extend(rule.check(self.answers).items())
        for path, label in found:
            faults.setdefault(_as_typed(path, self.places), (label,))
        odd = {
            _as_typed(path, self.places): (label,)
            for rule in self.form.warnings
            for path, label in rule.check(self.answers).items()
        }
        return Judgement(self.answers, faults, {p: w for p, w in odd.items() if p not in faults})


def judge(form: Form, typed: Mapping[str, Any], completes: Collection[str] = ()) -> Judgement:
    """Return the answers among `typed` and every fault, as TypedAnswers.judged."""
    return read_typed(form, typed).judged(completes)


def judge_alone(form: Form, typed: Mapping[str, Any]) -> Judgement:
    """Return the answers among `typed` and what is wrong with each by itself, no rule asked."""
    read = read_typed(form, typed)
    return Judgement(read.answers, read.faults, {})


def variant_typed(form: Form, typed: Mapping[str, Any]) -> str:
    """Return on which of the form's papers the typed values belong (the first by default)."""
    if form.variant_field is None:
        return form.variants[0]
    return form.variant_of(read_typed(form, typed).answers)


def read_typed(form: Form, typed: Mapping[str, Any]) -> TypedAnswers:
    """Return what of the typed values may stand as answers, each judged by itself."""
    loaded: dict[str, Any]
    faults: dict[str, tuple[Label, ...]]
    try:
        loaded, faults = _loader(form).load(typed), {}
    except ValidationError as error:
        loaded, faults = dict(error.valid_data or {}), gather(error.messages)
    places: dict[str, str] = {}
    return TypedAnswers(form, _tidy(form.fields, loaded, "", "", places), faults, places)


# A schema copies all its fields when it is made; one a form is enough, for loading changes nothing
# in it. The fields are kept beside it, so that their id is never another form's.
_LOADERS: dict[int, tuple[tuple[Field, ...], AnswerSchema]] = {}


def _loader(form: Form) -> AnswerSchema:
    kept = _LOADERS.get(id(form.fields))
    if kept is None:
        kept = _LOADERS[id(form.fields)] = (form.fields, schema_class(form)())
    return kept[1]


def load_answers(
    form: Form, typed: Mapping[str, Any], completes: Collection[str] = ()
) -> dict[str, Any]:
    """Return the canonical answers of `typed`; raises FieldErrors when anything is wrong."""
    judgement = judge(form, typed, completes)
    if judgement.faults:
        raise FieldErrors(judgement.faults)
    return judgement.answers


def _tidy(
    fields: tuple[Field, ...],
    loaded: Mapping[str, Any],
    path: str,
    typed_path: str,
    places: dict[str, str],
) -> dict[str, Any]:
    """Return what was loaded without anything empty, in declared order.

    `places` receives where each row that stays stood among the typed ones.
    """
    kept: dict[str, Any] = {}
    for each in fields:
        value = loaded.get(each.name)
        if isinstance(each, Rows) and value:
            inside = (f"{path}{each.name}", f"{typed_path}{each.name}")
            value = _tidy_rows(each, value, *inside, places)
        if not is_empty(value):
            kept[each.name] = value
    return kept


def _tidy_rows(
    declared: Rows, loaded: list[Any], path: str, typed_path: str, places: dict[str, str]
) -> list[Any]:
    rows: list[Any] = []
    for index, row in enumerate(loaded):
        here, there = f"{path}.{len(rows)}", f"{typed_path}.{index}"
        if not declared.plain:
            row = _tidy(declared.fields, row or {}, f"{here}.", f"{there}.", places)
        if not is_empty(row):
            places[here] = there
            rows.append(row)
    return rows


def _as_typed(path: str, places: Mapping[str, str]) -> str:
    """Return the path of a fault as it was typed: rows counted with the empty ones."""
    steps = path.split(".")
    for end in range(len(steps), 0, -1):
        there = places.get(".".join(steps[:end]))
        if there is not None:
            return ".".join((there, *steps[end:]))
    return path


def _missing(
    form: Form, answers: Mapping[str, Any], completes: Collection[str]
) -> Iterator[tuple[str, Label]]:
    for each in form.fields_for(form.variant_of(answers)):
        if each.step in completes and each.name not in answers:
            yield each.name, missing_sentence(each)
        needed = each.needed_with
        if needed and form.field(needed.field).step in completes and is_unsaid(each, answers):
            yield each.name, missing_sentence(each)
        if isinstance(each, Rows) and not each.plain:
            yield from _missing_in_rows(each, answers.get(each.name, []), each.name)


def _missing_in_rows(
    rows: Rows, answers: list[Mapping[str, Any]], path: str
) -> Iterator[tuple[str, Label]]:
    for index, row in enumerate(answers):
        for each in rows.fields:
            where = f"{path}.{index}.{each.name}"
            if each.required and each.name not in row:
                yield where, missing_sentence(each)
            if isinstance(each, Rows) and not each.plain:
                yield from _missing_in_rows(each, row.get(each.name, []), where)


def is_unsaid(declared: Field, answers: Mapping[str, Any]) -> bool:
    """Return whether an option is chosen that the empty field should put in words."""
    needed = declared.needed_with
    return needed is not None and declared.name not in answers and needed.is_in(answers)


def missing_sentence(declared: Field) -> Label:
    """Return the sentence that asks for an empty mandatory field."""
    if declared.missing is not None:
        return declared.missing
    sentence = MISSING_CHOICE if isinstance(declared, Choice | Choices) else MISSING
    return Label(
        sentence.vi.format(label=declared.label.vi), sentence.en.format(label=declared.label.en)
    )
