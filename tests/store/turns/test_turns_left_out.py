"""Turns that do not count are left out of work, its number and deadlines, holder by holder."""

from datetime import date

import pytest

from service.store.database import Database, UnitOfWork
from service.store.turns.deadlines import deadlines_of
from service.store.turns.turns import TurnKept, count_work, set_turns, work_of
from tests.store.builders import NOW, a_person, a_record

DUE = date(2026, 3, 9)
HEAD, BOARD = "h1", "iso_board"


@pytest.fixture
def waiting(database: Database) -> tuple[Database, str, str]:
    """Two records, each with a turn of the head and one of the board; the second is due first."""
    with database.writing() as uow:
        person = a_person(uow)
        first, second = a_record(uow, person).id, a_record(uow, person).id
        for record, due in ((first, date(2026, 3, 16)), (second, DUE)):
            turns = [TurnKept(holder, "with_unit_head", NOW, due) for holder in (HEAD, BOARD)]
            set_turns(uow, record, turns)
    return database, first, second


def records(uow: UnitOfWork, holders: list[str], but: dict[str, set[str]]) -> list[list[str]]:
    """The records of these holders, as work and as deadlines."""
    work = [line.record_id for line in work_of(uow, holders, but=but)]
    return [work, [each.record_id for each in deadlines_of(uow, holders, but=but)]]


def test_a_record_left_out_for_one_holder_still_waits_for_the_other(
    waiting: tuple[Database, str, str],
) -> None:
    database, first, second = waiting

    with database.reading() as uow:
        of_head = records(uow, [HEAD], {HEAD: {second}})
        of_board = records(uow, [BOARD], {HEAD: {second}})
        of_both = records(uow, [HEAD, BOARD], {HEAD: {second}})
        of_neither = records(uow, [HEAD, BOARD], {HEAD: {second}, BOARD: {second}})

    assert of_head == [[first], [first]]
    assert of_board == of_both == [[second, first], [second, first]]
    assert of_neither == [[first], [first]]


def test_nothing_left_out_leaves_every_record(waiting: tuple[Database, str, str]) -> None:
    database, first, second = waiting

    with database.reading() as uow:
        found = [records(uow, [HEAD], but) for but in ({}, {HEAD: set()}, {"h2": {first}})]

    assert found == [[[second, first], [second, first]]] * 3


def test_what_is_left_out_is_not_counted(waiting: tuple[Database, str, str]) -> None:
    database, first, second = waiting

    with database.reading() as uow:
        counts = [
            count_work(uow, [HEAD, BOARD]),
            count_work(uow, [HEAD, BOARD], but={HEAD: {first}}),
            count_work(uow, [HEAD], but={HEAD: {first, second}}),
            count_work(uow, [HEAD], due_before=date(2026, 3, 16)),
            count_work(uow, [HEAD], due_before=DUE),
        ]

    assert counts == [2, 2, 0, 1, 0]


def test_a_deadline_says_of_which_record_since_when_and_until_when(
    waiting: tuple[Database, str, str],
) -> None:
    database, _, second = waiting

    with database.reading() as uow:
        earliest = deadlines_of(uow, [HEAD])[0]

    assert (earliest.record_id, earliest.due_on, earliest.since) == (second, DUE, NOW)
    assert (earliest.stage, earliest.form_code) == ("with_unit_head", "BM.CTCL.01")
    assert earliest.summary == "Hồ sơ thiếu chữ ký"


def test_a_single_turn_that_was_lent_counts_beside_ones_own(
    waiting: tuple[Database, str, str],
) -> None:
    database, first, _ = waiting

    with database.reading() as uow:
        lent = deadlines_of(uow, ["h9"], lent=[(first, BOARD)])
        of_nobody = deadlines_of(uow, ["h9"], lent=[(first, "h8")])

    assert [each.record_id for each in lent] == [first]
    assert of_nobody == ()
