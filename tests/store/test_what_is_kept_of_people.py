"""What stays as long as no person, role or unit changes: kept in memory, and never too long."""

import pytest
from sqlalchemy import text

from service.store.database import Database, UnitOfWork
from service.store.people.persons import PersonFacts, change_person, list_people, set_roles
from service.store.people.units import UnitFacts, change_unit, list_units
from service.store.snapshot import people_mark
from tests.store.builders import NOW, a_person, a_unit
from tests.store.statements import asked

CHANGES = {
    "a person is added": "INSERT INTO person (username, username_key, full_name, sort_key, "
    "sort_rank, title, active, is_sample, password_hash, must_change_password) "
    "VALUES ('moi', 'moi', 'Người Mới', 'moi', 0, '', TRUE, FALSE, '', FALSE)",
    "a name changes": "UPDATE person SET full_name = 'Lê An'",
    "an account is closed": "UPDATE person SET active = FALSE",
    "a role is given": "INSERT INTO person_role (person_id, role, granted_at) "
    "SELECT id, 'auditor', '2026-07-01T00:00:00.000000Z' FROM person",
    "a role is taken": "DELETE FROM person_role",
    "a person goes": "DELETE FROM person WHERE username = 'chi'",
    "a unit is renamed": "UPDATE unit SET name = 'Phòng Tin học'",
    "a unit is closed": "UPDATE unit SET active = FALSE",
}


def seen(database: Database) -> list[str]:
    """The full names as a page reads them now."""
    with database.reading() as uow:
        return [each.full_name for each in list_people(uow)]


def named(uow: UnitOfWork, username: str, full_name: str) -> int:
    """Somebody new of that name."""
    person = a_person(uow, username)
    facts = PersonFacts(username=username, full_name=full_name, sort_key=username)
    return change_person(uow, person.id, facts).id


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_database_itself_moves_the_mark(database: Database, change: str) -> None:
    with database.writing() as uow:
        unit, head, _ = a_unit(uow), a_person(uow, "binh"), a_person(uow, "chi", roles=())
        set_roles(uow, head.id, ["unit_head"], granted_by=None, at=NOW)
        assert unit.name != "Phòng Tin học"
        before = people_mark(uow)

        uow.session.execute(text(change))

        assert people_mark(uow) > before


def test_the_same_people_are_read_once(database: Database) -> None:
    with database.writing() as uow:
        named(uow, "an", "Lê An")
    first = seen(database)

    with asked(database) as statements:
        again = seen(database)

    assert first == again == ["Lê An"]
    assert [each for each in statements if "FROM person" in each] == []


def test_a_change_is_seen_by_the_next_page_and_by_whoever_makes_it(database: Database) -> None:
    with database.writing() as uow:
        unit = a_unit(uow, "Văn phòng")
        an = named(uow, "an", "Lê An")
    seen(database)

    with database.writing() as uow:
        before = [each.full_name for each in list_people(uow)]
        change_person(uow, an, PersonFacts(username="an", full_name="Lê Ân", sort_key="an"))
        change_unit(uow, unit.id, UnitFacts(name="Phòng Đầu tư", abbreviation="ĐT"))

        assert before == ["Lê An"]
        assert [each.full_name for each in list_people(uow)] == ["Lê Ân"]
        assert [each.name for each in list_units(uow)] == ["Phòng Đầu tư"]

    assert seen(database) == ["Lê Ân"]


def test_what_was_taken_back_is_never_seen(database: Database) -> None:
    with database.writing() as uow:
        named(uow, "an", "Lê An")
    seen(database)

    with pytest.raises(ZeroDivisionError):
        _seen_and_taken_back(database)
    with database.writing() as uow:
        # The mark now stands where it stood in what was taken back.
        named(uow, "chi", "Vũ Chi")
        assert {each.full_name for each in list_people(uow)} == {"Lê An", "Vũ Chi"}

    assert set(seen(database)) == {"Lê An", "Vũ Chi"}


def _seen_and_taken_back(database: Database) -> None:
    with database.writing() as uow:
        named(uow, "binh", "Trần Bình")
        assert len(list_people(uow)) == 2
        raise ZeroDivisionError


def test_what_another_process_changes_is_seen(lasting_database: Database) -> None:
    url = lasting_database.engine.url.render_as_string(hide_password=False)
    with lasting_database.writing() as uow:
        an = named(uow, "an", "Lê An")
    seen(lasting_database)

    with Database.open(url) as other, other.writing() as uow:
        change_person(uow, an, PersonFacts(username="an", full_name="Lê Ân", sort_key="an"))

    assert seen(lasting_database) == ["Lê Ân"]
