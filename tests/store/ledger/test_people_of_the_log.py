"""Whose lines the security log may have, and its newest lines for whoever looks for one."""

from service.store.database import Database, UnitOfWork
from service.store.ledger.security_log import (
    SecurityNote,
    actors_of_log,
    list_security_notes,
    note_security,
)
from service.store.people.persons import PersonFacts, add_person
from tests.store.builders import NOW, later


def named(uow: UnitOfWork, username: str, name: str, *, is_sample: bool = False) -> int:
    """The id of a person of that name."""
    person = add_person(
        uow,
        PersonFacts(
            username=username, full_name=name, title="Chuyên viên", unit_id=None, sort_key=username
        ),
        password_hash="argon2",
        must_change_password=False,
        is_sample=is_sample,
    )
    return person.id


def test_the_people_of_a_register_are_named_in_the_order_of_their_names(
    database: Database,
) -> None:
    with database.writing() as uow:
        last = named(uow, "an vu", "Vũ Đức Ẩn")
        first = named(uow, "an tran", "Trần Văn An")
        sample = named(uow, "mau", "Lê Mẫu", is_sample=True)

    with database.reading() as uow:
        real, of_sample = (actors_of_log(uow, is_sample=each) for each in (False, True))

    assert real == ((first, "Trần Văn An"), (last, "Vũ Đức Ẩn"))
    assert of_sample == ((sample, "Lê Mẫu"),)


def test_the_newest_lines_come_first_and_no_more_than_asked_for(database: Database) -> None:
    notes = [
        SecurityNote(later(n), "refused", None, "192.0.2.7", {"deed": str(n)}) for n in range(3)
    ]
    for note in notes:
        with database.writing() as uow:
            note_security(uow, note)

    with database.reading() as uow:
        assert list_security_notes(uow, limit=2) == (notes[2], notes[1])


def test_two_hundred_lines_are_read_where_nobody_says_how_many(database: Database) -> None:
    with database.writing() as uow:
        for _ in range(201):
            note_security(uow, SecurityNote(NOW, "refused", None, "", {}))

    with database.reading() as uow:
        assert len(list_security_notes(uow)) == 200
