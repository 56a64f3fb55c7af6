"""Proposed corrections in the store: one waits on a record at a time, the earliest due first."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from service.store.corrections.proposals import (
    ProposalFacts,
    add_proposal,
    end_proposal,
    waiting_proposal,
    waiting_proposals,
)
from service.store.database import Database
from service.store.people.persons import Person
from service.store.records.records import Record
from tests.store.builders import NOW, a_person, a_record

CHANGES = {"issue_place": {"before": None, "after": "Huế"}}


def facts(record: Record, person: Person, day: int = 9) -> ProposalFacts:
    return ProposalFacts(
        record_id=record.id,
        proposed_by=person.id,
        proposed_at=NOW,
        due_on=date(2026, 3, day),
        reason="Ghi nhầm",
        changes=CHANGES,
        named={"requester_name": person.id},
    )


def test_what_waits_is_told_with_its_proposers_name_until_it_ends(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        record = a_record(uow, person)
        made = add_proposal(uow, facts(record, person))
        waiting = waiting_proposal(uow, record.id)
        end_proposal(uow, made, "declined", by=person.id, now=NOW)
        ended = waiting_proposal(uow, record.id)

    assert waiting is not None
    assert (waiting.id, waiting.proposer, waiting.changes) == (made, "Nguyễn Thị Ánh", CHANGES)
    assert ended is None


def test_two_never_wait_on_one_record(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        record = a_record(uow, person)
        end_proposal(
            uow, add_proposal(uow, facts(record, person)), "withdrawn", by=person.id, now=NOW
        )
        add_proposal(uow, facts(record, person))

    with pytest.raises(IntegrityError), database.writing() as uow:
        add_proposal(uow, facts(record, person))


def test_those_of_the_office_come_the_earliest_due_first(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        late, soon = a_record(uow, person), a_record(uow, person)
        add_proposal(uow, facts(late, person, day=12))
        add_proposal(uow, facts(soon, person, day=9))

    with database.reading() as uow:
        everything = waiting_proposals(uow)
        due = waiting_proposals(uow, until=date(2026, 3, 9))

    assert [each.line.record_id for each in everything] == [soon.id, late.id]
    assert [each.line.record_id for each in due] == [soon.id]
