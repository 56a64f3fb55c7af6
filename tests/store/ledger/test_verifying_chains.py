"""Whatever is changed by hand is found: events and seals altered, removed, put in, cut off."""

from datetime import date

import pytest
from sqlalchemy import text

from service.store.database import Database, UnitOfWork
from service.store.ledger.seals import SEAL_CHAIN, seal_day
from service.store.ledger.verify_chains import Break, verify_all, verify_chain
from service.store.records.records import Record
from tests.store.builders import NOW, a_person, a_record, an_event
from tests.store.tampering import disarm, rearm


def three_days(uow: UnitOfWork) -> Record:
    """A record with an event and a seal on each of three days, and one event after."""
    person = a_person(uow)
    record, other = a_record(uow, person), a_record(uow, person)
    for day in (5, 6, 7):
        an_event(uow, record)
        an_event(uow, other)
        seal_day(uow, date(2026, 3, day), NOW)
    an_event(uow, record)
    return record


def after(database: Database, *tampering: str) -> tuple[set[Break], Record]:
    """The breaks found after statements run by hand; `:record` is the record's id."""
    with database.writing() as uow:
        record = three_days(uow)
        assert verify_all(uow) == ()
    try:
        with database.writing() as uow:
            disarm(uow)
            for statement in tampering:
                given = {"record": record.id} if ":record" in statement else {}
                uow.session.execute(text(statement), given)
        with database.reading() as uow:
            return set(verify_all(uow)), record
    finally:
        rearm(database)


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'confirm'",
        "actor_name = 'Trần Văn B'",
        "actor_id = NULL",
        "at = '2026-03-04T01:30:00.000000Z'",
        "at = 'hôm qua'",
        'payload = \'{"stage": "closed"}\'',
        "payload = '{'",
        "hash = '0000'",
    ],
)
def test_an_event_altered_is_found(database: Database, change: str) -> None:
    breaks, record = after(
        database, f"UPDATE event SET {change} WHERE record_id = :record AND sequence = 2"
    )

    assert Break("altered", record.id, 2) in breaks


def test_an_event_removed_is_found(database: Database) -> None:
    breaks, record = after(database, "DELETE FROM event WHERE record_id = :record AND sequence = 2")

    assert breaks == {Break("missing", record.id, 3), Break("unsealed", SEAL_CHAIN, 2)}


def test_the_newest_event_cut_off_is_found_before_any_seal(database: Database) -> None:
    breaks, record = after(database, "DELETE FROM event WHERE record_id = :record AND sequence = 4")

    assert breaks == {Break("cut short", record.id, 4)}


def test_the_chain_of_one_record_cut_short_names_that_record(database: Database) -> None:
    _, record = after(database, "DELETE FROM event WHERE record_id = :record AND sequence = 4")

    with database.reading() as uow:
        assert verify_chain(uow, record.id) == (Break("cut short", record.id, 4),)


def test_an_event_put_in_is_found(database: Database) -> None:
    columns = "record_id, sequence, kind, actor_id, actor_name, at, payload, previous_hash, hash"
    forged = columns.replace("sequence", "5").replace("kind", "'close'")
    breaks, record = after(
        database,
        f"INSERT INTO event ({columns}) SELECT {forged} FROM event "
        "WHERE record_id = :record AND sequence = 4",
    )

    assert breaks >= {Break("altered", record.id, 5), Break("inserted", record.id, 5)}


def test_a_chain_worked_out_anew_breaks_the_seal(database: Database) -> None:
    with database.writing() as uow:
        record = three_days(uow)
    try:
        with database.writing() as uow:
            disarm(uow)
            for table, column in (("event", "record_id"), ("chain", "name")):
                uow.session.execute(
                    text(f"DELETE FROM {table} WHERE {column} = :id"), {"id": record.id}
                )
            for _ in range(4):
                an_event(uow, record, "confirm")
        with database.reading() as uow:
            assert verify_chain(uow, record.id) == ()
            assert set(verify_all(uow)) == {
                Break("unsealed", SEAL_CHAIN, sequence) for sequence in (1, 2, 3)
            }
    finally:
        rearm(database)


def test_a_record_removed_with_all_its_traces_breaks_the_seal(database: Database) -> None:
    breaks, _ = after(
        database,
        "DELETE FROM event WHERE record_id = :record",
        "DELETE FROM chain WHERE name = :record",
        "DELETE FROM record_access WHERE entry IN (SELECT entry FROM record WHERE id = :record)",
        "DELETE FROM record_word WHERE entry IN (SELECT entry FROM record WHERE id = :record)",
        "DELETE FROM record WHERE id = :record",
    )

    assert breaks == {Break("unsealed", SEAL_CHAIN, sequence) for sequence in (1, 2, 3)}


def test_a_record_without_its_history_is_found(database: Database) -> None:
    breaks, record = after(
        database,
        "DELETE FROM event WHERE record_id = :record",
        "DELETE FROM chain WHERE name = :record",
    )

    assert Break("missing", record.id, 0) in breaks


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE daily_seal SET day = '2026-03-01' WHERE sequence = 2", "unsealed"),
        ("UPDATE daily_seal SET day = 'hôm qua' WHERE sequence = 2", "unsealed"),
        ("UPDATE daily_seal SET sealed_at = '' WHERE sequence = 2", "unsealed"),
        ("UPDATE daily_seal SET chains = 9 WHERE sequence = 2", "unsealed"),
        ("UPDATE daily_seal SET hash = '00' WHERE sequence = 2", "unsealed"),
        ("DELETE FROM daily_seal WHERE sequence = 2", "missing"),
        ("DELETE FROM daily_seal WHERE sequence = 3", "cut short"),
    ],
)
def test_a_seal_altered_or_removed_is_found(database: Database, tampering: str, found: str) -> None:
    breaks, _ = after(database, tampering)

    assert found in {one.kind for one in breaks if one.chain == SEAL_CHAIN}


def test_an_event_rewritten_with_its_hash_no_longer_holds_the_next(database: Database) -> None:
    breaks, record = after(
        database,
        "UPDATE event SET previous_hash = hash WHERE record_id = :record AND sequence = 3",
    )

    assert Break("unlinked", record.id, 3) in breaks


def test_a_kept_end_altered_is_found(database: Database) -> None:
    breaks, record = after(database, "UPDATE chain SET head = '00' WHERE name = :record")

    assert breaks == {Break("altered", record.id, 4)}


def test_a_seal_the_kept_end_does_not_know_is_found(database: Database) -> None:
    breaks, _ = after(database, "UPDATE chain SET length = 2 WHERE name = 'daily_seal'")

    assert breaks == {Break("inserted", SEAL_CHAIN, 3)}


def test_a_seal_that_does_not_hold_the_one_before_is_found(database: Database) -> None:
    breaks, _ = after(database, "UPDATE daily_seal SET previous_hash = '' WHERE sequence = 2")

    assert Break("unlinked", SEAL_CHAIN, 2) in breaks


def test_a_break_in_one_record_is_not_blamed_on_another(database: Database) -> None:
    breaks, record = after(
        database, "UPDATE event SET kind = 'x' WHERE record_id = :record AND sequence = 1"
    )

    assert {one.chain for one in breaks} == {record.id}
