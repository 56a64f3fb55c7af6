"""Unsent texts in the tables: one a person and place, the last one; bounded; forgotten in time."""

from service.store.database import Database, UnitOfWork
from service.store.records.unsent_texts import (
    UnsentText,
    discard_unsent,
    find_unsent,
    forget_unsent,
    get_unsent,
    keep_unsent,
    list_unsent,
)
from tests.store.builders import NOW, a_person, a_record, later

ODD = "Dòng 1\r\nDòng 2 \x00 \ud800 «đủ dấu»"


def kept(uow: UnitOfWork, person: int, place: str, text: str = "x", **but: object) -> UnsentText:
    given = {"record_id": None, "version": 1, "most": 2, "now": NOW, **but}
    found = keep_unsent(uow, person, place, [("reason", text), ("reason", "")], **given)  # type: ignore[arg-type]
    assert found
    return found


def test_the_last_text_of_a_place_stands_as_it_was_typed(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow, "bao")
        record = a_record(uow, person)
        first = kept(uow, person.id, "/a", record_id=record.id)
        again = kept(uow, person.id, "/a", ODD, record_id=record.id, version=3, now=later(1))

        found = find_unsent(uow, person.id, "/a", since=NOW)

    assert found == again
    assert (again.id, again.version, again.saved_at) == (first.id, 3, later(1))
    assert again.typed == (("reason", ODD), ("reason", ""))


def test_nobody_has_the_text_of_another(database: Database) -> None:
    with database.writing() as uow:
        author, other = a_person(uow, "bao"), a_person(uow, "tung")
        text = kept(uow, author.id, "/a")

        assert get_unsent(uow, author.id, text.id, since=NOW) == text
        assert get_unsent(uow, other.id, text.id, since=NOW) is None
        assert find_unsent(uow, other.id, "/a", since=NOW) is None
        assert list_unsent(uow, other.id, since=NOW) == ()
        assert not discard_unsent(uow, other.id, "/a")
        assert discard_unsent(uow, author.id, "/a")


def test_a_person_has_so_many_places_and_each_may_be_written_again(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow, "bao")
        kept(uow, person.id, "/a")
        kept(uow, person.id, "/b", now=later(1))

        more = keep_unsent(
            uow, person.id, "/c", [], record_id=None, version=1, most=2, now=later(2)
        )
        kept(uow, person.id, "/a", "y", now=later(3))

        assert more is None
        assert [text.place for text, *_ in list_unsent(uow, person.id, since=NOW)] == ["/a", "/b"]


def test_what_nobody_touched_is_forgotten_so_many_at_a_time(database: Database) -> None:
    with database.writing() as uow:
        people = [a_person(uow, name) for name in ("bao", "tung", "chau")]
        for n, person in enumerate(people):
            kept(uow, person.id, "/a", now=later(n))

        assert forget_unsent(uow, later(2), 1) == 1
        assert forget_unsent(uow, later(2), 500) == 1
        assert find_unsent(uow, people[2].id, "/a", since=NOW) is not None
        assert find_unsent(uow, people[2].id, "/a", since=later(3)) is None
