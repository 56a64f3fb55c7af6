"""Slips at every stage whose turn is one person's, a head's or a role's, and who then leaves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from service.formkit.moves import Role
from service.workflow.actor import Actor
from tests.builders import BUDGET, House, joined
from tests.workflow.slips.walking import REOPEN, TREAT, Slip, a_sent_slip, walked, walked_to

NEWCOMER = "Nguyễn Thị Mới"
MOVED = "Người giữ việc đã nghỉ hưu."
NEW_WORKER = {"executing_unit": BUDGET, "executor_name": NEWCOMER}
NEW_EXECUTOR = {"correction_executor_name": NEWCOMER, "correction_due_on": "2026-03-12"}


@dataclass(frozen=True)
class Leaving:
    """Somebody's own work: the stage, who leaves it, who moves it on, how, to where."""

    stage: str
    walk: Callable[[House], Slip]
    who: str
    by: str
    move: str
    to: str
    typed: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.stage}-{self.move}-by-{self.by}"


def returned(house: House) -> Slip:
    """A slip that came back to who wrote it."""
    return walked(house, "returned", lambda: _returned(house))


def _returned(house: House) -> Slip:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "return", reason="Ghi rõ số hồ sơ.")
    return slip


def correcting(house: House) -> Slip:
    """A slip that an official puts right on the spot."""
    return walked(house, "correcting", lambda: _correcting(house))


def _correcting(house: House) -> Slip:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "treat", TREAT)
    return slip


def at(stage: str) -> Callable[[House], Slip]:
    """How a slip walks down the main way to that stage."""
    return lambda house: walked_to(house, stage)


ANALYSING, WORKING = at("analysing"), at("implementing")
PERSONAL = (
    Leaving("draft", returned, "official", "unit_head", "submit", "with_unit_head"),
    Leaving("draft", returned, "official", "secretary", "withdraw", "withdrawn"),
    Leaving(
        "correcting", correcting, "official", "unit_head", "hand_over", "correcting", NEW_EXECUTOR
    ),
    Leaving(
        "correcting", correcting, "official", "secretary", "hand_over", "correcting", NEW_EXECUTOR
    ),
    Leaving("analysing", ANALYSING, "official", "unit_head", "reassign", "analysing", NEW_WORKER),
    Leaving("analysing", ANALYSING, "official", "secretary", "reassign", "analysing", NEW_WORKER),
    Leaving(
        "implementing", WORKING, "official", "unit_head", "reassign", "implementing", NEW_WORKER
    ),
    Leaving("implementing", WORKING, "official", "board", "reassign", "implementing", NEW_WORKER),
    Leaving("not_met", at("not_met"), "director", "successor", "open_new", "continued", REOPEN),
)
"""Every stage whose turn is a part in the record."""
OFFICES = {
    "with_unit_head": "unit_head",
    "with_secretary": "secretary",
    "before_board": "board",
    "countersigning": "unit_head",
    "awaiting_approval": "board",
    "awaiting_verification": "director",
}
"""Stages whose turn is one office's alone, and who holds it."""


def person(house: House, name: str) -> Actor:
    """Who that is of the staff; the successor is a second director, there from the first day."""
    if name == "successor":
        return joined(house, [("ke", "Lê Văn Kế", BUDGET, Role.DIRECTOR)])[0]
    found: Actor = getattr(house.staff, name)
    return found


def newcomer(house: House) -> Actor:
    """Another official of the unit."""
    return joined(house, [("moi", NEWCOMER, BUDGET, Role.OFFICIAL)])[0]
