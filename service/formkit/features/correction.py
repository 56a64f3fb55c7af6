"""What of an issued record may be corrected, and from when on somebody must confirm it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from service.formkit.features.feature import Feature, lacking_fields, lacking_moves
from service.formkit.form import Form
from service.formkit.moves import Party, Role


@dataclass(frozen=True, kw_only=True)
class CorrectionRule(Feature):
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

    def faults(self, form: Form) -> Iterator[str]:
        """Yield the fields and moves named that the form lacks."""
        yield from lacking_fields(form, *sorted(self.never))
        yield from lacking_moves(form, *sorted(self.approved_by | self.answered_by))


_ALL_MAY_BE_CORRECTED = CorrectionRule()


def correction_rule(form: Form) -> CorrectionRule:
    """Return how records of the form are corrected; where it says nothing, all and at once."""
    return form.feature(CorrectionRule) or _ALL_MAY_BE_CORRECTED
