"""Who acts: a signed-in person as the workflow needs to know them."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.formkit.moves import Role


@dataclass(frozen=True)
class Actor:
    """A person at work (người thao tác): name, post, unit and the roles they hold."""

    person_id: int
    username: str
    full_name: str
    title: str
    unit_id: int | None
    unit_name: str
    roles: frozenset[Role]
    is_sample: bool = False
    must_change_password: bool = False
    address: str = field(default="", compare=False)
    """Where they act from, as far as a door knows; the same person from anywhere is the same."""

    def holds(self, *roles: Role) -> bool:
        """Return whether the person holds any of the roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def is_administrator(self) -> bool:
        """True for who manages people and settings."""
        return Role.ADMINISTRATOR in self.roles
