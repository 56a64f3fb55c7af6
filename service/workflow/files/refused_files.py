"""A file that was not taken in leaves a line in the security log: who, where, what, why."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256

from service.archive.intake.refusals import FileRefused
from service.archive.intake.safe_names import kept_name
from service.formkit.labels import FieldErrors, Label
from service.store.base import Json
from service.workflow.actor import Actor
from service.workflow.files.evidence_quota import NoRoom
from service.workflow.log_privileged_act import note_deed
from service.workflow.office import Office

NO_ROOM = "no room"


@dataclass(frozen=True)
class SentFile:
    """A file as it came: its name, its size, and its bytes unless nobody read them."""

    name: str
    size: int
    content: bytes | None = None


@contextmanager
def noting_refused_file(
    office: Office, actor: Actor, record_id: str, deed: str, sent: SentFile
) -> Iterator[None]:
    """Let the file be taken in; when it is refused, note that and raise FieldErrors at `file`."""
    try:
        yield
    except FileRefused as refused:
        _note(office, actor, record_id, deed, sent, refused.reason, refused.label)
        raise FieldErrors({"file": (refused.label,)}) from refused
    except NoRoom as full:
        # The record's transaction is over by now, so the note stands although nothing else does.
        _note(office, actor, record_id, deed, sent, NO_ROOM, full.label)
        raise


def _note(
    office: Office,
    actor: Actor,
    record_id: str,
    deed: str,
    sent: SentFile,
    reason: str,
    label: Label,
) -> None:
    content = sent.content
    payload: dict[str, Json] = {
        "record": record_id[:100],
        "deed": deed[:100],
        "file": kept_name(sent.name, "") if sent.name else "",
        "size": sent.size,
        "sha256": "" if content is None else sha256(content).hexdigest(),
        "reason": str(reason),
        "rule": label.vi,
    }
    with office.database.writing() as uow:
        note_deed(office, uow, actor, "file_refused", payload)
