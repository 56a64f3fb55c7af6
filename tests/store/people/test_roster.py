"""Who holds a role on a day and who stands in for them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from service.formkit.moves import Role
from service.store.people.roster import Deputy, Roster, staff_of
from tests.builders import House, a_house
from tests.store.databases import in_memory


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A small house, nothing lent in it."""
    with in_memory() as database:
        yield a_house(tmp_path, database)


def lending(house: House, *stands: Deputy) -> Roster:
    """Who works there, with who stands in for whom."""
    with house.office.database.reading() as uow:
        return Roster(staff_of(uow, date(2026, 3, 5)).people, stands)


def test_who_is_left_out_has_nobody_to_stand_in_for_them(house: House) -> None:
    director, stranger = (each.person_id for each in (house.staff.director, house.staff.stranger))
    roster = lending(house, Deputy(director, stranger, None, "r1"))

    both = roster.in_role(Role.DIRECTOR, "r1", is_sample=False)
    nobody = roster.in_role(Role.DIRECTOR, "r1", frozenset({director}), is_sample=False)

    assert (both, nobody) == ({director, stranger}, frozenset())


def test_who_only_looks_after_accounts_stands_in_for_nobody(house: House) -> None:
    head, admin = house.staff.unit_head, house.staff.administrator.person_id
    roster = lending(house, Deputy(head.person_id, admin, Role.UNIT_HEAD, None))
    assert head.unit_id is not None

    assert roster.heads_of(head.unit_id, "r1") == {head.person_id}
