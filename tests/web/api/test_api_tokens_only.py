"""The API knows tokens only: no cookie opens it, and a token dies with its holder's account."""

from datetime import timedelta

import pytest
from flask import Flask

from service.formkit.moves import Role
from service.web import create_web
from service.workflow.account.api_tokens import issue_token, list_tokens, revoke_token
from service.workflow.account.sign_in import sign_in
from service.workflow.actor import Actor
from service.workflow.people.people import PersonEntry, change_person, reset_password
from tests.builders import BUDGET, PASSWORD, House
from tests.web.api.clients import Program, a_program
from tests.web.api.conftest import Programs


def test_a_token_says_whose_it_is(program: Programs) -> None:
    answer = program("secretary").get("/me")

    assert answer.status_code == 200
    assert answer.get_json()["full_name"] == "Trần Thị Minh Châu"
    assert answer.get_json()["roles"] == ["iso_secretary"]


def test_without_a_token_nothing_is_answered(site: Flask) -> None:
    answer = Program(site.test_client()).get("/records")

    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert "Authorization: Bearer" in answer.get_json()["message"]["vi"]


def test_a_session_cookie_opens_nothing(house: House, site: Flask) -> None:
    session = sign_in(house.office, "chau", PASSWORD, "127.0.0.1")
    client = site.test_client()
    for name in ("ctcl_session", "session"):
        client.set_cookie(name, session.token)

    answer = Program(client).get("/me")

    assert answer.status_code == 401


def test_through_the_whole_site_a_cookie_opens_pages_and_a_token_the_api(house: House) -> None:
    site = create_web(house.office)
    client = site.test_client()
    client.set_cookie("ctcl_session", sign_in(house.office, "chau", PASSWORD, "127.0.0.1").token)

    page = client.get("/")
    by_cookie = Program(client).get("/me")
    by_token = a_program(site, house.office, house.staff.secretary).get("/me")

    assert (page.status_code, by_cookie.status_code, by_token.status_code) == (200, 401, 200)


def test_a_session_s_secret_is_no_token(house: House, site: Flask) -> None:
    session = sign_in(house.office, "chau", PASSWORD, "127.0.0.1")

    answer = Program(site.test_client(), session.token).get("/me")

    assert answer.status_code == 401


def test_the_api_never_sets_a_cookie(program: Programs) -> None:
    answer = program("official").get("/me")

    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer  ", "Basic {}", "{}", "Bearer x{}"])
def test_a_header_that_is_no_living_token_is_refused(
    house: House, site: Flask, header: str
) -> None:
    secret = issue_token(house.office, house.staff.official, "thử").secret

    answer = Program(site.test_client()).get(
        "/me", headers={"Authorization": header.format(secret)}
    )

    assert answer.status_code == 401


def test_a_revoked_token_is_refused(house: House, site: Flask) -> None:
    official = house.staff.official
    made = issue_token(house.office, official, "thử")
    revoke_token(house.office, official, made.token.id)

    answer = Program(site.test_client(), made.secret).get("/me")

    assert answer.status_code == 401


def test_a_token_of_a_year_ago_is_refused(house: House, program: Programs) -> None:
    old = program("official")
    house.clock.now += timedelta(days=366)

    answer = old.get("/me")

    assert answer.status_code == 401


def test_a_token_dies_with_the_account(house: House, program: Programs) -> None:
    holder = program("official")
    closed = _entry(house.staff.official, active=False)
    change_person(house.office, house.staff.administrator, house.staff.official.person_id, closed)

    answer = holder.get("/me")

    assert answer.status_code == 401


def test_who_must_change_the_password_is_told_so(house: House, program: Programs) -> None:
    before = program("official")
    reset_password(house.office, house.staff.administrator, house.staff.official.person_id)
    after = program("official")

    answer = after.get("/me")

    assert answer.status_code == 403
    assert answer.get_json()["error"] == "MustChangePassword"
    assert before.get("/me").status_code == 401


def test_one_s_tokens_are_listed_without_their_secrets_and_ended(house: House, site: Flask) -> None:
    holder = a_program(site, house.office, house.staff.official)
    spare = issue_token(house.office, house.staff.official, "máy cũ")

    listed = holder.get("/tokens")
    ended = holder.ask("DELETE", f"/tokens/{spare.token.id}")

    assert [token["label"] for token in listed.get_json()] == ["máy cũ", "chương trình thử"]
    assert spare.secret not in listed.text
    assert ended.status_code == 204
    assert list_tokens(house.office, house.staff.official)[0].revoked_at is not None


def test_somebody_else_s_token_is_not_found(house: House, program: Programs) -> None:
    foreign = issue_token(house.office, house.staff.secretary, "của Thư ký")

    answer = program("official").ask("DELETE", f"/tokens/{foreign.token.id}")

    assert answer.status_code == 404


def test_paths_that_do_not_exist_tell_strangers_nothing(site: Flask, program: Programs) -> None:
    unknown = Program(site.test_client()).get("/nothing")
    known = program("official").get("/nothing")

    assert (unknown.status_code, known.status_code) == (401, 404)


def _entry(actor: Actor, *, active: bool) -> PersonEntry:
    return PersonEntry(
        actor.username, actor.full_name, "Chuyên viên", BUDGET, frozenset({Role.OFFICIAL}), active
    )
