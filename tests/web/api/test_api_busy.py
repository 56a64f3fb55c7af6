"""A database held by somebody else: 503 with Retry-After, and no number is spent."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.store.database import Database
from tests.builders import SLIP, House, a_house, slip_values
from tests.store.databases import in_file
from tests.web.api.clients import a_program, a_site

DRAFTS = f"/forms/{SLIP}/drafts"


@pytest.fixture
def hurried(tmp_path: Path) -> Iterator[House]:
    """A house on a file that waits for nobody longer than a moment."""
    in_file(tmp_path / "house.db").close()
    with Database.open(tmp_path / "house.db", busy_seconds=0.1) as database:
        yield a_house(tmp_path, database)


def test_a_submit_that_finds_the_database_held_may_be_sent_again(
    hurried: House, tmp_path: Path
) -> None:
    official = a_program(a_site(hurried.office), hurried.office, hurried.staff.official)
    draft = official.post(DRAFTS, {"answers": slip_values()}).get_json()
    path = f"{DRAFTS}/{draft['id']}/moves/submit"
    body = {"version": 1, "submission": "lan-mot"}
    holder = sqlite3.connect(tmp_path / "house.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")

    held = official.post(path, body)
    holder.execute("ROLLBACK")
    holder.close()
    free = official.post(path, body)

    assert held.status_code == 503
    assert held.headers["Retry-After"] == "5"
    assert "đang bận" in held.get_json()["message"]["vi"]
    assert free.get_json()["number"] == "01/2026"
