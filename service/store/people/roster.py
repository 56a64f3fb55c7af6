"""Who is behind a holder's name on a day: persons, heads of units, roles, and their delegates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from service.store.database import UnitOfWork
from service.store.people.persons import Person, list_people
from service.store.tables.turns.delegations import DelegationRow

SAMPLE = "sample:"
LAST_RESORT = "director"
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

    def holders_of(
        self, holder: str, record_id: str, barred: frozenset[int] = NOBODY
    ) -> frozenset[int]:
        """The persons behind a holder of that record: `p7`, `h3`, a role, `sample:` and a role.

        What is one person's own work nobody does for them. Left out are the `barred` and who
        stands in for them.
        """
        if holder[:1] == "p" and holder[1:].isdigit():
            return frozenset(each.id for each in self.people if each.id == int(holder[1:]))
        if holder[:1] == "h" and holder[1:].isdigit():
            return self.heads_of(int(holder[1:]), record_id, barred)
        role = holder.removeprefix(SAMPLE)
        sample = holder.startswith(SAMPLE)
        found = self.in_role(role, record_id, barred, is_sample=sample)
        if found or role != LAST_RESORT:
            return found
        # The only director, barred, is called to lend the record: it would wait for nobody.
        alone = self.in_role(role, "", is_sample=sample) & barred
        return alone if len(alone) == 1 else found

    def heads_of(
        self, unit_id: int, record_id: str, barred: frozenset[int] = NOBODY
    ) -> frozenset[int]:
        """The heads of a unit and who stands in for them."""
        heads = frozenset(
            each.id for each in self.people if each.unit_id == unit_id and "unit_head" in each.roles
        )
        return self._with_stands(heads, "unit_head", record_id, barred)

    def in_role(
        self, role: str, record_id: str, barred: frozenset[int] = NOBODY, *, is_sample: bool
    ) -> frozenset[int]:
        """Who holds a role and who stands in for them, sample people apart."""
        holders = frozenset(
            each.id for each in self.people if role in each.roles and each.is_sample == is_sample
        )
        return self._with_stands(holders, role, record_id, barred)

    def _with_stands(
        self, givers: frozenset[int], role: str, record_id: str, barred: frozenset[int]
    ) -> frozenset[int]:
        may = {each.id for each in self.people if each.roles - {"administrator"}} - barred
        free = givers - barred
        # Where the only director is barred, who was lent this one record acts after all.
        alone = givers if role == LAST_RESORT and len(givers) == 1 else free
        return free | {
            stand.receiver_id
            for stand in self.stands
            if stand.receiver_id in may
            and (
                (stand.giver_id in free and stand.role == role)
                or (stand.giver_id in alone and stand.record_id == record_id)
            )
        }


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
