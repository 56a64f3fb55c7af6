"""What was lent before delegations themselves showed it is seen as long as that holds."""

from datetime import date
from importlib import import_module

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from service.store.database import Database, UnitOfWork
from service.store.engine.migrate import MIGRATIONS
from service.store.people.persons import Person
from service.store.records.access import Visibility, is_visible
from service.store.records.records import Part, Record, give_parts, list_parts
from service.store.turns.delegations import Delegation, add_delegation
from tests.store.builders import NOW, a_person, a_record


def lent(uow: UnitOfWork, record: Record, giver: Person, receiver: Person) -> Delegation:
    """The record lent as it was once kept: by a part for good, and no delegation shows it."""
    made = add_delegation(
        uow,
        giver_id=giver.id,
        receiver_id=receiver.id,
        role=None,
        record_id=record.id,
        authority="TUQ",
        from_day=date(2026, 3, 5),
        to_day=date(2026, 3, 20),
        scope="Kiểm tra",
        now=NOW,
    )
    give_parts(uow, record.id, [Part(receiver.id, "delegate", NOW)])
    uow.session.execute(text("DELETE FROM record_access WHERE viewer LIKE 'g%'"))
    return made


def test_parts_of_delegates_go_and_delegations_show_instead(database: Database) -> None:
    with database.writing() as uow:
        giver, delegate, worker = (a_person(uow) for _ in range(3))
        record = a_record(uow, submitter=giver)
        first, second = lent(uow, record, giver, delegate), lent(uow, record, giver, worker)
        give_parts(uow, record.id, [Part(worker.id, "assignee", NOW)])
        uow.session.execute(text("DELETE FROM record_access WHERE viewer LIKE 'g%'"))

    with database.engine.begin() as bind:
        (step,) = (MIGRATIONS / "versions").glob("*_lent_records.py")
        with Operations.context(MigrationContext.configure(bind)):
            import_module(f"service.store.migrations.versions.{step.stem}").upgrade()

    with database.reading() as uow:

        def sees(person: Person, *by: Delegation) -> bool:
            lent_to = frozenset(each.id for each in by)
            seen = Visibility(False, frozenset(), person.id, lent=lent_to)
            return is_visible(uow, record.entry, seen)

        assert sees(delegate, first)
        assert not sees(delegate)
        assert sees(worker)
        assert sees(worker, second)
        assert sees(giver)
        assert [part.part for part in list_parts(uow, record.id)] == ["assignee"]
