"""Who puts slips on a consolidated list, and with which move: a role, or single slips lent."""

from dataclasses import dataclass

from service.formkit.features.companion import ListsRecords
from service.formkit.form import Form
from service.formkit.moves import Move
from service.store.database import UnitOfWork
from service.store.turns.turns import WorkLine, role_holder
from service.workflow.actor import Actor
from service.workflow.authority import my_turns, only
from service.workflow.errors import NotAllowed, NotFound
from service.workflow.office import Office


@dataclass(frozen=True)
class ListMove:
    """The move that puts records on a list: of which form, and the companion that lists them."""

    form: Form
    move: Move
    paper: Form


@dataclass(frozen=True)
class ConsolidationRight:
    """The names under which slips wait for somebody to list them, and the slips lent one by one."""

    holders: tuple[str, ...]
    lent: tuple[WorkLine, ...]


def list_move(office: Office) -> ListMove:
    """Return the move whose companion lists many records; raises NotFound where there is none."""
    for form in office.catalogue:
        for move in form.moves:
            for code in move.papers:
                paper = office.companions.get(code)
                if paper is not None and paper.feature(ListsRecords):
                    return ListMove(form, move, paper)
    raise NotFound


def consolidation_right(
    office: Office, uow: UnitOfWork, actor: Actor, listing: ListMove
) -> ConsolidationRight:
    """Return by what right the person lists slips today: a role, or single slips lent to them.

    Raises NotAllowed where there is neither.
    """
    today = office.today()
    wanted = {role_holder(role, is_sample=actor.is_sample) for role in listing.move.roles}
    mine = my_turns(office, uow, actor, today)
    holders = tuple(each for each in mine.holders if each in wanted)
    lent = tuple(
        line
        for line in mine.lent_lines(uow)
        if line.holder in wanted and line.stage == listing.move.from_stage
    )
    if not holders and not lent:
        raise NotAllowed(only(listing.move, office.letterhead(uow)))
    return ConsolidationRight(holders, lent)


def may_make_lists(office: Office, actor: Actor) -> bool:
    """Return whether the person puts slips on lists: by a role, or with a slip lent to them."""
    try:
        listing = list_move(office)
        # One's own role is enough, without a look at what is lent: every page's menu asks.
        if not actor.roles.isdisjoint(listing.move.roles):
            return True
        with office.database.reading() as uow:
            consolidation_right(office, uow, actor, listing)
    except (NotFound, NotAllowed):
        return False
    return True
