"""Where a move needs evidence (bằng chứng) of whoever makes it (QT.CTCL 5.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from service.formkit.features.feature import Feature, lacking_moves
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import Move


@dataclass(frozen=True, kw_only=True)
class EvidenceRule(Feature):
    """The `move` needs words in the `field` or a file of one's own; `otherwise` says so."""

    move: str
    field: str
    otherwise: Label

    def faults(self, form: Form) -> Iterator[str]:
        """Yield that there is no such move, or that it does not ask for the field."""
        yield from lacking_moves(form, self.move)
        for move in form.moves:
            if move.key == self.move and self.field not in move.asks:
                yield f"move {move.key!r} does not ask for {self.field!r}"


def evidence_rule(form: Form, move: Move) -> EvidenceRule | None:
    """Return what evidence the move needs; None for a move that needs none."""
    rule = form.feature(EvidenceRule)
    return rule if rule and rule.move == move.key else None
