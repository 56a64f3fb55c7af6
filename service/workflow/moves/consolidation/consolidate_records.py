"""The consolidated list of a period: slips ticked, each moved on, one paper O-01 for all (5.3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from service.formkit.labels import FieldErrors, Label
from service.store.database import UnitOfWork
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed, NotFound, RuleRefuses, Stale, WrongStage
from service.workflow.log_refusal import note_refusal
from service.workflow.moves.consolidation.consolidation_right import (
    ListMove,
    consolidation_right,
    list_move,
)
from service.workflow.moves.issue_companions import issue_list
from service.workflow.moves.make_move import apply_transition
from service.workflow.moves.transition import AppliedTransition, require_transition
from service.workflow.office import Office
from service.workflow.submissions import submission_key, submitting

MOST_SLIPS = 200
NOTHING_TICKED = Label(
    "Vui lòng chọn ít nhất một phiếu để lập Bảng tổng hợp (QT.CTCL 5.3).",
    "Please choose at least one slip for the consolidated list (QT.CTCL 5.3).",
)
TOO_MANY = Label(
    "Một Bảng tổng hợp có nhiều nhất {most} phiếu. Vui lòng lập nhiều bảng.",
    "A consolidated list has at most {most} slips. Please make several.",
)
TWICE = Label("Phiếu này đã có ở dòng trên.", "This slip stands on a line above already.")
CHANGED = Label(
    "Phiếu này vừa thay đổi sau khi trang được mở. Vui lòng xem lại phiếu rồi chọn lại.",
    "This slip has changed since the page was opened. Please look at it and choose again.",
)
ENDS_BEFORE = Label(
    "Ngày cuối kỳ phải từ ngày đầu kỳ trở đi.", "The period must end on or after its first day."
)


@dataclass(frozen=True)
class Pick:
    """A slip ticked for the list: its version as it was read, and what the move asks of it."""

    record_id: str
    version: int
    typed: Mapping[str, Any]


@dataclass(frozen=True)
class Consolidated:
    """What a list led to: the records in its order, and the hash of the one paper."""

    record_ids: tuple[str, ...]
    sha256: str

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
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

    All or none; the same `submission` again gives the first result. Raises FieldErrors with what
    is wrong of each pick (`picks.0.secretary_proposal`, `picks.0` for the slip itself), NotAllowed,
    RuleRefuses for a list of none or of too many, DocumentNotProved.
    """
    if not picks:
        raise RuleRefuses(NOTHING_TICKED)
    if len(picks) > MOST_SLIPS:
        raise RuleRefuses(TOO_MANY.with_(most=MOST_SLIPS))
    begins, ends = period
    if ends < begins:
        raise FieldErrors({"period_to": (ENDS_BEFORE,)})
    listing, now = list_move(office), office.now()
    key = submission_key("consolidated-list", submission, [vars(each) for each in picks], period)
    attempt = _Attempt(office, actor, listing.move.key, now)
    try:
        with (
            office.database.writing() as uow,
            submitting(uow, key, actor.person_id, now) as submit,
        ):
            if submit.earlier is not None:
                return Consolidated.from_json(submit.earlier)
            attempt.require_right(uow, listing, picks[0])
            taken = attempt.take(uow, picks)
            head = {"period_from": begins.isoformat(), "period_to": ends.isoformat()}
            papers = issue_list(office, uow, listing.paper.code, taken, head)
            made = Consolidated(tuple(pick.record_id for pick in picks), papers[0].sha256)
            kept = {"record_ids": list(made.record_ids), "sha256": made.sha256}
            submit.answer = kept
    finally:
        # The records' transaction is over by now, so the notes stand although nothing else does.
        for record_id, refused in attempt.refused:
            note_refusal(office, actor, record_id, listing.move.key, refused)
    return made


class _Attempt:
    """The steps of one list, tried one by one so that the faults of all are told at once."""

    def __init__(self, office: Office, actor: Actor, move: str, now: datetime) -> None:
        self._office, self._actor, self._move, self._now = office, actor, move, now
        self.refused: list[tuple[str, NotAllowed | NotFound]] = []

    def require_right(self, uow: UnitOfWork, listing: ListMove, first: Pick) -> None:
        """Return when the person makes lists at all; raises NotAllowed."""
        try:
            consolidation_right(self._office, uow, self._actor, listing)
        except NotAllowed as refused:
            self.refused.append((first.record_id, refused))
            raise

    def take(self, uow: UnitOfWork, picks: Sequence[Pick]) -> list[AppliedTransition]:
        """Return every step as taken, in the order of the picks; raises FieldErrors, NotAllowed."""
        taken: dict[int, AppliedTransition] = {}
        faults: dict[int, dict[str, tuple[Label, ...]]] = {}
        seen: set[str] = set()
        # Locked in one order everywhere, so that two lists never wait for each other.
        for place in sorted(range(len(picks)), key=lambda each: picks[each].record_id):
            pick = picks[place]
            if pick.record_id in seen:
                faults[place] = {"": (TWICE,)}
                continue
            seen.add(pick.record_id)
            try:
                taken[place] = self._take_one(uow, pick)
            except FieldErrors as wrong:
                faults[place] = dict(wrong.faults)
            except Stale:
                faults[place] = {"": (CHANGED,)}
            except (RuleRefuses, WrongStage) as refused:
                faults[place] = {"": (refused.label,)}
            except NotFound as refused:
                self.refused.append((pick.record_id, refused))
                faults[place] = {"": (refused.label,)}
            except NotAllowed as refused:
                self.refused.append((pick.record_id, refused))
                raise
        if faults:
            raise FieldErrors(
                {
                    ".".join(filter(None, ("picks", str(place), path))): labels
                    for place in sorted(faults)
                    for path, labels in faults[place].items()
                }
            )
        return [taken[place] for place in range(len(picks))]

    def _take_one(self, uow: UnitOfWork, pick: Pick) -> AppliedTransition:
        office, actor, typed = self._office, self._actor, dict(pick.typed)
        version, now = pick.version, self._now
        transition = require_transition(
            office, uow, actor, pick.record_id, self._move, typed, "", version, now
        )
        return apply_transition(office, uow, transition, typed)
