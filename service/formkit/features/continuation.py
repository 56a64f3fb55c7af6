"""How a record continues an older one, and where its paper names that (dẫn về phiếu cũ, 5.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.formkit.features.feature import Feature, lacking_fields
from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.move_facts import Drawn


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
