"""How pages grow, `python -m tests.bench.growth`: inbox and lists, 1,000 and 100,000 records.

Two houses of 1,000 people each are asked in turn, in this process, by the verbs behind the pages;
what is told is the median of the processor's time, which other work on the machine disturbs least.
The small house has as many open records as the large one: an inbox is as long as the work.
"""

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import text

from service.formkit.moves import Role
from service.store.database import Database, UnitOfWork
from service.workflow.account.sign_in import actor_of
from service.workflow.actor import Actor
from service.workflow.inbox.inbox import count_inbox, read_inbox
from service.workflow.moves.consolidation.consolidation_desk import read_list_desk
from service.workflow.office import Office
from service.workflow.people.people import PersonEntry, enter_person, enter_unit
from service.workflow.records.count_records import count_groups
from service.workflow.records.read_records import RecordFilter, list_records
from tests.bench.house_under_load import one_story
from tests.builders import BUDGET, an_office, hashed_password
from tests.store.crowds import crowd

COUNTS = (1_000, 100_000)
PEOPLE = 1_000
OPEN = 600
ROUNDS = 60
ASKING = {
    "secretary": Role.ISO_SECRETARY,
    "director": Role.DIRECTOR,
    "unit head": Role.UNIT_HEAD,
    "official": Role.OFFICIAL,
}

_PEOPLE = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
INSERT INTO person (username, username_key, full_name, sort_key, sort_rank, title, unit_id, active,
  email, password_hash, must_change_password, is_sample)
SELECT 'nguoi' || i, 'nguoi' || i, 'Người Thứ ' || i, 'nguoi ' || i, 0, 'Chuyên viên', 1 + i % 10,
  true, '', 'x', false, false FROM n
"""
_ROLES = """
INSERT INTO person_role (person_id, role, granted_at)
SELECT id, 'official', '2026-03-05T01:30:00.000000Z' FROM person WHERE username_key LIKE 'nguoi%'
"""
_TURNS = """
INSERT INTO turn (record_id, holder, stage, since, due_on, order_key)
SELECT id, CASE entry % 4 WHEN 0 THEN 'iso_secretary' WHEN 1 THEN 'director'
    WHEN 2 THEN 'h' || :unit ELSE 'p' || :official END,
  CASE entry % 4 WHEN 0 THEN 'with_secretary' ELSE stage END,
  '2026-03-05T01:30:00.000000Z', '2026-04-10', '2026-04-10'
FROM record WHERE form_code = 'BM.CTCL.01' ORDER BY entry DESC LIMIT :open
"""
_OWN = """
INSERT OR IGNORE INTO record_access (viewer, entry, form_code, stage, year)
SELECT 'p' || :official, entry, form_code, stage, year FROM record WHERE entry % 7 = 0
"""
_REMINDERS = """
INSERT INTO reminder (person_id, record_id, day, kind, level, made_at)
SELECT 1 + entry % 30, id, '2026-03-' || CASE entry % 4 WHEN 0 THEN '05' ELSE '04' END,
  'due_today', 'holder', '2026-03-05T01:30:00.000000Z' FROM record
"""


def a_grown_house(folder: Path, count: int) -> tuple[Office, dict[str, Actor]]:
    """The house with so many records and a thousand people, and who asks in it."""
    folder.mkdir(parents=True)
    database = Database.open(folder / "ctcl.sqlite3")
    database.migrate()
    crowd(database, count)
    office = an_office(folder, database)
    with database.writing() as uow:
        one_story(uow)
        unit = enter_unit(uow, BUDGET, "QLNS")
        asking = {name: _person(office, uow, name, role) for name, role in ASKING.items()}
        given = {"unit": unit.id, "official": asking["official"].person_id, "open": OPEN}
        uow.session.execute(text(_PEOPLE), {"count": PEOPLE})
        for statement in (_ROLES, _TURNS, _OWN, _REMINDERS):
            used = {name: value for name, value in given.items() if f":{name}" in statement}
            uow.session.execute(text(statement), used)
    return office, asking


def _person(office: Office, uow: UnitOfWork, name: str, role: Role) -> Actor:
    username = name.replace(" ", "")
    entry = PersonEntry(username, f"Cán Bộ {username}", "CV", BUDGET, frozenset({role}))
    return actor_of(
        enter_person(office, uow, entry, hashed_password(), granted_by=None, must_change=False)
    )


def grown(folder: Path, say: Callable[[str], object]) -> None:
    """Say what each page costs in both houses."""
    houses = {count: a_grown_house(folder / str(count), count) for count in COUNTS}
    pages: dict[str, Callable[[Office, Actor], object]] = {
        "inbox": read_inbox,
        "menu": count_inbox,
        "record list": lambda office, actor: list_records(office, actor, RecordFilter()),
        "list, one form": lambda office, actor: list_records(
            office, actor, RecordFilter(form="BM.CTCL.01")
        ),
        "list, what is open": lambda office, actor: list_records(
            office, actor, RecordFilter(form="BM.CTCL.01", group="open")
        ),
        "list, what is late": lambda office, actor: list_records(
            office, actor, RecordFilter(form="BM.CTCL.01", group="late")
        ),
        "numbers on tabs": lambda office, actor: count_groups(
            office, actor, RecordFilter(form="BM.CTCL.01")
        ),
    }
    for page, ask in pages.items():
        for who in ASKING:
            _tell(f"{page}, {who}", _medians(houses, ask, who), say)
    _tell("list desk, secretary", _medians(houses, read_list_desk, "secretary"), say)
    for office, _ in houses.values():
        office.close()


def _medians(
    houses: dict[int, tuple[Office, dict[str, Actor]]],
    ask: Callable[[Office, Actor], object],
    who: str,
) -> list[float]:
    times: dict[int, list[float]] = {count: [] for count in houses}
    for turn in range(ROUNDS + 5):
        for count, (office, asking) in houses.items():
            begun = time.thread_time()
            ask(office, asking[who])
            if turn >= 5:
                times[count].append((time.thread_time() - begun) * 1000)
    return [statistics.median(times[count]) for count in COUNTS]


def _tell(what: str, medians: list[float], say: Callable[[str], object]) -> None:
    small, large = medians
    few, many = COUNTS
    say(
        f"{what:<31} {small:6.1f} ms with {few:,} records, {large:6.1f} ms with {many:,}:"
        f" {large / small:.2f} ×\n"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        grown(Path(name), sys.stdout.write)
