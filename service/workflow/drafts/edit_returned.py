"""Editing a record that came back: part by part in a draft of it, until it is sent again."""

from collections.abc import Mapping
from typing import Any

from service.formkit.move_form import sends_whole_draft
from service.formkit.moves import Move
from service.store.base import office_day
from service.store.database import UnitOfWork
from service.store.records import drafts
from service.workflow.actor import Actor
from service.workflow.authority import MovePolicy, policy_on
from service.workflow.drafts.draft_view import DraftView
from service.workflow.drafts.drafts import open_draft
from service.workflow.errors import NotFound
from service.workflow.log_refusal import noting_refusals
from service.workflow.moves.issue_companions import issue_papers
from service.workflow.moves.make_move import apply_transition
from service.workflow.moves.transition import require_transition
from service.workflow.office import Office
from service.workflow.submissions import MoveResult

EDIT = "edit"


def edit_returned(office: Office, actor: Actor, record_id: str) -> DraftView:
    """Return the person's draft of the record that came back: the one begun, else a new one.

    Raises NotFound, and what sending it would be refused with: WrongStage, NotAllowed, RuleRefuses
    (noted in the security log).
    """
    now = office.now()
    with (
        noting_refusals(office, actor, record_id, EDIT),
        office.database.writing() as uow,
    ):
        policy = policy_on(office, uow, actor, record_id, office_day(now))
        _require_sending(policy)
        found = drafts.find_draft_of_record(uow, record_id, actor.person_id)
        if found is None:
            open_names = {each.name for each in policy.form.open_fields}
            record = policy.record
            found = drafts.add_draft(
                uow,
                form_code=record.form_code,
                owner_id=actor.person_id,
                typed={n: v for n, v in record.answers.items() if n in open_names},
                now=now,
                variant=record.variant,
                record_id=record_id,
                record_version=record.version,
            )
        draft_id = found.id
    return open_draft(office, actor, draft_id)


def draft_begun(office: Office, actor: Actor, record_id: str) -> str | None:
    """Return the id of the draft in which the person edits the record; None where none is open."""
    with office.database.reading() as uow:
        found = drafts.find_draft_of_record(uow, record_id, actor.person_id)
    return found.id if found else None


def moves_of_returned(office: Office, actor: Actor, draft: DraftView) -> tuple[Move, ...]:
    """Return the moves by which the person may send the record again with what the draft holds.

    A move for which something special is needed stays away until that is written.
    """
    if draft.record_id is None:
        return ()
    with office.database.reading() as uow:
        found = policy_on(office, uow, actor, draft.record_id, office.today()).open_moves()
    return tuple(
        each.move
        for each in found
        if sends_whole_draft(each.move) and all(n in draft.answers for n in each.move.needs)
    )


def send_again(
    office: Office,
    uow: UnitOfWork,
    actor: Actor,
    draft: drafts.Draft,
    move: str,
    values: Mapping[str, Any],
    version: int | None,
) -> MoveResult:
    """Return what sending the record again with the draft's values led to; the draft is gone.

    `version` is that of the record whose changes were seen; else the one the draft was taken from.
    """
    if draft.record_id is None:
        raise NotFound
    now, known = office.now(), version or draft.record_version or 0
    transition = require_transition(
        office, uow, actor, draft.record_id, move, values, "", known, now
    )
    taken = apply_transition(office, uow, transition, values)
    issue_papers(office, uow, taken)
    drafts.delete_draft(uow, draft.id)
    drafts.discard_drafts_of(uow, draft.record_id, now)
    return taken.made


def _require_sending(policy: MovePolicy) -> None:
    """Return when the person may send the record with all a draft holds; raises what forbids it."""
    first = next(move for move in policy.form.moves if sends_whole_draft(move))
    policy.require(policy.move(first.key))
