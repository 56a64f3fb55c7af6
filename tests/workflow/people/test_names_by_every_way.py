"""Ways by which a name might yet mean somebody else than who was chosen."""

import unicodedata

import pytest

from service.formkit.moves import Role
from service.workflow.actor import Actor
from service.workflow.errors import FieldErrors
from service.workflow.records.read_records import choices_for
from tests.builders import BUDGET, INSPECTION, House, joined
from tests.workflow.delegating import faults_of, give
from tests.workflow.slips.namesakes import holders
from tests.workflow.slips.walking import TREAT, a_sent_slip

YEN = "Bùi Hải Yến"


@pytest.fixture
def house(memory_house: House) -> House:
    """A house in memory: who is meant is no matter of the database."""
    return memory_house


def given_to(house: House, typed: str) -> set[int]:
    """Who has the work that the head gives by this text."""
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "treat", TREAT, correction_executor_name=typed)
    return holders(house, slip.id, "executor")


def texts(house: House, *people: Actor) -> list[str]:
    """What stands for these people in a list."""
    _, found = choices_for(house.office, house.staff.official)
    shown = {each.id: each.text for each in found}
    return [shown[each.person_id] for each in people]


@pytest.mark.parametrize(
    "typed",
    [
        "bùi hải yến",
        "BÙI HẢI YẾN",
        "  Bùi\u00a0Hải   Yến ",
        unicodedata.normalize("NFD", "BÙI Hải Yến"),
        "bùi hải yến (YEN)",
    ],
)
def test_capitals_spaces_and_marks_are_no_other_name(house: House, typed: str) -> None:
    assert given_to(house, typed) == {house.staff.auditor.person_id}


@pytest.mark.parametrize("name", ["BÙI HẢI YẾN", "bùi hải yến", "Bùi Hải yến"])
def test_a_name_in_capitals_is_a_namesake(house: House, name: str) -> None:
    (other,) = joined(house, [("yen2", name, BUDGET, Role.OFFICIAL)])

    for typed in (YEN, name):
        with pytest.raises(FieldErrors) as asked:
            given_to(house, typed)
        assert "yen2" in str(asked.value.faults)
        assert faults_of(house, house.staff.director, typed) == {"receiver"}
    assert texts(house, house.staff.auditor, other) == [f"{YEN} (yen)", f"{name} (yen2)"]
    assert given_to(house, f"{name} (yen2)") == {other.person_id}


def test_a_name_written_like_another_with_the_user_name_takes_nothing_from_them(
    house: House,
) -> None:
    namesake, false = joined(
        house,
        [
            ("yen2", YEN, BUDGET, Role.OFFICIAL),
            ("gia", f"{YEN} (yen)", BUDGET, Role.OFFICIAL),
        ],
    )

    shown = texts(house, house.staff.auditor, namesake, false)

    assert len(set(shown)) == 3
    assert given_to(house, shown[0]) == {house.staff.auditor.person_id}
    for text, person in zip(shown[1:], (namesake, false), strict=True):
        assert given_to(house, text) == {person.person_id}


def test_a_letter_beside_a_name_is_a_name_like_any_other(house: House) -> None:
    one, two = joined(
        house,
        [
            ("a", "Trần Văn An", BUDGET, Role.OFFICIAL),
            ("tung2", "Lê Thanh Tùng (A)", INSPECTION, Role.OFFICIAL),
        ],
    )

    assert given_to(house, "Lê Thanh Tùng (A)") == {two.person_id}
    assert given_to(house, "(a)") == {one.person_id}


def test_a_full_name_that_is_anothers_user_name_asks_who_receives(house: House) -> None:
    one, two = joined(
        house,
        [
            ("minh", "Hồ Nhật Minh", BUDGET, Role.OFFICIAL),
            ("hnm", "Minh", INSPECTION, Role.OFFICIAL),
        ],
    )
    director = house.staff.director

    assert faults_of(house, director, "minh") == {"receiver"}
    assert faults_of(house, director, "Minh") == {"receiver"}
    assert give(house, director, "Hồ Nhật Minh (minh)").receiver_id == one.person_id
    assert (
        give(house, director, "Minh (hnm)", role=None, record_id=a_sent_slip(house).id).receiver_id
        == two.person_id
    )


@pytest.mark.parametrize(
    "typed", ["\u00d0ặng Văn Đức", "đặng văn \u00f0ức", "\u0189ẶNG VĂN \u00d0ỨC"]
)
def test_a_letter_that_looks_like_another_makes_no_other_name(house: House, typed: str) -> None:
    (person,) = joined(house, [("duc", "Đặng Văn Đức", BUDGET, Role.OFFICIAL)])

    assert given_to(house, typed) == {person.person_id}


@pytest.mark.parametrize(("one", "other"), [("Lê Thị Hoà", "Lê Thị Hòa"), ("Vũ Thuý", "VŨ THÚY")])
def test_the_old_way_to_put_a_tone_is_no_other_name(house: House, one: str, other: str) -> None:
    first, second = joined(
        house, [("hoa1", one, BUDGET, Role.OFFICIAL), ("hoa2", other, BUDGET, Role.OFFICIAL)]
    )

    with pytest.raises(FieldErrors):
        given_to(house, one)
    assert texts(house, first, second) == [f"{one} (hoa1)", f"{other} (hoa2)"]
