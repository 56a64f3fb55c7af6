"""A slip walked through the table of moves by the people whose turn it is, and its dossier read."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from service.archive.filing import read_document
from service.documents.read_back import read_document as read_back
from service.store import delegations, issued
from service.store.issued import IssuedDocument
from service.workflow.actor import Actor
from service.workflow.made import MoveMade
from service.workflow.move_record import make_move
from tests.builders import BUDGET, House, a_slip

_clicks = count(1)
MEASURES = "Thêm bước ký nháy trước khi trình;\nTập huấn cho 12 công chức."
TO_THE_BOARD = ("need_action", "consolidate")
TO_WORK = (*TO_THE_BOARD, "direct", "submit_analysis", "countersign", "approve")
TO_NOT_MET = (*TO_WORK, "report_completion", "not_met")
USUAL: dict[str, tuple[str, dict[str, Any]]] = {
    "need_action": ("unit_head", {"need_criteria": ["repetitive"], "unit_head_decision": "Lặp lại"}),
    "consolidate": ("secretary", {"secretary_proposal": "Phân tích nguyên nhân trước 12/3/2026."}),
    "direct": (
        "board",
        {
            "iso_board_instruction": "Văn phòng Sở phối hợp.",
            "executing_unit": BUDGET,
            "executor_name": "Phạm Quốc Bảo",
            "analysis_due_on": "2026-03-12",
        },
    ),
    "submit_analysis": (
        "official",
        {
            "root_cause": "Chưa có bước kiểm tra chữ ký.",
            "proposed_measures": MEASURES,
            "due_date": "2026-04-15",
        },
    ),
    "countersign": ("unit_head", {}),
    "approve": ("board", {"due_date": "2026-04-15"}),
    "report_completion": (
        "official",
        {"measures_taken": "Đã thêm bước ký nháy.", "results": "14 trên 14 hồ sơ đúng hạn."},
    ),
    "not_met": ("director", {"verification_evidence": "10 hồ sơ, 3 hồ sơ thiếu chữ ký."}),
}
"""Who makes a move when it does not matter, and what they then type."""


@dataclass
class Walk:
    """One slip on its way: what the last move led to."""

    house: House
    at: MoveMade

    def move(self, actor: Actor, key: str, reason: str = "", **typed: Any) -> MoveMade:
        """What the move by that person led to."""
        self.at = make_move(
            self.house.office,
            actor,
            self.at.record_id,
            move=key,
            typed=typed,
            reason=reason,
            version=self.at.record_version,
            submission=f"walk-{next(_clicks)}",
        )
        return self.at

    def through(self, *keys: str) -> "Walk":
        """The walk after those moves as they usually are made."""
        for key in keys:
            who, typed = USUAL[key]
            self.move(getattr(self.house.staff, who), key, **typed)
        return self

    def papers(self, code: str, record_id: str = "") -> list[IssuedDocument]:
        """The papers of that kind in the slip's dossier, in the order of their versions."""
        with self.house.office.database.reading() as uow:
            found = issued.list_issued(uow, record_id or self.at.record_id)
        return [each for each in found if each.form_code == code]

    def paper(self, code: str, record_id: str = "") -> dict[str, Any]:
        """What the newest paper of that kind says."""
        return dict(self.papers(code, record_id)[-1].values)

    def word(self, paper: IssuedDocument) -> bytes:
        """The Word file as it lies in the vault."""
        return read_document(self.house.office.vault, paper)

    def says(self, paper: IssuedDocument) -> dict[str, Any]:
        """What the Word file in the vault says, read by its controls."""
        office = self.house.office
        _, values = read_back(office.companions, office.library, self.word(paper))
        return values


def a_walk(house: House, *keys: str, **typed: Any) -> Walk:
    """A slip sent by the official, after those moves."""
    return Walk(house, a_slip(house.office, house.staff.official, **typed)).through(*keys)


def delegated(house: House, giver: Actor, receiver: Actor, role: str) -> None:
    """Let the receiver act for the giver in that role, all of March 2026."""
    with house.office.database.writing() as uow:
        delegations.add_delegation(
            uow,
            giver_id=giver.person_id,
            receiver_id=receiver.person_id,
            role=role,
            record_id=None,
            authority="TUQ",
            from_day=date(2026, 3, 1),
            to_day=date(2026, 3, 31),
            scope="",
            now=house.clock(),
        )
