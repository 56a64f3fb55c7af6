"""Filing: the file in the vault, the row in the store, the fingerprint in the chain, or none."""

import pytest

from service.archive.filing import DOCUMENT_ISSUED, file_document, read_document
from service.archive.integrity import Fault, find_faults
from service.archive.vault import Vault
from service.store.database import Database
from service.store.engine import crash_points
from service.store.ledger.events import timeline
from service.store.ledger.issued import list_issued
from service.store.ledger.verify_chains import verify_all
from tests.store.builders import a_person, a_record, an_issue


def test_a_document_filed_can_be_read_and_is_in_the_chain(database: Database, vault: Vault) -> None:
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        (issued,) = file_document(uow, vault, [an_issue(record)], b"docx", actor_name="Ánh")

    with database.reading() as uow:
        assert list_issued(uow, record.id) == (issued,)
        event = timeline(uow, record.id)[0]
        assert verify_all(uow) == ()
        assert find_faults(uow, vault) == ()
    assert read_document(vault, issued) == b"docx"
    assert (event.kind, event.actor_name) == (DOCUMENT_ISSUED, "Ánh")
    assert event.payload["fingerprint"] == issued.fingerprint


def test_a_transaction_that_fails_leaves_only_an_orphan_file(
    database: Database, vault: Vault
) -> None:
    def fail() -> None:
        with database.writing() as uow:
            record = a_record(uow, a_person(uow))
            file_document(uow, vault, [an_issue(record)], b"docx", actor_name="Ánh")
            raise LookupError

    with pytest.raises(LookupError):
        fail()

    with database.reading() as uow:
        assert [fault.kind for fault in find_faults(uow, vault)] == ["orphan file"]


def test_the_steps_are_passed_in_their_order(
    database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed: list[str] = []
    monkeypatch.setattr(crash_points, "watcher", passed.append)

    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        file_document(uow, vault, [an_issue(record)], b"docx", actor_name="Ánh")

    assert passed == list(crash_points.POINTS)


def test_a_fault_has_a_name_to_look_for(database: Database, vault: Vault) -> None:
    kept = vault.put(b"nobody knows me")

    with database.reading() as uow:
        faults = find_faults(uow, vault)

    name = f"{kept.sha256[:2]}/{kept.sha256[2:4]}/{kept.sha256}"
    assert faults == (Fault("orphan file", name),)
