"""Whoever works in a house, namesakes, closed and sample accounts: a part is the chosen one's."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.formkit.moves import Role
from service.store.people import persons
from service.store.people.persons import PersonFacts
from service.workflow.errors import FieldErrors
from tests.builders import House, a_house
from tests.store.databases import in_memory
from tests.workflow.slips.namesakes import holders
from tests.workflow.slips.walking import OTHER_WORKER, walked_to

NAMES = ("Nguyễn Văn Hùng", "Nguyễn Văn Hùng", "Nguyễn Văn Hưng", "Lê An (b)")


@dataclass(frozen=True)
class Somebody:
    """A person as drawn: name, whether here, sample or real, with a role or none."""

    name: str
    active: bool
    is_sample: bool
    has_role: bool

    @property
    def may_work(self) -> bool:
        """Whether a real slip's work may be given to them."""
        return self.active and self.has_role and not self.is_sample


somebody = st.builds(
    Somebody,
    st.sampled_from(NAMES),
    st.sampled_from([True, True, True, False]),
    st.sampled_from([False, False, False, True]),
    st.sampled_from([True, True, True, False]),
)


def entered(house: House, crowd: list[Somebody]) -> list[int]:
    """The ids of these people, now in the register as `u0`, `u1` …"""
    with house.office.database.writing() as uow:
        ids = []
        for number, each in enumerate(crowd):
            facts = PersonFacts(username=f"u{number}", full_name=each.name, active=each.active)
            person = persons.add_person(
                uow,
                facts,
                password_hash="",
                must_change_password=False,
                is_sample=each.is_sample,
            )
            roles = [Role.OFFICIAL] if each.has_role else [Role.ADMINISTRATOR]
            persons.set_roles(uow, person.id, roles, granted_by=None, at=house.clock())
            ids.append(person.id)
    return ids


def meant(crowd: list[Somebody], chosen: int, *, by_username: bool) -> int | None:
    """Who must get the work; None where it must be refused."""
    if by_username:
        return chosen if crowd[chosen].may_work else None
    bear = [n for n, each in enumerate(crowd) if each.name == crowd[chosen].name and each.may_work]
    return bear[0] if len(bear) == 1 else None


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(crowd=st.lists(somebody, min_size=2, max_size=8), data=st.data())
def test_a_part_is_given_to_exactly_the_one_chosen(
    crowd: list[Somebody], data: st.DataObject
) -> None:
    chosen = data.draw(st.integers(0, len(crowd) - 1))
    by_username = data.draw(st.booleans())
    with TemporaryDirectory() as folder, in_memory() as database:
        house = a_house(Path(folder), database)
        slip = walked_to(house, "analysing")
        ids, before = entered(house, crowd), holders(house, slip.id, "assignee")
        name = crowd[chosen].name
        typed = f"{name} (u{chosen})" if by_username else name

        def reassigned() -> None:
            slip.move(
                house.staff.board, "reassign", OTHER_WORKER, executor_name=typed, reason="Đổi."
            )

        who = meant(crowd, chosen, by_username=by_username)
        if who is None:
            with pytest.raises(FieldErrors) as refused:
                reassigned()
            assert refused.value.faults.keys() == {"executor_name"}
            assert holders(house, slip.id, "assignee") == before
            return
        reassigned()
        assert holders(house, slip.id, "assignee") == {ids[who]}
        assert slip.record.named["executor_name"] == ids[who]
        assert slip.answers["executor_name"] == name
