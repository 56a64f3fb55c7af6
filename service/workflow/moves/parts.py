"""Parts in a record: whom its paper names as the author, whom a move names to work on it."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from service.formkit.features.record_rules import author_field
from service.formkit.form import Form
from service.formkit.labels import FieldErrors, Label
from service.formkit.moves import Move, Role
from service.store.database import UnitOfWork
from service.store.ledger.events import timeline
from service.store.people.holder_names import closed_accounts
from service.store.records import records
from service.store.turns.turns import is_person, turns_of
from service.workflow.actor import Actor, may_enter_for_others
from service.workflow.event_kinds import EVIDENCE_ADDED
from service.workflow.moves.transition import Transition
from service.workflow.records.participants import people_in

AUTHOR = "author"
"""The part of who is named as the author, where that is not who sent the record."""
OWN_NAME_ONLY = Label(
    "Chỉ Trưởng đơn vị hoặc Thư ký ISO được lập thay người khác. Vui lòng ghi tên anh/chị.",
    "Only a unit head or the ISO secretary may enter this for somebody else. "
    "Please write your own name.",
)
OWN_UNIT_ONLY = Label(
    "Trưởng đơn vị chỉ phát hành cho đơn vị của mình. Vui lòng chọn đơn vị của anh/chị.",
    "A unit head issues this for their own unit only. Please choose your unit.",
)
ONE_HOLDER = frozenset({"assignee", "executor", "verifier"})
"""Parts that one person has at a time: given anew, the one before loses them."""
FORMER = "former_"
"""Before the name of a part: its holder worked by it, until somebody else was given it."""


def give_named_parts(
    uow: UnitOfWork, form: Form, move: Move, record: records.Record, now: datetime
) -> None:
    """Give the parts of a move to the persons that the record knows by its fields' names."""
    for part, field in move.gives.items():
        holders = list(dict.fromkeys(people_in(record, field)))
        if part in ONE_HOLDER:
            take_from_others(uow, form, record.id, part, holders, now)
        given = [records.Part(holder, part, now) for holder in holders]
        records.give_parts(uow, record.id, given)


def take_over(
    uow: UnitOfWork, form: Form, move: Move, record_id: str, person_id: int, now: datetime
) -> tuple[str, ...]:
    """Return whose work the person takes over, the closed accounts whose turn it is, by name.

    They get the part by which it is done: without it they would stand outside what they did, its
    bars would not hold for them, nor would the record come back to them. At an end nothing does.
    """
    if move.parts and not (move.to_stage and form.stage(move.to_stage).ended):
        records.give_parts(uow, record_id, [records.Part(person_id, move.parts[0], now)])
    holders = {turn.holder for turn in turns_of(uow, record_id) if is_person(turn.holder)}
    return tuple(p.full_name for p in closed_accounts(uow, {int(each[1:]) for each in holders}))


def require_nothing_for_oneself(transition: Transition, named: Mapping[str, int]) -> None:
    """Return when the move gives nobody a part that would bar them from having made this move.

    Raises FieldErrors beside the name of who makes it, or of who they act for.
    """
    given = transition.acting.delegation
    persons = {transition.actor.person_id, given.giver_id if given else transition.actor.person_id}
    for part, field in transition.move.gives.items():
        bar = next((each for each in transition.move.bars if part in each.parts), None)
        theirs = {who for path, who in named.items() if path.partition(".")[0] == field}
        if bar is not None and not persons.isdisjoint(theirs):
            raise FieldErrors({field: (bar.sentence,)})


def take_from_others(
    uow: UnitOfWork, form: Form, record_id: str, part: str, keep: Collection[int], now: datetime
) -> None:
    """Take the part from its holders; who has worked by it already stays known for that.

    Without this, whoever hands work on could approve, verify or close what they did themselves.
    """
    lost = [
        held
        for held in records.list_parts(uow, record_id)
        if held.part == part and held.holder_id not in keep
    ]
    if not lost:
        return
    deeds = {move.key for move in form.moves if part in move.parts}
    events = timeline(uow, record_id)
    for held in lost:
        records.take_part(uow, record_id, held.holder_id, part)
        # Evidence brought while one had the part is work done by it, too.
        if any(
            each.actor_id == held.holder_id
            and (each.kind in deeds or (each.kind == EVIDENCE_ADDED and each.at >= held.since))
            for each in events
        ):
            former = records.Part(held.holder_id, FORMER + part, now)
            records.give_parts(uow, record_id, [former])


def author_of(form: Form, answers: Mapping[str, Any]) -> str:
    """Return the name of the author on the paper (người đề nghị); empty where a form has none."""
    return str(answers.get(author_field(form), ""))


def require_own_name(
    actor: Actor,
    form: Form,
    answers: Mapping[str, Any],
    named: Mapping[str, int],
    before: records.Record | None = None,
) -> None:
    """Return when the answers may name their author; raises FieldErrors beside the name.

    QT.CTCL 5.2: who finds it opens the slip; for a colleague only the head or secretary may, and
    a namesake is a colleague. What the record `before` has may stay.
    """
    name, field = author_of(form, answers), author_field(form)
    who = named.get(field)
    if not name or who == actor.person_id or may_enter_for_others(actor):
        return
    if before and (name, who) == (author_of(form, before.answers), before.named.get(field)):
        return
    raise FieldErrors({field: (OWN_NAME_ONLY,)})


def require_own_unit(
    actor: Actor, form: Form, variant: str, unit_id: int | None, kept: int | None = None
) -> None:
    """Return when the person may issue for that unit; raises FieldErrors beside the unit.

    QT.CTCL 5.9: what is numbered unit by unit its own head approves; the ISO secretary may for
    all. A correction may keep the unit `kept` on the record.
    """
    of_units = any(m.series and m.series.per_unit for m in form.moves_from("draft", variant))
    if not of_units or actor.holds(Role.ISO_SECRETARY) or unit_id in (actor.unit_id, kept):
        return
    raise FieldErrors({form.unit_fields["requesting"]: (OWN_UNIT_ONLY,)})


def give_author_part(
    uow: UnitOfWork,
    form: Form,
    record: records.Record,
    now: datetime,
    before: records.Record | None = None,
) -> None:
    """Give who is named as the author a part in the record, so that they see it and may send it.

    A stranger to the house gets none. Where another is named than `before`, the part goes over;
    who sent the record by it stays known for that.
    """
    field = author_field(form)
    if not field or (before and _author(form, before) == _author(form, record)):
        return
    who = record.named.get(field)
    keep = () if who is None else (who,)
    take_from_others(uow, form, record.id, AUTHOR, keep, now)
    if who not in (None, record.submitter_id):
        records.give_parts(uow, record.id, [records.Part(who, AUTHOR, now)])


def parts_when_sent(
    parts: Mapping[int, Collection[str]], form: Form, named: Mapping[str, int], actor: Actor
) -> dict[int, set[str]]:
    """Return each person's parts once the record is sent by the actor with this author.

    An author who sends it is one still, whomever they name instead.
    """
    author = named.get(author_field(form))
    found = {
        each: {p for p in held if p != AUTHOR or each in (author, actor.person_id)}
        for each, held in parts.items()
    }
    if author is not None:
        found.setdefault(author, set()).add(AUTHOR)
    return found


def _author(form: Form, record: records.Record) -> tuple[str, int | None]:
    return author_of(form, record.answers), record.named.get(author_field(form))
