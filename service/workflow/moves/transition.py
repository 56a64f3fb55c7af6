"""A move on its way: the transition about to be made, and the transition made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from service.formkit.form import Form
from service.formkit.move_facts import MoveFacts
from service.formkit.move_form import MoveTyped
from service.formkit.moves import Move
from service.store.records import records
from service.workflow.actor import Actor
from service.workflow.authority import Capacity, PassedOver
from service.workflow.submissions import MoveResult


@dataclass(frozen=True)
class Transition:
    """A move under way: of which record, by whom and by what right, with what typed and why.

    `left` names the closed accounts whose work it takes over.
    """

    form: Form
    record: records.Record
    move: Move
    actor: Actor
    acting: Capacity
    to_stage: str
    reason: str
    now: datetime
    passed: PassedOver | None = None
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class AppliedTransition:
    """A transition made: what it says, the facts of its moment, and what it led to."""

    transition: Transition
    judged: MoveTyped
    facts: MoveFacts
    made: MoveResult
