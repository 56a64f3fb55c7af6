"""The moves of steps 5.3 and 5.4: a slip consolidated, directed, analysed, approved."""

from dataclasses import replace

from forms._slip import effects as effects
from forms._slip.bars import HEAD_ANALYSED, NOT_OWN_COUNTERSIGNING
from forms._slip.shared_parts import NOT_OWN_ANALYSIS, WHY, leads_to, made_by, sends_back
from forms._slip.stages import BOARD, DIRECTOR, SECRETARY
from service.formkit.labels import Label
from service.formkit.moves import Move

BOARDS = (
    Move(
        "consolidate",
        Label("Đưa vào bảng tổng hợp", "Put on the list"),
        "with_secretary",
        "before_board",
        SECRETARY,
        clause="5.3",
        asks=("secretary_proposal",),
        needs=("secretary_proposal",),
        papers=("O-01",),
    ),
    *made_by((sends_back("with_secretary", "5.3"),), roles=SECRETARY),
    Move(
        "direct",
        Label("Chỉ đạo, phân công", "Direct and assign"),
        "before_board",
        "analysing",
        BOARD,
        completes=("5.3",),
        clause="5.3",
        asks=("iso_board_instruction", "executing_unit", "executor_name", "analysis_due_on"),
        needs=("executor_name", "analysis_due_on"),
        future=("analysis_due_on",),
        shows=("nonconformity_description", "secretary_proposal", "director_opinion"),
        offers={
            "executing_unit": "unit:concerned",
            "executor_name": "head:concerned",
            "analysis_due_on": "days:5",
        },
        gives={"assignee": "executor_name"},
        papers=("O-02",),
    ),
    Move(
        "decline",
        Label("Không chấp thuận", "Decline"),
        "before_board",
        "declined",
        BOARD,
        clause="5.3",
        reason=WHY,
        danger=True,
    ),
    *made_by((sends_back("before_board", "5.3"),), roles=BOARD),
    Move(
        "give_opinion",
        Label("Cho ý kiến giải quyết", "Give opinion"),
        "awaiting_opinion",
        "before_board",
        DIRECTOR,
        clause="5.7",
        asks=("director_opinion",),
        needs=("director_opinion",),
        stamps={"director_opinion_on": "today"},
        papers=("O-08",),
        consequences=leads_to(
            "Ban ISO nhận phiếu; chỉ từ lúc này mới được thực hiện.",
            "The ISO board receives the slip; work may begin only now.",
        ),
    ),
)

ANALYSIS = (
    Move(
        "submit_analysis",
        Label("Trình phân tích và biện pháp", "Submit the analysis"),
        "analysing",
        "countersigning",
        parts=("assignee",),
        clause="5.4",
        asks=(
            "five_whys",
            "fishbone",
            "root_cause",
            "proposed_measures",
            "implementers",
            "due_date",
            "resources",
        ),
        needs=("root_cause", "proposed_measures", "due_date"),
        future=("due_date",),
        works=effects.aids_write_the_cause,
        aids={"root_cause": ("five_whys", "fishbone")},
        bypass=HEAD_ANALYSED,
    ),
    Move(
        "countersign",
        Label("Xác nhận và trình phê duyệt", "Countersign and submit"),
        "countersigning",
        "awaiting_approval",
        heads_of=("executing",),
        clause="5.4",
        stamps={"executing_unit_head_name": "actor:name"},
        shows=("root_cause", "proposed_measures", "due_date"),
        bars=(NOT_OWN_COUNTERSIGNING,),
    ),
    *made_by((sends_back("countersigning", "5.4"),), heads_of=("executing",)),
    Move(
        "approve",
        Label("Phê duyệt giải pháp", "Approve"),
        "awaiting_approval",
        "implementing",
        BOARD,
        role_setting="car_approver_role",
        completes=("5.4",),
        clause="5.4",
        asks=("implementers", "due_date"),
        needs=("due_date",),
        future=("due_date",),
        stamps={
            "approved_on": "today",
            "approver_name": "actor:name",
            "approver_authority": "actor:authority",
        },
        shows=("root_cause", "proposed_measures"),
        works=effects.deadline_begins,
        gives={"implementer": "implementers"},
        bars=(NOT_OWN_ANALYSIS,),
        deputies=DIRECTOR,
    ),
    *(
        replace(each, deputies=DIRECTOR)
        for each in made_by(
            (sends_back("awaiting_approval", "5.4", "analysing"),),
            roles=BOARD,
            role_setting="car_approver_role",
        )
    ),
)
