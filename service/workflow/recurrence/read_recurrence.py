"""What a record's page says of repetition: category, predecessors, what may be chosen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from service.formkit.features.record_rules import RecurrenceRule
from service.formkit.form import Form
from service.store.database import UnitOfWork
from service.store.ledger.events import timeline
from service.store.records import content_categories
from service.store.records.content_categories import COUNTED_AT_MOST, Category
from service.workflow.actor import Actor
from service.workflow.authority import may_classify, seen_among, visibility_on, visible_record
from service.workflow.event_kinds import CLASSIFIED
from service.workflow.office import Office
from service.workflow.recurrence.detect_recurrence import (
    Predecessor,
    Recurrence,
    Suggestion,
    repetition_of,
)

SHOWN_AT_MOST = 10


@dataclass(frozen=True)
class RepetitionView:
    """How a record repeats others, as somebody may see it.

    `shown` are the newest predecessors this person may open, `hidden` how many more there are;
    `choices` are the categories to choose from, empty for whoever may not choose.
    """

    record_id: str
    form: Form
    repetition: Recurrence
    shown: tuple[Predecessor, ...]
    hidden: int
    set_by: str
    may_classify: bool
    choices: tuple[Category, ...]

    @property
    def count_is_more(self) -> bool:
        """True when the row is longer than is counted."""
        return len(self.repetition.predecessors) >= COUNTED_AT_MOST

    @property
    def may_go_along(self) -> tuple[Predecessor, ...]:
        """Return earlier records of likely the same content that nobody has put anywhere."""
        return tuple(each for each in self.shown if each.likeness is not None)


def read_repetition(office: Office, actor: Actor, record_id: str) -> RepetitionView | None:
    """Return how the record repeats others; None for a form whose records repeat nothing.

    Raises NotFound for whoever may not see the record.
    """
    today = office.today()
    with office.database.reading() as uow:
        seen = visibility_on(uow, actor, today)
        record = visible_record(uow, actor, record_id, today)
        form = office.form(record.form_code)
        if form.feature(RecurrenceRule) is None or record.concerned_unit_id is None:
            return None
        found = repetition_of(office, uow, record, seen)
        shown = _visible(uow, actor, found.predecessors, today)
        may = may_classify(actor, record)
        if not may:
            # What the texts suggest is for whoever decides, and names records others may not see.
            found = replace(found, suggestion=Suggestion())
        listed = content_categories.list_categories(uow, is_sample=record.is_sample) if may else ()
        chosen = content_categories.category_of(uow, record_id)
        # History has the name of that day; the person may be called otherwise by now.
        classifiers = [e.actor_name for e in timeline(uow, record_id) if e.kind == CLASSIFIED]
        return RepetitionView(
            record_id=record_id,
            form=form,
            repetition=found,
            shown=shown,
            hidden=len(found.predecessors) - len(shown),
            set_by=classifiers[-1] if chosen and classifiers else "",
            may_classify=may,
            choices=tuple(each for each in listed if each.active or each == found.category),
        )


def _visible(
    uow: UnitOfWork, actor: Actor, predecessors: tuple[Predecessor, ...], day: date
) -> tuple[Predecessor, ...]:
    """Return the newest of them that the person may open: a number alone tells nothing else."""
    newest = predecessors[:SHOWN_AT_MOST]
    seen = seen_among(uow, actor, [each.record.id for each in newest], day)
    return tuple(each for each in newest if each.record.id in seen)
