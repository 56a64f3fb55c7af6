"""A draft as its owner sees it, judged once somebody asks: whoever only saves goes on at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from service.formkit.form import Form
from service.formkit.labels import Faults
from service.formkit.schema import Judgement, TypedAnswers, read_typed
from service.formkit.typed_days import day_faults


@dataclass(frozen=True, kw_only=True)
class DraftView:
    """A draft as its owner sees it: what was typed, what of it may stand, what is wrong.

    `kept` is what the store has of `typed`, which also shows text that cannot be kept; judged is
    `plain`, the same with people by their names alone, as of `today`. `before` are the answers of
    the record that the draft changes, `number` is that record's.
    """

    id: str
    form: Form
    typed: Mapping[str, Any]
    version: int
    saved_at: datetime
    kept: Mapping[str, Any]
    plain: Mapping[str, Any]
    today: date
    before: Mapping[str, Any]
    record_id: str | None = None
    removed_at: datetime | None = None
    record_version: int | None = None
    number: str | None = None

    @cached_property
    def variant(self) -> str:
        """On which of the form's papers the answers belong; nothing is judged where it has one."""
        if self.form.variant_field is None:
            return self.form.variants[0]
        return self.form.variant_of(self._judged.answers)

    @cached_property
    def answers(self) -> Mapping[str, Any]:
        """What may stand, beside what others wrote: numbers given, and the boxes of later steps."""
        own = {each.name for each in self.form.open_fields}
        of_others = {name: value for name, value in self.before.items() if name not in own}
        return {**of_others, **self._judged.answers}

    @cached_property
    def faults(self) -> Faults:
        """What is wrong with what was typed, each beside its field."""
        today = self.today.isoformat()
        odd_days = day_faults(self.form.fields, self._judged.answers, self.before, today)
        return {**odd_days, **self._judged.faults}

    @cached_property
    def missing(self) -> Faults:
        """What is still to be filled before the draft is sent."""
        moves = self.form.moves_from("draft", self.variant)
        whole = self._read.judged({clause for move in moves for clause in move.completes})
        return {path: said for path, said in whole.faults.items() if path not in self.faults}

    @property
    def warnings(self) -> Faults:
        """What is told and hinders nothing."""
        return self._judged.warnings

    @cached_property
    def _read(self) -> TypedAnswers:
        return read_typed(self.form, self.plain)

    @cached_property
    def _judged(self) -> Judgement:
        return self._read.judged()
