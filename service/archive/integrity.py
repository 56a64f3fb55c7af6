"""The archive re-read, not trusted: missing, altered and orphan files, and rows changed by hand."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from service.archive.filing import DOCUMENT_ISSUED, EVIDENCE_ADDED
from service.archive.vault import FileAltered, FileMissing, Vault
from service.store.database import UnitOfWork
from service.store.ledger.events import events_of_kind
from service.store.ledger.issued import IssuedDocument, list_all_issued
from service.store.records.evidence import Evidence, list_all_evidence

FaultKind = Literal["missing file", "altered file", "orphan file", "unfinished file", "altered row"]


@dataclass(frozen=True)
class Fault:
    """Something wrong in the archive (kho lưu), by name.

    `name` is the file's path below the vault, or for an altered row the record with the form and
    version of its document, or with the number of its evidence.
    """

    kind: FaultKind
    name: str


def find_faults(uow: UnitOfWork, vault: Vault) -> tuple[Fault, ...]:
    """Every fault found by reading every file again; empty when the archive is sound.

    An orphan is what a crash before the commit leaves, or a document being filed this moment:
    harmless, and its number was not spent.
    """
    issued, evidence = list_all_issued(uow), list_all_evidence(uow)
    known = {each.sha256 for each in issued} | {each.sha256 for each in evidence}
    faults = [
        *_file_faults(vault, known),
        *(Fault("altered row", name) for name in _altered_rows(uow, issued, evidence)),
    ]
    return tuple(faults)


def _file_faults(vault: Vault, known: set[str]) -> Iterator[Fault]:
    for digest in sorted(known):
        name = _name(vault, vault.path_of(digest))
        try:
            vault.read(digest)
        except FileMissing:
            yield Fault("missing file", name)
        except FileAltered:
            yield Fault("altered file", name)
    for digest in vault.digests():
        if digest not in known:
            yield Fault("orphan file", _name(vault, vault.path_of(digest)))
    for path in vault.unfinished():
        yield Fault("unfinished file", _name(vault, path))


def _altered_rows(
    uow: UnitOfWork, issued: tuple[IssuedDocument, ...], evidence: tuple[Evidence, ...]
) -> Iterator[str]:
    """Rows that do not say what the chain of events says was kept, and rows that are gone."""
    rows = {_row_name(r.record_id, r.form_code, r.version): r.fingerprint for r in issued}
    rows |= {_evidence_name(r.record_id, r.id): r.fingerprint for r in evidence}
    sworn = {**dict(_sworn_documents(uow)), **dict(_sworn_evidence(uow))}
    for name in sorted(rows.keys() | sworn.keys()):
        if name not in rows or rows[name] != sworn.get(name):
            yield name


def _sworn_documents(uow: UnitOfWork) -> Iterator[tuple[str, object]]:
    """The name and the fingerprint of every document's row, as the chain of events has them."""
    for record_id, payload in _payloads(uow, DOCUMENT_ISSUED):
        name = _row_name(record_id, payload.get("form_code"), payload.get("version"))
        yield name, payload.get("fingerprint")


def _sworn_evidence(uow: UnitOfWork) -> Iterator[tuple[str, object]]:
    """The same of every row of evidence."""
    for record_id, payload in _payloads(uow, EVIDENCE_ADDED):
        yield _evidence_name(record_id, payload.get("evidence")), payload.get("fingerprint")


def _payloads(uow: UnitOfWork, kind: str) -> Iterator[tuple[str, Mapping[str, object]]]:
    for event in events_of_kind(uow, kind):
        # A payload broken by hand says nothing; verifying the chains names it.
        payload: object = event.payload
        yield event.record_id, payload if isinstance(payload, Mapping) else {}


def _row_name(record_id: str, form_code: object, version: object) -> str:
    return f"{record_id} {form_code} v{version}"


def _evidence_name(record_id: str, number: object) -> str:
    return f"{record_id} evidence {number}"


def _name(vault: Vault, path: Path) -> str:
    return path.relative_to(vault.root).as_posix()
