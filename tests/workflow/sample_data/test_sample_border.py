"""Sample and real people never see or change each other's records, units and settings."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from service.formkit.moves import Role
from service.store.database import Database
from service.store.ledger.security_log import LogQuery, read_log
from service.workflow.account.sign_in import sign_in
from service.workflow.actor import Actor
from service.workflow.errors import FieldErrors, NotAllowed, NotFound
from service.workflow.office import read_settings
from service.workflow.office_settings.letterhead import change_settings
from service.workflow.office_settings.rules import change_rules
from service.workflow.office_settings.working_calendar import change_day, forget_day
from service.workflow.people.people import (
    PersonEntry,
    add_person,
    change_unit,
    list_people,
    list_units,
)
from service.workflow.people_sheets.import_people import import_people
from service.workflow.records.number_series import SeriesStart, start_series
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from service.workflow.sample_data.load import read_sample_house, remove_sample_house
from tests.builders import BUDGET, House, Staff, a_slip, a_staff, an_office
from tests.workflow.people_sheets.test_people_from_excel import a_sheet

SEERS = ("secretary", "board", "director", "auditor")


@pytest.fixture
def sample(house: House) -> Staff:
    return a_staff(house.office, is_sample=True, prefix="mau.")


@pytest.mark.parametrize("seer", SEERS)
def test_who_sees_every_record_sees_their_own_side_only(
    house: House, sample: Staff, seer: str
) -> None:
    real = a_slip(house.office, house.staff.official)
    made_up = a_slip(house.office, sample.official)
    both: tuple[tuple[Actor, str, str], ...] = (
        (getattr(house.staff, seer), real.record_id, made_up.record_id),
        (getattr(sample, seer), made_up.record_id, real.record_id),
    )

    for actor, own, others in both:
        assert [row.line.id for row in list_records(house.office, actor, RecordFilter()).rows] == [
            own
        ]
        with pytest.raises(NotFound):
            open_record(house.office, actor, others)


def test_a_unit_of_the_other_side_in_the_filter_finds_nothing(house: House, sample: Staff) -> None:
    a_slip(house.office, sample.official)
    theirs = sample.official.unit_id

    found = list_records(house.office, house.staff.director, RecordFilter(unit_id=theirs))
    own = list_records(house.office, sample.director, RecordFilter(unit_id=theirs))

    assert (found.total, own.total) == (0, 1)


def test_units_are_listed_and_changed_on_their_own_side(house: House, sample: Staff) -> None:
    real = list_units(house.office, house.staff.administrator)
    made_up = list_units(house.office, sample.administrator)

    assert {unit.is_sample for unit in real} == {False}
    assert {unit.is_sample for unit in made_up} == {True}
    for actor, unit in ((sample.administrator, real[0]), (house.staff.administrator, made_up[0])):
        with pytest.raises(NotFound):
            change_unit(house.office, actor, unit.id, "Phòng Khác", "KHAC", active=False)
    assert list_units(house.office, house.staff.administrator) == real


@pytest.mark.parametrize("keeper", ["administrator", "secretary"])
def test_sample_people_set_nothing_where_real_people_live(
    house: House, sample: Staff, keeper: str
) -> None:
    actor = getattr(sample, keeper)
    before = read_settings(house.office)

    for change in (
        lambda: change_settings(house.office, actor, {"place_name": "Nơi khác"}),
        lambda: change_rules(house.office, actor, {"repetition_alarm_at": 9}),
        lambda: change_day(house.office, actor, date(2026, 12, 1), is_off=True, name="Nghỉ"),
        lambda: forget_day(house.office, actor, date(2026, 12, 1)),
        lambda: start_series(house.office, actor, SeriesStart("BM.CTCL.01", 20)),
    ):
        with pytest.raises(NotAllowed):
            change()

    assert read_settings(house.office) == before


def test_in_a_house_of_samples_only_they_try_the_settings_out(
    tmp_path: Path, memory_database: Database
) -> None:
    office = an_office(tmp_path, memory_database)
    sample = a_staff(office, is_sample=True)

    changed = change_settings(office, sample.administrator, {"place_name": "Nơi khác"})

    assert changed["place_name"] == "Nơi khác"


def test_what_sample_people_set_stays_and_is_named_before_they_go(
    tmp_path: Path, memory_database: Database
) -> None:
    office = an_office(tmp_path, memory_database)
    sample = a_staff(office, is_sample=True)
    change_settings(office, sample.administrator, {"place_name": "Nơi khác"})

    told = read_sample_house(office)
    remove_sample_house(office)

    assert [label.vi for label in told.settings] == ["Địa danh ghi trước ngày"]
    assert read_settings(office)["place_name"] == "Nơi khác"


def test_whom_a_sample_administrator_enters_is_real_and_stays(
    tmp_path: Path, memory_database: Database
) -> None:
    office = an_office(tmp_path, memory_database)
    sample = a_staff(office, is_sample=True, prefix="mau.")
    entry = PersonEntry("hieu", "Đinh Văn Hiếu", "Chuyên viên", BUDGET, frozenset({Role.OFFICIAL}))
    made_up = replace(entry, username="tap", is_sample=True)

    real = add_person(office, sample.administrator, entry).person
    sheet = a_sheet(("thu", "Ngô Thị Thu", "Trưởng phòng", BUDGET, "", "Quản trị"))
    (head,) = import_people(office, sample.administrator, sheet).people
    add_person(office, sample.administrator, made_up)
    with office.database.reading() as uow:
        told = [
            (each.kind, each.payload.get("person"))
            for each in read_log(uow, LogQuery(is_sample=False))
        ]
    remove_sample_house(office)

    assert ("person_added", "Đinh Văn Hiếu") in told
    assert not real.is_sample
    assert real.unit_name == BUDGET
    administrator = sign_in(office, "thu", head.password, "").actor
    assert {each.username for each in list_people(office, administrator)} == {"hieu", "thu"}
    assert [unit.name for unit in list_units(office, administrator)] == [BUDGET]


def test_once_there_is_a_real_administrator_sample_ones_enter_nobody_real(
    house: House, sample: Staff
) -> None:
    entry = PersonEntry("hieu", "Đinh Văn Hiếu", "Chuyên viên", BUDGET, frozenset({Role.OFFICIAL}))
    made_up = replace(entry, is_sample=True)

    for actor, refused in ((sample.administrator, entry), (house.staff.administrator, made_up)):
        with pytest.raises(FieldErrors) as told:
            add_person(house.office, actor, refused)
        assert set(told.value.faults) == {"is_sample"}
    for actor, taken in (
        (sample.administrator, made_up),
        (house.staff.administrator, replace(entry, username="thu")),
    ):
        assert add_person(house.office, actor, taken).person.is_sample == actor.is_sample
