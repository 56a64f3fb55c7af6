"""Files taken away and files read back: issued papers, drafts, and a filled Word file to JSON."""

from collections.abc import Mapping
from typing import Any

from flask import Response, request
from marshmallow import fields as ma

from service.web.api.authentication import actor, office
from service.web.api.blueprint import WITH_BODY, ApiBlueprint
from service.web.api.parsing import FileWanted, read_file
from service.web.api.schemas import AnswerShape, TakenShape, Words
from service.web.downloads import hand_out, hand_out_dossier
from service.workflow.files import document_files, dossier
from service.workflow.files import read_back as reading_back
from service.workflow.files.document_files import PDF, WORD
from service.workflow.files.dossier import ZIP
from service.workflow.files.read_back import LARGEST_FILE, TOO_LARGE, ReadBack

door = ApiBlueprint("documents", "Văn bản Word và PDF · Word and PDF documents", place=40)

FILE = {"type": "string", "format": "binary"}
DISPOSITION = {
    "Content-Disposition": {
        "description": "ASCII file name, and the Vietnamese one as filename*",
        "schema": {"type": "string"},
    }
}
OCTETS = "application/octet-stream"
FILLED = FileWanted((WORD, OCTETS), LARGEST_FILE, TOO_LARGE)


def file_answer(*media_types: str) -> dict[int, Any]:
    """Return how an answer that is a file is described."""
    content = {media_type: {"schema": FILE} for media_type in media_types}
    return {200: {"description": "The file", "content": content, "headers": DISPOSITION}}


def file_body(*media_types: str) -> dict[str, Any]:
    """Return how a file is sent: as the body itself, or as a form's upload called `file`."""
    upload = {"type": "object", "properties": {"file": FILE}, "required": ["file"]}
    bare = {media_type: {"schema": FILE} for media_type in media_types}
    return {"required": True, "content": {**bare, "multipart/form-data": {"schema": upload}}}


WORD_ANSWER = file_answer(WORD)
PDF_ANSWER = file_answer(PDF)
ZIP_ANSWER = file_answer(ZIP)


class WordWanted(TakenShape):
    """Whether the Word file is to be a copy without content controls."""

    plain = ma.Boolean(
        load_default=False,
        metadata={
            "description": "a copy without controls, for readers that show no row with them; it"
            " can be neither filled nor read back"
        },
    )


class PaperWanted(TakenShape):
    """Which of the record's papers."""

    form = Words(
        40,
        load_default="",
        metadata={"description": "code of a companion document, as O-02; else the record's own"},
    )


class WordOfPaperWanted(PaperWanted, WordWanted):
    """Which of the record's papers, as which Word file."""


class ReadBackShape(AnswerShape):
    """What a filled Word file says."""

    form = ma.String(attribute="form.code")
    variant = ma.String()
    answers = ma.Dict()


@door.get(
    "/records/<id:record_id>/documents/<int(min=1,max=9999):version>.docx",
    "Bản Word đã phát hành · Issued Word file",
    query=WordOfPaperWanted,
    responses=WORD_ANSWER,
)
def issued_word(query: Mapping[str, Any], record_id: str, version: int) -> Response:
    """Return the Word file exactly as issued."""
    word = document_files.issued_word(office(), actor(), record_id, version, query["form"])
    return hand_out(word, plain=query["plain"])


@door.get(
    "/records/<id:record_id>/documents/<int(min=1,max=9999):version>.pdf",
    "Bản PDF của văn bản · PDF of an issued document",
    query=PaperWanted,
    responses=PDF_ANSWER,
)
def issued_pdf(query: Mapping[str, Any], record_id: str, version: int) -> Response:
    """Return the PDF of the issued Word file."""
    return hand_out(document_files.issued_pdf(office(), actor(), record_id, version, query["form"]))


@door.get(
    "/records/<id:record_id>/dossier.zip",
    "Toàn bộ hồ sơ · The whole dossier",
    responses=ZIP_ANSWER,
)
def whole_dossier(record_id: str) -> Response:
    """Return everything kept of a record: forms, companions, evidence, timeline, checksums."""
    return hand_out_dossier(dossier.whole_dossier(office(), actor(), record_id))


@door.get(
    "/drafts/<id:draft_id>/document.docx",
    "Bản nháp Word · Draft as Word file",
    query=WordWanted,
    responses=WORD_ANSWER,
)
def draft_word(query: Mapping[str, Any], draft_id: str) -> Response:
    """Return the draft as a Word file marked DỰ THẢO."""
    return hand_out(document_files.draft_word(office(), actor(), draft_id), plain=query["plain"])


@door.get(
    "/drafts/<id:draft_id>/document.pdf",
    "Bản nháp PDF · Draft as PDF",
    responses=PDF_ANSWER,
)
def draft_pdf(draft_id: str) -> Response:
    """Return the draft as a PDF marked DỰ THẢO."""
    return hand_out(document_files.draft_pdf(office(), actor(), draft_id))


@door.post(
    "/read-back",
    "Đọc lại tệp Word đã điền · Read a filled Word file back",
    answers=ReadBackShape,
    errors=WITH_BODY,
    requestBody=file_body(WORD, OCTETS),
)
def read_back() -> ReadBack:
    """Return form and answers of a .docx filled in Word, at most 25 MB; nothing is stored."""
    return reading_back.read_back(office(), read_file(request, FILLED))
