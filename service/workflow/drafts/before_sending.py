"""What only sending a draft would refuse, and what it leads to: told while it can be mended."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from service.formkit.labels import Faults, FieldErrors, Label
from service.formkit.move_facts import MoveFacts
from service.formkit.moves import Move, true_now
from service.workflow.actor import Actor
from service.workflow.choosable_people import register_of
from service.workflow.drafts.draft_view import DraftView
from service.workflow.moves.parts import require_own_name, require_own_unit
from service.workflow.moves.recipients import Recipient, scene_of_draft, takers_of
from service.workflow.office import Office
from service.workflow.records.editable_fields import of_variant
from service.workflow.records.participants import name_draft
from service.workflow.records.record_index import find_units


def sending_faults(office: Office, actor: Actor, draft: DraftView) -> Faults:
    """Return what sending the draft would refuse beside what its schema already does.

    The same rules as the first move asks, all at once; nothing is sent.
    """
    form = draft.form
    answers = of_variant(form, draft.variant, draft.answers)
    found: dict[str, tuple[Label, ...]] = {}
    with office.database.reading() as uow:
        register = register_of(uow, is_sample=actor.is_sample)
        named = name_draft(register, form, draft.typed, actor)
        found.update(named.faults)
    with _noted_in(found):
        require_own_name(actor, form, answers, named.people)
    with office.database.reading() as uow, _noted_in(found):
        units = find_units(uow, form, answers, sample=actor.is_sample)
        if units.requesting is not None:
            require_own_unit(actor, form, draft.variant, units.requesting)
    return found


@contextmanager
def _noted_in(found: dict[str, tuple[Label, ...]]) -> Iterator[None]:
    try:
        yield
    except FieldErrors as wrong:
        found.update(wrong.faults)


@dataclass(frozen=True)
class SendingTold:
    """The consequences that are true of this draft, and who gets the record."""

    consequences: tuple[Label, ...]
    takers: tuple[Recipient, ...]


def sending_told(office: Office, actor: Actor, draft: DraftView, move: Move) -> SendingTold:
    """Return what the move would do to the draft as it stands."""
    form, to_stage = draft.form, draft.form.stage(move.to_stage)
    today = office.today().isoformat()
    facts = MoveFacts(today=today, actor_name=actor.full_name, before=draft.answers)
    sentences = (true_now(each, draft.answers, facts) for each in move.consequences)
    with office.database.reading() as uow:
        scene = scene_of_draft(uow, form, draft.answers, office.letterhead(uow), actor)
        turns = (turn for turn in to_stage.turns if not turn.instead)
        takers = takers_of(uow, form, move, turns, scene)
    return SendingTold(tuple(each for each in sentences if each), takers)
