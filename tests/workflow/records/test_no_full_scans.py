"""What pages and moves ask of the database is found by an index, however many records there are."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from service.store.database import Database
from service.store.people.persons import get_person
from service.workflow.authority import give_missing_turns
from service.workflow.files.dossier import whole_dossier
from service.workflow.files.evidence import list_evidence
from service.workflow.inbox.inbox import count_inbox, read_inbox
from service.workflow.moves.consolidation.consolidation_desk import read_list_desk
from service.workflow.moves.consolidation.consolidation_right import may_make_lists
from service.workflow.people.held_work import Becoming, HeldPart, held_by_person
from service.workflow.records.count_records import count_groups
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from service.workflow.recurrence.repetition import read_repetition
from service.workflow.reminders.send_reminders import reminders_of_today
from tests.builders import SLIP, House, a_house, some_evidence
from tests.doors.route_table import close_account
from tests.store.databases import empty, in_memory
from tests.store.plans import full_scans, plans_of, unindexed_in_postgres
from tests.workflow.correcting import propose
from tests.workflow.delegating import give
from tests.workflow.repeated import a_category, put
from tests.workflow.slips.leaving import newcomer
from tests.workflow.slips.walking import REOPEN, Slip, a_sent_slip, walked_to
from tests.workflow.turning import a_turn, of

Question = Callable[[House, Slip], object]

QUESTIONS: dict[str, Question] = {
    "an official's inbox": lambda house, _: read_inbox(house.office, house.staff.official),
    "the director's inbox": lambda house, _: read_inbox(house.office, house.staff.director),
    "a head's inbox": lambda house, _: read_inbox(house.office, house.staff.unit_head),
    "the secretary's inbox": lambda house, _: read_inbox(house.office, house.staff.secretary),
    "the board's inbox": lambda house, _: read_inbox(house.office, house.staff.board),
    "the inbox of who was delegated to": lambda house, _: read_inbox(
        house.office, house.staff.auditor
    ),
    "the number in the menu": lambda house, _: count_inbox(house.office, house.staff.auditor),
    "the secretary's desk of lists": lambda house, _: read_list_desk(
        house.office, house.staff.secretary
    ),
    "who may make lists": lambda house, _: may_make_lists(house.office, house.staff.auditor),
    "the record list": lambda house, _: list_records(
        house.office, house.staff.unit_head, RecordFilter()
    ),
    "the list of what is open": lambda house, _: list_records(
        house.office, house.staff.unit_head, RecordFilter(form=SLIP, group="open")
    ),
    "the list of what is late": lambda house, _: list_records(
        house.office, house.staff.unit_head, RecordFilter(form=SLIP, group="late")
    ),
    "the numbers on its tabs": lambda house, _: count_groups(
        house.office, house.staff.unit_head, RecordFilter(form=SLIP)
    ),
    "what each start looks for": lambda house, _: give_missing_turns(house.office),
    "a record": lambda house, slip: open_record(house.office, house.staff.secretary, slip.id),
    "its evidence": lambda house, slip: list_evidence(house.office, house.staff.secretary, slip.id),
    "its repetition": lambda house, slip: read_repetition(
        house.office, house.staff.secretary, slip.id
    ),
    "its dossier": lambda house, slip: whole_dossier(
        house.office, house.staff.secretary, slip.id
    ).content.close(),
    "what an official holds": lambda house, _: what_is_held(house),
    "reminders of today": lambda house, _: reminders_of_today(house.office, house.staff.unit_head),
}


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Slip]]:
    """A house with slips here and there, and one of which there is everything."""
    with in_memory() as database:
        house = a_house(tmp_path_factory.mktemp("house"), database)
        yield house, _live(house)
        house.office.pdf.stop()


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_reads_no_growing_table_from_end_to_end(
    lived_in: tuple[House, Slip], question: str
) -> None:
    house, slip = lived_in

    steps = plans_of(house.office.database, lambda: QUESTIONS[question](house, slip))

    assert steps
    assert full_scans(steps) == []


def test_a_slips_whole_life_reads_no_growing_table_from_end_to_end(memory_house: House) -> None:
    steps = plans_of(memory_house.office.database, lambda: _whole_life(memory_house))

    assert len(steps) > 100
    assert full_scans(steps) == []


def test_postgresql_has_an_index_for_every_question(
    migrated_postgres: Database, tmp_path: Path
) -> None:
    empty(migrated_postgres)
    house = a_house(tmp_path, migrated_postgres)
    slip = _live(house)

    walked = {
        name: found
        for name, ask in QUESTIONS.items()
        if (found := _unindexed(migrated_postgres, house, slip, ask))
    }

    assert walked == {}


def _unindexed(database: Database, house: House, slip: Slip, ask: Question) -> list[str]:
    return unindexed_in_postgres(database, lambda: ask(house, slip))


def _live(house: House) -> Slip:
    """The slip of which there is everything: evidence, category, somebody who acts for its head."""
    slip = walked_to(house, "with_secretary")
    some_evidence(house.office, house.staff.official, slip.id)
    put(house, slip.id, a_category(house))
    for _ in range(3):
        a_sent_slip(house)
    worked_on = walked_to(house, "implementing").id
    propose(house, house.staff.official, worked_on)
    a_turn(house, of(house.staff.official), due_on=date(2026, 3, 5), record_id=worked_on)
    give(house, house.staff.secretary, house.staff.auditor, role="iso_secretary")
    a_turn(house, f"h{house.staff.director.unit_id}", due_on=None)  # a unit that has no head
    give(house, house.staff.unit_head, house.staff.auditor, record_id=a_sent_slip(house).id)
    left = newcomer(house)
    a_turn(house, of(left), due_on=None)
    close_account(house, left)
    return slip


def what_is_held(house: House) -> HeldPart:
    """What would be nobody's, were the official's account closed."""
    with house.office.database.reading() as uow:
        official = get_person(uow, house.staff.official.person_id)
        gone = Becoming(official.roles, official.unit_id, active=False)
        return held_by_person(house.office, uow, official, gone)


def _whole_life(house: House) -> None:
    """A slip that was closed, and one whose measures failed and that goes on in a new one."""
    walked_to(house, "closed")
    failed = walked_to(house, "not_met")
    failed.move(house.staff.director, "open_new", REOPEN)
