"""Numbers: no gap, no twin, with fifty writers at once, rolled back or killed or not."""

import os
import subprocess
import sys
import threading

import pytest

from service.store.database import Database
from service.store.errors import SeriesHasStarted
from service.store.ledger.counters import (
    next_number,
    start_series_at,
    take_number,
)
from service.store.tables.sample_rows import SAMPLE_SERIES
from tests.needs import REPOSITORY
from tests.store.builders import NOW, a_person

WRITERS = 50
EACH = 10


def test_numbers_count_from_one_for_each_series_and_year(database: Database) -> None:
    with database.writing() as uow:
        taken = [
            take_number(uow, series, year)
            for series, year in (("slip", 2026), ("slip", 2026), ("slip", 2027), ("minutes", 2026))
        ]

    assert taken == [1, 2, 1, 1]


def test_a_number_taken_in_vain_is_given_again(database: Database) -> None:
    def take_in_vain() -> None:
        with database.writing() as uow:
            take_number(uow, "slip", 2026)
            raise LookupError

    with pytest.raises(LookupError):
        take_in_vain()

    with database.writing() as uow:
        assert next_number(uow, "slip", 2026) == 1
        assert take_number(uow, "slip", 2026) == 1
        assert next_number(uow, "slip", 2026) == 2


def test_fifty_writers_at_once_leave_no_gap_and_no_twin(lasting_database: Database) -> None:
    taken: list[int] = []

    def write(writer: int) -> None:
        for turn in range(EACH):
            try:
                with lasting_database.writing() as uow:
                    number = take_number(uow, "slip", 2026)
                    if (writer + turn) % 7 == 0:
                        raise LookupError
                taken.append(number)
            except LookupError:
                continue

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(taken) == list(range(1, len(taken) + 1))
    assert len(taken) > WRITERS * EACH * 0.8


_IN_ANOTHER_PROCESS = """
import sys
from service.store.database import Database
from service.store.ledger.counters import take_number
database = Database.open(sys.argv[1])
for _ in range(int(sys.argv[2])):
    with database.writing() as uow:
        number = take_number(uow, "slip", 2026)
    print(number)
"""


def test_processes_that_number_at_once_leave_no_gap_and_no_twin(
    lasting_database: Database,
) -> None:
    url = lasting_database.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", _IN_ANOTHER_PROCESS, url, "40"]
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY)}

    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)
        for _ in range(3)
    ]
    taken = [int(line) for process in running for line in process.communicate()[0].split()]

    assert sorted(taken) == list(range(1, 121))


def test_a_series_may_be_started_above_one_once(database: Database) -> None:
    with database.writing() as uow:
        chooser = a_person(uow)
        start_series_at(uow, "slip", 2026, 13, chosen_by=chooser.id, now=NOW)

        with pytest.raises(SeriesHasStarted):
            start_series_at(uow, "slip", 2026, 20, chosen_by=chooser.id, now=NOW)

        assert [take_number(uow, "slip", 2026) for _ in "12"] == [13, 14]


def test_a_series_that_gave_a_number_cannot_be_started_again(database: Database) -> None:
    with database.writing() as uow:
        take_number(uow, "slip", 2026)

        with pytest.raises(SeriesHasStarted) as refusal:
            start_series_at(uow, "slip", 2026, 20, chosen_by=None, now=NOW)

        assert (refusal.value.series, refusal.value.year) == ("slip", 2026)
        assert take_number(uow, "slip", 2026) == 2


def test_a_series_cannot_start_below_one(memory_database: Database) -> None:
    with memory_database.writing() as uow, pytest.raises(ValueError, match="1 or above"):
        start_series_at(uow, "slip", 2026, 0, chosen_by=None, now=NOW)


def test_sample_data_counts_in_a_series_of_its_own(database: Database) -> None:
    with database.writing() as uow:
        take_number(uow, SAMPLE_SERIES + "slip", 2026)

        assert next_number(uow, "slip", 2026) == 1
