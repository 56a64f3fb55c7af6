"""Tokens for the API: shown once, revocable, worth nothing in other hands."""

from dataclasses import replace

import pytest

from service.formkit.labels import FieldErrors
from service.store.tables.people.sessions import ApiTokenRow
from service.workflow.account.api_tokens import issue_token, list_tokens, revoke_token, who_holds
from service.workflow.account.sign_in import who_is
from service.workflow.errors import MustChangePassword, NotFound, NotSignedIn
from service.workflow.people.people import PersonEntry, change_person, reset_password
from tests.builders import House


def test_a_token_speaks_for_the_person_who_made_it(house: House) -> None:
    made = issue_token(house.office, house.staff.official, "Báo cáo tháng")

    assert who_holds(house.office, made.secret) == house.staff.official


def test_only_the_hash_of_a_token_is_kept(house: House) -> None:
    made = issue_token(house.office, house.staff.official, "Báo cáo tháng")

    with house.office.database.reading() as uow:
        row = uow.session.get(ApiTokenRow, made.token.id)
    assert len(row.token_hash) == 64
    assert made.secret not in row.token_hash


def test_a_revoked_token_opens_nothing(house: House) -> None:
    made = issue_token(house.office, house.staff.official, "Báo cáo tháng")

    revoke_token(house.office, house.staff.official, made.token.id)

    with pytest.raises(NotSignedIn):
        who_holds(house.office, made.secret)


def test_nobody_revokes_a_colleagues_token(house: House) -> None:
    made = issue_token(house.office, house.staff.official, "Báo cáo tháng")

    with pytest.raises(NotFound):
        revoke_token(house.office, house.staff.administrator, made.token.id)

    assert who_holds(house.office, made.secret) == house.staff.official


@pytest.mark.parametrize("token_id", [0, -1, 2**31, 2**63, 10**30])
def test_a_token_that_is_not_there_cannot_be_revoked(house: House, token_id: int) -> None:
    with pytest.raises(NotFound):
        revoke_token(house.office, house.staff.official, token_id)


def test_a_token_is_good_for_a_year(house: House) -> None:
    made = issue_token(house.office, house.staff.official, "Báo cáo tháng")
    house.clock.forward(days=364)
    still = who_holds(house.office, made.secret)

    house.clock.forward(days=2)

    assert still == house.staff.official
    with pytest.raises(NotSignedIn):
        who_holds(house.office, made.secret)


def test_the_token_of_somebody_deactivated_is_dead(house: House) -> None:
    official = house.staff.official
    made = issue_token(house.office, official, "Báo cáo tháng")
    entry = PersonEntry(
        official.username, official.full_name, official.title, official.unit_name, official.roles
    )

    change_person(
        house.office, house.staff.administrator, official.person_id, replace(entry, active=False)
    )

    with pytest.raises(NotSignedIn):
        who_holds(house.office, made.secret)


def test_a_token_waits_until_a_first_password_is_changed(house: House) -> None:
    before = issue_token(house.office, house.staff.official, "Báo cáo tháng")
    reset_password(house.office, house.staff.administrator, house.staff.official.person_id)
    after = issue_token(house.office, house.staff.official, "Báo cáo quý")

    with pytest.raises(MustChangePassword):
        who_holds(house.office, after.secret)
    with pytest.raises(NotSignedIn):
        who_holds(house.office, before.secret)


def test_a_token_opens_no_browser_session(house: House) -> None:
    made = issue_token(house.office, house.staff.official, "Báo cáo tháng")

    with pytest.raises(NotSignedIn):
        who_is(house.office, made.secret)


def test_tokens_are_listed_with_their_last_use(house: House) -> None:
    made = issue_token(house.office, house.staff.official, "Báo cáo tháng")
    house.clock.forward(hours=1)
    who_holds(house.office, made.secret)

    (listed,) = list_tokens(house.office, house.staff.official)

    assert (listed.label, listed.last_used_at) == ("Báo cáo tháng", house.clock.now)
    assert list_tokens(house.office, house.staff.stranger) == ()


@pytest.mark.parametrize("label", ["", "  ", "\x00", "a\ud800", "x" * 201])
def test_a_token_needs_a_name_that_can_be_kept(house: House, label: str) -> None:
    with pytest.raises(FieldErrors) as refused:
        issue_token(house.office, house.staff.official, label)

    assert list(refused.value.faults) == ["label"]
