"""Many records in one file over the API: asked for, looked at, stopped, fetched."""

from collections.abc import Mapping
from typing import Any

from flask import Response, url_for
from marshmallow import fields as ma

from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.operations.documents import documents
from service.web.api.operations.documents.documents import file_answer
from service.web.api.schemas import (
    AnswerShape,
    LabelShape,
    ListOf,
    MomentText,
    OneOf,
    TakenShape,
    Words,
    computed,
)
from service.web.downloads import hand_out_file
from service.workflow.bundles import request_bundle
from service.workflow.bundles.download import fetch_bundle
from service.workflow.bundles.request_bundle import KINDS, MOST_RECORDS, BundleState
from service.workflow.files.document_files import PDF
from service.workflow.files.dossier import ZIP

STATES = ("waiting", "running", "ready", "stopped", "failed")

door = ApiBlueprint(
    "bundles",
    "Nhiều phiếu trong một tệp · Many records in one file",
    tag=documents.door.name,
    place=50,
)


class BundleTaken(TakenShape):
    """Which records, and whether as one PDF to print or as a ZIP of Word files and PDFs."""

    records = ListOf(Words(40), required=True, metadata={"minItems": 1, "maxItems": MOST_RECORDS})
    kind = OneOf(KINDS, required=True)


class BundleShape(AnswerShape):
    """How far a file is; `said` names what failed, or what a file that is ready goes without."""

    id = ma.String()
    kind = ma.String(metadata={"enum": list(KINDS)})
    state = ma.String(metadata={"enum": list(STATES)})
    done = ma.Integer()
    total = ma.Integer()
    seconds = ma.Integer(allow_none=True, metadata={"description": "left, about"})
    said = ma.Nested(LabelShape, allow_none=True)
    size = ma.Integer(metadata={"description": "bytes, 0 until it is ready"})
    sha256 = ma.String(metadata={"description": "of the file, empty until it is ready"})
    asked_at = MomentText()
    kept_until = MomentText()
    file = computed(
        lambda each: _address(each),
        type=["string", "null"],
        description="where to fetch it once it is ready",
    )


def _address(bundle: BundleState) -> str | None:
    return url_for("bundles.read_file", bundle_id=bundle.id) if bundle.is_ready else None


@door.get(
    "/bundles",
    "Các tệp đã yêu cầu · Files asked for",
    answers=BundleShape(many=True),
)
def list_bundles() -> tuple[BundleState, ...]:
    """Return the files the person asked for and did not stop, newest first."""
    return request_bundle.list_bundles(office(), actor())


@door.post(
    "/bundles",
    "Yêu cầu một tệp nhiều phiếu · Ask for many records in one file",
    body=BundleTaken,
    answers=BundleShape,
    status=202,
    errors=(404,),
)
def ask_bundle(sent: Mapping[str, Any]) -> BundleState:
    """Return the file as it waits for a worker; it holds the newest version of each record.

    One of a person is made at a time. 404 when one of the records may not be seen.
    """
    return request_bundle.ask_bundle(office(), actor(), sent["records"], sent["kind"])


@door.get(
    "/bundles/<id:bundle_id>",
    "Tệp đến đâu rồi · How far a file is",
    answers=BundleShape,
)
def read_bundle(bundle_id: str) -> BundleState:
    """Return how far it is; asking once a second is often enough."""
    return request_bundle.read_bundle(office(), actor(), bundle_id)


@door.post(
    "/bundles/<id:bundle_id>/stop",
    "Dừng tạo tệp · Stop making a file",
    answers=BundleShape,
)
def stop_bundle(bundle_id: str) -> BundleState:
    """Return it stopped, or as it was when it was over before."""
    return request_bundle.stop_bundle(office(), actor(), bundle_id)


@door.get(
    "/bundles/<id:bundle_id>/file",
    "Lấy tệp · Fetch the file",
    errors=(422,),
    responses=file_answer(PDF, ZIP),
)
def read_file(bundle_id: str) -> Response:
    """Return the file for seven days, to who asked for it; 422 when some may be seen no more."""
    file = fetch_bundle(office(), actor(), bundle_id)
    return hand_out_file(file, file.media_type)
