"""Evidence of a record: files added by who has a part in it, read by everybody who sees it."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from hashlib import sha256

from service.archive.filing import file_evidence, read_evidence
from service.archive.intake.accept_file import LARGEST_FILE, judge_file
from service.archive.intake.kinds import ACCEPTED, JPEG, PNG
from service.archive.intake.refusals import FileRefused, Reason
from service.archive.intake.safe_names import kept_ascii_name
from service.formkit import vietnamese
from service.formkit.labels import FieldErrors, Label
from service.formkit.moves import Party, Role
from service.formkit.schema_fields import TOO_LONG
from service.store.base import value_of
from service.store.database import UnitOfWork
from service.store.ledger.events import timeline
from service.store.ledger.security_log import SecurityNote, note_security
from service.store.records import evidence, records
from service.store.records.evidence import Evidence, EvidenceFacts
from service.store.records.records import Record
from service.workflow.actor import Actor
from service.workflow.authority import Capacity, authority_in, visible_record
from service.workflow.errors import NotAllowed, looking_up
from service.workflow.event_kinds import EVIDENCE_ADDED
from service.workflow.files.document_files import Download
from service.workflow.files.evidence_quota import room_for
from service.workflow.files.refused_files import SentFile, noting_refused_file
from service.workflow.log_refusal import noting_refusals
from service.workflow.office import Office
from service.workflow.submissions import submission_key, submitting

__all__ = [
    "ACCEPTED",
    "LARGEST_FILE",
    "LONGEST_NOTE",
    "SHOWN_INLINE",
    "TOO_LARGE",
    "EvidenceView",
    "RecordEvidence",
    "add_evidence",
    "download_evidence",
    "list_evidence",
    "note_too_large",
    "require_adding",
]

LONGEST_NOTE = 500
ADD, READ = "add_evidence", "read_evidence"
"""What is refused, as the security log names it."""
LEADING = frozenset({Role.ISO_SECRETARY, Role.ISO_BOARD, Role.DIRECTOR})
"""Roles that add evidence to any record; an auditor as such only reads."""
WORKING_PARTS = ("submitter", "author", "assignee", "executor", "implementer", "verifier")
ADDERS = Party(
    roles=LEADING, heads_of=("requesting", "concerned", "executing"), parts=WORKING_PARTS
)
"""Who adds evidence, as `Authority` decides it: a delegate too, while the delegation runs."""
SHOWN_INLINE = frozenset({JPEG.media_type, PNG.media_type})
"""Pictures may be looked at in the browser: it draws them in a sandbox. A PDF it does not."""
TOO_LARGE = FileRefused(Reason.TOO_LARGE).label
ENDED = Label(
    "Hồ sơ đã kết thúc nên không nhận thêm bằng chứng (QT.CTCL 5.7).",
    "The record has ended, so it takes no more evidence (QT.CTCL 5.7).",
)
NOT_YOURS = Label(
    "Chỉ người có phần việc trong hồ sơ, Trưởng đơn vị liên quan, Thư ký ISO, Lãnh đạo Ban ISO "
    "hoặc Giám đốc được thêm bằng chứng.",
    "Only who has a part in the record, the heads of its units, the ISO secretary, the ISO board "
    "or the director may add evidence.",
)


@dataclass(frozen=True)
class EvidenceView:
    """A file of evidence (bằng chứng) as a list shows it."""

    id: int
    record_id: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    note: str
    stage: str
    added_by: str
    added_at: datetime
    shown_inline: bool


@dataclass(frozen=True)
class RecordEvidence:
    """All evidence of a record, oldest first, and whether this person may add to it."""

    files: tuple[EvidenceView, ...]
    may_add: bool


def add_evidence(
    office: Office,
    actor: Actor,
    record_id: str,
    *,
    file_name: str,
    content: bytes,
    note: str = "",
    submission: str = "",
) -> EvidenceView:
    """Return the evidence added; the same content twice on a record gives the first.

    File first, then row: a crash between them leaves a file nobody knows. Raises NotFound,
    NotAllowed (both noted in the security log), FieldErrors beside `file` or `note`, DiskFull.
    """
    require_adding(office, actor, record_id)
    note = _checked_note(note)
    noting = partial(noting_refused_file, office, actor, record_id, ADD)
    sent = SentFile(file_name, len(content), content)
    with noting(sent):
        # Before anybody looks into it or keeps it.
        _require_room(office, actor, record_id, content)
        accepted = judge_file(file_name, content)
    kept = office.vault.put(content)
    now = office.now()
    submission = submission_key(record_id, submission, ADD, kept.sha256, note)
    with (
        noting(sent),
        noting_refusals(office, actor, record_id, ADD),
        office.database.writing() as uow,
        submitting(uow, submission, actor.person_id, now) as submit,
    ):
        if submit.earlier is not None:
            first = evidence.get_evidence(uow, record_id, int(str(submit.earlier["evidence"])))
            return _view(first, _names_then(uow, record_id).get(first.id, ""))
        record, acting = _record_to_add_to(office, uow, actor, record_id)
        # Asked again with the door shut behind: two uploads at once shall not pass together.
        evidence.lock_room(uow, record_id, actor.person_id)
        added = evidence.find_evidence(uow, record_id, kept.sha256)
        if added is None:
            room_for(uow, record_id, actor.person_id, now).require(len(content))
            facts = EvidenceFacts(
                record_id=record_id,
                file_name=accepted.file_name,
                media_type=accepted.media_type,
                note=note,
                stage=record.stage,
                added_by=actor.person_id,
                added_at=now,
            )
            added = file_evidence(
                uow, kept, facts, actor_name=actor.full_name, behalf=acting.behalf
            )
        submit.answer = {"evidence": added.id}
        return _view(added, _names_then(uow, record_id).get(added.id, ""))


def require_adding(office: Office, actor: Actor, record_id: str, at_least: int = 0) -> None:
    """Return when the person may add evidence to the record now, of `at_least` so many bytes.

    What will not fit needs not be read. Raises NotFound, NotAllowed, FieldErrors beside `file`, all
    noted in the security log.
    """
    with (
        noting_refused_file(office, actor, record_id, ADD, SentFile("", at_least)),
        noting_refusals(office, actor, record_id, ADD),
        office.database.reading() as uow,
    ):
        _record_to_add_to(office, uow, actor, record_id)
        if at_least > 0:
            room_for(uow, record_id, actor.person_id, office.now()).require(at_least)


def note_too_large(office: Office, actor: Actor, record_id: str, size: int) -> None:
    """Note in the security log a file that nobody read: it was larger than any that is taken."""
    with (
        suppress(FieldErrors),
        noting_refused_file(office, actor, record_id, ADD, SentFile("", size)),
    ):
        raise FileRefused(Reason.TOO_LARGE)


def list_evidence(office: Office, actor: Actor, record_id: str) -> RecordEvidence:
    """Return the evidence of a record; raises NotFound for whoever may not see the record."""
    with office.database.reading() as uow:
        record = visible_record(uow, actor, record_id, office.today())
        adders = _names_then(uow, record_id)
        found = evidence.list_evidence(uow, record_id)
        files = tuple(_view(each, adders.get(each.id, "")) for each in found)
        acting = _right_to_add(office, uow, actor, record)
        may_add = acting is not None and not _has_ended(office, record)
    return RecordEvidence(files, may_add)


def download_evidence(office: Office, actor: Actor, record_id: str, evidence_id: int) -> Download:
    """Return the file as it was added, proved by its hash, and note who took it.

    Raises NotFound (noted in the security log), FileMissing, FileAltered.
    """
    with (
        noting_refusals(office, actor, record_id, READ),
        office.database.reading() as uow,
    ):
        visible_record(uow, actor, record_id, office.today())
        with looking_up():
            found = evidence.get_evidence(uow, record_id, evidence_id)
    content = read_evidence(office.vault, found)
    with office.database.writing() as uow:
        what = {"record": record_id, "evidence": str(evidence_id)}
        note_security(
            uow, SecurityNote(office.now(), "download", actor.person_id, actor.address, what)
        )
    plain = kept_ascii_name(vietnamese.fold(found.file_name))
    return Download(plain, found.file_name, found.media_type, content)


def _require_room(office: Office, actor: Actor, record_id: str, content: bytes) -> None:
    """Return when the file has room; what the record has already takes none. Raises NoRoom."""
    with office.database.reading() as uow:
        if evidence.find_evidence(uow, record_id, sha256(content).hexdigest()) is None:
            room_for(uow, record_id, actor.person_id, office.now()).require(len(content))


def _right_to_add(office: Office, uow: UnitOfWork, actor: Actor, record: Record) -> Capacity | None:
    """Return by what right who sees the record adds evidence to it, or None."""
    authority = authority_in(uow, actor, record, office.today())
    units = {part.holder_id for part in records.list_unit_parts(uow, record.id)}
    return authority.acting_as(ADDERS, {}, units)


def _record_to_add_to(
    office: Office, uow: UnitOfWork, actor: Actor, record_id: str
) -> tuple[Record, Capacity]:
    record = visible_record(uow, actor, record_id, office.today())
    acting = _right_to_add(office, uow, actor, record)
    if acting is None:
        raise NotAllowed(NOT_YOURS)
    if _has_ended(office, record):
        raise NotAllowed(ENDED)
    return record, acting


def _has_ended(office: Office, record: Record) -> bool:
    return office.form(record.form_code).stage(record.stage).ended


def _checked_note(note: str) -> str:
    """Return the note as it is kept; raises FieldErrors."""
    forbidden = vietnamese.find_forbidden(note)
    if forbidden:
        raise FieldErrors({"note": (Label(forbidden.vi, forbidden.en),)})
    note = vietnamese.normalise(note).strip()
    if len(note) > LONGEST_NOTE:
        raise FieldErrors({"note": (TOO_LONG.with_(most=LONGEST_NOTE, have=len(note)),)})
    return note


def _names_then(uow: UnitOfWork, record_id: str) -> dict[int, str]:
    """Return who added each file of a record, by the name of that day, as history has it."""
    return {
        number: event.actor_name
        for event in timeline(uow, record_id)
        if event.kind == EVIDENCE_ADDED and isinstance(number := event.payload["evidence"], int)
    }


def _view(found: Evidence, added_by: str) -> EvidenceView:
    inline = found.media_type in SHOWN_INLINE
    return value_of(EvidenceView, found, added_by=added_by, shown_inline=inline)
