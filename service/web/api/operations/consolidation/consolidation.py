"""Lists over the API: the secretary's consolidated list, and the register of a year."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Response, url_for
from marshmallow import fields as ma

from service.web.api.authentication import actor, office
from service.web.api.blueprint import ApiBlueprint
from service.web.api.operations.documents.documents import (
    PDF_ANSWER,
    WORD_ANSWER,
    WordWanted,
    file_answer,
)
from service.web.api.operations.drafts.form_submission import SubmissionKey
from service.web.api.operations.record.move_answers import MoveAnswers, asked_schema
from service.web.api.schemas import (
    NEEDED,
    AnswerShape,
    BoundedInteger,
    ListOf,
    MomentText,
    TakenShape,
    Words,
)
from service.web.downloads import hand_out
from service.workflow.errors import FieldErrors, NotFound
from service.workflow.moves.consolidation.consolidate_records import (
    MOST_SLIPS,
    Pick,
    consolidate,
)
from service.workflow.moves.consolidation.consolidation_desk import (
    PERIOD,
    ConsolidationDesk,
    read_list_desk,
    read_list_made,
    read_period,
)
from service.workflow.moves.consolidation.consolidation_right import ListMove, list_move
from service.workflow.office import Office
from service.workflow.reports import register as registers
from service.workflow.spreadsheet import EXCEL

DAY = {"type": "string", "format": "date", "example": "2026-03-05"}
ADDRESS = {"description": "where to fetch the list"}
REGISTER = "/forms/<form:code>/registers/<int(min=2000,max=2100):year>"


class PeriodWanted(TakenShape):
    """Which slips: those that came to the secretary in these days."""

    period_from = Words(60, metadata=DAY)
    period_to = Words(60, metadata=DAY)


class WaitingSlipShape(AnswerShape):
    """A slip that waits to be listed."""

    record_id = ma.String()
    number = ma.String()
    summary = ma.String()
    unit = ma.String()
    version = ma.Integer(metadata={"description": "send it along when listing"})
    since = MomentText(attribute="term.since")
    due_on = ma.Date(attribute="term.due_on", allow_none=True)


class ListDeskShape(AnswerShape):
    """The slips of a period that wait to be listed."""

    form = ma.String(attribute="form.code")
    period_from = ma.Date(attribute="begins")
    period_to = ma.Date(attribute="ends")
    slips = ma.List(ma.Nested(WaitingSlipShape))
    outside = ma.Integer(metadata={"description": "how many wait in no day of the period"})


class ConsolidatedShape(AnswerShape):
    """The list made: the records in its order and the one paper that lies in each dossier."""

    record_ids = ma.List(ma.String())
    sha256 = ma.String()
    word = ma.String(metadata=ADDRESS)
    pdf = ma.String(metadata=ADDRESS)


door = ApiBlueprint("lists", "Bảng tổng hợp, sổ theo dõi · Lists and registers", place=80)


def doors_of(office: Office) -> tuple[ApiBlueprint, ...]:
    """Return the operations of the consolidated list, none where no form is put on lists."""
    try:
        return (_consolidated(list_move(office)),)
    except NotFound:
        return ()


@door.get(
    f"{REGISTER}.docx",
    "Sổ theo dõi năm, Word · A year's register as Word file",
    query=WordWanted,
    responses=WORD_ANSWER,
    errors=(422,),
)
def register_word(query: Mapping[str, Any], code: str, year: int) -> Response:
    """Return the register of the records one may see; 404 for a form kept in none."""
    word = registers.register_word(office(), actor(), code, year)
    return hand_out(word, plain=query["plain"])


@door.get(
    f"{REGISTER}.xlsx",
    "Sổ theo dõi năm, Excel · A year's register as Excel sheet",
    responses=file_answer(EXCEL),
    errors=(422,),
)
def register_excel(code: str, year: int) -> Response:
    """Return the same register as a sheet of texts, none of them a formula."""
    return hand_out(registers.register_excel(office(), actor(), code, year))


@door.get(
    f"{REGISTER}.pdf",
    "Sổ theo dõi năm, PDF · A year's register as PDF",
    responses=PDF_ANSWER,
    errors=(422,),
)
def register_pdf(code: str, year: int) -> Response:
    """Return the same register to print."""
    return hand_out(registers.register_pdf(office(), actor(), code, year))


def _consolidated(listing: ListMove) -> ApiBlueprint:
    path = ApiBlueprint(
        "consolidated_lists", "Bảng tổng hợp · Consolidated lists", tag=door.name, place=190
    )
    # A schema of its own name: the record's whole form has the other.
    asked = asked_schema("ListAnswers", listing.form, [listing.move])
    pick = type(
        "PickTaken",
        (TakenShape,),
        {
            "record_id": Words(40, required=True),
            "version": BoundedInteger(required=True, metadata={"description": "that was read"}),
            "answers": MoveAnswers(asked),
        },
    )
    taken = type(
        "ConsolidatedTaken",
        (TakenShape,),
        {
            "period_from": Words(60, required=True, metadata=DAY),
            "period_to": Words(60, required=True, metadata=DAY),
            "picks": ListOf(
                ma.Nested(pick),
                required=True,
                metadata={"minItems": 1, "maxItems": MOST_SLIPS},
            ),
            "submission": SubmissionKey(),
        },
    )

    @path.get(
        "/lists/consolidated",
        "Phiếu chờ tổng hợp · Slips that wait to be listed",
        query=PeriodWanted,
        answers=ListDeskShape,
    )
    def read_waiting(query: Mapping[str, Any]) -> ConsolidationDesk:
        """Return what waits for the person to be listed; without days, nothing is left out."""
        begins, ends = read_period(query)
        return read_list_desk(office(), actor(), begins, ends)

    @path.post(
        "/lists/consolidated",
        "Lập Bảng tổng hợp · Make a consolidated list",
        body=taken,
        answers=ConsolidatedShape,
        status=201,
    )
    def make_list(sent: Mapping[str, Any]) -> dict[str, Any]:
        """Return the list: every slip picked is moved, and one paper lies in the dossier of each.

        All or none; what is wrong of a pick stands under `picks.0` or `picks.0.<field>`. The same
        `submission` again gives the first result.
        """
        picks = [
            Pick(each["record_id"], each["version"], each["answers"]) for each in sent["picks"]
        ]
        made = consolidate(
            office(), actor(), picks, period=_whole_period(sent), submission=sent["submission"]
        )
        first = made.record_ids[0]
        paper = read_list_made(office(), actor(), first).document

        def fetched(kind: str) -> str:
            name = f"documents.issued_{kind}"
            version, code = paper.version, paper.form_code
            return url_for(name, record_id=first, version=version, form=code)

        return {
            "record_ids": made.record_ids,
            "sha256": made.sha256,
            "word": fetched("word"),
            "pdf": fetched("pdf"),
        }

    return path


def _whole_period(sent: Mapping[str, Any]) -> tuple[date, date]:
    begins, ends = read_period(sent)
    if begins is None or ends is None:
        empty = [name for name in PERIOD if not sent[name].strip()]
        raise FieldErrors({name: (NEEDED.with_(name=name),) for name in empty})
    return begins, ends
