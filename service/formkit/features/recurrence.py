"""How a form's records are told to be for the same content (lặp lại)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from service.formkit.features.feature import Feature, lacking, lacking_fields
from service.formkit.form import Form


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
