"""Slips worked on by who would judge them, and what is seen of them: for the tests of bars."""

from datetime import date

from service.workflow.actor import Actor
from service.workflow.inbox.inbox import count_inbox, read_inbox
from service.workflow.records.read_records import open_record
from tests.builders import (
    House,
)
from tests.workflow.slips.walking import (
    ANALYSE,
    COMPLETE,
    DIRECT,
    TREAT,
    Slip,
    a_sent_slip,
    walked_to,
)

MUCH_LATER = date(2026, 6, 30)
DONE = {"correction_result": "Đã in lại."}
TREATED = {"treated_text": "Đã trả bổ sung", "treated_on": "2026-03-04"}


def worked_by(house: House, who: Actor, stage: str = "awaiting_verification") -> Slip:
    """A slip that this person analysed and carried out."""
    staff, slip = house.staff, walked_to(house, "before_board")
    slip.move(staff.board, "direct", DIRECT, executor_name=who.full_name)
    slip.move(who, "submit_analysis", ANALYSE)
    if slip.stage == "countersigning":
        slip.move(staff.unit_head, "countersign")
    if stage == "awaiting_approval":
        return slip
    approver = staff.director if who == staff.board else staff.board
    slip.move(approver, "approve", {"due_date": "2026-04-10"})
    if stage == "awaiting_verification":
        slip.move(who, "report_completion", COMPLETE)
    return slip


def corrected_by(house: House, who: Actor) -> Slip:
    """A slip treated on the spot by this person, reported as done."""
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "treat", TREAT, correction_executor_name=who.full_name)
    slip.move(who, "report_done", DONE)
    return slip


def waits_for(house: House, slip: Slip) -> list[str]:
    """The names of those the slip waits for."""
    waiting = open_record(house.office, house.staff.auditor, slip.id).waiting
    return [name for each in waiting for name in each.names]


def held_back(house: House, actor: Actor, slip: Slip) -> dict[str, str]:
    """What the person may not do now, and why."""
    view = open_record(house.office, actor, slip.id)
    return {move.key: each.why.vi for each in view.held_back for move in each.moves}


def in_inbox(house: House, actor: Actor) -> set[str]:
    """Which records wait for the person, by their inbox; its count agrees."""
    inbox = read_inbox(house.office, actor)
    found = {each.record_id for each in (*inbox.overdue, *inbox.this_week, *inbox.later)}
    assert len(found) == inbox.count == count_inbox(house.office, actor)
    return found
