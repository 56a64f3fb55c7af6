"""Proposed corrections as the work of those who confirm them: in the inbox, and reminded of."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from service.formkit.features.record_rules import correction_rule
from service.formkit.labels import Label
from service.formkit.moves import Role
from service.store.corrections.proposals import WaitingProposal, waiting_proposals
from service.store.database import UnitOfWork
from service.store.people.roster import Roster
from service.store.records import records
from service.store.snapshot import has_none
from service.store.turns.turns import WorkLine
from service.workflow.actor import Actor
from service.workflow.authority import MovePolicy, powers_of
from service.workflow.office import Office
from service.workflow.records.correction_state import may_confirm

CONFIRMING = Label("Xác nhận đính chính", "Confirm the correction of")
"""What is to be done, in words that the record's name follows."""
MOST = 50


@dataclass(frozen=True)
class CorrectionDue:
    """A proposed correction whose day has come, and who may confirm it."""

    record_id: str
    due_on: date
    person_ids: frozenset[int]


def corrections_for(
    office: Office, uow: UnitOfWork, actor: Actor, today: date
) -> tuple[WorkLine, ...]:
    """Return the proposed corrections that the person may confirm that day, first due first."""
    if has_none(uow, actor.person_id, "proposals"):
        return ()
    if not _may_confirm_any(office, uow, actor, today):
        return ()
    waiting = waiting_proposals(uow, is_sample=actor.is_sample)
    # Counted are those the person may confirm: what others must decide takes no place.
    mine = (each.line for each in waiting if _may_confirm(office, uow, actor, each, today))
    return tuple(islice(mine, MOST))


def corrections_due(
    office: Office, uow: UnitOfWork, roster: Roster, today: date
) -> Iterator[CorrectionDue]:
    """Yield the proposed corrections due that day or before, with who is to be reminded of each."""
    settings = office.letterhead(uow)
    for each in waiting_proposals(uow, until=today):
        form, line = office.catalogue.get(each.line.form_code), each.line
        if form is None or line.due_on is None:
            continue
        found: set[int] = set()
        # Neither the proposer nor who would act for them may confirm it.
        proposer = frozenset({each.proposed_by})
        for role in correction_rule(form).confirmed_by.chosen(settings):
            found |= roster.in_role(role, line.record_id, proposer, is_sample=each.is_sample)
        yield CorrectionDue(line.record_id, line.due_on, frozenset(found))


def _may_confirm_any(office: Office, uow: UnitOfWork, actor: Actor, today: date) -> bool:
    """Return whether the person holds, or was lent, a role that confirms corrections at all."""
    settings, wanted = office.letterhead(uow), frozenset[Role]()
    for form in office.catalogue:
        wanted |= correction_rule(form).confirmed_by.chosen(settings)
    if not wanted.isdisjoint(actor.roles):
        return True
    return any(not wanted.isdisjoint(each.roles) for each in powers_of(uow, actor, today))


def _may_confirm(
    office: Office, uow: UnitOfWork, actor: Actor, waiting: WaitingProposal, today: date
) -> bool:
    if office.catalogue.get(waiting.line.form_code) is None:
        return False
    record = records.get_record(uow, waiting.line.record_id)
    return may_confirm(MovePolicy.of(office, uow, actor, record, today), waiting.proposed_by)
