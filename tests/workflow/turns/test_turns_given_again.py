"""Records that lost their turns get them back as their forms say, and each is counted."""

from sqlalchemy import delete

from service.store.tables.turns.turns import TurnRow
from service.store.turns.turns import TurnKept, turns_of
from service.workflow.turns.next_turns import give_missing_turns
from tests.builders import House
from tests.workflow.slips.walking import Slip, a_sent_slip, walked_to


def kept(house: House, slip: Slip) -> tuple[TurnKept, ...]:
    """The turns of a slip."""
    with house.office.database.reading() as uow:
        return turns_of(uow, slip.id)


def test_every_record_without_a_turn_is_given_its_own_since_it_came_there(
    memory_house: House,
) -> None:
    waiting = [a_sent_slip(memory_house), walked_to(memory_house, "before_board")]
    before = [kept(memory_house, slip) for slip in waiting]
    walked_to(memory_house, "closed")
    memory_house.clock.forward(days=3)
    with memory_house.office.database.writing() as uow:
        uow.session.execute(delete(TurnRow))

    given = give_missing_turns(memory_house.office)

    assert given == 2
    assert [kept(memory_house, slip) for slip in waiting] == before
    assert give_missing_turns(memory_house.office) == 0
