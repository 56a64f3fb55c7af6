"""What tests keep of a database comes back whole: every row to the letter, every number to come."""

import pytest

from service.store.database import Database
from service.store.ledger.verify_chains import verify_all
from tests.store.builders import a_person, a_record, an_event
from tests.store.databases import kept_of, restore
from tests.store.test_samples import a_house

ODD = 'Dấu " và \\ và , và ( ) và {NULL}\n% 𠮷'


@pytest.fixture(params=("memory", "postgres"))
def database(request: pytest.FixtureRequest, memory_database: Database) -> Database:
    """A database whose content tests may keep."""
    if request.param == "memory":
        return memory_database
    shared: Database = request.getfixturevalue("migrated_postgres")
    restore(shared, b"{}")
    return shared


def test_every_row_is_put_back_to_the_letter(database: Database) -> None:
    with database.writing() as uow:
        a_house(uow, is_sample=False, name="a")
        person = a_person(uow, "odd")
        an_event(uow, a_record(uow, person, summary=ODD, answers={"x": ODD}), payload={"x": ODD})
    kept = kept_of(database)
    with database.writing() as uow:
        a_house(uow, is_sample=True, name="b")
    assert kept_of(database) != kept

    restore(database, kept)

    assert kept_of(database) == kept
    with database.reading() as uow:
        assert verify_all(uow) == ()


def test_what_is_put_back_is_numbered_on(database: Database) -> None:
    with database.writing() as uow:
        first = a_person(uow, "first")
        an_event(uow, a_record(uow, first))
    kept = kept_of(database)
    with database.writing() as uow:
        an_event(uow, a_record(uow, a_person(uow, "forgotten")))

    restore(database, kept)

    with database.writing() as uow:
        second = a_person(uow, "second")
        an_event(uow, a_record(uow, second))
        assert second.id == first.id + 1
        assert verify_all(uow) == ()
