"""Records: added, changed one version at a time, seen by whom they concern."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy.exc import IntegrityError

from service.store.database import Database
from service.store.errors import NotStored, StaleVersion
from service.store.records.access import Visibility
from service.store.records.records import (
    Part,
    add_record,
    change_record,
    facts_of,
    get_record,
    give_parts,
    give_unit_parts,
    list_parts,
    list_unit_parts,
    new_record_id,
    take_part,
)
from tests.store.builders import FACTS, NOW, SLIP, a_person, a_record, a_unit, later

EVERYTHING = Visibility(sees_all=True, unit_ids=frozenset(), person_id=0)


def seen_by_unit(unit_id: int) -> Visibility:
    return Visibility(sees_all=False, unit_ids=frozenset({unit_id}), person_id=0)


def seen_by_person(person_id: int) -> Visibility:
    return Visibility(sees_all=False, unit_ids=frozenset(), person_id=person_id)


def test_a_record_comes_back_as_it_was_added(database: Database) -> None:
    with database.writing() as uow:
        unit, person = a_unit(uow), a_person(uow)
        facts = replace(FACTS, requesting_unit_id=unit.id, variant="unit", number="01/2026")
        record = a_record(uow, person, facts)

    with database.reading() as uow:
        assert get_record(uow, record.id) == record
    assert facts_of(record) == replace(facts, search_text=None)
    assert (record.version, record.submitter_id, record.created_at) == (1, person.id, NOW)


def test_a_change_is_one_version_on(database: Database) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))

        changed = change_record(
            uow, record.id, replace(facts_of(record), stage="closed"), version=1, now=later(1)
        )

        assert get_record(uow, record.id) == changed
    assert (changed.stage, changed.version, changed.updated_at) == ("closed", 2, later(1))


def test_a_stale_change_is_refused_with_what_stands_there(database: Database) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        current = change_record(uow, record.id, FACTS, version=1, now=later(1))

        with pytest.raises(StaleVersion) as refusal:
            change_record(uow, record.id, FACTS, version=1, now=later(2))

    assert refusal.value.current == current


def test_an_id_known_beforehand_is_kept(database: Database) -> None:
    record_id = new_record_id()
    with database.writing() as uow:
        person = a_person(uow)

        record = add_record(
            uow, FACTS, form_code=SLIP, submitter_id=person.id, now=NOW, record_id=record_id
        )

    assert record.id == record_id
    assert record_id.startswith("r")
    assert len(record_id) == 17


def test_two_records_never_bear_the_same_number(database: Database) -> None:
    numbered = replace(FACTS, series="slip", sequence=1, number="01/2026")
    with database.writing() as uow:
        person = a_person(uow)
        a_record(uow, person, numbered)

    with pytest.raises(IntegrityError), database.writing() as uow:
        a_record(uow, person, numbered)


def test_the_three_units_and_the_submitter_see_a_record_and_nobody_else(
    database: Database,
) -> None:
    with database.writing() as uow:
        units = [a_unit(uow) for _ in range(4)]
        person, other = a_person(uow), a_person(uow)
        record = a_record(
            uow,
            person,
            requesting_unit_id=units[0].id,
            concerned_unit_id=units[1].id,
            executing_unit_id=units[2].id,
        )

        allowed = [EVERYTHING, seen_by_person(person.id)]
        allowed += [seen_by_unit(unit.id) for unit in units[:3]]
        assert [get_record(uow, record.id, one) for one in allowed] == [record] * 5
        for refused in (seen_by_unit(units[3].id), seen_by_person(other.id)):
            with pytest.raises(NotStored):
                get_record(uow, record.id, refused)


def test_a_unit_no_longer_concerned_no_longer_sees_it(database: Database) -> None:
    with database.writing() as uow:
        before, after = a_unit(uow), a_unit(uow)
        record = a_record(uow, a_person(uow), concerned_unit_id=before.id)

        facts = replace(facts_of(record), concerned_unit_id=after.id)
        changed = change_record(uow, record.id, facts, version=1, now=NOW)

        assert get_record(uow, record.id, seen_by_unit(after.id)) == changed
        with pytest.raises(NotStored):
            get_record(uow, record.id, seen_by_unit(before.id))


def test_whoever_has_a_part_sees_the_record_as_long_as_he_has_it(database: Database) -> None:
    with database.writing() as uow:
        assignee, unit = a_person(uow), a_unit(uow)
        record = a_record(uow, a_person(uow))

        give_parts(uow, record.id, [Part(assignee.id, "assignee", NOW)])
        give_unit_parts(uow, record.id, [Part(unit.id, "helping", NOW)])

        assert list_parts(uow, record.id) == (Part(assignee.id, "assignee", NOW),)
        assert list_unit_parts(uow, record.id) == (Part(unit.id, "helping", NOW),)
        assert get_record(uow, record.id, seen_by_person(assignee.id)) == record
        assert get_record(uow, record.id, seen_by_unit(unit.id)) == record
        take_part(uow, record.id, assignee.id, "assignee")
        with pytest.raises(NotStored):
            get_record(uow, record.id, seen_by_person(assignee.id))


def test_a_part_given_twice_is_one_part(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        record = a_record(uow, person)

        for _ in "12":
            give_parts(uow, record.id, [Part(person.id, "author", NOW)])

        assert list_parts(uow, record.id) == (Part(person.id, "author", NOW),)


def test_a_record_that_is_not_there_is_not_found(database: Database) -> None:
    with database.writing() as uow, pytest.raises(NotStored):
        change_record(uow, "rkhongco", FACTS, version=1, now=NOW)


def test_a_moment_without_zone_is_refused(memory_database: Database) -> None:
    with memory_database.writing() as uow:
        record = a_record(uow, a_person(uow))

        with pytest.raises(Exception, match="time zone"):
            change_record(
                uow,
                record.id,
                FACTS,
                version=1,
                now=datetime(2026, 3, 5),  # noqa: DTZ001
            )
