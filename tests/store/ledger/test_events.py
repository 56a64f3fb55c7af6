"""Events and seals: chained in order, and a day sealed once over everything but sample data."""

import threading
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from service.store.base import JsonObject, canonical_json
from service.store.database import Database
from service.store.ledger.events import NOTHING_BEFORE, events_of_kind, timeline
from service.store.ledger.seals import find_seal, list_seals, seal_day
from service.store.ledger.verify_chains import verify_all, verify_chain
from tests.store.builders import NOW, a_person, a_record, an_event, later

DAY = date(2026, 3, 5)


def test_each_event_holds_on_to_the_one_before(database: Database) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        events = [an_event(uow, record, kind) for kind in ("submit", "confirm", "close")]

        assert timeline(uow, record.id) == tuple(events)
        assert verify_chain(uow, record.id) == ()
    assert [event.sequence for event in events] == [1, 2, 3]
    assert [event.previous_hash for event in events] == [
        NOTHING_BEFORE,
        events[0].hash,
        events[1].hash,
    ]


def test_chains_of_different_records_are_apart(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        first, second = a_record(uow, person), a_record(uow, person)
        for record in (first, second, first):
            an_event(uow, record)

        assert [event.sequence for event in timeline(uow, first.id)] == [1, 2]
        assert [event.sequence for event in timeline(uow, second.id)] == [1]
        assert verify_all(uow) == ()


def test_events_of_a_kind_are_found_in_the_order_they_were_written(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        first, second = a_record(uow, person), a_record(uow, person)
        written = [an_event(uow, record) for record in (second, first)]
        an_event(uow, first, "close")

        assert list(events_of_kind(uow, "submit")) == written


def test_the_payload_comes_back_whatever_it_says(database: Database) -> None:
    payload: JsonObject = {
        "z": ["ă", None, True, 1.5],
        "a": {"\u0000": "\U0001f600"},
        "s": "\ud800",
    }
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        an_event(uow, record, payload=payload)

    with database.reading() as uow:
        assert timeline(uow, record.id)[0].payload == payload
        assert verify_all(uow) == ()


def test_writers_at_once_make_one_unbroken_chain(lasting_database: Database) -> None:
    with lasting_database.writing() as uow:
        record = a_record(uow, a_person(uow))
        an_event(uow, record)

    def write() -> None:
        for _ in range(5):
            with lasting_database.writing() as uow:
                an_event(uow, record, "note")

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with lasting_database.reading() as uow:
        assert len(timeline(uow, record.id)) == 41
        assert verify_all(uow) == ()


def test_a_day_is_sealed_once(database: Database) -> None:
    with database.writing() as uow:
        an_event(uow, a_record(uow, a_person(uow)))
        seal = seal_day(uow, DAY, NOW)
        an_event(uow, a_record(uow, a_person(uow)))

        assert seal_day(uow, DAY, later(60)) == seal
        assert find_seal(uow, DAY) == seal
        assert find_seal(uow, date(2026, 3, 6)) is None


def test_seals_hold_on_to_each_other(database: Database) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        for day in (5, 6, 7):
            an_event(uow, record)
            seal_day(uow, date(2026, 3, day), NOW)

        seals = list_seals(uow)
        assert verify_all(uow) == ()
    assert [seal.sequence for seal in seals] == [1, 2, 3]
    assert [seal.previous_hash for seal in seals[1:]] == [seal.hash for seal in seals[:2]]


def test_an_office_without_a_record_can_be_sealed(database: Database) -> None:
    with database.writing() as uow:
        seal = seal_day(uow, DAY, NOW)

        assert (seal.chains, seal.last_event_id) == (0, 0)
        assert verify_all(uow) == ()


def test_sample_data_is_not_sealed(database: Database) -> None:
    with database.writing() as uow:
        an_event(uow, a_record(uow, a_person(uow), is_sample=True))

        assert seal_day(uow, DAY, NOW).chains == 0


@given(st.dictionaries(st.text(), st.integers() | st.text(), max_size=5))
def test_the_canonical_spelling_does_not_know_the_order(said: dict[str, int | str]) -> None:
    assert canonical_json(said) == canonical_json(dict(reversed(said.items())))
