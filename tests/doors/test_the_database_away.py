"""With the database gone every page says so by itself, and the first request after it works."""

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from psycopg import sql
from sqlalchemy import make_url
from werkzeug.test import TestResponse

from service.store.database import Database
from service.web import create_web
from tests.builders import House, a_house
from tests.doors.conftest import api_of
from tests.doors.route_table import address_of, things_of
from tests.needs import fresh_postgres_database, postgres_server
from tests.store.databases import in_file
from tests.web.api.clients import Program, a_program
from tests.web.conftest import Browser

WITHOUT_DATABASE = {"/static/<path:filename>", "/healthz", "/readyz"}
DESCRIBED = {"/docs", "/openapi.json"}

Deed = Callable[[], None]
Parts = tuple[Database, Deed, Deed]


@dataclass
class Leaving:
    """A house whose database can be taken away and brought back."""

    house: House
    site: Flask
    take_away: Deed
    bring_back: Deed


def on_a_file(folder: Path, _until: ExitStack) -> Parts:
    """A database in a folder that can be renamed, as a disk that is mounted elsewhere."""
    here, there = folder / "disk", folder / "elsewhere"
    here.mkdir()
    database = in_file(here / "ctcl.sqlite3")
    return database, lambda: _moved(here, there), lambda: _moved(there, here)


def _moved(here: Path, there: Path) -> None:
    here.rename(there)


def on_postgres(_folder: Path, until: ExitStack) -> Parts:
    """A database of its own on the server, which can be closed to everybody."""
    address = until.enter_context(fresh_postgres_database())
    name, server = make_url(address).database or "", postgres_server()
    assert server is not None
    conninfo = server.set(drivername="postgresql").render_as_string(hide_password=False)

    def allow(word: str) -> None:
        with psycopg.connect(conninfo, autocommit=True) as at_server:
            order = sql.SQL("ALTER DATABASE {} WITH ALLOW_CONNECTIONS " + word)
            at_server.execute(order.format(sql.Identifier(name)))
            ending = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            if word == "false":
                at_server.execute(ending, [name])

    database = Database.open(address)
    database.migrate()
    return database, lambda: allow("false"), lambda: allow("true")


@pytest.fixture(params=[on_a_file, on_postgres])
def leaving(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Leaving]:
    """A house on a file, and on PostgreSQL."""
    with ExitStack() as until:
        database, take_away, bring_back = request.param(tmp_path, until)
        until.callback(database.close)
        house = a_house(tmp_path, database)
        yield Leaving(house, create_web(house.office), take_away, bring_back)
        house.office.pdf.stop()


def require_told(answer: TestResponse, address: str) -> None:
    """Check that the answer says that the database is away, in both languages."""
    assert answer.status_code == 503, address
    assert answer.headers["Retry-After"], address
    said = str(answer.get_json()["message"]) if answer.is_json else answer.text
    assert "Chưa kết nối được cơ sở dữ liệu" in said, address
    assert "The database cannot be reached" in said, address
    assert answer.headers["X-Content-Type-Options"] == "nosniff", address


def test_every_address_says_that_the_database_is_away_and_works_after_it(
    leaving: Leaving, caplog: pytest.LogCaptureFixture
) -> None:
    things = things_of(leaving.house)
    known, stranger = Browser(leaving.site.test_client()), Browser(leaving.site.test_client())
    known.sign_in("secretary")
    stranger.get("/sign-in")
    program = a_program(leaving.site, leaving.house.office, leaving.house.staff.secretary)
    pages = [r for r in leaving.site.url_map.iter_rules() if r.rule not in WITHOUT_DATABASE]
    operations = [r for r in api_of(leaving.site).url_map.iter_rules() if r.rule not in DESCRIBED]

    leaving.take_away()
    caplog.clear()
    asked = 0
    with caplog.at_level(logging.INFO):
        for rule in pages:
            method = "GET" if "GET" in (rule.methods or ()) else "POST"
            address = address_of(leaving.site, f"{method} {rule.rule}", things)[1]
            sent = {} if method == "GET" else {"data": {"csrf_token": known.token}}
            require_told(known.client.open(address, method=method, **sent), address)
            asked += 1
        for address in ("/sign-in", "/keys", "/khong-co"):
            require_told(stranger.get(address), address)
        wrong = {"username": "bao", "password": "sai", "csrf_token": stranger.token}
        require_told(stranger.post("/sign-in", wrong), "signing in")
        saving = f"/drafts/{things.draft}/parts/request/autosave"
        script = known.post(saving, headers={"Accept": "application/json"})
        with stranger.get("/static/style.css") as style:
            assert style.status_code == 200
        for rule in operations[:20]:
            address = address_of(api_of(leaving.site), f"GET {rule.rule}", things)[1]
            method = "GET" if "GET" in (rule.methods or ()) else "POST"
            require_told(program.ask(method, address), address)
    told = [each for each in caplog.records if each.levelno >= logging.ERROR]
    alive, ready = stranger.get("/healthz"), stranger.get("/readyz")
    leaving.bring_back()

    assert [each for each in caplog.records if each.exc_info] == []
    assert len(told) == asked + 5 + 20
    assert (alive.status_code, ready.status_code) == (200, 503)
    assert ready.get_json()["wrong"]["database"] == "DatabaseUnreachable"
    assert script.status_code == 503
    assert "cơ sở dữ liệu" in script.get_json()["message"]
    assert known.get("/records").status_code == 200
    assert stranger.get("/sign-in").status_code == 200
    assert Program(leaving.site.test_client(), program.token).get("/me").status_code == 200


def test_a_file_that_is_gone_is_not_made_anew_nor_written_past(tmp_path: Path) -> None:
    with ExitStack() as until:
        database, take_away, bring_back = on_a_file(tmp_path, until)
        until.callback(database.close)
        house = a_house(tmp_path, database)
        known = Browser(create_web(house.office).test_client()).sign_in("official")

        take_away()
        (tmp_path / "disk").mkdir()
        refused = known.post("/drafts", {"form": "BM.CTCL.01"})
        made = list((tmp_path / "disk").iterdir())
        (tmp_path / "disk").rmdir()
        bring_back()

        assert refused.status_code == 503
        assert made == []
        assert known.start("BM.CTCL.01")
