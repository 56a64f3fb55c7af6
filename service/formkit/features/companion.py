"""How a companion (văn bản kèm theo), a form without moves, is drawn from the records it tells."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.formkit.features.feature import Feature
from service.formkit.fields import Rows
from service.formkit.form import Form
from service.formkit.move_facts import Drawn


@dataclass(frozen=True)
class DrawnFromRecord(Feature):
    """What the companion takes from a record and the moment that it is issued at."""

    answers: Drawn


@dataclass(frozen=True)
class ListsRecords(Feature):
    """What one record is in a companion that lists many."""

    row: Drawn

    def faults(self, form: Form) -> Iterable[str]:
        """Return that the form has no table for the records."""
        return () if _tables(form) else ("no table that lists records",)


def table_of_records(form: Form) -> Rows:
    """Return the table in which a companion lists records, its first; raises LookupError."""
    if tables := _tables(form):
        return tables[0]
    raise LookupError(form.code)


def _tables(form: Form) -> list[Rows]:
    return [each for each in form.fields if isinstance(each, Rows) and not each.plain]
