"""How the tests of delegations give one: with everything said, but for what a test changes."""

from datetime import date
from typing import Any

from service.store.turns.delegations import Delegation
from service.store.turns.turns import TurnKept, set_turns
from service.workflow.actor import Actor
from service.workflow.delegation.give_delegation import give_delegation
from service.workflow.errors import FieldErrors
from tests.builders import NOW, House

TODAY, LATER = date(2026, 3, 5), date(2026, 3, 20)


def give(house: House, giver: Actor, receiver: Actor | str | int, **but: Any) -> Delegation:
    """The director's role from today to 20/3, but for what the test changes."""
    given: dict[str, Any] = {
        "role": None if but.get("record_id") else "director",
        "authority": "TUQ",
        "from_day": TODAY,
        "to_day": LATER,
        "scope": "Kiểm tra, xác nhận kết quả thực hiện",
    }
    to = receiver.person_id if isinstance(receiver, Actor) else receiver
    return give_delegation(house.office, giver, receiver=to, **{**given, **but})


def faults_of(house: House, giver: Actor, receiver: Actor | str | int, **but: Any) -> set[str]:
    """The fields beside which it is refused; none when it is not."""
    try:
        give(house, giver, receiver, **but)
    except FieldErrors as wrong:
        return set(wrong.faults)
    return set()


def turn_of(house: House, record_id: str, holder: str) -> None:
    """Let it be this holder's turn and nobody else's."""
    with house.office.database.writing() as uow:
        set_turns(uow, record_id, [TurnKept(holder, "with_unit_head", NOW, None)])
