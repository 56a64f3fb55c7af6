"""The office's settings, and the exceptions of its calendar: kept one a day, listed by year."""

from dataclasses import replace
from datetime import date

from service.store.database import Database
from service.store.samples import remove_sample_data
from service.store.settings import (
    DayOff,
    OfficeSetting,
    change_settings,
    forget_day_off,
    keep_day_off,
    list_days_off,
    read_settings,
)
from tests.store.builders import NOW, a_person, later

BRIDGE = DayOff(date(2026, 3, 9), "Nghỉ bù", True, None, NOW)
IN_LIEU = DayOff(date(2026, 3, 14), "Làm bù", False, None, NOW)


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


def test_exceptions_are_listed_earliest_first_and_by_year(database: Database) -> None:
    other_year = replace(BRIDGE, day=date(2027, 1, 4))
    with database.writing() as uow:
        for each in (IN_LIEU, other_year, BRIDGE):
            keep_day_off(uow, each)

        assert list_days_off(uow) == (BRIDGE, IN_LIEU, other_year)
        assert list_days_off(uow, year=2026) == (BRIDGE, IN_LIEU)


def test_a_day_has_one_exception_the_last_one_kept(database: Database) -> None:
    changed = replace(BRIDGE, name="Theo công văn 12")
    with database.writing() as uow:
        keep_day_off(uow, BRIDGE)
        keep_day_off(uow, changed)

        assert list_days_off(uow) == (changed,)


def test_an_exception_is_forgotten_once(database: Database) -> None:
    with database.writing() as uow:
        keep_day_off(uow, BRIDGE)

        assert forget_day_off(uow, BRIDGE.day)
        assert not forget_day_off(uow, BRIDGE.day)
        assert list_days_off(uow) == ()


def test_an_exception_outlives_the_sample_person_who_made_it(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow, is_sample=True)
        keep_day_off(uow, replace(BRIDGE, changed_by=person.id))

        remove_sample_data(uow)

        assert list_days_off(uow) == (BRIDGE,)
