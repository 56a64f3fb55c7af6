"""The archive re-read: missing, altered, orphan and unfinished files, rows changed by hand."""

import pytest
from sqlalchemy import text

from service.archive.filing import file_document
from service.archive.integrity import Fault, find_faults
from service.archive.vault import Vault
from service.store.database import Database
from service.store.ledger.issued import IssuedDocument
from tests.store.builders import SLIP, a_person, a_record, an_issue
from tests.store.tampering import disarm, rearm


def a_document(database: Database, vault: Vault) -> IssuedDocument:
    """A document, issued."""
    with database.writing() as uow:
        record = a_record(uow, a_person(uow))
        (issued,) = file_document(uow, vault, [an_issue(record)], b"docx", actor_name="Ánh")
    return issued


def name_of(issued: IssuedDocument) -> str:
    """The file's path below the vault."""
    return f"{issued.sha256[:2]}/{issued.sha256[2:4]}/{issued.sha256}"


def faults(database: Database, vault: Vault) -> tuple[Fault, ...]:
    """The faults of the whole archive."""
    with database.reading() as uow:
        return find_faults(uow, vault)


def test_a_sound_archive_has_no_fault(database: Database, vault: Vault) -> None:
    a_document(database, vault)

    assert faults(database, vault) == ()


def test_a_missing_file_is_found_by_name(database: Database, vault: Vault) -> None:
    issued = a_document(database, vault)

    vault.remove(issued.sha256)

    assert faults(database, vault) == (Fault("missing file", name_of(issued)),)


def test_a_single_flipped_bit_is_found_by_name(database: Database, vault: Vault) -> None:
    issued = a_document(database, vault)

    vault.path_of(issued.sha256).write_bytes(b"docy")

    assert faults(database, vault) == (Fault("altered file", name_of(issued)),)


def test_a_half_written_file_is_found_by_name(database: Database, vault: Vault) -> None:
    issued = a_document(database, vault)
    half = vault.path_of(issued.sha256).with_name(".unfinished-x")

    half.write_bytes(b"do")

    name = half.relative_to(vault.root).as_posix()
    assert faults(database, vault) == (Fault("unfinished file", name),)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE issued_document SET \"values\" = '{}'",
        "UPDATE issued_document SET reason = 'khác'",
        "UPDATE issued_document SET issued_at = '2026-03-05T00:00:00.000000Z'",
        "UPDATE issued_document SET issued_at = 'hôm qua'",
        "UPDATE issued_document SET settings = '{'",
        "UPDATE event SET payload = '{'",
        "UPDATE event SET payload = '5'",
        "DELETE FROM issued_document",
    ],
)
def test_a_row_changed_by_hand_is_found_by_name(
    database: Database, vault: Vault, change: str
) -> None:
    issued = a_document(database, vault)
    try:
        with database.writing() as uow:
            disarm(uow)
            uow.session.execute(text(change))

        found = faults(database, vault)
    finally:
        rearm(database)

    assert Fault("altered row", f"{issued.record_id} {SLIP} v1") in found
