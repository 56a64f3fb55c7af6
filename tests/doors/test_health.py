"""What a watching program is answered: alive, ready, and what is wrong where it is not."""

from dataclasses import replace

import pytest
from flask import Flask

from service.settings import Settings
from service.web import create_web
from service.workflow.office import Office
from tests.builders import House
from tests.needs import libreoffice

FROM_AFAR = {"REMOTE_ADDR": "10.0.0.7"}
ADDRESSES = ("/healthz", "/readyz")


def answers_of(site: Flask, address: str, **environ: str) -> tuple[int, dict[str, object]]:
    """Status and body of the answer to who has no account."""
    answer = site.test_client().get(address, environ_overrides=environ)
    return answer.status_code, answer.get_json(silent=True) or {}


def another(house: House, **but: object) -> Office:
    """The same house with other settings."""
    settings: Settings = replace(house.office.settings, **but)  # type: ignore[arg-type]
    return replace(house.office, settings=settings)


def test_a_house_in_order_is_alive_and_ready(site: Flask) -> None:
    assert answers_of(site, "/healthz") == (200, {"alive": True})

    status, told = answers_of(site, "/readyz")

    looked_at = told["wrong"]
    assert isinstance(looked_at, dict)
    assert set(looked_at) == {"database", "vault", "disk", "libreoffice", "queue"}
    assert {name: said for name, said in looked_at.items() if name != "libreoffice"} == {
        "database": "",
        "vault": "",
        "disk": "",
        "queue": "",
    }
    assert (status, told["ready"]) == ((200, True) if libreoffice() else (503, False))


@pytest.mark.parametrize("address", ADDRESSES)
def test_from_another_machine_there_is_no_such_page(site: Flask, address: str) -> None:
    assert answers_of(site, address, **FROM_AFAR)[0] == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_setting_opens_them_to_other_machines(house: House, address: str) -> None:
    open_to_all = create_web(another(house, health_for_all=True))

    assert answers_of(open_to_all, address, **FROM_AFAR)[0] in (200, 503)


def test_with_its_queue_away_it_is_alive_but_not_ready(house: House) -> None:
    gone = create_web(another(house, redis_url="redis://127.0.0.1:1/0"))

    assert answers_of(gone, "/healthz")[0] == 200
    status, told = answers_of(gone, "/readyz")
    assert (status, told["ready"]) == (503, False)
    assert told["wrong"]["queue"] == "does not answer"  # type: ignore[index]
