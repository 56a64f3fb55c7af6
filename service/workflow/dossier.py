"""The whole dossier of a record (hồ sơ): forms, companions, evidence and timeline in one ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from service.archive.filing import read_document
from service.formkit import vietnamese
from service.formkit.form import Form
from service.store import events, issued, records
from service.store.database import UnitOfWork
from service.store.events import Event
from service.store.evidence import list_evidence
from service.store.settings import SecurityNote, note_security
from service.store.times import OFFICE_ZONE, office_day
from service.workflow.actor import Actor
from service.workflow.office import Office
from service.workflow.papers import Download, ascii_name
from service.workflow.reading import visible_record

ZIP = "application/zip"
# A fixed moment for every member, so that the same dossier is the same file.
STAMP = (2020, 1, 1, 0, 0, 0)


def whole_dossier(office: Office, actor: Actor, record_id: str) -> Download:
    """Return everything kept of the record; each file is read back and proved by its hash.

    Raises NotFound, FileMissing, FileAltered. The download is noted in the security log.
    """
    with office.database.reading() as uow:
        record = visible_record(uow, actor, record_id, office_day(office.clock()))
        members = list(_members(office, uow, record))
    note = SecurityNote(
        office.clock(), "download", actor.person_id, "", {"record": record_id, "whole": True}
    )
    with office.database.writing() as uow:
        note_security(uow, note)
    name = ascii_name(record.number or record.id)
    title = office.form(record.form_code).short.vi
    return Download(
        f"{record.form_code}_{name}_ho-so.zip",
        f"{title} {record.number or ''} (toàn bộ hồ sơ).zip",
        ZIP,
        _zipped(members),
    )


def _members(
    office: Office, uow: UnitOfWork, record: records.Record
) -> Iterator[tuple[str, bytes]]:
    form = office.form(record.form_code)
    name = ascii_name(record.number or record.id)
    for document in issued.list_issued(uow, record.id):
        path = f"{document.form_code}_{name}_v{document.version:02d}.docx"
        folder = "phieu" if document.form_code == form.code else "giay-to-kem-theo"
        yield f"{folder}/{path}", read_document(office.vault, document)
    for evidence in list_evidence(uow, record.id):
        content = office.vault.read(evidence.sha256)
        yield f"bang-chung/{evidence.id:04d}_{ascii_name(evidence.file_name)}", content
    story = _story(form, record, events.timeline(uow, record.id))
    yield "dien-bien.txt", story.encode("utf-8-sig")


def _story(form: Form, record: records.Record, happened: tuple[Event, ...]) -> str:
    """Return the timeline as plain text, for an auditor without the service."""
    labels = {move.key: move.label.vi for move in form.moves}
    lines = [f"{form.title.vi} {record.number or ''}", f"Bước: {form.stage(record.stage).label.vi}"]
    for event in happened:
        at = event.at.astimezone(OFFICE_ZONE).strftime("%d/%m/%Y %H:%M")
        what = labels.get(event.kind, event.kind)
        lines.append(f"\n{event.sequence}. {at} – {event.actor_name} – {what}")
        payload = event.payload
        acted_for = payload.get("for")
        if isinstance(acted_for, dict):
            lines.append(f"   Thay mặt: {acted_for['name']} ({acted_for['authority']})")
        if payload.get("reason"):
            lines.append(f"   Lý do: {payload['reason']}")
        changes = payload.get("changes")
        if isinstance(changes, dict):
            lines += [_change(form, field, change) for field, change in changes.items()]
        lines.append(f"   Mã chuỗi: {event.hash}")
    return vietnamese.normalise("\n".join(lines)) + "\n"


def _change(form: Form, name: str, change: object) -> str:
    label = form.field(name).label.vi if form.has_field(name) else name
    after = change.get("after") if isinstance(change, dict) else change
    return f"   {label}: {after if after is not None else '(bỏ trống)'}"


def _zipped(members: list[tuple[str, bytes]]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members:
            package.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return kept.getvalue()
