"""What the first version kept, upgraded: each slip that waits has its turn, deadline, reminder."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from service.settings import Settings
from service.store.ledger.verify_chains import verify_all
from service.store.turns.turns import turns_of
from service.workflow.account.sign_in import sign_in
from service.workflow.actor import Actor
from service.workflow.authority import give_missing_turns
from service.workflow.inbox.inbox import read_inbox
from service.workflow.moves.make_move import make_move
from service.workflow.office import Office
from service.workflow.open_office import open_office
from service.workflow.records.read_records import RecordFilter, RecordRow, list_records
from service.workflow.reminders.send_reminders import remind, reminders_of_today
from tests.builders import PASSWORD, Clock
from tests.workflow.old_houses import an_empty_database, first_version, house_of, lost, rows_in

UPGRADED = datetime(2026, 3, 12, 2, tzinfo=UTC)
BUDGET, ADMINISTRATIVE, OF_SAMPLE = "h2", "h3", "h7"
WAITING = {
    # Sent on Thursday 05/03, Friday 06/03 and Monday 09/03: three working days each.
    "21/2026": (BUDGET, date(2026, 3, 10)),
    "22/2026": (BUDGET, date(2026, 3, 11)),
    "23/2026": (BUDGET, date(2026, 3, 11)),
    "24/2026": (BUDGET, date(2026, 3, 12)),
    "25/2026": (ADMINISTRATIVE, date(2026, 3, 12)),
    # Corrected on 11/03, which is no new day for the head.
    "26/2026": (ADMINISTRATIVE, date(2026, 3, 12)),
    "MẪU 01/2026": (OF_SAMPLE, date(2026, 3, 12)),
}


@pytest.fixture(params=["file", "postgres"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    """The office of the first version on the day it is upgraded."""
    with an_empty_database(request.param, tmp_path) as database:
        house_of(database, "0004", first_version())
        url = database.engine.url.render_as_string(hide_password=False)
        office = open_office(Settings(tmp_path, url), Clock(UPGRADED))
        yield office
        office.close()


def of(office: Office, username: str) -> Actor:
    """Who signs in under that name with the password they had."""
    return sign_in(office, username, PASSWORD, "127.0.0.1").actor


def slips(office: Office, *usernames: str) -> dict[str, RecordRow]:
    """By number what these people see in the list of slips."""
    wanted = RecordFilter(form="BM.CTCL.01")
    pages = (list_records(office, of(office, each), wanted) for each in usernames)
    return {str(row.line.number): row for page in pages for row in page.rows}


def test_it_is_the_turn_of_whose_it_was_from_the_day_they_got_it(office: Office) -> None:
    found = slips(office, "chau", "mau.chau")

    with office.database.reading() as uow:
        kept = {number: turns_of(uow, row.line.id) for number, row in found.items()}
    assert {
        number: [(each.holder, each.due_on) for each in turns] for number, turns in kept.items()
    } == {number: [turn] for number, turn in WAITING.items()}
    for number, (turn,) in kept.items():
        assert (turn.stage, turn.since) == ("with_unit_head", found[number].line.created_at)


def test_the_list_says_whom_they_wait_for_until_when(office: Office) -> None:
    found = slips(office, "chau", "mau.chau")

    assert {number: row.term and row.term.due_on for number, row in found.items()} == {
        number: day for number, (_, day) in WAITING.items()
    }
    assert [each.named.vi for each in found["21/2026"].waits] == ["Lê Thanh Tùng"]
    assert [each.why_vacant is not None for each in found["25/2026"].waits] == [True]
    assert [each.named.vi for each in found["MẪU 01/2026"].waits] == ["Lê Thanh Tùng"]


def test_the_head_has_them_to_do_and_is_reminded(office: Office) -> None:
    head = of(office, "tung")

    made = remind(office)

    inbox = read_inbox(office, head)
    assert inbox.count == 4
    assert [each.number for each in inbox.overdue] == ["21/2026", "22/2026", "23/2026"]
    assert [each.number for each in inbox.this_week] == ["24/2026"]
    assert {each.number: each.kind for each in reminders_of_today(office, head)} == {
        "21/2026": "overdue",
        "22/2026": "overdue",
        "23/2026": "overdue",
        "24/2026": "due_today",
    }
    assert made > 4


def test_who_is_the_unit_s_head_later_has_what_waited_without_one(office: Office) -> None:
    inbox = read_inbox(office, of(office, "chau"))

    assert [each.number for each in inbox.vacant] == ["25/2026", "26/2026"]


def test_the_slip_goes_on_from_there(office: Office) -> None:
    row = slips(office, "chau")["21/2026"]
    typed = {"need_criteria": ["severe"], "unit_head_decision": "Lỗi lặp lại."}

    make_move(
        office,
        of(office, "tung"),
        row.line.id,
        move="need_action",
        typed=typed,
        version=row.line.version,
        submission="upgraded",
    )

    with office.database.reading() as uow:
        assert [each.holder for each in turns_of(uow, row.line.id)] == ["iso_secretary"]
        assert verify_all(uow) == ()


def test_nothing_the_first_version_kept_is_lost(office: Office) -> None:
    was = first_version()
    sample = {row["entry"] for row in was["record"] if row["is_sample"]}
    # Who sees all sample records is told from who sees all of the office.
    access = [
        {**row, "viewer": "*m"} if row["viewer"] == "*" and row["entry"] in sample else row
        for row in was["record_access"]
    ]

    assert lost({**was, "record_access": access}, rows_in(office.database)) == []
    with office.database.reading() as uow:
        assert verify_all(uow) == ()


def test_a_second_start_finds_nothing_to_do(office: Office) -> None:
    before = rows_in(office.database)

    given = give_missing_turns(office)

    assert given == 0
    assert rows_in(office.database) == before
