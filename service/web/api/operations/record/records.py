"""Records over the API: the list with its filters, one record with answers, papers and timeline."""

from collections.abc import Mapping
from typing import Any

from flask import Response, url_for
from marshmallow import fields as ma

from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.operations.documents.documents import file_answer
from service.web.api.operations.documents.forms import MoveShape, StageShape
from service.web.api.operations.record.corrections import CorrectionShape
from service.web.api.schemas import (
    AnswerShape,
    BoundedInteger,
    LabelShape,
    MomentText,
    TakenShape,
    Words,
    computed,
)
from service.web.downloads import hand_out
from service.workflow.records import count_records as counting
from service.workflow.records import read_records
from service.workflow.records.count_records import GroupCount
from service.workflow.records.read_records import (
    CompanionPaper,
    RecordFilter,
    RecordPage,
    RecordView,
)
from service.workflow.reports import record_sheet as exporting
from service.workflow.spreadsheet import EXCEL

door = ApiBlueprint("records", "Hồ sơ · Records", place=30)


class RecordFilters(TakenShape):
    """Which records."""

    form = Words(40, metadata={"description": "code, as BM.CTCL.01"})
    group = Words(
        60, load_default="", metadata={"description": "with `form`: a key of /records/groups"}
    )
    unit = BoundedInteger(metadata={"description": "id, as in /units"})
    year = BoundedInteger(2000, 2100)
    stage = Words(60)
    text = Words(200, load_default="", metadata={"description": "words; accents do not matter"})


class RecordsWanted(RecordFilters):
    """Which records, and which page of them."""

    page = BoundedInteger(1, 100_000, load_default=1)


class WaitedForShape(AnswerShape):
    """Who must act at a record: the post, and who holds it."""

    post = ma.Nested(LabelShape)
    names = ma.List(ma.String())
    vacant = ma.Nested(
        LabelShape,
        attribute="why_vacant",
        allow_none=True,
        metadata={"description": "why nobody acts, as a closed account; null where somebody does"},
    )


class WaitingShape(WaitedForShape):
    """Who must act at this record; `minders` see to it where nobody does."""

    minders = ma.List(ma.String())


class DueOn(ma.Date):
    """The day until which a record or its line in the list waits: the earliest of its turns."""

    def __init__(self) -> None:
        told = "until when the first in `waits_for` must act; null without a deadline"
        super().__init__(
            attribute="term.due_on",
            dump_default=None,
            allow_none=True,
            metadata={"description": told},
        )


class LineShape(AnswerShape):
    """One line of the record list."""

    id = ma.String(attribute="line.id")
    form = ma.String(attribute="form.code")
    variant = ma.String(attribute="line.variant", allow_none=True)
    number = ma.String(attribute="line.number", allow_none=True)
    year = ma.Integer(attribute="line.year")
    summary = ma.String(attribute="line.summary")
    stage = ma.Nested(StageShape)
    waits_for = ma.List(ma.Nested(WaitedForShape), attribute="waits")
    due_on = DueOn()
    requesting_unit = ma.String(attribute="line.requesting_unit")
    concerned_unit = ma.String(attribute="line.concerned_unit")
    submitter = ma.String(attribute="line.submitter")
    is_sample = ma.Boolean(attribute="line.is_sample")
    version = ma.Integer(attribute="line.version")
    created_at = MomentText(attribute="line.created_at")
    updated_at = MomentText(attribute="line.updated_at")


class RecordPageShape(AnswerShape):
    """A page of the record list."""

    records = ma.List(ma.Nested(LineShape), attribute="rows")
    total = ma.Integer()
    total_is_more = ma.Boolean(metadata={"description": "there are more than `total`"})
    page = ma.Integer()
    has_next = ma.Boolean()
    years = ma.List(ma.Integer())


class GroupShape(AnswerShape):
    """A tab of a form's record list: stages that belong together, or what is late."""

    key = ma.String(attribute="group.key", metadata={"description": "empty for all records"})
    label = ma.Nested(LabelShape, attribute="group.label")
    count = ma.Integer(
        allow_none=True, metadata={"description": "at most 99; null while `text` is searched"}
    )
    is_more = ma.Boolean(metadata={"description": "there are more than `count`"})


class DocumentShape(AnswerShape):
    """An issued document: frozen, with its hashes and where to fetch it."""

    version = ma.Integer()
    form_version = ma.String()
    sha256 = ma.String()
    size = ma.Integer()
    template_sha256 = ma.String()
    reason = ma.String(allow_none=True)
    issued_at = MomentText()
    word = computed(lambda d: _address("documents.issued_word", d), type="string")
    pdf = computed(lambda d: _address("documents.issued_pdf", d), type="string")


class CompanionShape(AnswerShape):
    """A companion document (O-01 …) in the record's dossier."""

    form = ma.String(attribute="form.code")
    title = ma.Nested(LabelShape, attribute="form.title")
    version = ma.Integer(attribute="document.version")
    sha256 = ma.String(attribute="document.sha256")
    size = ma.Integer(attribute="document.size")
    issued_at = MomentText(attribute="document.issued_at")
    word = computed(lambda each: _of_companion("documents.issued_word", each), type="string")
    pdf = computed(lambda each: _of_companion("documents.issued_pdf", each), type="string")


class EventShape(AnswerShape):
    """What happened: who, what, when; of a correction its reason and every change."""

    kind = ma.String()
    actor = ma.String(attribute="actor_name")
    at = MomentText()
    details = ma.Dict(attribute="payload")


class LinkShape(AnswerShape):
    """Where the record leads: `continues` an older one, or is `continued_on` a newer one."""

    kind = ma.String()
    record_id = ma.String(attribute="id")
    number = ma.String()


class RecordShape(AnswerShape):
    """A record as one may see it."""

    id = ma.String()
    form = ma.String(attribute="form.code")
    variant = ma.String()
    number = ma.String(allow_none=True)
    summary = ma.String()
    stage = ma.Nested(StageShape)
    answers = ma.Dict()
    named = ma.Dict(
        metadata={
            "description": "field path to the id of the person meant by the name that stands there",
            "additionalProperties": {"type": "integer"},
        }
    )
    version = ma.Integer(metadata={"description": "send it along when correcting"})
    submitter = ma.String()
    is_sample = ma.Boolean()
    documents = ma.List(ma.Nested(DocumentShape))
    companions = ma.List(ma.Nested(CompanionShape))
    events = ma.List(ma.Nested(EventShape))
    links = ma.List(ma.Nested(LinkShape))
    moves = ma.List(ma.Nested(MoveShape))
    waits_for = ma.List(ma.Nested(WaitingShape), attribute="waiting")
    due_on = DueOn()
    may_correct = ma.Boolean()
    correction = ma.Nested(CorrectionShape)


@door.get(
    "/records",
    "Danh sách hồ sơ · The record list",
    query=RecordsWanted,
    answers=RecordPageShape,
)
def list_records(query: Mapping[str, Any]) -> RecordPage:
    """Return a page of fifty of the records one may see, newest first."""
    return read_records.list_records(office(), actor(), filter_of(query))


@door.get(
    "/records/groups",
    "Nhóm bước và số hồ sơ · The tabs of the list and their numbers",
    query=RecordsWanted,
    answers=GroupShape(many=True),
)
def count_groups(query: Mapping[str, Any]) -> tuple[GroupCount, ...]:
    """Return the tabs of the form's list under the other filters, `stage` and `page` apart."""
    return counting.count_groups(office(), actor(), filter_of(query))


@door.get(
    "/records.xlsx",
    "Danh sách hồ sơ, Excel · The record list as Excel sheet",
    query=RecordsWanted,
    responses=file_answer(EXCEL),
)
def export_records(query: Mapping[str, Any]) -> Response:
    """Return every page of the list as a sheet of texts; 422 for more than 5,000 records."""
    return hand_out(exporting.export_records(office(), actor(), filter_of(query)))


def filter_of(query: Mapping[str, Any]) -> RecordFilter:
    """Return the filters as the use cases take them."""
    return RecordFilter(
        form=query.get("form") or None,
        group=query["group"],
        unit_id=query.get("unit"),
        year=query.get("year"),
        stage=query.get("stage") or None,
        text=query["text"],
        page=query.get("page", 1),
    )


@door.get("/records/<id:record_id>", "Một hồ sơ · One record", answers=RecordShape)
def open_record(record_id: str) -> RecordView:
    """Return the record; whoever may not see it finds nothing."""
    return read_records.open_record(office(), actor(), record_id)


def _address(endpoint: str, document: Any) -> str:
    return url_for(endpoint, record_id=document.record_id, version=document.version)


def _of_companion(endpoint: str, paper: CompanionPaper) -> str:
    document = paper.document
    return url_for(
        endpoint,
        record_id=document.record_id,
        version=document.version,
        form=paper.form.code,
    )
