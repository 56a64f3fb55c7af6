"""What an official form is: boxes and fields, stages and moves, numbers and paper."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as with_factory
from functools import cached_property
from typing import TypeVar

from service.formkit.features.feature import Feature
from service.formkit.fields import Answers, Choice, Code, Field, Rows, YesNo
from service.formkit.labels import Label
from service.formkit.moves import Move, Role, Stage
from service.formkit.retention import RetentionRule

F = TypeVar("F", bound=Feature)


@dataclass(frozen=True)
class Box:
    """One section of the form (mục), filled and signed by one party.

    `on_paper` says where it prints (`Ô 1`), `filled_at` the stage at which its blanks are open,
    `variants` the variants of the form that have it.
    """

    key: str
    title: Label
    fields: tuple[Field, ...]
    filled_at: str = "draft"
    filled_by: Label | None = None
    on_paper: Label | None = None
    note: Label | None = None
    variants: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Rule:
    """A condition over several fields: `check` returns what is wrong beside which field path.

    Among a form's `warnings` it hinders nothing; it only says what to look at once more.
    """

    name: str
    check: Callable[[Answers], Mapping[str, Label]]


@dataclass(frozen=True)
class FormVersion:
    """One issue of the form itself (lần ban hành): what the control box and footers print."""

    issue_no: str
    issue_date: str
    effective_from: str


@dataclass(frozen=True, kw_only=True)
class Form:
    """An official form (biểu mẫu): blank; a filled one is a record (hồ sơ).

    `key` is the file's name, `templates` one Word file a variant (`""` without variants),
    `rules` are what must hold, `warnings` what is told and hinders nothing, `unit_fields` which
    fields name the requesting, concerned and executing unit, `features` what only some forms have.
    """

    code: str
    key: str
    title: Label
    register_title: Label
    short: Label
    procedure: str
    clause: str
    boxes: tuple[Box, ...]
    stages: tuple[Stage, ...]
    moves: tuple[Move, ...]
    retention: RetentionRule
    versions: tuple[FormVersion, ...]
    templates: Mapping[str, str]
    variant_field: str | None = None
    rules: tuple[Rule, ...] = ()
    warnings: tuple[Rule, ...] = ()
    unit_fields: Mapping[str, str] = with_factory(default_factory=dict)
    subject_field: str | None = None
    features: tuple[Feature, ...] = ()

    def feature(self, kind: type[F]) -> F | None:
        """Return the form's feature of that kind; None for a form without."""
        return next((each for each in self.features if isinstance(each, kind)), None)

    @cached_property
    def panels(self) -> "dict[tuple[str, ...], Form]":
        """The small forms of its moves as they were made, each under what it asks."""
        return {}

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every field of every box in print order."""
        return tuple(f for box in self.boxes for f in box.fields)

    @cached_property
    def open_fields(self) -> tuple[Field, ...]:
        """The fields typed while the form is a draft; numbers are given, later boxes wait."""
        boxes = (box for box in self.boxes if box.filled_at == "draft")
        return tuple(f for box in boxes for f in box.fields if not isinstance(f, Code))

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {f.name: f for f in self.fields}

    def has_field(self, name: str) -> bool:
        """Return whether the form has a field of that name."""
        return name in self._by_name

    def field(self, name: str) -> Field:
        """Return the field called `name`; raises KeyError where the form has none."""
        return self._by_name[name]

    @property
    def version(self) -> FormVersion:
        """The version new records are opened under."""
        return self.versions[-1]

    def version_no(self, issue_no: str) -> FormVersion:
        """Return the version `issue_no`; raises KeyError for a version that never was."""
        for version in self.versions:
            if version.issue_no == issue_no:
                return version
        raise KeyError(issue_no)

    @cached_property
    def variants(self) -> tuple[str, ...]:
        """The values of the variant field in their order; one empty name without variants."""
        return tuple(self.templates)

    def variant_of(self, answers: Answers) -> str:
        """Return which of the form's papers the answers belong on (the first by default)."""
        if self.variant_field is None:
            return self.variants[0]
        chosen = str(answers.get(self.variant_field, ""))
        return chosen if chosen in self.templates else self.variants[0]

    def boxes_for(self, variant: str) -> tuple[Box, ...]:
        """Return the boxes that the variant has."""
        return tuple(b for b in self.boxes if b.variants is None or variant in b.variants)

    def fields_for(self, variant: str) -> tuple[Field, ...]:
        """Return the fields of the boxes that the variant has."""
        return tuple(f for box in self.boxes_for(variant) for f in box.fields)

    def stage(self, key: str) -> Stage:
        """Return the stage `key`; raises KeyError where the form has none."""
        for stage in self.stages:
            if stage.key == key:
                return stage
        raise KeyError(key)

    def openers(self, variant: str | None = None) -> frozenset[Role]:
        """Return the roles that may begin the form: whoever can make a first move from a draft."""
        return frozenset(
            role
            for each in (self.variants if variant is None else (variant,))
            for move in self.moves_from("draft", each)
            for role in move.roles
        )

    def moves_from(self, stage: str, variant: str) -> tuple[Move, ...]:
        """Return the moves that start at `stage` for records of that variant."""
        return tuple(
            m
            for m in self.moves
            if m.from_stage == stage and (m.variants is None or variant in m.variants)
        )

    def defaults(self, answers: Answers, known: Mapping[str, object]) -> dict[str, object]:
        """Return what a new draft starts with: every default that `answers` leaves open.

        `known` holds the facts of the moment: `setting:<key>`, `actor:name`, `actor:unit`, `today`.
        """
        found: dict[str, object] = {}
        for each in self.fields_for(self.variant_of(answers)):
            if each.default is not None and each.name not in answers:
                value = _default_value(each, {**answers, **found}, known)
                if value not in (None, "", []):
                    found[each.name] = value
        return found

    def blank_answers(self, variant: str, known: Mapping[str, object]) -> dict[str, object]:
        """Return what even the blank print shows: the variant and the defaults marked for it."""
        answers: dict[str, object] = {self.variant_field: variant} if self.variant_field else {}
        for each in self.fields_for(variant):
            if each.default_on_blank:
                answers[each.name] = _default_value(each, answers, known)
        return answers


def _default_value(field_: Field, answers: Answers, known: Mapping[str, object]) -> object:
    default = field_.default
    if callable(default):
        return default(answers)
    if not isinstance(default, str):
        return default
    # A fact that is not known (`register:year`) leaves the field open; any other text is itself.
    return known.get(default, None if ":" in default else default)


def walk_fields(fields: tuple[Field, ...], prefix: str = "") -> Iterator[tuple[str, Field]]:
    """Yield every field with its Word tag path, rows as `attendees[]` before `attendees[].name`."""
    for each in fields:
        if isinstance(each, Rows):
            yield f"{prefix}{each.name}[]", each
            yield from walk_fields(each.fields, f"{prefix}{each.name}[].")
        else:
            yield prefix + each.name, each


def paper_tags(form: Form, variant: str) -> Iterator[tuple[str, Field]]:
    """Yield the tag of every control that the variant's template must have, with its field.

    A choice printed as boxes and a yes-no yield one tag a box (`result:met`).
    """
    printed = tuple(f for f in form.fields_for(variant) if f.printed)
    for tag, each in walk_fields(printed):
        if not each.printed or each.name == form.variant_field:
            continue
        if isinstance(each, Choice) and each.boxes:
            yield from ((f"{tag}:{o.value}", each) for o in each.options)
        elif isinstance(each, YesNo):
            yield f"{tag}:true", each
        else:
            yield tag, each
