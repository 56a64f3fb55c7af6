"""What the tests of the obligations ask: what a paper says by its controls, who has what to do."""

from typing import Any

from service.archive.filing import read_document as file_of
from service.documents.read.read_back import read_document
from service.store.base import office_day
from service.store.ledger import issued
from service.store.people import units
from service.store.turns.reminders import reminders_for
from service.workflow.actor import Actor
from service.workflow.inbox.inbox import read_inbox
from tests.builders import House
from tests.workflow.slips.walking import Slip

SLIP = "BM.CTCL.01"


def says(slip: Slip, code: str = SLIP, version: int | None = None) -> dict[str, Any]:
    """The values that a paper of the dossier says when its Word file is read back; the newest."""
    office = slip.house.office
    with office.database.reading() as uow:
        papers = [each for each in issued.list_issued(uow, slip.id) if each.form_code == code]
    paper = papers[-1] if version is None else papers[version - 1]
    forms = (*office.catalogue, *office.companions)
    form, values = read_document(forms, office.library, file_of(office.vault, paper))
    assert form.code == code
    return values


def has_to_do(slip: Slip, actor: Actor) -> bool:
    """Whether the slip waits in that person's inbox."""
    inbox = read_inbox(slip.house.office, actor)
    return slip.id in {each.record_id for each in (*inbox.overdue, *inbox.this_week, *inbox.later)}


def is_told(slip: Slip, actor: Actor, kind: str) -> bool:
    """Whether the person is reminded of the slip today for that reason, and their inbox says so."""
    office, today = slip.house.office, office_day(slip.house.clock())
    with office.database.reading() as uow:
        kept = reminders_for(uow, actor.person_id, today)
    shown = read_inbox(office, actor).notices
    return all((slip.id, kind) in {(e.record_id, e.kind) for e in told} for told in (kept, shown))


def head_of(house: House, unit: str) -> str:
    """The head of that unit among the holders of turns."""
    with house.office.database.reading() as uow:
        found = units.find_unit(uow, unit, is_sample=False)
    assert found is not None
    return f"h{found.id}"
