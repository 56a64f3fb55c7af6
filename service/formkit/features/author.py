"""Whose a record is by its paper: the field with the author's name (người đề nghị, 5.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from service.formkit.features.feature import Feature, lacking_fields
from service.formkit.form import Form


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
