"""What the service refuses is written to the security log, apart from the record's own chain."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from service.store.errors import StoreError
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed, NotFound
from service.workflow.log_privileged_act import note_deed
from service.workflow.office import Office


@contextmanager
def noting_refusals(office: Office, actor: Actor, record_id: str, deed: str) -> Iterator[None]:
    """Let the deed happen; when it is refused to this person, note that and raise again."""
    try:
        yield
    except (NotAllowed, NotFound) as refused:
        # The record's transaction is over by now, so the note stands although nothing else does.
        if not refused.is_noted:
            note_refusal(office, actor, record_id, deed, refused)
        raise


def note_at_the_door(office: Office, actor: Actor, deed: str, error: Exception) -> None:
    """Write down what a door is about to refuse, unless it is noted already.

    The one place that every refusal passes: whoever may not do something, and whoever asks for
    what is not theirs to see. Where the log cannot be written the answer stays the refusal.
    """
    hidden = isinstance(error, NotFound) and error.hidden
    if not (hidden or isinstance(error, NotAllowed)):
        return
    if isinstance(error, NotAllowed | NotFound) and not error.is_noted:
        with suppress(StoreError):
            note_refusal(office, actor, hidden or "", deed, error)


def note_refusal(
    office: Office, actor: Actor, record_id: str, deed: str, refused: NotAllowed | NotFound
) -> None:
    """Write one refusal to the security log, in a transaction of its own."""
    payload = {"record": record_id[:100], "deed": deed[:100], "rule": refused.label.vi}
    with office.database.writing() as uow:
        note_deed(office, uow, actor, "refused", payload)
    refused.is_noted = True
