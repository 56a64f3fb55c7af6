"""What the service refuses is written to the security log, apart from the record's own chain."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from service.store.settings import SecurityNote, note_security
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed, NotFound
from service.workflow.office import Office


@contextmanager
def noting_refusals(office: Office, actor: Actor, record_id: str, deed: str) -> Iterator[None]:
    """Let the deed happen; when it is refused to this person, note that and raise again."""
    try:
        yield
    except (NotAllowed, NotFound) as refused:
        # The record's transaction is over by now, so the note stands although nothing else does.
        note_refusal(office, actor, record_id, deed, refused)
        raise


def note_refusal(
    office: Office, actor: Actor, record_id: str, deed: str, refused: NotAllowed | NotFound
) -> None:
    """Write one refusal to the security log, in a transaction of its own."""
    payload = {"record": record_id[:100], "deed": deed[:100], "rule": refused.label.vi}
    with office.database.writing() as uow:
        note_security(uow, SecurityNote(office.clock(), "refused", actor.person_id, "", payload))
