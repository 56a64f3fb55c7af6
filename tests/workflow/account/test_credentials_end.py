"""Session, token and calendar address are ways in of one person: they end together."""

from dataclasses import replace

import pytest

from service.workflow.account.api_tokens import issue_token, make_token, who_holds
from service.workflow.account.own_password import change_password
from service.workflow.account.sign_in import sign_in, who_is
from service.workflow.errors import (
    FieldErrors,
    MustChangePassword,
    NotFound,
    NotSignedIn,
    TooManyTries,
)
from service.workflow.people import people
from service.workflow.people.people import PersonEntry
from service.workflow.reminders.calendar_feed import make_feed, read_feed
from tests.builders import PASSWORD, House

NEW = "mat-khau-moi-2026"
HERE = "192.0.2.7"


class Ways:
    """The three ways in of the official, opened before something happens to them."""

    def __init__(self, house: House) -> None:
        self._office, self.official = house.office, house.staff.official
        self._session = sign_in(house.office, "bao", PASSWORD, HERE).token
        self._token = issue_token(house.office, self.official, "máy").secret
        self._feed = make_feed(house.office, self.official)

    def open(self) -> set[str]:
        """Which of them still lead in."""
        tried = {
            "session": lambda: who_is(self._office, self._session),
            "token": lambda: who_holds(self._office, self._token),
            "calendar": lambda: read_feed(self._office, self._feed),
        }
        found = set()
        for name, enter in tried.items():
            try:
                enter()
                found.add(name)
            except (NotSignedIn, NotFound, MustChangePassword):
                pass
        return found


def set_active(house: House, active: bool) -> None:
    official = house.staff.official
    entry = PersonEntry(
        official.username, official.full_name, official.title, official.unit_name, official.roles
    )
    people.change_person(
        house.office,
        house.staff.administrator,
        official.person_id,
        replace(entry, active=active),
    )


def test_ones_own_new_password_ends_sessions_and_tokens(house: House) -> None:
    ways = Ways(house)

    change_password(house.office, ways.official, PASSWORD, NEW)

    assert ways.open() == {"calendar"}


def test_a_reset_ends_all_three_for_good(house: House) -> None:
    ways = Ways(house)

    given = people.reset_password(house.office, house.staff.administrator, ways.official.person_id)
    change_password(house.office, ways.official, given.password, NEW)

    assert ways.open() == set()


def test_a_closed_account_has_no_old_way_in_when_it_is_opened_again(house: House) -> None:
    ways = Ways(house)

    set_active(house, False)
    set_active(house, True)

    assert ways.open() == set()


def test_a_token_is_made_by_who_knows_the_password(house: House) -> None:
    official = house.staff.official

    with pytest.raises(FieldErrors) as refused:
        make_token(house.office, official, "máy", "sai")
    made = make_token(house.office, official, "máy", PASSWORD)

    assert list(refused.value.faults) == ["password"]
    assert who_holds(house.office, made.secret) == official


def test_guessing_for_a_token_is_counted_with_the_tries_to_sign_in(house: House) -> None:
    official = house.staff.official
    for _ in range(3):
        with pytest.raises(FieldErrors):
            make_token(house.office, official, "máy", "sai")
    for _ in range(2):
        with pytest.raises(Exception, match="Mật khẩu hiện tại"):
            change_password(house.office, official, "sai", NEW)

    with pytest.raises(TooManyTries):
        make_token(house.office, official, "máy", PASSWORD)
    with pytest.raises(TooManyTries):
        sign_in(house.office, "bao", PASSWORD, HERE)


def test_a_nameless_token_costs_no_try(house: House) -> None:
    for _ in range(6):
        with pytest.raises(FieldErrors) as refused:
            make_token(house.office, house.staff.official, "  ", "sai")
        assert list(refused.value.faults) == ["label"]

    assert sign_in(house.office, "bao", PASSWORD, HERE)
