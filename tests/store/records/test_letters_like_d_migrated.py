"""What was kept with a letter that only looks like Đ is found, compared and ordered as with Đ."""

from importlib import import_module

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from service.formkit.vietnamese import name_sort_key
from service.store.database import Database
from service.store.engine.migrate import MIGRATIONS
from service.store.people.units import UnitFacts, add_unit, find_unit
from tests.store.builders import a_person, a_record


def migrate_again(database: Database) -> None:
    with database.engine.begin() as bind:
        (step,) = (MIGRATIONS / "versions").glob("*_letters_like_d.py")
        with Operations.context(MigrationContext.configure(bind)):
            import_module(f"service.store.migrations.versions.{step.stem}").upgrade()


def test_old_keys_orders_and_words_become_those_of_today(database: Database) -> None:
    with database.writing() as uow:
        unit = add_unit(uow, UnitFacts(name="Phòng \u00d0ầu tư", abbreviation="\u00d0T"))
        person = a_person(uow)
        record = a_record(uow, submitter=person)
        sound = name_sort_key("Trần Đức")
        key = sound.replace("G", "~\u00f0")
        old: dict[str, object] = {
            "unit": unit.id,
            "person": person.id,
            "entry": record.entry,
            "key": key,
        }
        for change in (
            "UPDATE unit SET name_key = 'phòng \u00f0ầu tư' WHERE id = :unit",
            "UPDATE person SET sort_key = :key WHERE id = :person",
            "DELETE FROM record_word WHERE entry = :entry",
            "INSERT INTO record_word (word, entry) VALUES ('\u00f0ang', :entry)",
            "INSERT INTO record_word (word, entry) VALUES ('\u00f0on', :entry)",
            "INSERT INTO record_word (word, entry) VALUES ('don', :entry)",
        ):
            uow.session.execute(text(change).bindparams(**_asked(change, old)))

    migrate_again(database)

    with database.reading() as uow:
        found = find_unit(uow, "PHÒNG ĐẦU TƯ")
        ask = uow.session.scalar
        order = ask(text("SELECT sort_key FROM person WHERE id = :id").bindparams(id=person.id))
        words = uow.session.scalars(text("SELECT word FROM record_word ORDER BY word")).all()
    assert found is not None
    assert found.id == unit.id
    assert "\u00f0" in key
    assert order == sound
    assert words == ["dang", "don"]


def test_two_names_that_stand_already_both_stay(database: Database) -> None:
    with database.writing() as uow:
        sound = add_unit(uow, UnitFacts(name="Phòng Đầu tư", abbreviation="ĐT"))
        other = add_unit(uow, UnitFacts(name="Phòng khác", abbreviation="PK"))
        change = text("UPDATE unit SET name_key = 'phòng \u00f0ầu tư' WHERE id = :unit")
        uow.session.execute(change.bindparams(unit=other.id))

    migrate_again(database)

    with database.reading() as uow:
        found = find_unit(uow, "Phòng Đầu tư")
    assert found is not None
    assert found.id == sound.id


def _asked(change: str, known: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in known.items() if f":{name}" in change}
