"""O-08, the submission of a failed slip and its successor to the director (Tờ trình)."""

from collections.abc import Mapping
from typing import Any

from forms.companions._common import (
    BODY,
    HEAD,
    SIGNATURES,
    archive_copies,
    board_leader,
    companion,
    document_number,
    place_and_date,
    recipients,
)
from forms.companions._reading import made_here_today
from service.formkit.declare import authority, box, code, day, lines, person, unit
from service.formkit.features.companion import DrawnFromRecord
from service.formkit.fields import Answers
from service.formkit.form import Rule
from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts

STEP = "5.7"


def _recipients(answers: Answers) -> list[str]:
    """The director it is addressed to, and the unit that executed."""
    return ["Như trên", f"{answers.get('executing_unit') or 'Đơn vị thực hiện'} (để biết)"]


HEADING = box(
    "heading",
    Label("Tờ trình", "Submission"),
    document_number("submission_number", "Số tờ trình"),
    *place_and_date(STEP),
    on_paper=HEAD,
)

OLD_SLIP = box(
    "old_slip",
    Label("Phiếu chưa đạt yêu cầu", "The slip that failed"),
    code("car_number", "Số phiếu cũ", "Old slip number", step=STEP),
    unit("executing_unit", "Đơn vị thực hiện", "Executing unit", step=STEP),
    day("due_date", "Thời hạn hoàn thành", "Deadline", year_allowed=False),
    day("verified_on", "Ngày kiểm tra", "Verified on", step=STEP, year_allowed=False),
    lines("failure_reasons", "Lý do không đạt", "Why it failed", 2000, step=STEP),
    on_paper=BODY,
)

NEW_SLIP = box(
    "new_slip",
    Label("Phiếu mới và đề xuất", "The new slip and the proposal"),
    code("follow_up_car_number", "Số phiếu mới", "New slip number", step=STEP),
    day("follow_up_opened_on", "Ngày mở phiếu mới", "Opened on", year_allowed=False),
    lines("proposals", "Đề xuất", "Proposals", 2000, step=STEP),
    recipients(_recipients),
    archive_copies(),
    person("verifier_name", "Người kiểm tra", "Verified by", step=STEP, default="actor:name"),
    *board_leader(),
    on_paper=BODY,
)

OPINION = box(
    "opinion",
    Label("Ý kiến chỉ đạo", "The director's opinion"),
    lines("director_opinion", "Ý kiến chỉ đạo", "Opinion", 800),
    day("director_opinion_on", "Ngày cho ý kiến", "Date of the opinion"),
    authority("director_authority", "Thẩm quyền ký", "Authority"),
    person("director_name", "Giám đốc", "Director"),
    on_paper=SIGNATURES,
)


def _the_new_slip_is_another_one(answers: Answers) -> dict[str, Label]:
    """Old and new slip lead to each other, so they are two (QT.CTCL 5.7)."""
    new = answers.get("follow_up_car_number")
    if new and new == answers.get("car_number"):
        return {
            "follow_up_car_number": Label(
                "Số phiếu mới phải khác số phiếu cũ.", "The new slip must have another number."
            )
        }
    return {}


def reads(answers: Answers, facts: MoveFacts) -> Mapping[str, Any]:
    """Return the submission of a slip that failed or, on its successor, that with the opinion."""
    if "continued_on" in facts.links:
        return _submitted(answers, facts)
    return {**_submitted_before(facts), **_opinion(answers, facts)}


def _submitted(answers: Answers, facts: MoveFacts) -> Mapping[str, Any]:
    return {
        **made_here_today(facts),
        "car_number": answers.get("car_number"),
        "executing_unit": answers.get("executing_unit"),
        "due_date": answers.get("working_due_on"),
        "verified_on": answers.get("verified_on"),
        "failure_reasons": facts.own.get("failure_reasons"),
        "follow_up_car_number": answers.get("follow_up_car_number"),
        "follow_up_opened_on": answers.get("follow_up_opened_on"),
        "proposals": facts.own.get("proposals"),
        "recipients": _recipients(answers),
        "verifier_name": answers.get("verifier_name"),
        "board_name": facts.people.get("iso_board"),
    }


def _submitted_before(facts: MoveFacts) -> Mapping[str, Any]:
    """What lies in the new slip's dossier since it was opened; the numbers alone without it."""
    numbers = {"car_number": facts.links.get("continues"), "follow_up_car_number": facts.number}
    return facts.papers.get("O-08") or {**made_here_today(facts), **numbers}


def _opinion(answers: Answers, facts: MoveFacts) -> Mapping[str, Any]:
    return {
        "director_opinion": answers.get("director_opinion"),
        "director_opinion_on": answers.get("director_opinion_on"),
        "director_authority": facts.authority,
        "director_name": facts.actor_name,
    }


FORM = companion(
    "O-08",
    "submission_to_director",
    title=Label(
        "Tờ trình về việc xử lý Phiếu yêu cầu hành động khắc phục chưa đạt yêu cầu",
        "Submission on a corrective action that failed",
    ),
    register_title=Label("Tờ trình xử lý phiếu chưa đạt", "Submission on a failed slip"),
    short=Label("Tờ trình", "Submission"),
    clause="5.7",
    boxes=(HEADING, OLD_SLIP, NEW_SLIP, OPINION),
    rules=(Rule("the new slip is another one", _the_new_slip_is_another_one),),
    features=(DrawnFromRecord(reads),),
)
