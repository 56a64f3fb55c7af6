"""Who is behind a holder's name on a day: persons, heads of units, roles, and their delegates."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from service.store.database import UnitOfWork
from service.store.people import Person, list_people
from service.store.tables.moving import DelegationRow

SAMPLE = "sample:"


@dataclass(frozen=True)
class Stand:
    """That somebody stands in for another, in a role or for one record (người được ủy quyền)."""

    giver_id: int
    receiver_id: int
    role: str | None
    record_id: str | None


@dataclass(frozen=True)
class Staff:
    """The active persons of a day and who stands in for whom."""

    people: tuple[Person, ...]
    stands: tuple[Stand, ...]

    def behind(self, holder: str, record_id: str) -> frozenset[int]:
        """The persons behind a holder of that record: `p7`, `h3`, a role, `sample:` and a role."""
        if holder[:1] == "p" and holder[1:].isdigit():
            found = frozenset(each.id for each in self.people if each.id == int(holder[1:]))
            return self._with_stands(found, None, record_id)
        if holder[:1] == "h" and holder[1:].isdigit():
            return self.heads_of(int(holder[1:]), record_id)
        role = holder.removeprefix(SAMPLE)
        return self.in_role(role, record_id, is_sample=holder.startswith(SAMPLE))

    def heads_of(self, unit_id: int, record_id: str) -> frozenset[int]:
        """The heads of a unit and who stands in for them."""
        heads = frozenset(
            each.id for each in self.people if each.unit_id == unit_id and "unit_head" in each.roles
        )
        return self._with_stands(heads, "unit_head", record_id)

    def in_role(self, role: str, record_id: str, *, is_sample: bool) -> frozenset[int]:
        """Who holds a role and who stands in for them, sample people apart."""
        holders = frozenset(
            each.id for each in self.people if role in each.roles and each.is_sample == is_sample
        )
        return self._with_stands(holders, role, record_id)

    def _with_stands(
        self, givers: Iterable[int], role: str | None, record_id: str
    ) -> frozenset[int]:
        known, active = frozenset(givers), {each.id for each in self.people}
        return known | {
            stand.receiver_id
            for stand in self.stands
            if stand.giver_id in known
            and stand.receiver_id in active
            and (stand.record_id == record_id or (stand.role is not None and stand.role == role))
        }


def staff_of(uow: UnitOfWork, day: date) -> Staff:
    """The staff of a day: who is active now, and the delegations that hold on that day."""
    holding = select(DelegationRow).where(
        DelegationRow.revoked_at.is_(None),
        DelegationRow.from_day <= day,
        DelegationRow.to_day >= day,
    )
    stands = tuple(
        Stand(row.giver_id, row.receiver_id, row.role, row.record_id)
        for row in uow.session.scalars(holding)
    )
    return Staff(list_people(uow, active_only=True), stands)
