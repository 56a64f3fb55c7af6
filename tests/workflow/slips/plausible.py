"""What anybody would plausibly type into any move of a slip on a given day, and what is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from tests.workflow.slips.walking import (
    ANALYSE,
    COMPLETE,
    DIRECT,
    EVIDENCE,
    NEED,
    NOT_MET,
    PROPOSE,
    REOPEN,
    TREAT,
)

Typed = dict[str, Any]


@dataclass(frozen=True)
class Day:
    """The day of a move, with whom it may name and what the slip says so far."""

    today: date
    name: str
    unit: str
    answers: Mapping[str, Any]

    def later(self, days: int) -> str:
        """A day to come."""
        return (self.today + timedelta(days=days)).isoformat()

    def after_the_deadline(self) -> str:
        """A day after the deadline of the slip and after today."""
        working = date.fromisoformat(self.answers.get("working_due_on") or self.later(0))
        return (max(working, self.today) + timedelta(days=10)).isoformat()


def _asked(day: Day) -> Typed:
    kinds = (["date"], ["resources", "date"], ["measure"])
    asks = kinds[len(day.answers.get("change_requests", [])) % len(kinds)]
    return {
        "asks_for": asks,
        "work_done": "Đã bổ sung bước kiểm tra.",
        "difficulties": "Phần mềm chưa nâng cấp xong.",
        "request_text": "Gia hạn để chờ nâng cấp phần mềm",
        **({"requested_due_on": day.after_the_deadline()} if "date" in asks else {}),
    }


def _agreed(day: Day) -> Typed:
    """With a date of the board's own, or as it was asked for."""
    asked = (day.answers.get("change_requests") or [{}])[-1].get("requested_due_on", "")
    as_asked = asked >= day.later(0) and len(day.answers.get("change_requests", [])) % 2
    own = {} if as_asked else {"agreed_due_on": day.after_the_deadline()}
    return {"board_opinion": "Đồng ý.", **own}


PLAUSIBLE: dict[str, Callable[[Day], Typed]] = {
    "submit": lambda day: {},
    "submit_treated": lambda day: {"treated_text": "Đã in lại", "treated_on": day.later(0)},
    "treat": lambda day: {
        **TREAT, "correction_executor_name": day.name, "correction_due_on": day.later(3),
    },
    "confirm_treated": lambda day: {"disposition": "repair"},
    "need_action": lambda day: NEED,
    "report_done": lambda day: {"correction_result": "Đã in lại, đủ chữ ký."},
    "not_resolved": lambda day: {"correction_due_on": day.later(5)},
    "consolidate": lambda day: PROPOSE,
    "direct": lambda day: {
        **DIRECT,
        "executing_unit": day.unit,
        "executor_name": day.name,
        "analysis_due_on": day.later(7),
    },
    "give_opinion": lambda day: {"director_opinion": "Giao Thanh tra giám sát."},
    "submit_analysis": lambda day: {
        **ANALYSE, "due_date": day.later(30), "implementers": [day.name],
    },
    "approve": lambda day: {"due_date": day.later(30)},
    "plan_work": lambda day: {
        "tasks": [{"task": "Tập huấn", "person": day.name, "due_date": day.later(9)}]
    },
    "report_progress": lambda day: {"percent_done": 40},
    "ask_change": _asked,
    "agree_change": _agreed,
    "report_completion": lambda day: COMPLETE,
    "reassign": lambda day: {"executing_unit": day.unit, "executor_name": day.name},
    "met": lambda day: EVIDENCE,
    "not_met": lambda day: NOT_MET,
    "close": lambda day: EVIDENCE,
    "open_new": lambda day: REOPEN,
}  # fmt: skip
"""By the move's key; a move that is not here asks for a reason alone."""

MAIN_WAY = (
    "need_action", "consolidate", "direct", "submit_analysis", "countersign", "approve",
    "report_completion", "met", "not_met", "open_new", "give_opinion", "close",
)  # fmt: skip
"""The moves that lead on, those of a failed check among them."""

ENDING = ("withdraw", "decline", "not_a_nonconformity", "confirm_treated")
"""The moves that end a slip early: made now and then only, or none gets far."""

WRONG_WAYS = ("plausible", "empty", "past", "nobody", "junk", "not open")


def typed_in(way: str, key: str, day: Day) -> Typed:
    """What is typed into the move: plausibly, or wrong in one way."""
    given = PLAUSIBLE.get(key, lambda day: {})(day)
    if way == "empty":
        return dict.fromkeys(given, "")
    if way == "past":
        return {
            n: "2020-01-01" if n.endswith(("due_on", "due_date")) else v for n, v in given.items()
        }
    if way == "nobody":
        return {n: "Ai Đó" if n.endswith("executor_name") else v for n, v in given.items()}
    if way == "junk":
        return {**given, "khong_co": 1, "due_date": "31/02/2026"}
    if way == "not open":
        return {**given, "result": "met", "plan_updates": [], "closed_by": day.name}
    return dict(given)
