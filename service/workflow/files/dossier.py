"""The whole dossier of a record (hồ sơ): forms, companions, evidence and timeline in one ZIP."""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import IO

from service.archive.filing import read_document, read_evidence
from service.archive.vault import FileAltered, FileMissing
from service.formkit import vietnamese
from service.formkit.labels import Label
from service.store.database import UnitOfWork
from service.store.ledger import events, issued
from service.store.ledger.security_log import SecurityNote, note_security
from service.store.records import records
from service.store.records.evidence import list_evidence
from service.workflow.actor import Actor
from service.workflow.authority import visible_record
from service.workflow.errors import DossierUnsound
from service.workflow.files.document_files import ascii_name
from service.workflow.files.timeline_text import timeline_text
from service.workflow.office import Office

ZIP = "application/zip"
FORMS, COMPANIONS, EVIDENCE = "phieu", "giay-to-kem-theo", "bang-chung"
TIMELINE, CHECKSUMS = "dien-bien.txt", "SHA256SUMS.txt"
# A fixed moment for every member, so that the same dossier is the same file.
STAMP = (2020, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
IN_MEMORY = 1024 * 1024
"""Bytes of a dossier kept in memory; a larger one is written to a file without a name."""
SHRINKS = frozenset({"text/plain", "text/csv"})
"""What deflate makes smaller; Word files, pictures and PDFs are packed already."""
ALTERED = Label(
    "Tệp «{name}» trong hồ sơ đã bị thay đổi sau khi được lưu nên hồ sơ không được giao ra. "
    "Vui lòng báo quản trị viên.",
    "The file “{name}” of the dossier was altered after it was stored, so the dossier is not "
    "handed out. Please tell the administrator.",
)
MISSING = Label(
    "Không thấy tệp «{name}» của hồ sơ trong kho nên hồ sơ không được giao ra. "
    "Vui lòng báo quản trị viên.",
    "The file “{name}” of the dossier is not in the vault, so the dossier is not handed out. "
    "Please tell the administrator.",
)


@dataclass(frozen=True)
class Dossier:
    """A dossier to hand out: ASCII name, Vietnamese title, its size, and the open file itself."""

    file_name: str
    title: str
    size: int
    content: IO[bytes]


@dataclass(frozen=True)
class _Member:
    """A file of the ZIP: its path there, what a clerk calls it, and how its bytes are read."""

    path: str
    name: str
    read: Callable[[], bytes]
    shrinks: bool = False


def whole_dossier(office: Office, actor: Actor, record_id: str) -> Dossier:
    """Return everything kept of the record; each file is read back and proved by its hash.

    One file at a time is in memory. Raises NotFound, and DossierUnsound naming the file that is
    missing or altered; the download is noted in the security log.
    """
    with office.database.reading() as uow:
        record = visible_record(uow, actor, record_id, office.today())
        members = list(_members(office, uow, record))
    content: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - handed out
    try:
        _pack(members, content)
    except BaseException:
        content.close()
        raise
    size = content.tell()
    content.seek(0)
    note = SecurityNote(
        office.now(),
        "download",
        actor.person_id,
        actor.address,
        {"record": record_id, "whole": True},
    )
    with office.database.writing() as uow:
        note_security(uow, note)
    title = office.form(record.form_code).short.vi
    return Dossier(
        f"{record.form_code}_{ascii_name(record.number or record.id)}_ho-so.zip",
        " ".join(filter(None, (title, record.number, "(toàn bộ hồ sơ).zip"))),
        size,
        content,
    )


def _members(office: Office, uow: UnitOfWork, record: records.Record) -> Iterator[_Member]:
    form, vault = office.form(record.form_code), office.vault
    name = ascii_name(record.number or record.id)
    for document in issued.list_issued(uow, record.id):
        file = f"{document.form_code}_{name}_v{document.version:02d}.docx"
        folder = FORMS if document.form_code == form.code else COMPANIONS
        yield _Member(f"{folder}/{file}", file, partial(read_document, vault, document))
    for number, each in enumerate(list_evidence(uow, record.id), start=1):
        # Numbered, so that no two are alike and none begins like a folder or a hidden file.
        path = f"{EVIDENCE}/{number:03d}_{ascii_name(each.file_name)}"
        shrinks = each.media_type in SHRINKS
        yield _Member(path, each.file_name, partial(read_evidence, vault, each), shrinks)
    story = timeline_text(form, record, events.timeline(uow, record.id)).encode("utf-8-sig")
    yield _Member(TIMELINE, TIMELINE, lambda: story, shrinks=True)


def _pack(members: list[_Member], content: IO[bytes]) -> None:
    sums = []
    with zipfile.ZipFile(content, "w") as package:
        for member in members:
            proved = _proved(member)
            sums.append(f"{sha256(proved).hexdigest()}  {member.path}\n")
            put_member(package, member.path, proved, shrinks=member.shrinks)
        put_member(package, CHECKSUMS, "".join(sums).encode(), shrinks=True)


def _proved(member: _Member) -> bytes:
    try:
        return member.read()
    except FileAltered as error:
        raise DossierUnsound(ALTERED.with_(name=member.name)) from error
    except FileMissing as error:
        raise DossierUnsound(MISSING.with_(name=member.name)) from error


def put_member(package: zipfile.ZipFile, path: str, content: bytes, *, shrinks: bool) -> None:
    """Return when the file is in the ZIP, the same bytes whatever the day."""
    about = zipfile.ZipInfo(vietnamese.normalise(path), STAMP)
    about.external_attr = READABLE
    package.writestr(about, content, zipfile.ZIP_DEFLATED if shrinks else zipfile.ZIP_STORED)
