"""A file kept: its bytes in the vault, its row in the store, its fingerprint in the chain."""

import logging
from collections.abc import Sequence

from service.archive.vault import FileAltered, FileMissing, KeptFile, Vault
from service.store.base import JsonObject
from service.store.database import UnitOfWork
from service.store.engine import crash_points
from service.store.ledger.events import NewEvent, append_event
from service.store.ledger.issued import Issue, IssuedDocument, add_issued
from service.store.records.evidence import Evidence, EvidenceFacts, add_evidence

DOCUMENT_ISSUED = "document_issued"
EVIDENCE_ADDED = "evidence_added"
_log = logging.getLogger(__name__)


def file_document(
    uow: UnitOfWork, vault: Vault, issues: Sequence[Issue], content: bytes, *, actor_name: str
) -> tuple[IssuedDocument, ...]:
    """The issued document (văn bản phát hành) of each record it is issued for, kept once for all.

    It counts once the caller's transaction commits. File first, then row: a crash between them
    leaves a file nobody knows, never a row without its file. Raises DiskFull.
    """
    crash_points.passed("after render")
    kept = vault.put(content)
    return tuple(_row_of(uow, issue, kept, actor_name) for issue in issues)


def _row_of(uow: UnitOfWork, issue: Issue, kept: KeptFile, actor_name: str) -> IssuedDocument:
    issued = add_issued(uow, issue, sha256=kept.sha256, size=kept.size)
    append_event(
        uow,
        issue.record_id,
        NewEvent(
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
    what = f"{issued.form_code} v{issued.version}"
    return _proved(vault, issued.sha256, issued.record_id, what)


def file_evidence(
    uow: UnitOfWork,
    kept: KeptFile,
    facts: EvidenceFacts,
    *,
    actor_name: str,
    behalf: JsonObject | None = None,
) -> Evidence:
    """The evidence (bằng chứng) of a file that is in the vault already; counts once committed.

    `behalf` says for whom it was added, where a delegation gave the right. The vault writes the
    file before the transaction begins: nobody waits for 25 MB to reach the disk.
    """
    given: JsonObject = {"for": behalf} if behalf else {}
    evidence = add_evidence(uow, facts, sha256=kept.sha256, size=kept.size)
    append_event(
        uow,
        facts.record_id,
        NewEvent(
            kind=EVIDENCE_ADDED,
            actor_id=facts.added_by,
            actor_name=actor_name,
            at=facts.added_at,
            payload={
                "evidence": evidence.id,
                "file_name": evidence.file_name,
                "media_type": evidence.media_type,
                "size": evidence.size,
                "sha256": evidence.sha256,
                "fingerprint": evidence.fingerprint,
                "note": evidence.note,
                **given,
            },
        ),
    )
    return evidence


def read_evidence(vault: Vault, evidence: Evidence) -> bytes:
    """The bytes that were added, proved by their hash. Raises FileMissing, FileAltered."""
    return _proved(vault, evidence.sha256, evidence.record_id, f"evidence {evidence.id}")


def _proved(vault: Vault, digest: str, record_id: str, what: str) -> bytes:
    """The file's bytes; who runs the service reads in the log which one is missing or altered."""
    try:
        return vault.read(digest)
    except (FileMissing, FileAltered) as damage:
        file = vault.path_of(digest).relative_to(vault.root).as_posix()
        details = {"record": record_id, "what": what, "file": file, "cause": type(damage).__name__}
        _log.error("file damaged", extra=details)
        raise
