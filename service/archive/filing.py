"""A document filed: its bytes in the vault, its row in the store, its fingerprint in the chain."""

from __future__ import annotations

from service.archive.vault import Vault
from service.store import checkpoints
from service.store.database import UnitOfWork
from service.store.events import Happening, append_event
from service.store.issued import Issue, IssuedDocument, add_issued

DOCUMENT_ISSUED = "document_issued"


def file_document(
    uow: UnitOfWork, vault: Vault, issue: Issue, content: bytes, *, actor_name: str
) -> IssuedDocument:
    """The issued document (văn bản phát hành); it counts once the caller's transaction commits.

    File first, then row: a crash between them leaves a file nobody knows, never a row without its
    file. Raises DiskFull.
    """
    checkpoints.passed("after render")
    kept = vault.put(content)
    issued = add_issued(uow, issue, sha256=kept.sha256, size=kept.size)
    append_event(
        uow,
        issue.record_id,
        Happening(
            kind=DOCUMENT_ISSUED,
            actor_id=issue.issued_by,
            actor_name=actor_name,
            at=issue.issued_at,
            payload={
                "form_code": issued.form_code,
                "version": issued.version,
                "sha256": issued.sha256,
                "fingerprint": issued.fingerprint,
                "reason": issued.reason,
            },
        ),
    )
    return issued


def read_document(vault: Vault, issued: IssuedDocument) -> bytes:
    """The bytes that were issued, proved by their hash. Raises FileMissing, FileAltered."""
    return vault.read(issued.sha256)
