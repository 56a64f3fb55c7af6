"""Who works here on a day, in which role and unit, and who stands in for whom."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from sqlalchemy import select

from service.store.database import UnitOfWork
from service.store.people.persons import Person, list_people
from service.store.tables.turns.delegations import DelegationRow

NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Deputy:
    """That somebody stands in for another, in a role or for one record (người được ủy quyền)."""

    giver_id: int
    receiver_id: int
    role: str | None
    record_id: str | None


@dataclass(frozen=True)
class Roster:
    """The active persons of a day and who stands in for whom."""

    people: tuple[Person, ...]
    stands: tuple[Deputy, ...]

    @cached_property
    def ids(self) -> frozenset[int]:
        """Everybody who is here."""
        return frozenset(each.id for each in self.people)

    @cached_property
    def _may(self) -> frozenset[int]:
        """Who may stand in for somebody: whoever does more than look after accounts."""
        return frozenset(each.id for each in self.people if each.roles - {"administrator"})

    def heads_of(self, unit_id: int, record_id: str) -> frozenset[int]:
        """The heads of a unit and who stands in for them."""
        heads = frozenset(
            each.id for each in self.people if each.unit_id == unit_id and "unit_head" in each.roles
        )
        return self._with_deputies(heads, "unit_head", record_id)

    def in_role(
        self, role: str, record_id: str, but: frozenset[int] = NOBODY, *, is_sample: bool
    ) -> frozenset[int]:
        """Who holds a role and who stands in for them, sample people apart.

        Left out are those `but` whom, and who stands in for them.
        """
        holders = frozenset(
            each.id for each in self.people if role in each.roles and each.is_sample == is_sample
        )
        return self._with_deputies(holders - but, role, record_id) - but

    def deputies(self, givers: Collection[int], role: str, record_id: str) -> tuple[Deputy, ...]:
        """Who stands in for these people in the role, or for that one record."""
        return tuple(
            each
            for each in self.stands
            if each.giver_id in givers
            and each.receiver_id in self._may
            and (each.role == role or each.record_id == record_id)
        )

    def _with_deputies(self, givers: frozenset[int], role: str, record_id: str) -> frozenset[int]:
        return givers | {each.receiver_id for each in self.deputies(givers, role, record_id)}


def staff_of(uow: UnitOfWork, day: date) -> Roster:
    """The staff of a day: who is active now, and the delegations that hold on that day."""
    holding = select(DelegationRow).where(
        DelegationRow.revoked_at.is_(None),
        DelegationRow.from_day <= day,
        DelegationRow.to_day >= day,
    )
    stands = tuple(
        Deputy(row.giver_id, row.receiver_id, row.role, row.record_id)
        for row in uow.session.scalars(holding)
    )
    return Roster(list_people(uow, active_only=True), stands)
