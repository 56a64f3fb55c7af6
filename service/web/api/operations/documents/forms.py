"""The forms there are, described whole: boxes and fields, stages and moves, blank prints."""

from collections.abc import Mapping
from typing import Any

from flask import Response
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
from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.operations.documents.documents import PDF_ANSWER, WORD_ANSWER, WordWanted
from service.web.api.schemas import AnswerShape, LabelShape, TakenShape, Words, computed
from service.web.downloads import hand_out
from service.workflow.actor import may_open
from service.workflow.files import document_files

door = ApiBlueprint("forms", "Biểu mẫu · Forms", place=10)

TEXT_OR_NULL = {"type": ["string", "null"]}
NUMBER_OR_NULL = {"type": ["integer", "null"]}


class OptionShape(AnswerShape):
    """One entry of a list."""

    value = ma.String()
    label = ma.Nested(LabelShape)


class FieldShape(AnswerShape):
    """One blank of a form; what does not belong to its kind is null."""

    name = ma.String()
    kind = computed(lambda f: kind_of(f), type="string")
    label = ma.Nested(LabelShape)
    hint = ma.Nested(LabelShape, allow_none=True)
    step = ma.String(allow_none=True, metadata={"description": "clause that makes it mandatory"})
    required = ma.Boolean(metadata={"description": "mandatory within its row"})
    printed = ma.Boolean()
    max_length = computed(lambda f: getattr(f, "max_length", None), **NUMBER_OR_NULL)
    minimum = computed(lambda f: getattr(f, "minimum", None), **NUMBER_OR_NULL)
    maximum = computed(lambda f: getattr(f, "maximum", None), **NUMBER_OR_NULL)
    max_rows = computed(lambda f: getattr(f, "max_rows", None), **NUMBER_OR_NULL)
    year_allowed = computed(lambda f: getattr(f, "year_allowed", None), type=["boolean", "null"])
    pattern = computed(lambda f: getattr(f, "pattern", None), **TEXT_OR_NULL)
    options = ma.List(ma.Nested(OptionShape), attribute="options", dump_default=[])
    fields_of_row = ma.List(
        ma.Nested(lambda: FieldShape()), attribute="fields", data_key="fields", dump_default=[]
    )


class BoxShape(AnswerShape):
    """One section of a form."""

    key = ma.String()
    title = ma.Nested(LabelShape)
    note = ma.Nested(LabelShape, allow_none=True)
    on_paper = ma.Nested(LabelShape, allow_none=True)
    filled_at = ma.String(metadata={"description": "stage at which its blanks are open"})
    variants = ma.List(ma.String(), allow_none=True)
    fields_of_box = ma.List(ma.Nested(FieldShape), attribute="fields", data_key="fields")


class StageShape(AnswerShape):
    """Where a record may stand."""

    key = ma.String()
    label = ma.Nested(LabelShape)
    ended = ma.Boolean()


class MoveShape(AnswerShape):
    """A step somebody may make."""

    key = ma.String()
    label = ma.Nested(LabelShape)
    from_stage = ma.String()
    to_stage = ma.String()
    roles = computed(lambda m: sorted(m.roles), type="array", items={"type": "string"})
    variants = ma.List(ma.String(), allow_none=True)


class FormShape(AnswerShape):
    """An official form."""

    code = ma.String()
    key = ma.String()
    title = ma.Nested(LabelShape)
    short = ma.Nested(LabelShape)
    procedure = ma.String()
    clause = ma.String()
    issue_no = ma.String(attribute="version.issue_no")
    issue_date = ma.String(attribute="version.issue_date")
    variant_field = ma.String(allow_none=True)
    variants = ma.List(ma.String())
    may_open = computed(lambda form: may_open(actor(), form), type="boolean")
    stages = ma.List(ma.Nested(StageShape))
    moves = ma.List(ma.Nested(MoveShape))
    boxes = ma.List(ma.Nested(BoxShape))


class VariantShape(TakenShape):
    """Which of the form's papers."""

    variant = Words(40, load_default="")


class BlankWordShape(VariantShape, WordWanted):
    """Which of the form's papers, as which Word file."""


@door.get("/forms", "Các biểu mẫu · The forms", answers=FormShape(many=True))
def list_forms() -> tuple[Form, ...]:
    """Return every form in the order of the codes."""
    return office().catalogue.forms


@door.get("/forms/<form:code>", "Một biểu mẫu · One form", answers=FormShape)
def open_form(code: str) -> Form:
    """Return the form with its fields; `answers` of drafts and records are keyed by their names."""
    return office().form(code)


@door.get(
    "/forms/<form:code>/blank.docx",
    "Bản trắng Word · Blank Word file",
    query=BlankWordShape,
    responses=WORD_ANSWER,
)
def blank_word(query: Mapping[str, Any], code: str) -> Response:
    """Return the blank form, dots where a pen writes; the first variant unless another is asked."""
    blank = document_files.blank_word(office(), code, query["variant"])
    return hand_out(blank, plain=query["plain"])


@door.get(
    "/forms/<form:code>/blank.pdf",
    "Bản trắng PDF · Blank PDF",
    query=VariantShape,
    responses=PDF_ANSWER,
)
def blank_pdf(query: Mapping[str, Any], code: str) -> Response:
    """Return the blank form as a PDF to print."""
    return hand_out(document_files.blank_pdf(office(), actor(), code, query["variant"]))


def kind_of(field: Field) -> str:
    """Return the word by which a program knows what goes into the field."""
    if isinstance(field, Text):
        return "lines" if field.multiline else field.kind
    return KINDS[type(field)]


KINDS: dict[type[Field], str] = {
    Code: "code",
    Date: "date",
    Moment: "moment",
    Choice: "choice",
    Choices: "choices",
    Whole: "whole",
    Rows: "rows",
    YesNo: "yes_no",
}
