"""Evidence re-read with the rest of the archive: its files and its rows, each by name."""

import pytest
from sqlalchemy import text

from service.archive.filing import file_evidence, read_evidence
from service.archive.integrity import Fault, find_faults
from service.archive.vault import Vault
from service.store.database import Database
from service.store.ledger.events import timeline
from service.store.ledger.verify_chains import verify_all
from service.store.records.evidence import Evidence
from tests.store.builders import a_person, a_record, evidence_facts
from tests.store.tampering import disarm, rearm


def some_evidence(database: Database, vault: Vault, content: bytes = b"%PDF") -> Evidence:
    """A file of evidence, filed."""
    with database.writing() as uow:
        facts = evidence_facts(a_record(uow, a_person(uow)))
        return file_evidence(uow, vault.put(content), facts, actor_name="Ánh")


def faults(database: Database, vault: Vault) -> tuple[Fault, ...]:
    """The faults of the whole archive."""
    with database.reading() as uow:
        return find_faults(uow, vault)


def name_of(evidence: Evidence) -> str:
    """The file's path below the vault."""
    return f"{evidence.sha256[:2]}/{evidence.sha256[2:4]}/{evidence.sha256}"


def test_filed_evidence_is_sound_and_sworn_to_in_the_chain(
    database: Database, vault: Vault
) -> None:
    evidence = some_evidence(database, vault)

    with database.reading() as uow:
        (event,) = timeline(uow, evidence.record_id)
        assert verify_all(uow) == ()
    assert event.kind == "evidence_added"
    assert event.payload["sha256"] == evidence.sha256
    assert event.payload["fingerprint"] == evidence.fingerprint
    assert read_evidence(vault, evidence) == b"%PDF"
    assert faults(database, vault) == ()


def test_missing_altered_and_orphan_files_are_found_by_name(
    database: Database, vault: Vault
) -> None:
    missing = some_evidence(database, vault, b"mot")
    altered = some_evidence(database, vault, b"hai")
    orphan = vault.put(b"ba")
    vault.remove(missing.sha256)
    vault.path_of(altered.sha256).write_bytes(b"hay")

    found = faults(database, vault)

    orphan_name = vault.path_of(orphan.sha256).relative_to(vault.root).as_posix()
    assert set(found) == {
        Fault("missing file", name_of(missing)),
        Fault("altered file", name_of(altered)),
        Fault("orphan file", orphan_name),
    }


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE evidence SET note = 'khác'",
        "UPDATE evidence SET file_name = 'khác.pdf'",
        "UPDATE evidence SET added_at = 'hôm qua'",
        "UPDATE event SET payload = '{'",
        "DELETE FROM evidence",
    ],
)
def test_a_row_changed_by_hand_is_found_by_name(
    database: Database, vault: Vault, change: str
) -> None:
    evidence = some_evidence(database, vault)
    try:
        with database.writing() as uow:
            disarm(uow)
            uow.session.execute(text(change))

        found = faults(database, vault)
    finally:
        rearm(database)

    assert Fault("altered row", f"{evidence.record_id} evidence {evidence.id}") in found
