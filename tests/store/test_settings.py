"""The office's settings and its security log."""

from service.store.database import Database
from service.store.settings import (
    OfficeSetting,
    SecurityNote,
    change_settings,
    list_security_notes,
    note_security,
    read_settings,
)
from tests.store.builders import NOW, a_person, later


def test_only_what_was_changed_is_kept_with_who_and_when(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        change_settings(uow, {"place_name": "Nha Trang"}, changed_by=None, now=NOW)
        change_settings(
            uow,
            {"place_name": "Khánh Hòa", "unit_plan_numbered": True},
            changed_by=person.id,
            now=later(1),
        )

        assert read_settings(uow) == {
            "place_name": OfficeSetting("place_name", "Khánh Hòa", person.id, later(1)),
            "unit_plan_numbered": OfficeSetting("unit_plan_numbered", True, person.id, later(1)),
        }


def test_the_security_log_shows_the_newest_line_first(database: Database) -> None:
    notes = [
        SecurityNote(later(minute), "refused", None, "127.0.0.1", {"move": "close"})
        for minute in range(3)
    ]
    with database.writing() as uow:
        for note in notes:
            note_security(uow, note)

    with database.reading() as uow:
        assert list_security_notes(uow, limit=2) == (notes[2], notes[1])
