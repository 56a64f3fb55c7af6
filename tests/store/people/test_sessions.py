"""Sessions, tokens and failed tries: alive until ended, expired or the person is gone."""

from datetime import timedelta

import pytest

from service.store.database import Database, UnitOfWork
from service.store.errors import NotStored
from service.store.people.persons import Person, PersonFacts, change_person
from service.store.people.sessions import (
    add_api_token,
    count_attempts,
    end_session,
    end_sessions_of,
    find_api_token,
    find_signed_in,
    forget_attempts,
    list_api_tokens,
    note_attempt,
    open_session,
    revoke_api_token,
    touch_api_token,
    touch_session,
)
from service.store.purging import forget_sessions
from tests.store.builders import NOW, a_person, later


def a_session(uow: UnitOfWork, person: Person, token_hash: str = "a" * 64) -> None:
    open_session(
        uow,
        token_hash=token_hash,
        person_id=person.id,
        address="127.0.0.1",
        now=NOW,
        expires_at=later(60),
    )


def deactivate(uow: UnitOfWork, person: Person) -> None:
    facts = PersonFacts(username=person.username, full_name=person.full_name, active=False)
    change_person(uow, person.id, facts)


def test_an_open_session_is_found_until_it_expires(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        a_session(uow, person)

        found = find_signed_in(uow, "a" * 64, later(59))

        assert found is not None
        assert found[0].person_id == person.id
        assert found[1].id == person.id
        assert find_signed_in(uow, "a" * 64, later(60)) is None
        assert find_signed_in(uow, "b" * 64, NOW) is None


def test_a_session_in_use_lives_longer(database: Database) -> None:
    with database.writing() as uow:
        a_session(uow, a_person(uow))

        touch_session(uow, "a" * 64, now=later(50), expires_at=later(110))

        found = find_signed_in(uow, "a" * 64, later(100))
        assert found is not None
        assert found[0].last_seen_at == later(50)


def test_a_session_ended_stays_dead(database: Database) -> None:
    with database.writing() as uow:
        a_session(uow, a_person(uow))

        end_session(uow, "a" * 64, NOW)
        touch_session(uow, "a" * 64, now=NOW, expires_at=later(500))

        assert find_signed_in(uow, "a" * 64, NOW) is None


def test_all_sessions_but_one_end_together(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        for name in "abc":
            a_session(uow, person, name * 64)

        end_sessions_of(uow, person.id, NOW, but="b" * 64)

        alive = [name for name in "abc" if find_signed_in(uow, name * 64, NOW)]
        assert alive == ["b"]


def test_the_session_of_a_person_deactivated_is_dead(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        a_session(uow, person)

        deactivate(uow, person)

        assert find_signed_in(uow, "a" * 64, NOW) is None


def test_sessions_long_over_are_forgotten(database: Database) -> None:
    with database.writing() as uow:
        a_session(uow, a_person(uow))

        assert forget_sessions(uow, later(30), 10) == 0
        assert forget_sessions(uow, later(90), 10) == 1


def test_a_token_is_alive_until_it_is_revoked(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        token = add_api_token(
            uow, token_hash="c" * 64, person_id=person.id, label="Báo cáo", now=NOW
        )
        touch_api_token(uow, token.id, later(3))

        found = find_api_token(uow, "c" * 64, NOW)
        revoke_api_token(uow, token.id, person.id, later(5))

        assert found is not None
        assert found.last_used_at == later(3)
        assert find_api_token(uow, "c" * 64, later(6)) is None
        assert [token.revoked_at for token in list_api_tokens(uow, person.id)] == [later(5)]


def test_a_token_dies_on_its_day_and_with_its_person(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        add_api_token(
            uow,
            token_hash="c" * 64,
            person_id=person.id,
            label="Báo cáo",
            now=NOW,
            expires_at=later(10),
        )
        assert find_api_token(uow, "c" * 64, later(9)) is not None
        assert find_api_token(uow, "c" * 64, later(10)) is None

        deactivate(uow, person)

        assert find_api_token(uow, "c" * 64, NOW) is None


def test_nobody_revokes_the_token_of_another(database: Database) -> None:
    with database.writing() as uow:
        owner, other = a_person(uow), a_person(uow)
        token = add_api_token(uow, token_hash="c" * 64, person_id=owner.id, label="x", now=NOW)

        with pytest.raises(NotStored):
            revoke_api_token(uow, token.id, other.id, NOW)


def test_failed_tries_are_counted_from_a_moment_on_and_forgotten(database: Database) -> None:
    with database.writing() as uow:
        for minute in (0, 10, 20):
            note_attempt(uow, "an.nguyen", later(minute))
        note_attempt(uow, "192.0.2.7", later(20))

        assert count_attempts(uow, "an.nguyen", later(10)) == 2
        assert forget_attempts(uow, before=later(10)) == 1
        assert forget_attempts(uow, subject="an.nguyen") == 2
        assert count_attempts(uow, "192.0.2.7", NOW - timedelta(days=1)) == 1
