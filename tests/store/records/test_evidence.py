"""Evidence in the store: one row a file and record, read by record and number, never by either."""

import pytest
from sqlalchemy.exc import IntegrityError

from service.store.database import Database
from service.store.errors import NotStored
from service.store.records.evidence import (
    add_evidence,
    find_evidence,
    get_evidence,
    list_all_evidence,
    list_evidence,
)
from tests.store.builders import a_person, a_record, evidence_facts


def test_evidence_is_listed_in_the_order_it_was_added(database: Database) -> None:
    with database.writing() as uow:
        record, other = (a_record(uow, a_person(uow)) for _ in range(2))
        added = [
            add_evidence(uow, evidence_facts(record, note=f"Tệp {n}"), sha256=n * 64, size=1)
            for n in "cab"
        ]
        of_other = add_evidence(uow, evidence_facts(other), sha256="a" * 64, size=1)

    with database.reading() as uow:
        assert list_evidence(uow, record.id) == tuple(added)
        assert list_all_evidence(uow) == (*added, of_other)
        assert find_evidence(uow, other.id, "a" * 64) == of_other
        assert find_evidence(uow, other.id, "b" * 64) is None


def test_evidence_is_found_under_its_own_record_only(database: Database) -> None:
    with database.writing() as uow:
        record, other = (a_record(uow, a_person(uow)) for _ in range(2))
        added = add_evidence(uow, evidence_facts(record), sha256="a" * 64, size=1)

    with database.reading() as uow:
        assert get_evidence(uow, record.id, added.id) == added
        for record_id, number in (
            (other.id, added.id),
            (record.id, added.id + 1),
            (record.id, 2**63),
            (record.id, -1),
            ("r\x00\ud800", added.id),
        ):
            with pytest.raises(NotStored):
                get_evidence(uow, record_id, number)


def test_a_record_never_has_the_same_content_twice(database: Database) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        add_evidence(uow, evidence_facts(record), sha256="a" * 64, size=1)

    with database.writing() as uow, pytest.raises(IntegrityError):
        add_evidence(uow, evidence_facts(record), sha256="a" * 64, size=1)


def test_the_fingerprint_is_of_everything_the_row_says(database: Database) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        one = add_evidence(uow, evidence_facts(record), sha256="a" * 64, size=1)
        two = add_evidence(uow, evidence_facts(record), sha256="b" * 64, size=1)

    with database.reading() as uow:
        assert get_evidence(uow, record.id, one.id).fingerprint == one.fingerprint
    assert one.fingerprint != two.fingerprint
