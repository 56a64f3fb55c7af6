"""Walking a slip: one call a move, with what a person would plausibly type, and shortcuts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from service.store.ledger import events, issued
from service.store.records import records
from service.store.turns.turns import turns_of
from service.workflow.actor import Actor
from service.workflow.moves.make_move import make_move
from service.workflow.submissions import MoveResult
from tests.builders import BUDGET, House, a_draft, slip_values, submit
from tests.workflow.kept_houses import kept

_clicks = count(1)

TREAT = {
    "disposition": "repair",
    "disposition_text": "In lại kết quả có đủ chữ ký",
    "correction_executor_name": "Phạm Quốc Bảo",
    "correction_due_on": "2026-03-10",
}
NEED = {
    "need_criteria": ["repetitive", "severe"],
    "unit_head_decision": "Lỗi lặp lại ở ba hồ sơ trong tháng.",
}
PROPOSE = {"secretary_proposal": "Giao Phòng Quản lý ngân sách phân tích nguyên nhân."}
DIRECT = {
    "iso_board_instruction": "Phân tích nguyên nhân gốc rễ, không chỉ xử lý hồ sơ.",
    "executing_unit": BUDGET,
    "executor_name": "Phạm Quốc Bảo",
    "analysis_due_on": "2026-03-16",
}
ANALYSE = {
    "root_cause": "Quy trình không có bước kiểm tra chữ ký trước khi trả.",
    "proposed_measures": "Bổ sung bước kiểm tra; tập huấn cho công chức một cửa.",
    "due_date": "2026-04-10",
}
ASK = {
    "asks_for": ["date"],
    "work_done": "Đã bổ sung bước kiểm tra.",
    "difficulties": "Phần mềm chưa nâng cấp xong.",
    "request_text": "Gia hạn để chờ nâng cấp phần mềm",
    "requested_due_on": "2026-04-30",
}
OTHER_WORKER = {"executing_unit": BUDGET, "executor_name": "Phạm Quốc Bảo"}
COMPLETE = {
    "measures_taken": "Đã bổ sung bước kiểm tra và tập huấn 02 buổi.",
    "results": "Từ 20/3 không còn hồ sơ thiếu chữ ký.",
}
EVIDENCE = {"verification_evidence": "Đã xem 15 hồ sơ tháng 4: đủ chữ ký, đúng hạn."}
NOT_MET = {"verification_evidence": "03/15 hồ sơ tháng 4 vẫn thiếu chữ ký."}
REOPEN = {
    "failure_reasons": "Bước kiểm tra chưa được thực hiện thường xuyên.",
    "proposals": "Giao bộ phận một cửa kiểm tra chéo.",
}


@dataclass
class Slip:
    """A slip on its way in a house; `version` follows every move made through here."""

    house: House
    id: str
    version: int = 1
    made: list[MoveResult] = field(default_factory=list)

    def move(
        self,
        actor: Actor,
        key: str,
        typed: dict[str, Any] | None = None,
        reason: str = "",
        **but: Any,
    ) -> MoveResult:
        """What the move led to, made by that person on the version that stands now."""
        made = make_move(
            self.house.office,
            actor,
            self.id,
            move=key,
            typed={**(typed or {}), **but},
            reason=reason,
            version=self.version,
            submission=f"walk-{next(_clicks)}",
        )
        self.version = made.record_version
        self.made.append(made)
        return made

    @property
    def record(self) -> records.Record:
        """The record as it stands."""
        with self.house.office.database.reading() as uow:
            return records.get_record(uow, self.id)

    @property
    def stage(self) -> str:
        """Where it stands."""
        return self.record.stage

    @property
    def answers(self) -> dict[str, Any]:
        """What it says."""
        return dict(self.record.answers)

    @property
    def holders(self) -> list[str]:
        """Whose turn it is."""
        with self.house.office.database.reading() as uow:
            return [turn.holder for turn in turns_of(uow, self.id)]

    @property
    def events(self) -> list[events.Event]:
        """What happened, oldest first, without the filing of documents."""
        with self.house.office.database.reading() as uow:
            return [e for e in events.timeline(uow, self.id) if e.kind != "document_issued"]

    @property
    def papers(self) -> list[str]:
        """The papers of its dossier in the order they were issued: `O-02 v01`."""
        with self.house.office.database.reading() as uow:
            found = issued.list_issued(uow, self.id)
        return [f"{each.form_code} v{each.version:02d}" for each in found]


def walked(house: House, stage: str, walk: Callable[[], Slip]) -> Slip:
    """The slip that `walk` leads to `stage`: a walk through the same house is not made twice."""

    def left() -> tuple[str, int, tuple[MoveResult, ...]]:
        slip = walk()
        return slip.id, slip.version, tuple(slip.made)

    record_id, version, made = kept(house, f"slip {stage}", left)
    return Slip(house, record_id, version, list(made))


def a_sent_slip(house: House, actor: Actor | None = None, **but: Any) -> Slip:
    """A slip sent to the head of the unit concerned."""
    who = actor or house.staff.official
    sent = f"with_unit_head, by {who.person_id}, {sorted(but.items())}"
    return walked(house, sent, lambda: _sent(house, who, but))


def _sent(house: House, who: Actor, but: dict[str, Any]) -> Slip:
    made = submit(house.office, who, a_draft(house.office, who, typed=slip_values(**but)))
    return Slip(house, made.record_id, made.record_version, [made])


def walked_to(house: House, stage: str) -> Slip:
    """A slip walked down the main way to that stage, each move by whoever makes it."""
    slip = walked(house, stage, lambda: _walk_to(house, stage))
    assert slip.stage == stage
    return slip


def _walk_to(house: House, stage: str) -> Slip:
    """The slip, one move further than where it was before."""
    if stage == "with_unit_head":
        return a_sent_slip(house)
    staff = house.staff
    ways: dict[str, tuple[str, Actor, str, dict[str, Any]]] = {
        "with_secretary": ("with_unit_head", staff.unit_head, "need_action", NEED),
        "before_board": ("with_secretary", staff.secretary, "consolidate", PROPOSE),
        "analysing": ("before_board", staff.board, "direct", DIRECT),
        "countersigning": ("analysing", staff.official, "submit_analysis", ANALYSE),
        "awaiting_approval": ("countersigning", staff.unit_head, "countersign", {}),
        "implementing": ("awaiting_approval", staff.board, "approve", {"due_date": "2026-04-10"}),
        "awaiting_verification": ("implementing", staff.official, "report_completion", COMPLETE),
        "verified": ("awaiting_verification", staff.director, "met", EVIDENCE),
        "not_met": ("awaiting_verification", staff.director, "not_met", NOT_MET),
        "closed": ("verified", staff.secretary, "close", EVIDENCE),
    }
    before, actor, key, typed = ways[stage]
    slip = walked_to(house, before)
    slip.move(actor, key, typed)
    return slip


def changed_once(house: House) -> Slip:
    """A slip at work, its box 2 changed once by agreement."""
    return walked(house, "changed once", lambda: _changed_once(house))


def _changed_once(house: House) -> Slip:
    slip = walked_to(house, "implementing")
    slip.move(house.staff.official, "ask_change", ASK)
    slip.move(house.staff.board, "agree_change", {"board_opinion": "Đồng ý."})
    return slip


def worked_on_by_the_director(house: House) -> Slip:
    """A slip whose director analysed and began the work, which was then given to an official."""
    return walked(house, "worked on by the director", lambda: _worked_on_by_the_director(house))


def _worked_on_by_the_director(house: House) -> Slip:
    staff, slip = house.staff, walked_to(house, "before_board")
    slip.move(staff.board, "direct", DIRECT, executor_name=staff.director.full_name)
    slip.move(staff.director, "submit_analysis", ANALYSE)
    slip.move(staff.unit_head, "countersign")
    slip.move(staff.board, "approve", {"due_date": "2026-04-10"})
    slip.move(staff.director, "report_progress", {"percent_done": 90})
    slip.move(staff.board, "reassign", OTHER_WORKER, reason="Giám đốc đi công tác.")
    slip.move(staff.official, "report_completion", COMPLETE)
    return slip
