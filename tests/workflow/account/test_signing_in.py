"""Signing in and out: who is let in, for how long, and when a session is dead."""

from dataclasses import replace

import pytest

from service.store.ledger.security_log import list_security_notes
from service.store.people import persons
from service.store.people.sessions import note_attempt
from service.workflow.account.own_password import change_password
from service.workflow.account.passwords import PasswordTooWeak, hash_password
from service.workflow.account.sign_in import sign_in, sign_out, who_is
from service.workflow.actor import Actor
from service.workflow.errors import NotSignedIn, SignInRefused, TooManyTries
from service.workflow.people.people import PersonEntry, change_person, reset_password
from tests.builders import PASSWORD, House

HERE = "192.0.2.7"
NEW = "mat-khau-moi-2026"


def entry_of(actor: Actor, **but: object) -> PersonEntry:
    entry = PersonEntry(actor.username, actor.full_name, actor.title, actor.unit_name, actor.roles)
    return replace(entry, **but)


def test_the_right_password_opens_a_session(house: House) -> None:
    signed = sign_in(house.office, "bao", PASSWORD, HERE)

    assert who_is(house.office, signed.token) == house.staff.official


def test_the_name_may_be_capitalised_in_any_way(house: House) -> None:
    signed = sign_in(house.office, " BAO ", PASSWORD, HERE)

    assert signed.actor.username == "bao"


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("bao", "mat-khau-sai"),
        ("bao", ""),
        ("khong.co", PASSWORD),
        ("", ""),
        ("bao\x00", PASSWORD),
        ("\ud800", PASSWORD),
        ("a" * 100_000, PASSWORD),
        ("bao", "\ud800"),
    ],
)
def test_a_wrong_name_and_a_wrong_password_are_refused_alike(
    house: House, username: str, password: str
) -> None:
    with pytest.raises(SignInRefused) as refused:
        sign_in(house.office, username, password, HERE)

    assert refused.value.label == SignInRefused.label


def test_a_password_is_kept_as_an_argon2_hash_only(house: House) -> None:
    with house.office.database.reading() as uow:
        kept = persons.get_credentials(uow, house.staff.official.person_id)

    assert kept.password_hash.startswith("$argon2id$")
    assert PASSWORD not in kept.password_hash


def test_each_sign_in_has_a_token_of_its_own(house: House) -> None:
    tokens = {sign_in(house.office, "bao", PASSWORD, HERE).token for _ in range(3)}

    assert len(tokens) == 3


def test_five_wrong_tries_close_the_door_even_to_the_right_password(house: House) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(house.office, "bao", "sai", HERE)

    with pytest.raises(TooManyTries) as refused:
        sign_in(house.office, "Bao", PASSWORD, "198.51.100.1")

    assert refused.value.seconds == 15 * 60


def test_the_door_opens_again_after_a_quarter_of_an_hour(house: House) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(house.office, "bao", "sai", HERE)

    house.clock.forward(minutes=15, seconds=1)

    assert sign_in(house.office, "bao", PASSWORD, HERE).actor == house.staff.official


def test_a_colleagues_wrong_tries_close_no_other_door(house: House) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            sign_in(house.office, "bao", "sai", HERE)

    assert sign_in(house.office, "tung", PASSWORD, HERE).actor == house.staff.unit_head


def test_an_address_that_tries_many_names_is_held_up(house: House) -> None:
    with house.office.database.writing() as uow:
        for _ in range(49):
            note_attempt(uow, f"from:{HERE}", house.clock.now)
    with pytest.raises(SignInRefused):
        sign_in(house.office, "khong.co", "sai", HERE)

    with pytest.raises(TooManyTries):
        sign_in(house.office, "bao", PASSWORD, HERE)


def test_four_wrong_tries_are_forgotten_at_the_right_one(house: House) -> None:
    for _ in range(2):
        with house.office.database.writing() as uow:
            for _ in range(4):
                note_attempt(uow, "name:bao", house.clock.now)

        signed = sign_in(house.office, "bao", PASSWORD, HERE)

    assert who_is(house.office, signed.token) == house.staff.official


def test_a_refusal_is_written_in_the_security_log(house: House) -> None:
    with pytest.raises(SignInRefused):
        sign_in(house.office, "bao", "sai", HERE)

    with house.office.database.reading() as uow:
        note = list_security_notes(uow)[0]
    assert (note.kind, note.address) == ("sign_in_refused", HERE)


def test_a_session_is_dead_at_sign_out(house: House) -> None:
    here, elsewhere = (sign_in(house.office, "bao", PASSWORD, HERE).token for _ in range(2))

    sign_out(house.office, here)

    with pytest.raises(NotSignedIn):
        who_is(house.office, here)
    assert who_is(house.office, elsewhere) == house.staff.official


@pytest.mark.parametrize("token", ["", "khong-phai", "\ud800", "\x00"])
def test_a_made_up_token_opens_nothing(house: House, token: str) -> None:
    with pytest.raises(NotSignedIn):
        who_is(house.office, token)


def test_a_deactivated_person_is_out_at_once_and_stays_out(house: House) -> None:
    token = sign_in(house.office, "bao", PASSWORD, HERE).token
    official = house.staff.official

    change_person(
        house.office,
        house.staff.administrator,
        official.person_id,
        entry_of(official, active=False),
    )

    with pytest.raises(NotSignedIn):
        who_is(house.office, token)
    with pytest.raises(SignInRefused):
        sign_in(house.office, "bao", PASSWORD, HERE)


def test_an_old_session_stays_dead_when_the_person_comes_back(house: House) -> None:
    token = sign_in(house.office, "bao", PASSWORD, HERE).token
    official, administrator = house.staff.official, house.staff.administrator
    for active in (False, True):
        entry = entry_of(official, active=active)
        change_person(house.office, administrator, official.person_id, entry)

    with pytest.raises(NotSignedIn):
        who_is(house.office, token)


def test_a_reset_password_ends_sessions_and_must_be_changed(house: House) -> None:
    token = sign_in(house.office, "bao", PASSWORD, HERE).token

    given = reset_password(house.office, house.staff.administrator, house.staff.official.person_id)

    with pytest.raises(NotSignedIn):
        who_is(house.office, token)
    with pytest.raises(SignInRefused):
        sign_in(house.office, "bao", PASSWORD, HERE)
    assert sign_in(house.office, "bao", given.password, HERE).actor.must_change_password


def test_a_first_password_is_changed_and_then_forgotten(house: House) -> None:
    official = house.staff.official
    given = reset_password(house.office, house.staff.administrator, official.person_id)
    signed = sign_in(house.office, "bao", given.password, HERE)

    new = change_password(house.office, signed.actor, given.password, NEW)

    assert not who_is(house.office, new.token).must_change_password
    assert sign_in(house.office, "bao", NEW, HERE).actor == official
    with pytest.raises(SignInRefused):
        sign_in(house.office, "bao", given.password, HERE)


def test_a_new_password_leaves_one_session_and_that_under_a_new_id(house: House) -> None:
    here, elsewhere = (sign_in(house.office, "bao", PASSWORD, HERE) for _ in range(2))

    new = change_password(house.office, here.actor, PASSWORD, NEW)

    assert who_is(house.office, new.token) == house.staff.official
    for old in (here.token, elsewhere.token):
        with pytest.raises(NotSignedIn):
            who_is(house.office, old)


def test_a_password_is_changed_by_who_knows_it(house: House) -> None:
    signed = sign_in(house.office, "bao", PASSWORD, HERE)

    with pytest.raises(SignInRefused):
        change_password(house.office, signed.actor, "sai", NEW)

    assert sign_in(house.office, "bao", PASSWORD, HERE)


def test_a_stolen_session_cannot_guess_the_password(house: House) -> None:
    signed = sign_in(house.office, "bao", PASSWORD, HERE)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            change_password(house.office, signed.actor, "sai", NEW)

    with pytest.raises(TooManyTries):
        change_password(house.office, signed.actor, PASSWORD, NEW)


def test_guesses_inside_hold_up_nobody_else(house: House) -> None:
    with house.office.database.writing() as uow:
        for number in range(49):
            note_attempt(uow, f"name:ai{number}", house.clock.now)
            note_attempt(uow, "from:", house.clock.now)
    guesser = sign_in(house.office, "tung", PASSWORD, HERE)
    with pytest.raises(SignInRefused):
        change_password(house.office, guesser.actor, "sai", NEW)
    signed = sign_in(house.office, "bao", PASSWORD, HERE)

    change_password(house.office, signed.actor, PASSWORD, NEW)

    assert sign_in(house.office, "bao", NEW, HERE)


@pytest.mark.parametrize("new", ["ngan", PASSWORD, "", "\ud800" * 12])
def test_a_weak_password_is_refused(house: House, new: str) -> None:
    signed = sign_in(house.office, "bao", PASSWORD, HERE)

    with pytest.raises(PasswordTooWeak):
        change_password(house.office, signed.actor, PASSWORD, new)


def test_a_password_may_be_vietnamese_in_either_spelling(house: House) -> None:
    official = house.staff.official
    with house.office.database.writing() as uow:
        hashed = hash_password("mật khẩu của tôi")
        persons.set_password(uow, official.person_id, hashed, must_change=False)

    decomposed = "m\u00e2\u0323t kh\u00e2\u0309u cu\u0309a t\u00f4i"

    assert sign_in(house.office, "bao", decomposed, HERE).actor == official
