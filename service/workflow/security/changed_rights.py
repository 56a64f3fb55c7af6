"""Rights changed of late: told to secretary and director until each of them has looked at it."""

from service.formkit.moves import Role
from service.store.ledger.security_log import LogQuery, mark_seen, news_of
from service.workflow.actor import Actor
from service.workflow.errors import NotAllowed
from service.workflow.office import Office
from service.workflow.security.event_sentences import OF_RIGHTS
from service.workflow.security.log_text import ToldLine, told

TOLD = (Role.ISO_SECRETARY, Role.DIRECTOR)
MOST_TOLD = 20


def is_told_of_rights(actor: Actor) -> bool:
    """Return whether the person is told of roles given and passwords reset."""
    return actor.holds(*TOLD)


def changed_rights(office: Office, actor: Actor) -> tuple[ToldLine, ...]:
    """Return the roles given and passwords reset that the person has not looked at, oldest first.

    Only what happened since they were first who is told, at most MOST_TOLD, so that nothing is put
    away unread; nothing for anybody else.
    """
    if not is_told_of_rights(actor):
        return ()
    asked = LogQuery(is_sample=actor.is_sample, kinds=OF_RIGHTS, limit=MOST_TOLD)
    with office.database.reading() as uow:
        # Not since they got the post back: who takes it away for a moment would hide what was done.
        # What one was given at the same moment as the role of being told is no news.
        return tuple(told(line) for line in news_of(uow, actor.person_id, TOLD, asked))


def rights_seen(office: Office, actor: Actor, up_to: int) -> None:
    """Return when the person has looked at every line up to that one; raises NotAllowed."""
    if not is_told_of_rights(actor):
        raise NotAllowed
    with office.database.writing() as uow:
        mark_seen(uow, actor.person_id, up_to)
