"""The security log: one chain, in the order of commits, found under any filter."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count

import pytest
from sqlalchemy import text

from service.store.database import Database, UnitOfWork
from service.store.ledger.seals import list_seals, seal_day
from service.store.ledger.security_log import (
    SECURITY_CHAIN,
    LogQuery,
    SecurityLine,
    SecurityNote,
    list_security_notes,
    mark_seen,
    note_security,
    read_log,
    seen_up_to,
)
from service.store.ledger.verify_chains import Break, verify_all
from tests.store.builders import NOW, a_person, later
from tests.store.plans import full_scans, plans_of, unindexed_in_postgres
from tests.store.tampering import disarm, rearm

_minutes = count(1)
REAL = LogQuery(is_sample=False)


def a_note(kind: str = "refused", actor_id: int | None = None, **said: str) -> SecurityNote:
    """A line of its own minute."""
    return SecurityNote(later(next(_minutes)), kind, actor_id, "192.0.2.7", said)


def write(database: Database, *notes: SecurityNote) -> None:
    """Write each line in a unit of work of its own."""
    for note in notes:
        with database.writing() as uow:
            note_security(uow, note)


def lines(database: Database, asked: LogQuery = REAL) -> tuple[SecurityLine, ...]:
    with database.reading() as uow:
        return read_log(uow, asked)


def test_every_line_leads_on_from_the_one_before(database: Database) -> None:
    write(database, *(a_note() for _ in range(3)))

    third, second, first = lines(database)

    assert [each.sequence for each in (first, second, third)] == [1, 2, 3]
    assert first.previous_hash == "0" * 64
    assert (second.previous_hash, third.previous_hash) == (first.hash, second.hash)


def test_a_line_keeps_the_name_of_its_day(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        note_security(uow, a_note(actor_id=person.id))
    with database.writing() as uow:
        uow.session.execute(text("UPDATE person SET full_name = 'Tên Khác'"))

    assert lines(database)[0].actor_name == "Nguyễn Thị Ánh"


def test_what_is_rolled_back_leaves_no_line_and_no_gap(database: Database) -> None:
    write(database, a_note())

    def fail() -> None:
        with database.writing() as uow:
            note_security(uow, a_note())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    write(database, a_note())

    assert [each.sequence for each in lines(database)] == [2, 1]
    with database.reading() as uow:
        assert verify_all(uow) == ()


def test_many_who_write_at_once_hang_on_one_chain(lasting_database: Database) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: write(lasting_database, a_note()), range(24)))

    assert sorted(each.sequence for each in lines(lasting_database)) == list(range(1, 25))
    with lasting_database.reading() as uow:
        assert verify_all(uow) == ()


def test_sample_and_real_lines_are_read_apart(database: Database) -> None:
    with database.writing() as uow:
        real, sample = a_person(uow), a_person(uow, is_sample=True)
        note_security(uow, a_note("signed_in", real.id))
        note_security(uow, a_note("signed_in", sample.id))

    apart = [lines(database, LogQuery(is_sample=each)) for each in (False, True)]

    assert [[each.actor_id for each in found] for found in apart] == [[real.id], [sample.id]]


def test_filters_narrow_and_a_page_leads_on_to_the_next(database: Database) -> None:
    with database.writing() as uow:
        ann, bob = a_person(uow).id, a_person(uow).id
    notes = [a_note("role_given" if n % 2 else "refused", (ann, bob)[n % 3 > 0]) for n in range(12)]
    write(database, *notes)

    whole = lines(database)
    pages, before = [], None
    while found := lines(database, LogQuery(False, before=before, limit=5)):
        pages += found
        before = found[-1].sequence

    assert pages == list(whole)
    given = lines(database, LogQuery(False, kinds=("role_given",), actor_id=bob))
    assert given == tuple(x for x in whole if (x.kind, x.actor_id) == ("role_given", bob))
    since, until = notes[3].at, notes[8].at
    assert lines(database, LogQuery(False, since=since, until=until)) == whole[4:9]
    assert lines(database, LogQuery(False, after=10)) == whole[:2]


FILTERS = {
    "everything": LogQuery(False),
    "a kind": LogQuery(False, kinds=("refused",)),
    "two kinds not seen": LogQuery(False, kinds=("role_given", "password_reset"), after=3),
    "a person": LogQuery(False, actor_id=1),
    "some days": LogQuery(False, since=NOW, until=later(5)),
    "the next page": LogQuery(False, before=2),
}


@pytest.mark.parametrize("asked", FILTERS)
def test_no_filter_reads_the_log_from_end_to_end(database: Database, asked: str) -> None:
    write(database, *(a_note() for _ in range(3)))

    def ask() -> object:
        return lines(database, FILTERS[asked])

    if database.dialect == "postgresql":
        assert unindexed_in_postgres(database, ask) == []
    else:
        steps = plans_of(database, ask)
        assert full_scans(steps) == []
        assert not any("TEMP B-TREE" in step for step in steps) or "two kinds" in asked


def test_what_was_looked_at_is_kept_by_person_and_never_beyond_the_end(database: Database) -> None:
    with database.writing() as uow:
        ann, bob = a_person(uow).id, a_person(uow).id
    write(database, a_note(), a_note())

    with database.writing() as uow:
        mark_seen(uow, ann, 99)
        mark_seen(uow, ann, 1)
        mark_seen(uow, bob, 1)

    with database.reading() as uow:
        assert (seen_up_to(uow, ann), seen_up_to(uow, bob)) == (2, 1)


def three_sealed_lines(uow: UnitOfWork) -> None:
    for _ in range(3):
        note_security(uow, a_note(name="bao"))


TAMPERINGS = {
    "UPDATE security_log SET kind = 'signed_in' WHERE sequence = 2": {("altered", 2)},
    "UPDATE security_log SET actor_name = 'Ai đó' WHERE sequence = 2": {("altered", 2)},
    "UPDATE security_log SET address = '' WHERE sequence = 2": {("altered", 2)},
    "UPDATE security_log SET is_sample = true WHERE sequence = 2": {("altered", 2)},
    "UPDATE security_log SET payload = 'x' WHERE sequence = 2": {("altered", 2)},
    "UPDATE security_log SET at = 'hôm qua' WHERE sequence = 2": {("altered", 2)},
    "UPDATE security_log SET previous_hash = 'x' WHERE sequence = 2": {
        ("unlinked", 2),
        ("altered", 2),
    },
    "DELETE FROM security_log WHERE sequence = 2": {("missing", 3)},
    "DELETE FROM security_log WHERE sequence = 3": {("cut short", 3)},
    "DELETE FROM chain WHERE name = 'security_log'": {("inserted", 1)},
}


@pytest.mark.parametrize("statement", TAMPERINGS)
def test_whatever_is_changed_by_hand_is_named(database: Database, statement: str) -> None:
    with database.writing() as uow:
        three_sealed_lines(uow)
    try:
        with database.writing() as uow:
            disarm(uow)
            uow.session.execute(text(statement))
        with database.reading() as uow:
            found = set(verify_all(uow))
    finally:
        rearm(database)

    expected = {Break(kind, SECURITY_CHAIN, place) for kind, place in TAMPERINGS[statement]}
    assert found == expected


def test_the_daily_seal_covers_the_log(database: Database) -> None:
    """Cut off and its end written anew, the log itself holds: only the seal knows."""
    with database.writing() as uow:
        three_sealed_lines(uow)
    with database.writing() as uow:
        seal_day(uow, date(2026, 3, 5), NOW)
    first = lines(database)[-1]
    try:
        with database.writing() as uow:
            disarm(uow)
            uow.session.execute(text("DELETE FROM security_log WHERE sequence > 1"))
            ended = text("UPDATE chain SET length = 1, head = :h WHERE name = 'security_log'")
            uow.session.execute(ended, {"h": first.hash})
        with database.reading() as uow:
            found, seals = verify_all(uow), list_seals(uow)
    finally:
        rearm(database)

    assert seals[0].last_line == 3
    assert [each.kind for each in found] == ["unsealed"]


def test_the_security_log_shows_the_newest_line_first(database: Database) -> None:
    notes = [
        SecurityNote(later(minute), "refused", None, "127.0.0.1", {"move": "close"})
        for minute in range(3)
    ]
    with database.writing() as uow:
        for note in notes:
            note_security(uow, note)

    with database.reading() as uow:
        assert list_security_notes(uow, limit=2) == (notes[2], notes[1])
