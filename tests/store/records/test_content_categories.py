"""Content categories: the list, which record is for which, and who came before in the unit."""

from dataclasses import replace
from datetime import date

import pytest

from service.store.database import Database, UnitOfWork
from service.store.errors import NameTaken, NotStored
from service.store.people.persons import Person
from service.store.people.units import Unit
from service.store.records.content_categories import (
    LOOKED_AT,
    add_category,
    candidates,
    category_of,
    change_category,
    clear_category,
    consecutive,
    follow_unit,
    list_categories,
    newest_of,
    set_category,
)
from service.store.records.records import Record, change_record, facts_of
from service.store.samples import remove_sample_data
from service.store.turns.reminders import add_reminder, drop_reminders, remind_each, reminded_of
from tests.store.builders import NOW, SLIP, a_person, a_record, a_unit
from tests.store.crowds import crowd
from tests.store.databases import in_memory
from tests.store.records.test_listing_growth import is_full_scan, plans_of

TODAY = date(2026, 3, 5)


def a_row(
    uow: UnitOfWork, person: Person, unit: Unit, category_id: int, count: int
) -> list[Record]:
    """So many records that concern the unit, for that content, in order of arrival."""
    made = [a_record(uow, person, concerned_unit_id=unit.id) for _ in range(count)]
    for each in made:
        set_category(uow, each, category_id, by=person.id, now=NOW)
    return made


def test_a_category_is_added_renamed_and_put_out_of_use(database: Database) -> None:
    with database.writing() as uow:
        first = add_category(uow, "Trả kết quả trễ hạn")
        second = add_category(uow, "Thiếu chữ ký")
        change_category(uow, first.id, "Trễ hạn trả kết quả", active=False)

        listed = list_categories(uow, is_sample=False)

    assert [(each.name, each.active) for each in listed] == [
        ("Thiếu chữ ký", True),
        ("Trễ hạn trả kết quả", False),
    ]
    assert listed[0] == second


def test_two_categories_never_share_a_name_but_sample_ones_are_apart(database: Database) -> None:
    with database.writing() as uow:
        add_category(uow, "Thiếu chữ ký")
        other = add_category(uow, "Khác")

        with pytest.raises(NameTaken):
            add_category(uow, " thiếu  CHỮ ký")
        with pytest.raises(NameTaken):
            change_category(uow, other.id, "Thiếu chữ ký", active=True)
        sample = add_category(uow, "Thiếu chữ ký", is_sample=True)

        assert list_categories(uow, is_sample=True) == (sample,)


def test_an_unknown_category_is_not_stored(database: Database) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow), concerned_unit_id=a_unit(uow).id)

        with pytest.raises(NotStored):
            set_category(uow, record, 99, by=None, now=NOW)
        with pytest.raises(NotStored):
            change_category(uow, 2**40, "X", active=True)


def test_the_same_content_in_the_same_unit_is_consecutive(database: Database) -> None:
    with database.writing() as uow:
        unit, other_unit, person = a_unit(uow), a_unit(uow), a_person(uow)
        late = add_category(uow, "Trễ hạn").id
        unsigned = add_category(uow, "Thiếu chữ ký").id
        first, second = a_row(uow, person, unit, late, 2)
        a_row(uow, person, unit, unsigned, 1)
        a_row(uow, person, other_unit, late, 1)
        (third,) = a_row(uow, person, unit, late, 1)

        before = consecutive(uow, unit.id, late, third.entry)

        assert [each.id for each in before] == [second.id, first.id]
        assert newest_of(uow, unit.id, late) == third.id
        assert consecutive(uow, unit.id, late, first.entry) == ()


def test_a_record_at_a_stage_that_does_not_count_is_passed_over(database: Database) -> None:
    with database.writing() as uow:
        unit, person = a_unit(uow), a_person(uow)
        late = add_category(uow, "Trễ hạn").id
        kept, gone, last = a_row(uow, person, unit, late, 3)
        facts = replace(facts_of(gone), stage="withdrawn")
        change_record(uow, gone.id, facts, version=1, now=NOW)

        before = consecutive(uow, unit.id, late, last.entry, uncounted={"withdrawn"})

        assert [each.id for each in before] == [kept.id]


def test_a_record_follows_the_unit_it_concerns_and_may_be_for_nothing(database: Database) -> None:
    with database.writing() as uow:
        unit, other, person = a_unit(uow), a_unit(uow), a_person(uow)
        late = add_category(uow, "Trễ hạn").id
        (record,) = a_row(uow, person, unit, late, 1)
        facts = replace(facts_of(record), concerned_unit_id=other.id)
        follow_unit(uow, change_record(uow, record.id, facts, version=1, now=NOW))

        assert newest_of(uow, unit.id, late) is None
        assert newest_of(uow, other.id, late) == record.id
        clear_category(uow, record.id)
        assert category_of(uow, record.id) is None


def test_candidates_are_the_newest_that_concern_the_unit(database: Database) -> None:
    with database.writing() as uow:
        unit, other, person = a_unit(uow), a_unit(uow), a_person(uow)
        late = add_category(uow, "Trễ hạn").id
        (old,) = a_row(uow, person, unit, late, 1)
        a_record(uow, person, requesting_unit_id=unit.id, concerned_unit_id=other.id)
        a_record(uow, person, form_code="BM.CTCL.02", concerned_unit_id=unit.id)
        new = a_record(uow, person, concerned_unit_id=unit.id)

        found = candidates(uow, unit.id, SLIP, new.entry + 1)

        assert [(c.record.id, c.record.category_id) for c in found] == [
            (new.id, None),
            (old.id, late),
        ]
        assert found[0].answers == {"description": "Hồ sơ thiếu chữ ký"}
        assert candidates(uow, unit.id, SLIP, new.entry, limit=1)[0].record.id == old.id


def test_nothing_is_scanned_however_many_records_there_are() -> None:
    with in_memory() as database:
        crowd(database, 3_000)
        with database.writing() as uow:
            plans = plans_of(
                uow,
                lambda: (
                    consecutive(uow, 3, 1, 2**40, uncounted={"withdrawn"}),
                    candidates(uow, 3, SLIP, 2**40, uncounted={"withdrawn"}),
                ),
            )
            found = candidates(uow, 3, SLIP, 2**40)

    assert [step for step in plans if is_full_scan(step)] == []
    assert 0 < len(found) <= LOOKED_AT / 2


def test_nobody_is_reminded_of_a_record_twice_a_day(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        record = a_record(uow, person)
        about = {"kind": "repetition", "level": "alarm", "now": NOW}

        first = add_reminder(uow, person.id, record.id, TODAY, **about)  # type: ignore[arg-type]
        again = add_reminder(uow, person.id, record.id, TODAY, **about)  # type: ignore[arg-type]

        later = remind_each(uow, {person.id}, record.id, TODAY, **about)  # type: ignore[arg-type]
        other = {**about, "kind": "overdue"}
        for_another = remind_each(uow, {person.id}, record.id, TODAY, **other)  # type: ignore[arg-type]

        assert (first, again, later, for_another) == (True, False, {person.id}, set())
        assert reminded_of(uow, record.id, "repetition") == {person.id}
        drop_reminders(uow, record.id, "repetition")
        assert reminded_of(uow, record.id, "repetition") == frozenset()


def test_sample_categories_and_what_is_in_them_go_with_the_sample_data(database: Database) -> None:
    with database.writing() as uow:
        unit, person = a_unit(uow, is_sample=True), a_person(uow, is_sample=True)
        record = a_record(uow, person, is_sample=True, concerned_unit_id=unit.id)
        sample = add_category(uow, "Trễ hạn", is_sample=True)
        real = add_category(uow, "Trễ hạn")
        set_category(uow, record, sample.id, by=person.id, now=NOW)

        remove_sample_data(uow)

        assert list_categories(uow, is_sample=True) == ()
        assert list_categories(uow, is_sample=False) == (real,)
