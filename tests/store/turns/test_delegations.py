"""Delegations: in force from day to day, for whom, by whom, and never once revoked."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.store.database import Database, UnitOfWork
from service.store.errors import NotStored
from service.store.people.persons import Person, PersonFacts, change_person, set_roles
from service.store.samples import remove_sample_data
from service.store.turns.delegations import (
    Delegation,
    add_delegation,
    delegations_by,
    delegations_of_record,
    delegations_received,
    delegations_to,
    get_delegation,
    list_delegations,
    revoke_delegation,
)
from tests.store.builders import NOW, a_person, a_record, later

FIRST, LAST = date(2026, 3, 5), date(2026, 3, 20)
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


def a_delegation(uow: UnitOfWork, giver: Person, receiver: Person, **but: Any) -> Delegation:
    """A delegation of the director's role from 05/3 to 20/3, but for what the test changes."""
    given: dict[str, Any] = {
        "role": None if but.get("record_id") else "director",
        "record_id": None,
        "authority": "TUQ",
        "from_day": FIRST,
        "to_day": LAST,
        "scope": "Kiểm tra, xác nhận kết quả",
    }
    return add_delegation(
        uow, giver_id=giver.id, receiver_id=receiver.id, now=NOW, **{**given, **but}
    )


def two_people(uow: UnitOfWork, *, is_sample: bool = False) -> tuple[Person, Person]:
    """A director, and who receives what the director gives."""
    giver = a_person(uow, roles=("director",), is_sample=is_sample)
    return giver, a_person(uow, is_sample=is_sample)


def test_a_delegation_comes_back_with_both_names(database: Database) -> None:
    with database.writing() as uow:
        giver, receiver = two_people(uow)

        made = a_delegation(uow, giver, receiver)

        assert get_delegation(uow, made.id) == made
    assert (made.giver_name, made.receiver_name) == (giver.full_name, receiver.full_name)
    assert (made.from_day, made.to_day, made.made_at) == (FIRST, LAST, NOW)
    assert (made.role, made.record_id, made.authority) == ("director", None, "TUQ")


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (FIRST - timedelta(days=1), False),
        (FIRST, True),
        (LAST, True),
        (LAST + timedelta(days=1), False),
    ],
)
def test_it_is_found_for_its_receiver_on_its_days_only(
    database: Database, day: date, held: bool
) -> None:
    with database.writing() as uow:
        giver, receiver = two_people(uow)
        made = a_delegation(uow, giver, receiver)

        assert delegations_to(uow, receiver.id, day) == ((made,) if held else ())
        assert list_delegations(uow, current_on=day) == ((made,) if held else ())
        assert list_delegations(uow) == delegations_by(uow, giver.id) == (made,)
        assert delegations_to(uow, giver.id, day) == delegations_by(uow, receiver.id) == ()
        assert delegations_received(uow, receiver.id) == (made,)


def test_a_revoked_one_is_kept_and_holds_no_more(database: Database) -> None:
    with database.writing() as uow:
        giver, receiver = two_people(uow)
        made = a_delegation(uow, giver, receiver)

        revoked = revoke_delegation(uow, made.id, later(5))

        assert revoke_delegation(uow, made.id, later(9)) == revoked
        assert delegations_to(uow, receiver.id, FIRST) == ()
        assert list_delegations(uow) == (revoked,)
    assert revoked == replace(made, revoked_at=later(5))


def test_a_deactivated_giver_gives_nothing(database: Database) -> None:
    with database.writing() as uow:
        giver, receiver = two_people(uow)
        a_delegation(uow, giver, receiver)

        change_person(uow, giver.id, PersonFacts(username="x", full_name="X", active=False))

        assert delegations_to(uow, receiver.id, FIRST) == ()


def test_who_lost_the_role_no_longer_gives_it(database: Database) -> None:
    with database.writing() as uow:
        giver, receiver = two_people(uow)
        slip = a_record(uow, giver)
        a_delegation(uow, giver, receiver)
        single = a_delegation(uow, giver, receiver, record_id=slip.id)

        set_roles(uow, giver.id, ["official"], granted_by=None, at=NOW)

        assert delegations_to(uow, receiver.id, FIRST) == (single,)


def test_the_delegations_of_a_single_record_are_found_by_it(database: Database) -> None:
    with database.writing() as uow:
        giver, receiver = two_people(uow)
        slip, other = a_record(uow, giver), a_record(uow, giver)
        a_delegation(uow, giver, receiver)

        made = a_delegation(uow, giver, receiver, record_id=slip.id)

        assert delegations_of_record(uow, slip.id) == (made,)
        assert delegations_of_record(uow, other.id) == ()


@pytest.mark.parametrize("wrong", [0, -1, 77, 2**31, 2**70])
def test_an_unknown_one_is_not_stored(database: Database, wrong: int) -> None:
    with database.writing() as uow:
        with pytest.raises(NotStored):
            get_delegation(uow, wrong)
        with pytest.raises(NotStored):
            revoke_delegation(uow, wrong, NOW)


def test_delegations_of_sample_people_go_with_them(database: Database) -> None:
    with database.writing() as uow:
        kept = a_delegation(uow, *two_people(uow))
        a_delegation(uow, *two_people(uow, is_sample=True))

        remove_sample_data(uow)

        assert list_delegations(uow) == (kept,)


@given(first=DAYS, last=DAYS, day=DAYS, revoked=st.booleans())
def test_it_is_active_exactly_on_its_days_until_revoked(
    first: date, last: date, day: date, revoked: bool
) -> None:
    names, ended = ("A", 2, "B", "A", "B"), NOW if revoked else None
    delegation = Delegation(1, 1, *names, "director", None, "TUQ", first, last, "s", NOW, ended)

    active = delegation.is_active_on(day)

    in_time = (day - first).days >= 0 and (last - day).days >= 0
    assert active == (in_time and not revoked)
