"""What of an issued record may be corrected, and from when on somebody must confirm it."""

from __future__ import annotations

from dataclasses import dataclass, field

from service.formkit.moves import Party, Role


@dataclass(frozen=True, kw_only=True)
class CorrectionRule:
    """How the records of a form are corrected (đính chính).

    `never` names fields that stay as they were sent. From the first of the moves `approved_by` on,
    a correction is only proposed, and `confirmed_by` confirms it within `days` working days. Who
    made one of the moves `answered_by` answers alone for what the record says: their own
    correction is issued at once, anybody else's is proposed to be confirmed.
    """

    never: frozenset[str] = frozenset()
    approved_by: frozenset[str] = frozenset()
    answered_by: frozenset[str] = frozenset()
    confirmed_by: Party = field(default_factory=lambda: Party(roles=frozenset({Role.ISO_BOARD})))
    days: int = 3
