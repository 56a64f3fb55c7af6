"""Wrong passwords are counted by name and by address; only our own proxy names addresses."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from service.settings import Settings
from service.store.ledger.security_log import list_security_notes
from service.web import create_web
from service.workflow.account.sign_in_tries import TRIES_PER_ADDRESS, TRIES_PER_NAME
from service.workflow.office import Office
from tests.builders import PASSWORD, House, a_house
from tests.store.databases import in_memory
from tests.web.conftest import Browser

FROM = "X-Forwarded-For"


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house for all tests here; its clock goes on between them."""
    with in_memory() as database:
        yield a_house(tmp_path_factory.mktemp("crowd"), database)


@pytest.fixture(scope="module")
def proxied(crowd: House) -> Flask:
    """The house behind a proxy of ours."""
    settings = replace(crowd.office.settings, behind_proxy=True)
    return create_web(replace(crowd.office, settings=settings))


@pytest.fixture(autouse=True)
def an_hour_later(crowd: House) -> None:
    """Nobody remembers the tries of the test before."""
    crowd.clock.forward(hours=1)


def tried(browser: Browser, name: str, address: str, password: str = "sai") -> int:
    """The status of one try to sign in, from an address as the proxy would name it."""
    sent = {"username": name, "password": password}
    return browser.post("/sign-in", sent, headers={FROM: address}).status_code


def at_the_door(app: Flask) -> Browser:
    """A browser on the sign-in page."""
    browser = Browser(app.test_client())
    browser.get("/sign-in")
    return browser


def test_five_wrong_tries_close_a_name_everywhere_and_no_other(proxied: Flask) -> None:
    browser = at_the_door(proxied)

    wrong = [tried(browser, "bao", f"10.0.0.{n}") for n in range(TRIES_PER_NAME)]

    assert wrong == [422] * TRIES_PER_NAME
    assert tried(browser, "BAO", "10.9.9.9", PASSWORD) == 429
    assert tried(browser, "tung", "10.0.0.1", PASSWORD) == 303


def test_the_door_opens_again_after_a_quarter_of_an_hour(crowd: House, proxied: Flask) -> None:
    browser = at_the_door(proxied)
    for _ in range(TRIES_PER_NAME):
        tried(browser, "yen", "10.1.0.1")

    crowd.clock.forward(minutes=16)

    assert tried(browser, "yen", "10.1.0.1", PASSWORD) == 303


def test_an_address_that_tries_many_names_is_closed_and_no_other(
    crowd: House, proxied: Flask
) -> None:
    browser = at_the_door(proxied)
    for n in range(TRIES_PER_ADDRESS):
        tried(browser, f"ten-doan-{n}", "10.2.0.1")

    assert tried(browser, "chau", "10.2.0.1", PASSWORD) == 429
    assert tried(browser, "chau", "10.2.0.2", PASSWORD) == 303


def test_only_the_last_proxy_s_word_counts(crowd: House, proxied: Flask) -> None:
    tried(at_the_door(proxied), "x", "6.6.6.6, 10.3.0.7")

    assert last_address(crowd) == "10.3.0.7"


def test_without_a_proxy_nobody_names_an_address(crowd: House) -> None:
    app = create_web(crowd.office)

    tried(at_the_door(app), "x", "6.6.6.6")

    assert not isinstance(app.wsgi_app, ProxyFix)
    assert last_address(crowd) == "127.0.0.1"


def last_address(house: House) -> str:
    """The address in the newest line of the security log."""
    with house.office.database.reading() as uow:
        return list_security_notes(uow, limit=1)[0].address


def test_the_data_folder_keeps_the_signing_key_to_itself(crowd: House, proxied: Flask) -> None:
    key: Path = crowd.office.settings.data / "page-key"

    assert key.stat().st_mode & 0o077 == 0


def test_a_new_data_folder_is_the_service_s_own(tmp_path: Path) -> None:
    data = tmp_path / "moi"
    Office.open(Settings(data=data, database_url=f"sqlite:///{data / 'ctcl.sqlite3'}")).close()

    assert data.stat().st_mode & 0o077 == 0
