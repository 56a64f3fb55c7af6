"""The security log asked for people and lines that no number names, and sealed while empty."""

import pytest

from service.store.database import Database
from service.store.ledger.security_log import LogQuery, SecurityNote, note_security, read_log
from tests.store.builders import a_person, later

BEYOND = 2**70


@pytest.fixture
def lines(database: Database) -> Database:
    """A log of three lines by one person, of one minute each."""
    with database.writing() as uow:
        person = a_person(uow)
    for n in range(3):
        with database.writing() as uow:
            note_security(uow, SecurityNote(later(n), "refused", person.id, "", {}))
    return database


@pytest.mark.parametrize("nobody", [BEYOND, -BEYOND, 0])
def test_the_lines_of_nobody_are_none(lines: Database, nobody: int) -> None:
    with lines.reading() as uow:
        assert read_log(uow, LogQuery(is_sample=False, actor_id=nobody)) == ()


@pytest.mark.parametrize(("before", "found"), [(BEYOND, 0), (-BEYOND, 0), (99, 3), (2, 1), (1, 0)])
def test_before_a_line_that_is_none_stands_what_has_a_lower_number(
    lines: Database, before: int, found: int
) -> None:
    with lines.reading() as uow:
        assert len(read_log(uow, LogQuery(is_sample=False, before=before))) == found


def test_the_oldest_stand_first_when_asked_so(lines: Database) -> None:
    with lines.reading() as uow:
        newest_first = read_log(uow, LogQuery(is_sample=False))
        oldest_first = read_log(uow, LogQuery(is_sample=False, oldest_first=True))

    assert [each.sequence for each in oldest_first] == [1, 2, 3]
    assert oldest_first == tuple(reversed(newest_first))


def test_moments_asked_for_include_the_first_and_leave_out_the_last(lines: Database) -> None:
    with lines.reading() as uow:
        found = read_log(uow, LogQuery(is_sample=False, since=later(1), until=later(2)))

    assert [each.at for each in found] == [later(1)]
