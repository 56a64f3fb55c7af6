"""Whether the newest papers of a slip agree with what the slip says: every deadline and name."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from service.formkit.vietnamese import short_date

Said = Mapping[str, Mapping[str, Any]]
"""What the newest version of each paper says, by its code."""


def contradictions(slip_code: str, answers: Mapping[str, Any], said: Said) -> list[str]:
    """What a paper says otherwise than the slip; nothing when all agree."""
    found = []
    for name, on_paper, in_slip in _compared(slip_code, answers, said):
        if on_paper != in_slip:
            found.append(f"{name}: paper {on_paper!r}, slip {in_slip!r}")
    return found


def _compared(
    slip_code: str, answers: Mapping[str, Any], said: Said
) -> Iterator[tuple[str, Any, Any]]:
    slip, working = said[slip_code], answers.get("working_due_on")
    for name, value in slip.items():
        yield f"{slip_code} {name}", value, answers.get(name)
    if working:
        yield f"{slip_code} deadline", slip.get("due_date"), working
        told = re.findall(r"thời hạn mới ([\d/]+)", _texts(slip.get("plan_updates", [])))
        if told:
            yield f"{slip_code} newest change", told[-1], short_date(working)
    if notice := said.get("O-02"):
        (assigned,) = notice["assignments"]
        for name in ("car_number", "executor_name", "executing_unit"):
            yield f"O-02 {name}", assigned.get(name), answers.get(name)
    if request := said.get("O-05"):
        yield from _of_request(request, answers["change_requests"][-1], working)
    if report := said.get("O-06"):
        yield "O-06 due_date", report.get("due_date"), working
        yield "O-06 completed_on", report.get("completed_on"), answers.get("completed_on")
    if plan := said.get("O-03"):
        rows = [(row["person"], row["due_date"]) for row in plan["tasks"]]
        kept = [(row["person"], row["due_date"]) for row in answers["tasks"]]
        yield "O-03 tasks", rows, kept
        yield "O-03 due_date", plan.get("due_date"), working


def _of_request(
    paper: Mapping[str, Any], asked: Mapping[str, Any], working: str | None
) -> Iterator[tuple[str, Any, Any]]:
    yield "O-05 requested", paper.get("requested_due_date"), asked.get("requested_due_on")
    yield "O-05 later date", bool(paper.get("asks_later_date")), "date" in asked["asks_for"]
    yield "O-05 asked by", paper.get("executor_name"), asked.get("asked_by")
    yield "O-05 decision", paper.get("board_decision"), asked.get("decision")
    if asked.get("decision") == "agreed" and "agreed_due_date" in paper:
        yield "O-05 agreed", paper["agreed_due_date"], working
    if asked.get("decision") == "agreed" and "requested_due_on" in asked:
        # Agreed without a date of its own is agreed as asked: never a later date and no deadline.
        yield "O-05 has its date", "agreed_due_date" in paper, True


def _texts(rows: list[Mapping[str, Any]]) -> str:
    return "\n".join(row["text"] for row in rows)
