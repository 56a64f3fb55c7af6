"""Unsent texts: what a person typed at a place of the pages, kept for them until they send it."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from service.formkit.form import Form
from service.formkit.labels import Label
from service.store.records import unsent_texts
from service.store.records.unsent_texts import UnsentText
from service.workflow.actor import Actor
from service.workflow.errors import DatabaseBusy, DiskFull, NotFound, RuleRefuses
from service.workflow.office import Office

KEPT_FOR = timedelta(days=30)
MOST_PLACES = 50
"""Places at which one person has unsent text; at 900 kB a page that bounds what is kept."""
MOST_AT_ONCE = 500
"""Texts forgotten in one transaction: who saves meanwhile waits some milliseconds."""
NEVER_KEPT = frozenset({"csrf_token", "submission"})
_SECRET = frozenset({"password", "secret", "token"})
TOO_MANY = Label(
    f"Anh/chị đang có nội dung chưa gửi ở {MOST_PLACES} nơi nên chưa lưu thêm được. "
    "Vui lòng gửi hoặc bỏ bớt ở trang Việc của tôi.",
    f"You have unsent text at {MOST_PLACES} places, so no more can be kept. "
    "Please send or discard some on the page My work.",
)


@dataclass(frozen=True)
class Unsent:
    """An unsent text in a list: with the form and the number of the record it belongs to."""

    text: UnsentText
    form: Form | None
    number: str


def keep_unsent(
    office: Office,
    actor: Actor,
    place: str,
    typed: Iterable[tuple[str, str]],
    *,
    record_id: str | None = None,
    version: int = 0,
) -> UnsentText:
    """Return what the person typed at the place as it is kept, over what was kept there before.

    Secrets are never kept. Raises RuleRefuses for one who has unsent text at too many places.
    """
    now = office.now()
    with office.database.writing() as uow:
        kept = unsent_texts.keep_unsent(
            uow,
            actor.person_id,
            place,
            [pair for pair in typed if not is_secret(pair[0])],
            record_id=record_id,
            version=version if 0 <= version < 2**31 else 0,
            most=MOST_PLACES,
            now=now,
        )
    if kept is None:
        raise RuleRefuses(TOO_MANY)
    return kept


def is_secret(name: str) -> bool:
    """Return whether the field of that name is never kept: passwords, tokens, keys of a click."""
    # Word by word: what a secretary proposes is no secret.
    return name in NEVER_KEPT or not _SECRET.isdisjoint(re.split(r"[_-]", name.lower()))


def find_unsent(office: Office, actor: Actor, place: str) -> UnsentText | None:
    """Return what the person has unsent at that place, or None."""
    with office.database.reading() as uow:
        return unsent_texts.find_unsent(uow, actor.person_id, place, since=_oldest(office))


def get_unsent(office: Office, actor: Actor, unsent_id: int) -> Unsent:
    """Return the person's own unsent text; raises NotFound for anybody else's."""
    found = [each for each in list_unsent(office, actor) if each.text.id == unsent_id]
    if not found:
        raise NotFound
    return found[0]


def list_unsent(office: Office, actor: Actor, record_id: str | None = None) -> tuple[Unsent, ...]:
    """Return the person's unsent texts, newest first: all, or those of one record."""
    with office.database.reading() as uow:
        found = unsent_texts.list_unsent(
            uow, actor.person_id, since=_oldest(office), record_id=record_id
        )
    return tuple(Unsent(text, office.catalogue.get(form), number) for text, form, number in found)


def discard_unsent(office: Office, actor: Actor, place: str) -> None:
    """Forget what the person has unsent at that place: it was sent, or they want it no more."""
    if find_unsent(office, actor, place) is None:
        # Most of what is sent was never kept; then nothing is written.
        return
    with suppress(DatabaseBusy, DiskFull), office.database.writing() as uow:
        unsent_texts.discard_unsent(uow, actor.person_id, place)


def forget_unsent(office: Office, before: datetime | None = None) -> int:
    """Return how many unsent texts are gone that nobody touched since, by default, 30 days."""
    with office.database.writing() as uow:
        return unsent_texts.forget_unsent(uow, before or _oldest(office), MOST_AT_ONCE)


def _oldest(office: Office) -> datetime:
    return office.now() - KEPT_FOR
