"""A town: a house where many work and slips stand everywhere, and what may happen to it."""

import atexit
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Protocol

from hypothesis import strategies as st

from service.formkit.labels import FieldErrors
from service.formkit.moves import Role
from service.store.people.persons import list_people
from service.store.records.records import get_record
from service.store.turns.delegations import Delegation
from service.workflow.account.sign_in import actor_of
from service.workflow.actor import Actor
from service.workflow.delegation.give_delegation import give_delegation, revoke_delegation
from service.workflow.delegation.rules import GIVEN_ROLES
from service.workflow.errors import NotFound, WorkflowError
from service.workflow.moves.make_move import make_move
from service.workflow.people.people import PersonEntry, change_person
from service.workflow.records.read_records import open_record
from tests.builders import (
    BUDGET,
    INSPECTION,
    LEADERS,
    NOW,
    OFFICE_UNIT,
    House,
    a_house,
    a_slip,
    a_staff,
    joined,
)
from tests.store.databases import in_memory, kept_of, restore
from tests.workflow.correcting import propose
from tests.workflow.slips.barring import corrected_by, worked_by
from tests.workflow.slips.every_stage import slip_at
from tests.workflow.slips.plausible import Day, typed_in
from tests.workflow.slips.walking import walked_to

MORE_PEOPLE = (
    ("thanh", "Ngô Thị Thanh", INSPECTION, Role.UNIT_HEAD),
    ("hung", "Mai Thế Hùng", LEADERS, Role.ISO_BOARD),
    ("ke", "Lê Văn Kế", BUDGET, Role.OFFICIAL),
)
STAGES = (
    "draft",
    "correcting",
    "checking_correction",
    "with_director",
    "with_secretary",
    "before_board",
    "analysing",
    "countersigning",
    "awaiting_approval",
    "implementing",
    "awaiting_verification",
    "not_met",
    "verified",
    "continued",
    "closed",
)
REASON = "Đã xem hồ sơ và trao đổi với đơn vị."
_clicks = count(1)


@dataclass(frozen=True)
class Town:
    """A house as it begins each time, the ids of its slips, and who looks after its accounts."""

    house: House
    content: bytes
    slips: tuple[str, ...]

    def begin_anew(self) -> None:
        """Put everything back as it was before anything happened there."""
        restore(self.house.office.database, self.content)
        self.house.clock.now = NOW

    def people(self) -> tuple[Actor, ...]:
        """Who works there now, sample people among them, in the order they came."""
        with self.house.office.database.reading() as uow:
            found = list_people(uow, active_only=True)
        return tuple(map(actor_of, sorted(found, key=lambda each: each.id)))

    def slip(self, number: int) -> str:
        """The slip of that number, counted round."""
        return self.slips[number % len(self.slips)]

    def number(self, number: int) -> str:
        """What that slip is called on paper."""
        with self.house.office.database.reading() as uow:
            return get_record(uow, self.slip(number)).number or ""


@cache
def a_town() -> Town:
    """The town in which every example begins: a slip at every stage, some judged by their own."""
    folder = Path(tempfile.mkdtemp(prefix="ctcl-town-"))
    atexit.register(shutil.rmtree, folder)
    house = a_house(folder, in_memory())
    ids = [slip_at(house, stage).id for stage in STAGES]
    staff = house.staff
    ids += [
        worked_by(house, staff.director).id,
        worked_by(house, staff.board, "awaiting_approval").id,
        corrected_by(house, staff.unit_head).id,
    ]
    proposed = walked_to(house, "implementing").id
    joined(house, MORE_PEOPLE)
    ids.append(worked_by(house, staff.board, "awaiting_approval").id)
    propose(house, staff.official, proposed)
    sample = a_staff(house.office, is_sample=True, prefix="mau.")
    ids += [proposed, a_slip(house.office, sample.official).record_id]
    house.office.pdf.stop()
    return Town(house, kept_of(house.office.database), tuple(ids))


class Happening(Protocol):
    """Something that happens in a town, unless the house refuses it."""

    def happen(self, town: Town) -> None:
        """Do it, or be refused by whoever must."""


@dataclass(frozen=True)
class Becomes:
    """Somebody gets or loses a role, another unit, or the account is closed."""

    who: int
    gains: Role | None
    loses: bool
    unit: str | None
    stays: bool

    def happen(self, town: Town) -> None:
        """Let the administrator change it, whatever is left behind."""
        admin = town.house.staff.administrator
        actor = _pick(town, self.who)
        if actor.is_sample or actor.person_id == admin.person_id:
            return
        roles = {*actor.roles} - set(sorted(actor.roles)[: self.loses])
        entry = PersonEntry(
            actor.username,
            actor.full_name,
            actor.title,
            self.unit or actor.unit_name,
            frozenset(roles | ({self.gains} if self.gains else set())),
            active=self.stays,
        )
        change_person(town.house.office, admin, actor.person_id, entry, confirmed=True)


@dataclass(frozen=True)
class Lends:
    """Somebody lends a role of theirs or a slip, from a day on, and may take it back."""

    giver: int
    receiver: int
    role: Role | None
    slip: int
    begins: int
    days: int
    taken_back: bool

    def happen(self, town: Town) -> None:
        """Let the first who is asked and has it to give give it."""
        people, house = town.people(), town.house
        for place in range(len(people)):
            giver = people[(self.giver + place) % len(people)]
            with suppress(WorkflowError, FieldErrors):
                given = self._give(town, giver)
                if self.taken_back:
                    revoke_delegation(house.office, giver, given.id)
                return

    def _give(self, town: Town, giver: Actor) -> Delegation:
        first = town.house.office.today() + timedelta(days=self.begins)
        return give_delegation(
            town.house.office,
            giver,
            receiver=_pick(town, self.receiver).person_id,
            authority="TUQ",
            from_day=first,
            to_day=first + timedelta(days=self.days),
            scope="Xử lý thay",
            role=self.role,
            record_id=None if self.role else town.slip(self.slip),
        )


@dataclass(frozen=True)
class Walks:
    """A slip moves on by somebody who may, who names somebody in it."""

    slip: int
    mover: int
    move: int
    named: int

    def happen(self, town: Town) -> None:
        """Let the first who is asked and may make one of their moves."""
        people, record_id = town.people(), town.slip(self.slip)
        for place in range(len(people)):
            actor = people[(self.mover + place) % len(people)]
            with suppress(NotFound):
                if moves := open_record(town.house.office, actor, record_id).moves:
                    key = moves[self.move % len(moves)].key
                    try_move(town, actor, record_id, key, _pick(town, self.named))
                    return


def try_move(town: Town, actor: Actor, record_id: str, key: str, named: Actor) -> None:
    """Make that move as the person, naming that person in it. Raises what refuses it."""
    office = town.house.office
    with office.database.reading() as uow:
        record = get_record(uow, record_id)
    unit = named.unit_name or OFFICE_UNIT
    day = Day(office.today(), named.full_name, unit, record.answers)
    make_move(
        office,
        actor,
        record_id,
        move=key,
        typed=typed_in("plausible", key, day),
        reason=REASON,
        version=record.version,
        submission=f"town-{next(_clicks)}",
    )


def _pick(town: Town, number: int) -> Actor:
    """Return one of those who work there, three times out of four no sample person."""
    people = [each for each in town.people() if number % 4 == 0 or not each.is_sample]
    return people[number % len(people)]


def let_happen(town: Town, happenings: list[Happening], days: int) -> None:
    """Let it all happen in a town begun anew, and then so many days pass."""
    town.begin_anew()
    for each in happenings:
        # What the house refuses does not happen.
        with suppress(WorkflowError, FieldErrors):
            each.happen(town)
    town.house.clock.forward(days=days)


numbers = st.integers(0, 99)
becomes = st.builds(
    Becomes,
    who=numbers,
    gains=st.none() | st.sampled_from(sorted({*Role} - {Role.ADMINISTRATOR})),
    loses=st.booleans(),
    unit=st.none() | st.sampled_from((BUDGET, INSPECTION, LEADERS)),
    stays=st.sampled_from((True, True, False)),
)
lends = st.builds(
    Lends,
    giver=numbers,
    receiver=numbers,
    role=st.none() | st.sampled_from(GIVEN_ROLES),
    slip=numbers,
    begins=st.sampled_from((0, 0, 1, 2)),
    days=st.sampled_from((0, 1, 3, 60)),
    taken_back=st.sampled_from((False, False, False, True)),
)
walks = st.builds(Walks, slip=numbers, mover=numbers, move=numbers, named=numbers)
happenings = st.lists(lends | lends | becomes | walks, min_size=2, max_size=8)
days_later = st.sampled_from((0, 1, 2, 4, 40))
"""After forty every deadline has come."""

BARRED = [15, 16, 18]
"""Slips done by the only director, by all of the board, and by one of its two leaders."""
HEADED = [2, 7, 17]
"""Slips that wait for the head of the budget unit, the last in vain."""


def _lent(giver: int, receiver: int, role: Role | None, slip: int = 0) -> list[Happening]:
    return [Lends(giver, receiver, role, slip, begins=0, days=1, taken_back=False)]


HEAD_AWAY = _lent(1, 7, Role.UNIT_HEAD)
"""The head of the budget unit is away today and tomorrow, a stranger stands in."""
DIRECTOR_AWAY = _lent(5, 0, Role.DIRECTOR)
"""So is the director, for whom an official does."""
BOARD_AWAY = _lent(4, 7, Role.ISO_BOARD)
"""So is the leader of the board who did what the other leader is to judge."""
VERIFICATION_LENT = _lent(5, 7, None, slip=15)
"""The only director lends a stranger the slip that they worked on themselves."""
