"""Units and people: found however they are capitalised, changed, deactivated, never doubled."""

import threading

import pytest
from sqlalchemy.exc import IntegrityError

from service.store.database import Database
from service.store.errors import NameTaken, NotStored
from service.store.people.persons import (
    PersonFacts,
    change_person,
    count_people,
    find_credentials,
    find_person,
    get_credentials,
    get_person,
    list_people,
    set_password,
    set_roles,
)
from service.store.people.units import (
    UnitFacts,
    add_unit,
    change_unit,
    find_unit,
    get_unit,
    list_units,
    name_key,
)
from tests.store.builders import NOW, a_person, a_unit


def test_a_unit_is_found_by_name_or_abbreviation_in_any_capitals(database: Database) -> None:
    with database.writing() as uow:
        unit = add_unit(uow, UnitFacts(name="Phòng Đầu tư", abbreviation="ĐT"))

        found = [find_unit(uow, text) for text in ("PHÒNG ĐẦU TƯ", " phòng  đầu tư ", "đt")]

    assert found == [unit, unit, unit]


def test_a_decomposed_name_is_the_same_name() -> None:
    assert name_key("Phòng Đầu tư") == name_key("Phòng Đầu tư")


def test_a_second_unit_of_the_same_name_is_refused_with_the_field(database: Database) -> None:
    with database.writing() as uow:
        a_unit(uow, "Văn phòng")

        with pytest.raises(NameTaken) as refusal:
            add_unit(uow, UnitFacts(name="VĂN PHÒNG", abbreviation="VP2"))

    assert (refusal.value.what, refusal.value.field) == ("unit", "name")


def test_a_sample_unit_may_bear_the_name_of_a_real_one(database: Database) -> None:
    with database.writing() as uow:
        a_unit(uow, "Văn phòng")

        sample = a_unit(uow, "Văn phòng", is_sample=True)

        assert find_unit(uow, "văn phòng", is_sample=True) == sample


def test_a_unit_is_changed_and_deactivated_but_stays(database: Database) -> None:
    with database.writing() as uow:
        unit = a_unit(uow)
        facts = UnitFacts(name="Phòng Tin học", abbreviation="TH", sort_rank=3, active=False)

        changed = change_unit(uow, unit.id, facts)

        assert get_unit(uow, unit.id) == changed
        assert (changed.name, changed.active, changed.series_key) == ("Phòng Tin học", False, "TH")
        assert list_units(uow, active_only=True) == ()


def test_units_stand_in_the_order_of_their_rank(database: Database) -> None:
    with database.writing() as uow:
        for name, rank in (("C", 3), ("A", 1), ("B", 2)):
            add_unit(uow, UnitFacts(name=name, abbreviation=name, sort_rank=rank))

        assert [unit.name for unit in list_units(uow)] == ["A", "B", "C"]


def test_a_user_name_is_one_in_any_capitals(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow, "An.Nguyen")

        assert find_person(uow, "AN.NGUYEN") == person
        with pytest.raises(NameTaken) as refusal:
            a_person(uow, "an.nguyen")

    assert refusal.value.field == "username"


def test_a_person_may_hold_several_roles_and_lose_one(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow, roles=("official", "auditor"))

        person = set_roles(uow, person.id, ("auditor", "unit_head"), granted_by=None, at=NOW)

    assert person.roles == {"auditor", "unit_head"}


def test_an_unknown_role_is_refused_by_the_database(database: Database) -> None:
    with pytest.raises(IntegrityError), database.writing() as uow:
        a_person(uow, roles=("emperor",))


def test_people_are_listed_by_rank_then_name_and_filtered(database: Database) -> None:
    with database.writing() as uow:
        unit = a_unit(uow)
        first = a_person(uow, "b", unit=unit, roles=("unit_head",))
        second = a_person(uow, "a", unit=unit)
        for person, key in ((first, "anh"), (second, "binh")):
            facts = PersonFacts(
                username=person.username, full_name="x", unit_id=unit.id, sort_key=key
            )
            change_person(uow, person.id, facts)
        a_person(uow, "c")

        assert [person.username for person in list_people(uow, unit_id=unit.id)] == ["b", "a"]
        assert [person.username for person in list_people(uow, role="unit_head")] == ["b"]
        assert len(list_people(uow)) == count_people(uow) == 3


def test_a_person_deactivated_is_still_there(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow, "nghi.viec")
        change_person(
            uow, person.id, PersonFacts(username="nghi.viec", full_name="x", active=False)
        )

        assert get_person(uow, person.id).active is False
        assert list_people(uow, active_only=True) == ()


def test_a_person_shows_the_unit_by_name(database: Database) -> None:
    with database.writing() as uow:
        unit = a_unit(uow, "Thanh tra")

        assert a_person(uow, unit=unit).unit_name == "Thanh tra"


def test_a_new_password_replaces_the_old_and_may_have_to_be_changed(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow, "quen.mat.khau")

        set_password(uow, person.id, "argon2 mới", must_change=True)

        credentials = find_credentials(uow, "Quen.Mat.Khau")
        assert credentials == get_credentials(uow, person.id)
        assert credentials is not None
        assert (credentials.password_hash, credentials.must_change_password) == ("argon2 mới", True)


def test_whoever_is_not_there_is_not_found(database: Database) -> None:
    with database.reading() as uow:
        assert find_person(uow, "khong.co") is None
        assert find_credentials(uow, "khong.co") is None
        assert find_unit(uow, "không có") is None
        with pytest.raises(NotStored):
            get_person(uow, 404)
        with pytest.raises(NotStored):
            get_unit(uow, 404)


def test_of_many_who_take_a_user_name_at_once_one_gets_it(lasting_database: Database) -> None:
    refused: list[NameTaken] = []

    def take() -> None:
        try:
            with lasting_database.writing() as uow:
                a_person(uow, "An.Nguyen")
        except NameTaken as refusal:
            refused.append(refusal)

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [refusal.field for refusal in refused] == ["username"] * 7


def test_of_many_who_take_a_units_name_at_once_one_gets_it(lasting_database: Database) -> None:
    refused: list[NameTaken] = []

    def take() -> None:
        try:
            with lasting_database.writing() as uow:
                a_unit(uow, "Văn phòng")
        except NameTaken as refusal:
            refused.append(refusal)

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [refusal.field for refusal in refused] == ["name"] * 7
