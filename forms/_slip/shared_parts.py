"""What the table of moves of a slip says again and again: bars, reasons, fields of a move."""

from collections.abc import Iterable
from dataclasses import replace

from forms._slip.choice_lists import CHANGES, LATER_DATE
from service.formkit.declare import any_of, day, lines, percent
from service.formkit.fields import Chosen
from service.formkit.labels import Label
from service.formkit.moves import Bar, Move, Role

WHY = Label("Lý do", "Reason")
WHAT_TO_ADD = Label("Nội dung cần bổ sung", "What is to be added")

ANALYSTS = ("assignee", "former_assignee", "implementer")
EXECUTORS = (*ANALYSTS, "executor", "former_executor")
"""Who did the work, also those from whom it was taken since: they judge none of it."""

NOT_OWN_ANALYSIS = Bar(
    ANALYSTS,
    Label(
        "Người phân tích, thực hiện không tự phê duyệt giải pháp của mình (QT.CTCL 5.4).",
        "Who analyses or implements does not approve their own measures (QT.CTCL 5.4).",
    ),
)
NOT_OWN_WORK = Bar(
    EXECUTORS,
    Label(
        "Người thực hiện không tự kiểm tra kết quả của mình (QT.CTCL 5.6).",
        "Who executed does not verify their own work (QT.CTCL 5.6).",
    ),
)
NOT_OWN_CLOSING = Bar(
    EXECUTORS,
    Label(
        "Người thực hiện không tự đóng phiếu của mình (QT.CTCL 5.7).",
        "Who executed does not close their own slip (QT.CTCL 5.7).",
    ),
)

PROGRESS = (
    percent("percent_done", "Tiến độ (%)", "Progress (%)", required=True),
    lines("difficulties", "Khó khăn, vướng mắc", "Difficulties", 400),
    lines("proposals", "Đề nghị", "Proposals", 400),
)
CHANGE_ASKED = (
    any_of("asks_for", "Đề nghị về", "Asks for", *CHANGES, required=True),
    lines("work_done", "Nội dung đã thực hiện", "Work done so far", 1500, required=True),
    lines("difficulties", "Khó khăn, vướng mắc", "Difficulties", 1500, required=True),
    lines("request_text", "Đề nghị cụ thể", "What is asked", 500, required=True),
    day(
        "requested_due_on",
        "Thời hạn đề nghị",
        "Date asked for",
        year_allowed=False,
        deadline=True,
        needed_with=Chosen("asks_for", LATER_DATE),
        missing=(
            "Vui lòng ghi thời hạn đề nghị, sau thời hạn hiện tại (QT.CTCL 5.5).",
            "Please write the date asked for, after the present deadline (QT.CTCL 5.5).",
        ),
        hint=("Phải sau thời hạn hiện tại.", "After the present deadline."),
    ),
)
CHANGE_AGREED = (
    lines("board_opinion", "Ý kiến của Ban ISO", "The board's opinion", 300),
    day(
        "agreed_due_on",
        "Thời hạn mới",
        "New deadline",
        year_allowed=False,
        deadline=True,
    ),
)
PROPOSAL_TO_DIRECTOR = (
    lines(
        "failure_reasons",
        "Nội dung chưa đạt, lý do",
        "What failed and why",
        2000,
        required=True,
    ),
    lines("proposals", "Đề xuất", "Proposals", 2000, required=True),
)


def leads_to(vi: str, en: str) -> tuple[Label, ...]:
    """Return the one consequence that a move's panel tells beforehand."""
    return (Label(vi, en),)


def made_by(
    moves: Iterable[Move],
    *,
    roles: frozenset[Role] = frozenset(),
    heads_of: tuple[str, ...] = (),
    role_setting: str | None = None,
) -> tuple[Move, ...]:
    """Return the same moves as these people may make them."""
    return tuple(
        replace(move, roles=roles, heads_of=heads_of, role_setting=role_setting) for move in moves
    )


def sends_back(from_stage: str, clause: str, to_stage: str = "") -> Move:
    """Return the move that gives a slip back, with a reason, undoing nothing of others' parts."""
    return Move(
        "return",
        Label("Trả lại để bổ sung", "Return"),
        from_stage,
        to_stage,
        clause=clause,
        reason=WHAT_TO_ADD,
        returns=True,
    )
