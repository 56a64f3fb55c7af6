"""Repeated nonconformities (lặp lại, QT.CTCL 5.2.1): which records are for the same content.

"Quá 03 lần liên tiếp cho cùng một nội dung tại cùng đơn vị" is read so: the records that concern
one unit and are for one content, in the order they came. Records for other contents in between do
not interrupt; one that ended as no nonconformity or was withdrawn does not count. A record nobody
has put into a category counts with those whose text is likely the same, so that the alarm does
not wait for the secretary.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any

from service.formkit.features.record_rules import RecurrenceRule
from service.formkit.form import Form
from service.formkit.office_rules import REPETITION_ALARM_AT
from service.formkit.vietnamese.similarity import Content, read_content, similarity
from service.store.database import UnitOfWork
from service.store.ledger.events import timeline
from service.store.records import content_categories
from service.store.records.content_categories import (
    COUNTED_AT_MOST,
    Candidate,
    Category,
    EarlierRecord,
)
from service.store.records.records import Record
from service.workflow.actor import Actor
from service.workflow.authority import (
    Visibility,
    may_classify,
    seen_among,
    visibility_on,
    visible_record,
)
from service.workflow.event_kinds import CLASSIFIED
from service.workflow.office import Office, rule_in_force

LIKELY = 0.5
"""From this likeness on, two descriptions are taken to be for the same content."""
NOTHING_AFTER = 2**62
NEWEST = 20
"""Records looked at first where only the alarm is asked."""
SHOWN_AT_MOST = 10


@dataclass(frozen=True)
class Predecessor:
    """An earlier record for the same content; `likeness` in percent where only its text says so."""

    record: EarlierRecord
    likeness: int | None = None


@dataclass(frozen=True)
class Suggestion:
    """The content that the text makes likely, and earlier records it is like, most alike first."""

    category: Category | None = None
    similar: tuple[Predecessor, ...] = ()


@dataclass(frozen=True)
class Recurrence:
    """How often the content came before in the unit: `count` is this record's place in the row.

    `category` is what somebody put the record into, None while nobody has. Of predecessors there
    are COUNTED_AT_MOST at most, newest first.
    """

    category: Category | None
    predecessors: tuple[Predecessor, ...]
    alarm_at: int
    suggestion: Suggestion = Suggestion()

    @property
    def count(self) -> int:
        """The record's place in the row: 4 for the fourth."""
        return len(self.predecessors) + 1

    @property
    def is_alarm(self) -> bool:
        """True from the record on at which the office wants to be alarmed."""
        return self.count >= self.alarm_at

    @property
    def by_text_alone(self) -> bool:
        """True when without the likeness of texts there would be no alarm."""
        classified = sum(each.likeness is None for each in self.predecessors)
        return self.is_alarm and (self.category is None or classified + 1 < self.alarm_at)


def suggest(
    uow: UnitOfWork,
    form: Form,
    answers: Mapping[str, Any],
    unit_id: int | None,
    *,
    before: int = NOTHING_AFTER,
    visibility: Visibility | None = None,
) -> Suggestion:
    """Return what the answers are likely for, told by the unit's newest records before that entry.

    Sample units have sample records only, so neither kind is ever compared with the other.
    """
    rule = form.feature(RecurrenceRule)
    text = str(answers.get(rule.content_field) or "").strip() if rule else ""
    if rule is None or unit_id is None or not text:
        return Suggestion()
    mine, found = read_content(text), []
    earlier = content_categories.candidates(
        uow, unit_id, form.code, before, uncounted=rule.uncounted, visibility=visibility
    )
    for each in earlier:
        if (likeness := _likeness(mine, rule, each)) >= LIKELY:
            found.append(Predecessor(each.record, round(likeness * 100)))
    found.sort(key=lambda one: (one.likeness or 0, one.record.entry), reverse=True)
    return Suggestion(_likely_category(uow, found), tuple(found))


def repetition_of(
    office: Office, uow: UnitOfWork, record: Record, visibility: Visibility | None = None
) -> Recurrence:
    """Return how the record repeats others; nothing repeated for forms that declare no rule.

    `visibility` is whose look it is for: what they see of the others is then known beside it.
    """
    form = office.form(record.form_code)
    alarm_at = rule_in_force(uow, REPETITION_ALARM_AT)
    unit_id, rule = record.concerned_unit_id, form.feature(RecurrenceRule)
    if rule is None or unit_id is None:
        return Recurrence(None, (), alarm_at)
    suggestion = suggest(
        uow, form, record.answers, unit_id, before=record.entry, visibility=visibility
    )
    chosen = content_categories.category_of(uow, record.id)
    category = None if chosen is None else content_categories.get_category(uow, chosen.category_id)
    content = category or suggestion.category
    row = _in_category(uow, rule, unit_id, content, record.entry) if content else []
    row += [each for each in suggestion.similar if each.record.category_id is None]
    row.sort(key=lambda one: one.record.entry, reverse=True)
    return Recurrence(category, tuple(row[:COUNTED_AT_MOST]), alarm_at, suggestion)


def is_alarming(office: Office, uow: UnitOfWork, record: Record) -> bool:
    """Return whether the record repeats others too often, as `Repetition.is_alarm` would say.

    Of the texts no more are compared than it takes: slips that repeat mostly follow each other.
    """
    form = office.form(record.form_code)
    rule, unit_id = form.feature(RecurrenceRule), record.concerned_unit_id
    text = str(record.answers.get(rule.content_field) or "").strip() if rule else ""
    if rule is None or unit_id is None or not text:
        return repetition_of(office, uow, record).is_alarm
    needed, mine = rule_in_force(uow, REPETITION_ALARM_AT) - 1, read_content(text)
    newest = content_categories.candidates(
        uow, unit_id, form.code, record.entry, uncounted=rule.uncounted, limit=NEWEST
    )
    alike = (each.record for each in newest if _likeness(mine, rule, each) >= LIKELY)
    unsaid = (each for each in alike if each.category_id is None)
    enough = sum(1 for _ in islice(unsaid, max(needed, 0))) >= needed
    return enough or repetition_of(office, uow, record).is_alarm


def _likeness(mine: Content, rule: RecurrenceRule, other: Candidate) -> float:
    theirs = str(other.answers.get(rule.content_field) or "")
    return similarity(mine, read_content(theirs)) if theirs else 0.0


def _in_category(
    uow: UnitOfWork, rule: RecurrenceRule, unit_id: int, category: Category, entry: int
) -> list[Predecessor]:
    found = content_categories.consecutive(
        uow, unit_id, category.id, entry, uncounted=rule.uncounted
    )
    return [Predecessor(each) for each in found]


def _likely_category(uow: UnitOfWork, similar: Iterable[Predecessor]) -> Category | None:
    """Return the category in use that the similar records speak for most."""
    weight: dict[int, int] = defaultdict(int)
    for each in similar:
        if each.record.category_id is not None:
            weight[each.record.category_id] += each.likeness or 0
    for category_id in sorted(weight, key=lambda one: (-weight[one], one)):
        category = content_categories.get_category(uow, category_id)
        if category.active:
            return category
    return None


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
