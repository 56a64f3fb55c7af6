"""One set of paths a form, made from its declaration: begin, save, submit, correct."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema, ValidationError
from marshmallow import fields as ma

from service.formkit.fields import Code
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.schema import schema_class
from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.operations.drafts.drafts import DraftShape
from service.web.api.schemas import (
    NOT_AN_OBJECT,
    AnswerShape,
    BoundedInteger,
    LabelShape,
    TakenShape,
    Words,
)
from service.workflow.drafts import drafts
from service.workflow.drafts import submit_draft as make_move
from service.workflow.drafts.draft_view import DraftView
from service.workflow.errors import NotFound
from service.workflow.event_kinds import CORRECTED
from service.workflow.log_refusal import noting_refusals
from service.workflow.moves.corrections import correct_record
from service.workflow.moves.transition import LONGEST_REASON
from service.workflow.office import Office
from service.workflow.records import read_records
from service.workflow.submissions import MoveResult

KEY = "[A-Za-z0-9._:-]{1,100}"
BAD_KEY = Label(
    "Khóa gửi gồm 1 đến 100 chữ không dấu, số, dấu chấm, gạch; mỗi lần gửi một khóa mới.",
    "A submission key has 1 to 100 plain letters, digits, dots or hyphens; a new one each time.",
)


class Answers(ma.Nested):
    """A form's answers: described by its schema, judged by the use case as on the page."""

    def _deserialize(
        self, value: Any, attr: str | None, data: Any, partial: Any = None, **kwargs: Any
    ) -> Mapping[str, Any]:
        if not isinstance(value, dict):
            raise ValidationError([NOT_AN_OBJECT])
        return value


class SubmissionKey(ma.String):
    """What tells one submit from another: the same key again gives the first result."""

    def __init__(self) -> None:
        metadata = {"pattern": f"^{KEY}$", "example": "2026-03-05-a1"}
        super().__init__(required=True, metadata=metadata)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(KEY, value):
            raise ValidationError([BAD_KEY])
        return value


class MoveMadeShape(AnswerShape):
    """What a move led to."""

    record_id = ma.String()
    number = ma.String(allow_none=True)
    stage = ma.String()
    record_version = ma.Integer()
    document_version = ma.Integer()
    new_record_id = ma.String(
        allow_none=True, metadata={"description": "the record that continues this one, if it did"}
    )
    warnings = ma.Dict(
        keys=ma.String(),
        values=ma.List(ma.Nested(LabelShape)),
        metadata={"description": "field path to what to look at again; it hindered nothing"},
    )


def doors_of(house: Office) -> Iterator[ApiBlueprint]:
    """Yield for every form the operations by which it is filled and sent."""
    return (_filling_of(form) for form in house.catalogue)


def _filling_of(form: Form) -> ApiBlueprint:
    """Return the paths to fill `form`: `/forms/BM.CTCL.01/drafts` and what follows from it."""
    door = ApiBlueprint(f"form_{form.key}", f"{form.title.vi} · {form.title.en}", tag=form.code)
    answers, open_answers = schema_class(form), open_schema(form)
    start = _taken(form, "Start", answers=Answers(open_answers, load_default=dict))
    save = _taken(
        form, "Save", answers=Answers(open_answers, required=True), version=version_read()
    )
    submit = _taken(
        form,
        "Submit",
        answers=Answers(open_answers, load_default=dict),
        version=version_read(),
        submission=SubmissionKey(),
    )
    correct = _taken(
        form,
        "Correct",
        answers=Answers(answers, required=True),
        reason=Words(LONGEST_REASON, required=True),
        version=version_read(),
        submission=SubmissionKey(),
    )
    path = f"/forms/{form.code}"
    draft_leads_on = _links(
        "draft_id",
        "id",
        "drafts_open_draft",
        "documents_draft_word",
        f"{door.name}_save_draft",
        f"{door.name}_submit_draft",
    )
    record_leads_on = _links(
        "record_id", "record_id", "records_open_record", f"{door.name}_correct_issued"
    )
    moves = ",".join(
        dict.fromkeys(m.key for m in form.moves if m.from_stage == "draft" and m.roles)
    )

    @door.post(
        f"{path}/drafts",
        f"Lập {form.short.vi.lower()} mới · Begin a draft",
        body=start,
        answers=DraftShape,
        status=201,
        responses={201: {"links": draft_leads_on}},
    )
    def start_draft(sent: Mapping[str, Any]) -> DraftView:
        """Return a new draft: what was sent laid over the form's defaults."""
        return drafts.start_draft(office(), actor(), form.code, sent["answers"])

    @door.operation(
        "PATCH",
        f"{path}/drafts/<id:draft_id>",
        "Lưu bản nháp · Save a draft",
        body=save,
        answers=DraftShape,
        errors=(409,),
    )
    def save_draft(sent: Mapping[str, Any], draft_id: str) -> DraftView:
        """Return the draft with these answers laid over it; 409 when it was saved meanwhile.

        `faults` says what may not stand; text with forbidden characters is not kept at all.
        """
        _require_form(form, draft_id)
        return drafts.save_draft(office(), actor(), draft_id, sent["answers"], sent["version"])

    @door.post(
        f"{path}/drafts/<id:draft_id>/moves/<any({moves}):move>",
        "Gửi, phát hành · Submit or issue",
        body=submit,
        answers=MoveMadeShape,
        errors=(409,),
        responses={200: {"links": record_leads_on}},
    )
    def submit_draft(sent: Mapping[str, Any], draft_id: str, move: str) -> MoveResult:
        """Return the record the draft became: its number given, its Word file issued and proved.

        The same `submission` again gives the first result.
        """
        _require_form(form, draft_id)
        return make_move.submit_draft(
            office(),
            actor(),
            draft_id=draft_id,
            move=move,
            typed=sent["answers"],
            version=sent["version"],
            submission=sent["submission"],
        )

    @door.post(
        f"{path}/records/<id:record_id>/corrections",
        "Phát hành bản đính chính · Issue a correction",
        body=correct,
        answers=MoveMadeShape,
        errors=(409,),
    )
    def correct_issued(sent: Mapping[str, Any], record_id: str) -> MoveResult:
        """Return the record with a new version of its document under the same number.

        Its submitter or the ISO secretary may, with a reason; the record's `correction` says which
        fields. What somebody else has approved is proposed instead: 422 says so.
        """
        require_record_of(form, record_id, CORRECTED)
        return correct_record.correct_record(
            office(),
            actor(),
            record_id,
            typed=sent["answers"],
            reason=sent["reason"],
            version=sent["version"],
            submission=sent["submission"],
        )

    return door


def open_schema(form: Form) -> type[Schema]:
    """Return the schema of what a draft of `form` takes: no later box, no number the service gives.

    QT.CTCL 5.2–5.7: each box is filled by one party at its step.
    """
    shut = {
        each.name
        for box in form.boxes
        for each in box.fields
        if box.filled_at != "draft" or isinstance(each, Code)
    }
    whole = schema_class(form)
    meta = type("Meta", (whole.Meta,), {"exclude": tuple(sorted(shut))})
    return type(f"{whole.__name__}Draft", (whole,), {"Meta": meta})


def _links(parameter: str, member: str, *operations: str) -> dict[str, Any]:
    """Return OpenAPI links: what may follow, with the id that the answer holds in `member`."""
    found = {parameter: f"$response.body#/{member}"}
    return {name: {"operationId": name, "parameters": found} for name in operations}


def version_read() -> BoundedInteger:
    """Return the member that says beside which version of a record or draft one acts."""
    description = "the version that was read; 409 when there is a newer one"
    return BoundedInteger(required=True, metadata={"description": description})


def _taken(form: Form, verb: str, **members: ma.Field[Any]) -> type[TakenShape]:
    """Return the shape of one verb's body for the form, with a name of its own in OpenAPI."""
    name = verb + "".join(part.title() for part in form.key.split("_"))
    return type(name, (TakenShape,), members)


def require_record_of(form: Form, record_id: str, kind: str) -> None:
    """Return for a record of that form; raises NotFound, noted as a refusal of that kind."""
    with noting_refusals(office(), actor(), record_id, kind):
        if read_records.form_of_record(office(), actor(), record_id) != form.code:
            raise NotFound


def _require_form(form: Form, draft_id: str) -> None:
    """Return unless the draft is of another form; raises NotFound.

    A draft that is gone is left to the use case: a submit sent again finds its first result.
    """
    try:
        found = drafts.open_draft(office(), actor(), draft_id)
    except NotFound:
        return
    if found.form.code != form.code:
        raise NotFound
