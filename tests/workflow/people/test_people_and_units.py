"""People and units: entered, changed and closed by the administrator, never deleted."""

from dataclasses import replace

import pytest

from service.formkit.labels import FieldErrors
from service.formkit.moves import Role
from service.workflow.account.sign_in import sign_in, who_is
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed, NotFound, SignInRefused
from service.workflow.people.people import (
    PersonEntry,
    add_person,
    add_unit,
    change_person,
    change_unit,
    list_people,
    list_units,
    reset_password,
)
from service.workflow.records.read_records import choices_for
from tests.builders import BUDGET, PASSWORD, House, a_slip, a_staff

ENTRY = PersonEntry("hieu", "Đinh Văn Hiếu", "Chuyên viên", BUDGET, frozenset({Role.OFFICIAL}))


def entry_of(actor: Actor, **but: object) -> PersonEntry:
    entry = PersonEntry(actor.username, actor.full_name, actor.title, actor.unit_name, actor.roles)
    return replace(entry, **but)


def test_a_new_person_signs_in_with_the_password_told_once(house: House) -> None:
    made = add_person(house.office, house.staff.administrator, ENTRY)

    signed = sign_in(house.office, "hieu", made.password, "")

    assert (signed.actor.full_name, signed.actor.unit_name) == ("Đinh Văn Hiếu", BUDGET)
    assert signed.actor.must_change_password


def test_one_person_may_hold_several_roles(house: House) -> None:
    roles = frozenset({Role.UNIT_HEAD, Role.AUDITOR, Role.ISO_BOARD})

    made = add_person(house.office, house.staff.administrator, replace(ENTRY, roles=roles))

    assert made.person.roles == roles


def test_names_are_kept_composed_and_trimmed(house: House) -> None:
    typed = replace(ENTRY, full_name="  Đinh Va\u0306n Hie\u0302\u0301u ")

    made = add_person(house.office, house.staff.administrator, typed)

    assert made.person.full_name == "Đinh Văn Hiếu"


def test_everybody_is_listed_by_given_name(house: House) -> None:
    names = [each.full_name for each in list_people(house.office, house.staff.administrator)]

    assert names[:3] == ["Phạm Quốc Bảo", "Trần Thị Minh Châu", "Võ Đình Khải"]


@pytest.mark.parametrize(
    ("but", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "BAO"}, "username"),
        ({"username": "đinh hiếu"}, "username"),
        ({"username": "x" * 51}, "username"),
        ({"full_name": "\u200b "}, "full_name"),
        ({"full_name": "a\x00"}, "full_name"),
        ({"full_name": "a\u202eb"}, "full_name"),
        ({"full_name": "hai\ndòng"}, "full_name"),
        ({"full_name": "x" * 101}, "full_name"),
        ({"title": ""}, "title"),
        ({"unit_name": "Phòng Không có"}, "unit_name"),
    ],
)
def test_what_may_not_stand_is_refused_beside_its_field(
    house: House, but: dict[str, str], field: str
) -> None:
    with pytest.raises(FieldErrors) as refused:
        add_person(house.office, house.staff.administrator, replace(ENTRY, **but))

    assert list(refused.value.faults) == [field]


@pytest.mark.parametrize("who", ["official", "unit_head", "secretary", "board", "director"])
def test_people_are_for_the_administrator(house: House, who: str) -> None:
    actor, official = getattr(house.staff, who), house.staff.official

    for verb in (
        lambda: list_people(house.office, actor),
        lambda: add_person(house.office, actor, ENTRY),
        lambda: change_person(house.office, actor, official.person_id, ENTRY),
        lambda: reset_password(house.office, actor, official.person_id),
        lambda: add_unit(house.office, actor, "Phòng mới", "PM"),
        lambda: change_unit(house.office, actor, 1, "Phòng mới", "PM", active=True),
    ):
        with pytest.raises(NotAllowed):
            verb()


@pytest.mark.parametrize("number", [0, -1, 999, 2**31, 10**30])
def test_a_person_or_unit_that_is_not_there_is_not_found(house: House, number: int) -> None:
    administrator = house.staff.administrator

    for verb in (
        lambda: change_person(house.office, administrator, number, ENTRY),
        lambda: reset_password(house.office, administrator, number),
        lambda: change_unit(house.office, administrator, number, "Tên", "T", active=True),
    ):
        with pytest.raises(NotFound):
            verb()


def test_a_changed_role_counts_at_once(house: House) -> None:
    official = house.staff.official
    token = sign_in(house.office, "bao", PASSWORD, "").token
    entry = entry_of(official, roles=frozenset({Role.ISO_SECRETARY}))

    change_person(house.office, house.staff.administrator, official.person_id, entry)

    assert who_is(house.office, token).roles == {Role.ISO_SECRETARY}


def test_somebody_deactivated_stays_in_the_history(house: House) -> None:
    official, administrator = house.staff.official, house.staff.administrator
    a_slip(house.office, official)

    change_person(house.office, administrator, official.person_id, entry_of(official, active=False))

    listed = {each.username: each.active for each in list_people(house.office, administrator)}
    assert listed["bao"] is False
    with pytest.raises(SignInRefused):
        sign_in(house.office, "bao", PASSWORD, "")


@pytest.mark.parametrize(
    ("but", "field"), [({"active": False}, "active"), ({"roles": frozenset()}, "roles")]
)
def test_an_administrator_cannot_lock_themselves_out(
    house: House, but: dict[str, object], field: str
) -> None:
    administrator = house.staff.administrator
    entry = entry_of(administrator, **but)

    with pytest.raises(FieldErrors) as refused:
        change_person(house.office, administrator, administrator.person_id, entry)

    assert list(refused.value.faults) == [field]


def test_a_unit_is_entered_and_renamed(house: House) -> None:
    administrator = house.staff.administrator
    unit = add_unit(house.office, administrator, " Phòng Giá ", "GIA")

    changed = change_unit(
        house.office, administrator, unit.id, "Phòng Quản lý giá", "QLG", active=True
    )

    assert (changed.id, changed.name, changed.abbreviation) == (unit.id, "Phòng Quản lý giá", "QLG")
    assert changed in list_units(house.office, house.staff.administrator)


@pytest.mark.parametrize(
    ("name", "abbreviation", "fields"),
    [
        ("", "", {"name", "abbreviation"}),
        (BUDGET.upper(), "MOI", {"name"}),
        ("Phòng mới", "qlns", {"abbreviation"}),
        ("Phòng mới", "x" * 21, {"abbreviation"}),
        ("x" * 151, "MOI", {"name"}),
        ("Phòng\x1bmới", "MOI", {"name"}),
    ],
)
def test_a_unit_that_may_not_stand_is_refused(
    house: House, name: str, abbreviation: str, fields: set[str]
) -> None:
    with pytest.raises(FieldErrors) as refused:
        add_unit(house.office, house.staff.administrator, name, abbreviation)

    assert set(refused.value.faults) == fields


def test_sample_people_and_real_people_are_offered_apart(house: House) -> None:
    sample = a_staff(house.office, is_sample=True, prefix="mau.")

    real_units, real_people = choices_for(house.office, house.staff.official)
    sample_units, sample_people = choices_for(house.office, sample.official)

    # All but the administrator, who has no role in the procedure.
    assert len(real_people) == len(sample_people) == 7
    assert len(real_units) == len(sample_units) == 5
