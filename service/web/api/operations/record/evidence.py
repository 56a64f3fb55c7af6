"""Evidence over the API: files added to a record, listed, and fetched as they were added."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request, url_for
from marshmallow import fields as ma
from werkzeug.exceptions import RequestEntityTooLarge

from service.web.api.authentication import actor, office
from service.web.api.blueprint import WITH_BODY, ApiBlueprint
from service.web.api.operations.documents.documents import (
    OCTETS,
    file_answer,
    file_body,
)
from service.web.api.parsing import FORM_AROUND_A_FILE, FileWanted, read_named_file
from service.web.api.schemas import AnswerShape, MomentText, TakenShape, Words, computed
from service.web.downloads import hand_out
from service.workflow.files import evidence
from service.workflow.files.evidence import (
    ACCEPTED,
    LARGEST_FILE,
    TOO_LARGE,
    EvidenceView,
    RecordEvidence,
)

door = ApiBlueprint("evidence", "Bằng chứng · Evidence", place=60)

RECORD = "/records/<id:record_id>/evidence"
MEDIA_TYPES = tuple(kind.media_type for kind in ACCEPTED)
A_PIECE = FileWanted((*MEDIA_TYPES, OCTETS), LARGEST_FILE, TOO_LARGE)


class EvidenceAbout(TakenShape):
    """What is said of the file that is sent."""

    file_name = Words(
        255,
        load_default="",
        metadata={"description": "for a bare body; its ending will follow what the file is"},
    )
    note = Words(500, load_default="", metadata={"description": "what the file shows"})
    submission = Words(
        200, load_default="", metadata={"description": "the same again gives the first result"}
    )


class EvidenceShape(AnswerShape):
    """A file of evidence: final, with its hash and where to fetch it."""

    id = ma.Integer()
    file_name = ma.String()
    media_type = ma.String()
    size = ma.Integer()
    sha256 = ma.String()
    note = ma.String()
    stage = ma.String(metadata={"description": "the record's stage when it was added"})
    added_by = ma.String()
    added_at = MomentText()
    file = computed(lambda each: _address(each), type="string")


class RecordEvidenceShape(AnswerShape):
    """The evidence of a record."""

    files = ma.List(ma.Nested(EvidenceShape))
    may_add = ma.Boolean()


@door.get(RECORD, "Bằng chứng của hồ sơ · A record's evidence", answers=RecordEvidenceShape)
def list_evidence(record_id: str) -> RecordEvidence:
    """Return the files in the order they were added, and whether one may add another."""
    return evidence.list_evidence(office(), actor(), record_id)


@door.post(
    RECORD,
    "Thêm bằng chứng · Add evidence",
    query=EvidenceAbout,
    answers=EvidenceShape,
    status=201,
    errors=WITH_BODY,
    requestBody=file_body(*MEDIA_TYPES, OCTETS),
)
def add_evidence(query: Mapping[str, Any], record_id: str) -> EvidenceView:
    """Return the file as kept; the same content twice gives the first.

    At most 25 MB, judged by what it is, whatever type and name it is sent under. For who has a
    part in the record, the heads of its units, the ISO secretary, the ISO board, the director and
    their delegates, while the record has not ended.
    """
    size = request.content_length or 0
    evidence.require_adding(office(), actor(), record_id, max(0, size - FORM_AROUND_A_FILE))
    try:
        name, content = read_named_file(request, A_PIECE)
    except RequestEntityTooLarge:
        evidence.note_too_large(office(), actor(), record_id, size)
        raise
    return evidence.add_evidence(
        office(),
        actor(),
        record_id,
        file_name=query["file_name"] or name,
        content=content,
        note=query["note"],
        submission=query["submission"],
    )


@door.get(
    f"{RECORD}/<int(min=1,max=2147483647):evidence_id>",
    "Một tệp bằng chứng · One file of evidence",
    responses=file_answer(*MEDIA_TYPES),
)
def download_evidence(record_id: str, evidence_id: int) -> Response:
    """Return the file as it was added, proved by its hash; always to be saved, never shown."""
    return hand_out(evidence.download_evidence(office(), actor(), record_id, evidence_id))


def _address(each: EvidenceView) -> str:
    return url_for("evidence.download_evidence", record_id=each.record_id, evidence_id=each.id)
