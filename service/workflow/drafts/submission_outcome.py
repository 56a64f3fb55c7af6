"""What sending a draft leads to, told before it is sent: what it does and who gets it."""

from __future__ import annotations

from dataclasses import dataclass

from service.formkit.labels import Label
from service.formkit.move_facts import MoveFacts
from service.formkit.moves import Move, true_now
from service.workflow.actor import Actor
from service.workflow.drafts.draft_view import DraftView
from service.workflow.moves.recipients import Recipient, scene_of_draft, takers_of
from service.workflow.office import Office


@dataclass(frozen=True)
class SendingTold:
    """The consequences that are true of this draft, and who gets the record."""

    consequences: tuple[Label, ...]
    takers: tuple[Recipient, ...]


def sending_told(office: Office, actor: Actor, draft: DraftView, move: Move) -> SendingTold:
    """Return what the move would do to the draft as it stands."""
    form, to_stage = draft.form, draft.form.stage(move.to_stage)
    today = office.today().isoformat()
    facts = MoveFacts(today=today, actor_name=actor.full_name, before=draft.answers)
    sentences = (true_now(each, draft.answers, facts) for each in move.consequences)
    with office.database.reading() as uow:
        scene = scene_of_draft(uow, form, draft.answers, office.letterhead(uow), actor)
        turns = (turn for turn in to_stage.turns if not turn.instead)
        takers = takers_of(uow, form, move, turns, scene)
    return SendingTold(tuple(each for each in sentences if each), takers)
