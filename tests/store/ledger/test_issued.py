"""Issued documents: versions in order, and a fingerprint over everything the row says."""

from dataclasses import replace

import pytest

from service.store.database import Database
from service.store.errors import NotStored
from service.store.ledger.issued import (
    add_issued,
    get_issued,
    list_all_issued,
    list_issued,
    newest_values,
    newest_version,
)
from tests.store.builders import SLIP, a_person, a_record, an_issue, later


def test_a_correction_is_the_next_version_of_the_same_document(database: Database) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        first = add_issued(uow, an_issue(record), sha256="a" * 64, size=10)
        second = add_issued(uow, an_issue(record, "Sai ngày"), sha256="b" * 64, size=11)

        assert list_issued(uow, record.id) == (first, second)
        assert get_issued(uow, record.id, SLIP) == second
        assert get_issued(uow, record.id, SLIP, 1) == first
        assert newest_version(uow, record.id, SLIP) == 2
    assert (first.version, first.reason) == (1, None)
    assert (second.version, second.reason) == (2, "Sai ngày")
    assert first.values == record.answers


def test_other_papers_of_a_record_have_versions_of_their_own(database: Database) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        add_issued(uow, an_issue(record), sha256="a" * 64, size=10)

        companion = replace(an_issue(record), form_code="O-02")

        assert add_issued(uow, companion, sha256="b" * 64, size=1).version == 1


def test_the_newest_values_are_those_of_the_newest_version_of_each_paper(
    database: Database,
) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        other = a_record(uow, a_person(uow, "khac"))
        notice = replace(an_issue(record), form_code="O-02")
        for number, values in enumerate(({"a": "1"}, {"a": "2"})):
            add_issued(uow, replace(notice, values=values), sha256=f"{number:064d}", size=1)
        add_issued(uow, an_issue(record), sha256="a" * 64, size=10)

        assert newest_values(uow, record.id) == {"O-02": {"a": "2"}, SLIP: record.answers}
        assert newest_values(uow, other.id) == {}


def test_a_version_never_issued_is_not_found(database: Database) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        add_issued(uow, an_issue(record), sha256="a" * 64, size=10)

        with pytest.raises(NotStored):
            get_issued(uow, record.id, SLIP, 2)
        with pytest.raises(NotStored):
            get_issued(uow, "rkhongco", SLIP)


def test_all_of_the_office_come_oldest_first(database: Database) -> None:
    with database.writing() as uow:
        person = a_person(uow)
        issued = [
            add_issued(uow, an_issue(a_record(uow, person)), sha256=name * 64, size=1)
            for name in "abc"
        ]

        assert list_all_issued(uow) == tuple(issued)


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "b" * 64},
        {"size": 2},
        {"version": 2},
        {"values": {"description": "khác"}},
        {"settings": {}},
        {"reason": "khác"},
        {"template_sha256": "0" * 64},
        {"issued_at": later(1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_fingerprint_knows_every_change(
    memory_database: Database, change: dict[str, object]
) -> None:
    with memory_database.writing() as uow:
        issued = add_issued(uow, an_issue(a_record(uow, a_person(uow))), sha256="a" * 64, size=1)

    assert replace(issued, **change).fingerprint != issued.fingerprint  # type: ignore[arg-type]
    assert replace(issued).fingerprint == issued.fingerprint
