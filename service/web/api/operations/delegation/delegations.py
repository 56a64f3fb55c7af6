"""Delegations over the API: one's own and everybody's, given and taken back, with their paper."""

from collections.abc import Mapping
from typing import Any

from flask import Response
from marshmallow import fields as ma

from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.operations.documents.documents import PDF_ANSWER, WORD_ANSWER, WordWanted
from service.web.api.schemas import (
    AnswerShape,
    LabelShape,
    MomentText,
    OneOf,
    TakenShape,
    Words,
)
from service.web.downloads import hand_out
from service.workflow.delegation import give_delegation as deeds
from service.workflow.delegation import read_delegations as reading
from service.workflow.delegation.read_delegations import DelegationDesk, DelegationView, State
from service.workflow.delegation.rules import AUTHORITIES, GIVEN_ROLES, LONGEST_SCOPE

door = ApiBlueprint("delegations", "Ủy quyền · Delegations", place=90)

ONE = "/delegations/<int(min=1,max=2147483647):delegation_id>"
DAY = {"type": "string", "format": "date", "example": "2026-03-05"}
ROLES = tuple(role.value for role in GIVEN_ROLES)


class DelegationShape(AnswerShape):
    """A delegation of one role or of one record."""

    id = ma.Integer(attribute="delegation.id")
    giver = ma.String(attribute="delegation.giver_then")
    giver_id = ma.Integer(attribute="delegation.giver_id")
    receiver = ma.String(attribute="delegation.receiver_then")
    receiver_id = ma.Integer(attribute="delegation.receiver_id")
    role = ma.String(attribute="delegation.role", allow_none=True)
    record_id = ma.String(attribute="delegation.record_id", allow_none=True)
    what = ma.Nested(LabelShape)
    authority = ma.String(attribute="delegation.authority", metadata={"enum": list(AUTHORITIES)})
    from_day = ma.Date(attribute="delegation.from_day")
    to_day = ma.Date(attribute="delegation.to_day")
    scope = ma.String(attribute="delegation.scope")
    state = ma.String(metadata={"enum": [state.value for state in State]})
    made_at = MomentText(attribute="delegation.made_at")
    revoked_at = MomentText(attribute="delegation.revoked_at", allow_none=True)
    may_revoke = ma.Boolean()
    has_paper = ma.Boolean()


class DeskShape(AnswerShape):
    """What one gave, what one received, and everybody's for who may read it (null otherwise)."""

    given = ma.List(ma.Nested(DelegationShape))
    received = ma.List(ma.Nested(DelegationShape))
    everybody = ma.List(ma.Nested(DelegationShape), allow_none=True)


class DelegationTaken(TakenShape):
    """What is delegated to whom: a role or a record, one of the two."""

    receiver = Words(
        200, required=True, metadata={"description": "user name, full name or text of /names"}
    )
    role = OneOf(ROLES)
    record_id = Words(40)
    authority = OneOf(AUTHORITIES, required=True)
    from_day = Words(20, required=True, metadata=DAY)
    to_day = Words(20, required=True, metadata=DAY)
    scope = Words(LONGEST_SCOPE, required=True)
    submission = Words(100, load_default="", metadata={"description": "the same again: one result"})


@door.get("/delegations", "Các ủy quyền · Delegations", answers=DeskShape)
def list_delegations() -> DelegationDesk:
    """Return one's delegations, and all for the ISO secretary and auditors."""
    return reading.list_delegations(office(), actor())


@door.post(
    "/delegations",
    "Ủy quyền · Delegate",
    body=DelegationTaken,
    answers=DelegationShape,
    status=201,
    errors=(404,),
)
def give_delegation(sent: Mapping[str, Any]) -> DelegationView:
    """Return the new delegation; for who holds the role, or has the record's turn by a role.

    Director, ISO board leader, ISO secretary and unit head may be delegated, to one person at a
    time, for 12 months at most; what was received is never passed on (Decree 30/2020, Art. 13.3).
    """
    made = deeds.give_delegation(office(), actor(), **sent)
    return reading.read_delegation(office(), actor(), made.id)


@door.get(ONE, "Một ủy quyền · One delegation", answers=DelegationShape)
def read_delegation(delegation_id: int) -> DelegationView:
    """Return the delegation, for giver, receiver, ISO secretary and auditors."""
    return reading.read_delegation(office(), actor(), delegation_id)


@door.post(f"{ONE}/revoke", "Thu hồi ủy quyền · Revoke", answers=DelegationShape)
def revoke_delegation(delegation_id: int) -> DelegationView:
    """Return the delegation, taken back by its giver; one that is over stays as it is."""
    deeds.revoke_delegation(office(), actor(), delegation_id)
    return reading.read_delegation(office(), actor(), delegation_id)


@door.get(
    f"{ONE}/paper.docx",
    "Giấy ủy quyền, Word · Authorisation",
    query=WordWanted,
    responses=WORD_ANSWER,
)
def delegation_word(query: Mapping[str, Any], delegation_id: int) -> Response:
    """Return the paper O-07 as a Word file, of what the director delegated."""
    word = reading.delegation_word(office(), actor(), delegation_id)
    return hand_out(word, plain=query["plain"])


@door.get(f"{ONE}/paper.pdf", "Giấy ủy quyền, PDF · Authorisation", responses=PDF_ANSWER)
def delegation_pdf(delegation_id: int) -> Response:
    """Return the paper O-07 as a PDF, of what the director delegated."""
    return hand_out(reading.delegation_pdf(office(), actor(), delegation_id))
