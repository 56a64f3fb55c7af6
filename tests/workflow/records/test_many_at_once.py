"""Many at once: numbers without gap and without twin, one result for one click, busy is said."""

import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from service.store.database import BUSY_SECONDS, Database
from service.store.errors import DatabaseBusy
from service.store.ledger.verify_chains import verify_all
from service.workflow.errors import Stale, sentence_of
from service.workflow.moves.corrections.correct_record import correct_record
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from tests.builders import House, a_draft, a_house, a_slip, submit
from tests.store.databases import empty, in_file

WRITERS = 50


def at_once(tasks: list[Callable[[], object]]) -> list[object]:
    """What the tasks gave or raised, all begun at the same moment."""
    start = threading.Barrier(len(tasks))

    def run(task: Callable[[], object]) -> object:
        start.wait()
        try:
            return task()
        except Exception as error:  # noqa: BLE001 - a thread's failure is what is looked at
            return error

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def test_fifty_writers_get_fifty_numbers(lasting_house: House) -> None:
    house, official = lasting_house, lasting_house.staff.official
    drafts = [a_draft(house.office, official) for _ in range(WRITERS)]

    made = at_once([lambda d=d: submit(house.office, official, d) for d in drafts])

    assert sorted(getattr(each, "number", each) for each in made) == [
        f"{n:02d}/2026" for n in range(1, WRITERS + 1)
    ]
    with house.office.database.reading() as uow:
        assert verify_all(uow) == ()
    for each in made:
        view = open_record(house.office, official, each.record_id)
        assert house.office.vault.read(view.documents[0].sha256)


def test_ten_clicks_at_once_are_one_submit(lasting_house: House) -> None:
    house, official = lasting_house, lasting_house.staff.official
    draft = a_draft(house.office, official)

    made = at_once([lambda: submit(house.office, official, draft, submission="a")] * 10)

    assert len({each.record_id for each in made}) == 1
    assert list_records(house.office, official, RecordFilter()).total == 1


def test_of_ten_corrections_at_once_one_stands(lasting_house: House) -> None:
    house, official = lasting_house, lasting_house.staff.official
    slip = a_slip(house.office, official)

    def correct(n: int) -> Callable[[], object]:
        return lambda: correct_record(
            house.office,
            official,
            slip.record_id,
            typed={"related_documents": f"bản {n}"},
            reason="Sửa",
            version=1,
            submission=f"lần {n}",
        )

    made = at_once([correct(n) for n in range(10)])

    assert sum(not isinstance(each, Exception) for each in made) == 1
    assert sum(isinstance(each, Stale) for each in made) == 9
    assert len(open_record(house.office, official, slip.record_id).documents) == 2


def test_a_database_locked_too_long_is_busy_and_spends_no_number(tmp_path: Path) -> None:
    in_file(tmp_path / "ctcl.db").close()
    with Database.open(tmp_path / "ctcl.db", busy_seconds=0.2) as database:
        house = a_house(tmp_path, database)
        draft = a_draft(house.office, house.staff.official)
        somebody = sqlite3.connect(tmp_path / "ctcl.db", isolation_level=None)
        somebody.execute("BEGIN IMMEDIATE")

        with pytest.raises(DatabaseBusy) as refused:
            submit(house.office, house.staff.official, draft, submission="a")
        seen = list_records(house.office, house.staff.official, RecordFilter())
        somebody.close()

        assert "vẫn còn" in sentence_of(refused.value).vi
        assert seen.rows == ()
        made = submit(house.office, house.staff.official, draft, submission="a")
        assert made.number == "01/2026"


def test_a_series_locked_too_long_on_postgres_is_busy_too(
    tmp_path: Path, migrated_postgres: Database
) -> None:
    empty(migrated_postgres)
    url = migrated_postgres.engine.url
    with Database.open(url.render_as_string(hide_password=False), busy_seconds=0.2) as database:
        house = a_house(tmp_path, database)
        a_slip(house.office, house.staff.official)
        draft = a_draft(house.office, house.staff.official)
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain) as somebody:
            somebody.execute("SELECT * FROM counter FOR UPDATE")

            with pytest.raises(DatabaseBusy):
                submit(house.office, house.staff.official, draft, submission="a")

        made = submit(house.office, house.staff.official, draft, submission="a")
        assert made.number == "02/2026"


def test_busy_is_said_after_five_seconds() -> None:
    assert BUSY_SECONDS == 5.0
