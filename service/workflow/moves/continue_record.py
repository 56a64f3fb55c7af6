"""A record that continues another: opened from the old one, numbered, linked both ways (5.7)."""

from __future__ import annotations

from service.formkit.features.record_rules import ContinuationRule, author_field
from service.formkit.move_facts import MoveFacts
from service.formkit.schema import load_answers
from service.store.database import UnitOfWork
from service.store.records.links import link_continuation
from service.workflow.moves.create_record import NewRecord, create_record
from service.workflow.moves.transition import Transition
from service.workflow.office import Office


def continue_record(
    office: Office, uow: UnitOfWork, transition: Transition, facts: MoveFacts
) -> tuple[str, str]:
    """Return id and number of the new record, which waits for the director before any work.

    Raises AlreadyLinked when the old record leads on already: it is continued once only.
    """
    form, old, move = transition.form, transition.record, transition.move
    author, rule = author_field(form), form.feature(ContinuationRule)
    assert rule is not None
    assert move.continues_at is not None
    opening = next(each for each in form.moves if each.series)
    answers = load_answers(form, rule.starts_with(old.answers, facts), opening.completes)
    new = NewRecord(
        form=form,
        variant=old.variant or "",
        answers=answers,
        # Who opens it is its author: nobody has to be found by the name.
        named={author: transition.actor.person_id} if author in answers else {},
        series=opening.series,
        stage=move.continues_at,
        kind=move.key,
        now=transition.now,
        continues=old.number or "",
    )
    born = create_record(office, uow, transition.actor, new)
    link_continuation(uow, old.id, born.record.id)
    return born.record.id, born.record.number or ""
