"""Drafts over the API: listed, read, put aside, taken back; `filling` begins and saves them."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields as ma

from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.schemas import (
    SENTENCES,
    AnswerShape,
    Faulty,
    Flag,
    MomentText,
    TakenShape,
    computed,
)
from service.workflow.drafts import drafts
from service.workflow.drafts.draft_view import DraftView

door = ApiBlueprint("drafts", "Bản nháp của mình · One's own drafts", place=20)


class DraftShape(AnswerShape):
    """A draft: as typed, what of it may stand, what is wrong, what is missing for sending.

    `warnings` say what to look at once more; they hinder nothing.
    """

    id = ma.String()
    form = ma.String(attribute="form.code")
    variant = ma.String()
    record_id = ma.String(
        allow_none=True, metadata={"description": "the record that came back and is edited here"}
    )
    version = ma.Integer(metadata={"description": "send it along when saving"})
    typed = ma.Dict(metadata={"description": "as sent, nothing lost"})
    answers = ma.Dict(metadata={"description": "the part of it that may stand"})
    faults = Faulty(metadata=SENTENCES)
    missing = Faulty(metadata=SENTENCES)
    warnings = Faulty(metadata={**SENTENCES, "description": "field path to what to look at again"})
    saved_at = MomentText()
    removed_at = MomentText(allow_none=True)
    moves = computed(
        lambda view: [m.key for m in view.form.moves_from("draft", view.variant) if m.roles],
        type="array",
        items={"type": "string"},
        description="what may be made of it: .../moves/<one of these>",
    )


class DraftsWanted(TakenShape):
    """Which drafts."""

    removed = Flag(load_default=False, metadata={"description": "those put aside"})


@door.get(
    "/drafts",
    "Các bản nháp của mình · One's own drafts",
    query=DraftsWanted,
    answers=DraftShape(many=True),
)
def list_drafts(query: Mapping[str, Any]) -> tuple[DraftView, ...]:
    """Return one's drafts, last touched first; with `removed` those put aside within 30 days."""
    return drafts.list_drafts(office(), actor(), removed=query["removed"])


@door.get("/drafts/<id:draft_id>", "Một bản nháp · One draft", answers=DraftShape)
def open_draft(draft_id: str) -> DraftView:
    """Return one's own draft; anybody else's is not found."""
    return drafts.open_draft(office(), actor(), draft_id)


@door.operation("DELETE", "/drafts/<id:draft_id>", "Bỏ bản nháp · Put a draft aside", status=204)
def discard_draft(draft_id: str) -> None:
    """Put the draft aside; it can be taken back for 30 days."""
    drafts.discard_draft(office(), actor(), draft_id)


@door.post(
    "/drafts/<id:draft_id>/restore",
    "Lấy lại bản nháp · Take a draft back",
    answers=DraftShape,
)
def restore_draft(draft_id: str) -> DraftView:
    """Return the draft, back among the others."""
    return drafts.restore_draft(office(), actor(), draft_id)
