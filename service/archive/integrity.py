"""The archive re-read, not trusted: missing, altered and orphan files, and rows changed by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from service.archive.filing import DOCUMENT_ISSUED
from service.archive.vault import FileAltered, FileMissing, Vault
from service.store.database import UnitOfWork
from service.store.events import events_of_kind
from service.store.issued import IssuedDocument, list_all_issued

FaultKind = Literal["missing file", "altered file", "orphan file", "unfinished file", "altered row"]


@dataclass(frozen=True)
class Fault:
    """Something wrong in the archive (kho lưu), by name.

    `name` is the file's path below the vault, or for an altered row the record, form and version.
    """

    kind: FaultKind
    name: str


def find_faults(uow: UnitOfWork, vault: Vault) -> tuple[Fault, ...]:
    """Every fault found by reading every file again; empty when the archive is sound.

    An orphan is what a crash before the commit leaves, or a document being filed this moment:
    harmless, and its number was not spent.
    """
    issued = list_all_issued(uow)
    known = {document.sha256 for document in issued}
    faults = [
        *_file_faults(vault, known),
        *(Fault("altered row", name) for name in _altered_rows(uow, issued)),
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


def _altered_rows(uow: UnitOfWork, issued: tuple[IssuedDocument, ...]) -> Iterator[str]:
    """Rows that do not say what the chain of events says was issued, and rows that are gone."""
    rows = {_row_name(row.record_id, row.form_code, row.version): row for row in issued}
    sworn = dict(_sworn(uow))
    for name in sorted(rows.keys() | sworn.keys()):
        row = rows.get(name)
        if row is None or row.fingerprint != sworn.get(name):
            yield name


def _sworn(uow: UnitOfWork) -> Iterator[tuple[str, object]]:
    """The name and the fingerprint of every row, as the chain of events has them."""
    for event in events_of_kind(uow, DOCUMENT_ISSUED):
        # A payload broken by hand says nothing; verifying the chains names it.
        payload: object = event.payload
        said = payload if isinstance(payload, Mapping) else {}
        name = _row_name(event.record_id, said.get("form_code"), said.get("version"))
        yield name, said.get("fingerprint")


def _row_name(record_id: str, form_code: object, version: object) -> str:
    return f"{record_id} {form_code} v{version}"


def _name(vault: Vault, path: Path) -> str:
    return path.relative_to(vault.root).as_posix()
