"""BM.CTCL.01, the corrective action request (Phiếu yêu cầu hành động khắc phục/cải tiến).

The table of moves below is the specification of steps 5.1 to 5.7: who, from where, to where.
"""

from forms._slip import effects, told
from forms._slip.boxes import CAUSE, DECISION, VERIFICATION, WORK
from forms._slip.button_labels import with_deeds
from forms._slip.moves_measures import ANALYSIS, BOARDS
from forms._slip.moves_opening import OPENING, UNIT
from forms._slip.moves_work import ENDING, WORKING
from forms._slip.request import NONCONFORMITY, REQUEST, SOURCES, TREATED
from forms._slip.stages import STAGES
from service.formkit.features.monthly_reports import MonthlyReportRule
from service.formkit.features.record_rules import (
    AuthorRule,
    ContinuationRule,
    CorrectionRule,
    EvidenceRule,
    RecurrenceRule,
)
from service.formkit.fields import Answers
from service.formkit.form import Form, FormVersion, Rule
from service.formkit.labels import Label
from service.formkit.retention import RetentionRule


def _new_measure_only_when_not_met(answers: Answers) -> dict[str, Label]:
    """«Biện pháp KP/PN mới» goes with «Không đạt» alone (forms-spec §2.3)."""
    if answers.get("new_measure_required") and answers.get("result") != "not_met":
        return {
            "new_measure_required": Label(
                "Chỉ đánh dấu «Cần biện pháp khắc phục/phòng ngừa mới» khi kết quả là «Không đạt».",
                "Tick “New measure” only when the result is “Not met”.",
            )
        }
    return {}


def _other_ways_are_described(answers: Answers) -> dict[str, Label]:
    """Another way to treat than the four of 5.1 is said in words."""
    if answers.get("disposition") == "other" and not answers.get("disposition_text"):
        return {
            "disposition_text": Label(
                "Vui lòng ghi rõ hình thức xử lý khác.", "Please say which other way."
            )
        }
    return {}


def _treated_has_words_and_day(answers: Answers) -> dict[str, Label]:
    """What was treated within own authority says what was done and when (5.1)."""
    words, on = answers.get("treated_text"), answers.get("treated_on")
    if words and not on:
        return {"treated_on": Label("Vui lòng ghi ngày xử lý.", "Please write when.")}
    if on and not words:
        return {
            "treated_text": Label("Vui lòng ghi nội dung đã xử lý.", "Please say what was done.")
        }
    return {}


FORM = Form(
    code="BM.CTCL.01",
    key="corrective_action_request",
    title=Label("Phiếu yêu cầu hành động khắc phục/cải tiến", "Corrective action request"),
    register_title=Label("Phiếu yêu cầu hành động khắc phục", "Corrective action request"),
    short=Label("Phiếu", "Slip"),
    procedure="QT.CTCL",
    clause="5.1–5.7",
    boxes=(REQUEST, NONCONFORMITY, SOURCES, TREATED, DECISION, CAUSE, WORK, VERIFICATION),
    stages=STAGES,
    moves=with_deeds(OPENING + UNIT + BOARDS + ANALYSIS + WORKING + ENDING),
    retention=RetentionRule(3, Label("Đơn vị thực hiện, Thư ký ISO", "Executing unit, secretary")),
    versions=(FormVersion("01", "2020-09-14", "2020-09-14"),),
    templates={"": "BM.CTCL.01.docx"},
    rules=(
        Rule("new measure only when not met", _new_measure_only_when_not_met),
        Rule("other ways are described", _other_ways_are_described),
        Rule("treated has words and day", _treated_has_words_and_day),
        Rule("a later date is later", effects.a_later_date_is_later),
    ),
    unit_fields={
        "requesting": "requesting_unit",
        "concerned": "concerned_unit",
        "executing": "executing_unit",
    },
    subject_field="nonconformity_description",
    features=(
        AuthorRule("requester_name"),
        RecurrenceRule(
            "nonconformity_description", frozenset({"not_a_nonconformity", "withdrawn"})
        ),
        MonthlyReportRule(
            stage="implementing",
            part="assignee",
            begins="approved_on",
            ends="working_due_on",
            reports="progress_reports",
            made_on="reported_on",
        ),
        EvidenceRule(move="met", field="verification_evidence", otherwise=told.NO_EVIDENCE),
        ContinuationRule(starts_with=effects.continuation_of, back_link=effects.BACK_LINK),
        CorrectionRule(
            never=frozenset({"request_type"}),
            # Whatever somebody decided for good on what box 1 says: the solution, the treatment on
            # the spot, or that there is nothing to do.
            approved_by=frozenset(
                {"approve", "confirm_treated", "resolved", "not_a_nonconformity", "decline"}
            ),
        ),
    ),
)
