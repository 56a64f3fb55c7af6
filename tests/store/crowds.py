"""Very many records at once, put in by SQL: for what must not grow with them."""

from sqlalchemy import text

from service.store.database import Database
from tests.store.builders import a_person, a_record, a_unit

UNITS = 10
PEOPLE = 30

_SPREAD = """
WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count)
"""

_RECORDS = """
INSERT INTO record (entry, id, form_code, form_version, year, stage, answers, summary,
  requesting_unit_id, concerned_unit_id, submitter_id, version, is_sample, created_at, updated_at)
SELECT i + 10, 'r' || i, CASE WHEN i % 50 = 0 THEN 'BM.CTCL.02' ELSE 'BM.CTCL.01' END, '01',
  2020 + i % 6, CASE i % 20 WHEN 0 THEN 'analysing' WHEN 1 THEN 'closed' ELSE 'with_unit_head' END,
  '{}', 'Hồ sơ', 1 + i % :units, 1 + (i / 7) % :units, 1 + i % :people, 1, false,
  '2026-03-05T01:30:00.000000Z', '2026-03-05T01:30:00.000000Z'
FROM n
"""

_ACCESS = """
INSERT INTO record_access (viewer, entry, form_code, stage, year, due_key)
WITH seen AS (
  SELECT entry, form_code, stage, year, requesting_unit_id, concerned_unit_id, submitter_id,
    CASE WHEN entry % 10 = 0 THEN '2026-0' || (1 + entry % 7) || '-05' ELSE '9999-12-31' END AS due
  FROM record
)
SELECT '*', entry, form_code, stage, year, due FROM seen
UNION SELECT 'u' || requesting_unit_id, entry, form_code, stage, year, due FROM seen
UNION SELECT 'u' || concerned_unit_id, entry, form_code, stage, year, due FROM seen
UNION SELECT 'p' || submitter_id, entry, form_code, stage, year, due FROM seen
"""

_WORDS = """
INSERT INTO record_word (word, entry)
SELECT 'hoso', entry FROM record
UNION SELECT 'thieu', entry FROM record WHERE entry % 2 = 0
UNION SELECT 'so' || entry, entry FROM record
UNION SELECT 'hiem', entry FROM record WHERE entry % 97 = 0 AND entry < 2000
"""


def crowd(database: Database, count: int) -> None:
    """Add so many records, over ten units, thirty people, six years."""
    with database.writing() as uow:
        for _ in range(UNITS):
            a_unit(uow)
        people = [a_person(uow) for _ in range(PEOPLE)]
        a_record(uow, people[0])
        uow.session.execute(text("DELETE FROM record_access"))
        uow.session.execute(text("DELETE FROM record_word"))
        uow.session.execute(text("DELETE FROM record"))
        spread = {"count": count, "units": UNITS, "people": PEOPLE}
        insert, select = _RECORDS.split("SELECT", 1)
        uow.session.execute(text(f"{insert} {_SPREAD} SELECT {select}"), spread)
        uow.session.execute(text(_ACCESS))
        uow.session.execute(text(_WORDS))
