"""What some forms rule of their records: author, continuation, correction, evidence, recurrence."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from service.formkit.features.feature import Feature, lacking, lacking_fields, lacking_moves
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.move_facts import Drawn
from service.formkit.moves import Move, Party, Role


@dataclass(frozen=True)
class AuthorRule(Feature):
    """The `field` that only a unit head or the ISO secretary may fill with another's name."""

    field: str

    def faults(self, form: Form) -> Iterable[str]:
        """Return that the form has no such field."""
        return lacking_fields(form, self.field)


def author_field(form: Form) -> str:
    """Return the field with the author's name; empty for a form whose records name none."""
    rule = form.feature(AuthorRule)
    return rule.field if rule else ""


@dataclass(frozen=True, kw_only=True)
class BackLink:
    """A line of the text `field` that begins with `begins`, `{number}` being the older record's.

    `otherwise` says why it must stay, `{line}` being the line.
    """

    field: str
    begins: str
    otherwise: Label

    def line_in(self, answers: Mapping[str, Any], number: str) -> str:
        """Return the line that leads to the record of that number; empty where there is none."""
        begins = self.begins.format(number=number)
        return next((each for each in self._lines(answers) if each.startswith(begins)), "")

    def is_kept(self, line: str, answers: Mapping[str, Any]) -> bool:
        """Return whether the answers still have that line, word for word."""
        return line in self._lines(answers)

    def _lines(self, answers: Mapping[str, Any]) -> list[str]:
        return [" ".join(each.split()) for each in str(answers.get(self.field, "")).splitlines()]


@dataclass(frozen=True, kw_only=True)
class ContinuationRule(Feature):
    """What a record that continues another starts with, and the line that leads back to that."""

    starts_with: Drawn
    back_link: BackLink

    def faults(self, form: Form) -> Iterator[str]:
        """Yield that the form has no field for the line, no such move, or no number to give."""
        yield from lacking_fields(form, self.back_link.field)
        if not any(each.continues_at for each in form.moves):
            yield "no move that opens a record to continue another"
        if not any(each.series for each in form.moves):
            yield "no series that numbers the new record"


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


@dataclass(frozen=True)
class RecurrenceRule(Feature):
    """The field that says what a record is about, and which ends of its way count for nothing.

    A record that ended as no nonconformity, or was withdrawn, is no repetition of another.
    """

    content_field: str
    uncounted: frozenset[str] = frozenset()

    def faults(self, form: Form) -> Iterator[str]:
        """Yield the field and the ends that the form lacks."""
        yield from lacking_fields(form, self.content_field)
        ends = (each.key for each in form.stages if each.ended)
        yield from lacking("end", sorted(self.uncounted), ends)
