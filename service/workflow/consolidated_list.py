"""The consolidated list of a period: slips ticked, each moved on, one paper O-01 for all (5.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from service.formkit.labels import Label
from service.store.submissions import claim_submission, settle_submission
from service.workflow.actor import Actor
from service.workflow.errors import RuleRefuses
from service.workflow.issue_papers import issue_list
from service.workflow.made import submission_key
from service.workflow.move_record import allowed_step, take_step
from service.workflow.office import Office
from service.workflow.refusals import noting_refusals

MOVE = "consolidate"
MOST_SLIPS = 200
NOTHING_TICKED = Label(
    "Vui lòng chọn ít nhất một phiếu để lập Bảng tổng hợp (QT.CTCL 5.3).",
    "Please choose at least one slip for the consolidated list (QT.CTCL 5.3).",
)
TOO_MANY = Label(
    "Một Bảng tổng hợp có nhiều nhất {most} phiếu. Vui lòng lập nhiều bảng.",
    "A consolidated list has at most {most} slips. Please make several.",
)
ENDS_BEFORE = Label(
    "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.", "The period must end on or after its first day."
)


@dataclass(frozen=True)
class Pick:
    """A slip ticked for the list: its version as it was read, and the secretary's proposal."""

    record_id: str
    version: int
    proposal: str


@dataclass(frozen=True)
class Consolidated:
    """What a list led to: the records in its order, and the hash of the one paper."""

    record_ids: tuple[str, ...]
    sha256: str

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Consolidated:
        """Return the result of an earlier submit as it was kept."""
        return cls(tuple(kept["record_ids"]), kept["sha256"])


def consolidate(
    office: Office,
    actor: Actor,
    picks: Sequence[Pick],
    *,
    period: tuple[date, date],
    submission: str,
) -> Consolidated:
    """Return the list: every slip moved before the board, one O-01 in the dossier of each.

    All or none. Raises what make_move raises, and RuleRefuses for an empty list or a period that
    ends before it begins; the same `submission` again gives the first result.
    """
    begins, ends = period
    if not picks:
        raise RuleRefuses(NOTHING_TICKED)
    if len(picks) > MOST_SLIPS:
        raise RuleRefuses(TOO_MANY.with_(most=MOST_SLIPS))
    if ends < begins:
        raise RuleRefuses(ENDS_BEFORE)
    now, key = office.clock(), submission_key("consolidated-list", submission)
    with (
        noting_refusals(office, actor, picks[0].record_id, MOVE),
        office.database.writing() as uow,
    ):
        done = claim_submission(uow, key, actor.person_id, now)
        if done is not None:
            return Consolidated.from_json(done)
        taken = []
        for pick in picks:
            typed = {"secretary_proposal": pick.proposal}
            step = allowed_step(
                office, uow, actor, pick.record_id, MOVE, typed, "", pick.version, now
            )
            taken.append(take_step(office, uow, step, typed))
        head = {"period_from": begins.isoformat(), "period_to": ends.isoformat()}
        (code,) = taken[0].step.move.papers
        papers = issue_list(office, uow, code, taken, head)
        made = Consolidated(tuple(pick.record_id for pick in picks), papers[0].sha256)
        settle_submission(
            uow, key, actor.person_id, {"record_ids": list(made.record_ids), "sha256": made.sha256}
        )
    return made
