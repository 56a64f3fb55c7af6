"""One operation a move, made from the form's table: who may make it, from where, what it asks."""

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import Schema
from marshmallow import fields as ma

from service.formkit.form import Form
from service.formkit.moves import Move
from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.operations.drafts.form_submission import (
    MoveMadeShape,
    SubmissionKey,
    require_record_of,
    version_read,
)
from service.web.api.operations.record.move_answers import MoveAnswers, asked_schema
from service.web.api.schemas import TakenShape, Words
from service.workflow.moves import make_move
from service.workflow.office import Office
from service.workflow.submissions import MoveResult


def doors_of(house: Office) -> Iterator[ApiBlueprint]:
    """Yield for every form the operations that move a record of it."""
    return (_moves_of(form) for form in house.catalogue)


def _moves_of(form: Form) -> ApiBlueprint:
    """Return the operations that move a record of `form`: `/forms/…/records/<id>/moves/approve`."""
    door = ApiBlueprint(
        f"moves_{form.key}", f"{form.title.vi} · {form.title.en}", tag=f"{form.code} moves"
    )
    for key, alike in _by_key(form).items():
        _declare(door, form, key, alike)
    return door


def _by_key(form: Form) -> dict[str, list[Move]]:
    """Return the moves a record may make, those of one name together, in the table's order."""
    found: dict[str, list[Move]] = {}
    starts = {move.to_stage for move in form.moves} | {move.continues_at for move in form.moves}
    # A stage of its own turn is one where records stand: a draft of a form that returns nothing
    # is no record.
    stages = {s.key for s in form.stages if s.turns and (s.key in starts or form.stages[0] is s)}
    for move in form.moves:
        if move.from_stage in stages:
            found.setdefault(move.key, []).append(move)
    return found


def _declare(door: ApiBlueprint, form: Form, key: str, alike: list[Move]) -> None:
    move = alike[0]
    body = _body(form, alike)

    def make(sent: Mapping[str, Any], record_id: str) -> MoveResult:
        require_record_of(form, record_id, key)
        return make_move.make_move(
            office(),
            actor(),
            record_id,
            move=key,
            typed=sent["answers"],
            reason=sent.get("reason", ""),
            version=sent["version"],
            submission=sent["submission"],
        )

    make.__name__ = f"make_{key}"
    make.__doc__ = _described(form, alike)
    door.post(
        f"/forms/{form.code}/records/<id:record_id>/moves/{key}",
        f"{move.label.vi} · {move.label.en}",
        body=body,
        answers=MoveMadeShape,
        errors=(409,),
    )(make)


def _body(form: Form, alike: list[Move]) -> type[Schema]:
    """Return the shape of what the move takes: the blanks it asks for, its reason, the version."""
    name = _name(form, alike[0].key)
    members: dict[str, ma.Field[Any]] = {
        "answers": MoveAnswers(asked_schema(f"{name}Answers", form, alike)),
        "version": version_read(),
        "submission": SubmissionKey(),
    }
    if any(move.reason for move in alike):
        members["reason"] = Words(2000, required=True)
    return type(name, (TakenShape,), members)


def _name(form: Form, key: str) -> str:
    return "".join(part.title() for part in f"move_{key}_of_{form.key}".split("_"))


def _described(form: Form, alike: list[Move]) -> str:
    """Return who may make the move, where it starts and leads, and by which clause."""
    lines = []
    for move in alike:
        who = ", ".join(label.en.lower() for label in move.party.labels({}))
        start = form.stage(move.from_stage).label.en
        end = form.stage(move.to_stage).label.en if move.to_stage else "where it came from"
        by = f", by: {who}" if who else ""
        lines.append(f"From “{start}” to “{end}” ({form.procedure} {move.clause}){by}.")
        if move.when_vacant:
            others = ", ".join(label.en.lower() for label in move.when_vacant.labels({}))
            also = "also" if who else "only"
            lines.append(f"While the account of who holds the work is closed, {also}: {others}.")
        lines += [f"Refused: {bar.sentence.en}" for bar in move.bars]
        lines += [f"Only while this does not hold: {c.otherwise.en}" for c in move.conditions]
        if move.papers:
            lines.append(f"Issues {', '.join(move.papers)} in the record's dossier.")
    return "\n\n".join(dict.fromkeys(lines))
