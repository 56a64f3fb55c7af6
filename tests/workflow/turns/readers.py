"""Somebody who reads in a town: what they are told of, what is refused them, what is theirs."""

from collections.abc import Callable, Collection
from contextlib import suppress

from service.formkit.labels import FieldErrors
from service.formkit.moves import Role
from service.store.people.persons import list_people
from service.store.records.records import get_record, list_parts
from service.store.turns.delegations import Delegation, list_delegations
from service.workflow.actor import SEES_ALL, Actor
from service.workflow.errors import NotAllowed, NotFound, RuleRefuses, WrongStage
from service.workflow.inbox.inbox import read_inbox
from service.workflow.moves.consolidation.consolidation_desk import read_list_desk
from service.workflow.records.read_records import (
    RecordFilter,
    RecordRow,
    RecordView,
    list_records,
    open_record,
)
from tests.workflow.turns.towns import (
    Town,
)

NOT_THEIRS = (NotFound, NotAllowed, WrongStage, RuleRefuses)


def passes(do: Callable[..., object], *asked: object) -> bool:
    """Whether it is not refused for whose it is; what is typed amiss refuses nobody."""
    try:
        do(*asked)
    except FieldErrors:
        return True
    except NOT_THEIRS:
        return False
    return True


class Reader:
    """Somebody who works in the town: what they are told of, and the page of each slip."""

    def __init__(self, town: Town, actor: Actor) -> None:
        self.office, self.actor = town.house.office, actor
        self.inbox = box = read_inbox(self.office, actor)
        self.listed = {row.line.id: row for row in self.found("")}
        self.work = {each.record_id for each in (*box.overdue, *box.this_week, *box.later)}
        beside = (*box.may_do, *box.vacant, *box.notices, *box.followed)
        self.told = self.work | {each.record_id for each in beside}

    def found(self, text: str) -> tuple[RecordRow, ...]:
        """The lines of the list that a search for the text finds."""
        return list_records(self.office, self.actor, RecordFilter(text=text)).rows

    def page(self, slip: str) -> RecordView | None:
        """The slip's page; None where it is not theirs to see."""
        with suppress(NotFound):
            return open_record(self.office, self.actor, slip)
        return None

    def keys(self, slip: str) -> set[str]:
        """The moves that the page shows."""
        view = self.page(slip)
        return {move.key for move in view.moves} if view else set()

    def decides(self, slip: str) -> bool:
        """Whether the page offers to decide on a correction."""
        view = self.page(slip)
        proposed = view.correction.proposed if view else None
        return proposed is not None and proposed.may_confirm

    def listable(self) -> set[str]:
        """The slips that they may put on a list."""
        with suppress(NotAllowed):
            return {each.record_id for each in read_list_desk(self.office, self.actor).slips}
        return set()


def readers(town: Town) -> list[Reader]:
    """Everybody who works there."""
    return [Reader(town, actor) for actor in town.people()]


def is_theirs_to_see(town: Town, actor: Actor, slip: str) -> bool:
    """Whether the rule shows it: by their own office, unit or part, or by what is lent today."""
    with town.house.office.database.reading() as uow:
        record, parts = get_record(uow, slip), list_parts(uow, slip)
        lent = list_delegations(uow, current_on=town.house.office.today())
        people = {each.id: each for each in list_people(uow)}

    units = (record.requesting_unit_id, record.concerned_unit_id, record.executing_unit_id)
    involved = {record.submitter_id, *(part.holder_id for part in parts)}
    works = actor.roles - {Role.ADMINISTRATOR}

    def sees(who: int, roles: Collection[str]) -> bool:
        of_unit = {*roles} - {Role.ADMINISTRATOR} and people[who].unit_id in units
        return bool(SEES_ALL & {*roles} or of_unit or who in involved)

    def lends(each: Delegation) -> bool:
        giver = people[each.giver_id]
        if each.receiver_id != actor.person_id or not giver.active or not works:
            return False
        if each.role is None:
            return each.record_id == slip and sees(giver.id, giver.roles)
        shown = each.role in SEES_ALL or (each.role == Role.UNIT_HEAD and giver.unit_id in units)
        return each.role in giver.roles and shown

    if record.is_sample != actor.is_sample:
        return False
    return sees(actor.person_id, actor.roles) or any(map(lends, lent))
