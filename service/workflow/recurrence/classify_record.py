"""Saying which content a record is for, and alarming head and secretary when it comes again."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from service.formkit.features.record_rules import RecurrenceRule
from service.formkit.labels import Label
from service.formkit.moves import Role
from service.store.base import office_day
from service.store.database import UnitOfWork
from service.store.ledger.events import NewEvent, append_event
from service.store.people import persons
from service.store.records import content_categories
from service.store.records.content_categories import Category
from service.store.records.records import Record, get_record
from service.store.turns.reminders import drop_reminders, remind_each, reminded_of
from service.workflow.actor import Actor
from service.workflow.authority import may_classify, visible_record
from service.workflow.errors import NotAllowed, NotFound
from service.workflow.event_kinds import CLASSIFIED
from service.workflow.office import Office
from service.workflow.recurrence.content_categories import own_category
from service.workflow.recurrence.repetition import Recurrence, is_alarming, repetition_of

REPETITION = "repetition"
MOST_AT_ONCE = 20
ONLY_THESE = Label(
    "Chỉ Thư ký ISO và Trưởng đơn vị có sự không phù hợp được xếp nhóm nội dung (QT.CTCL 5.2.1).",
    "Only the ISO secretary and the head of the unit concerned may say what content a record is "
    "for (QT.CTCL 5.2.1).",
)


def classify_record(
    office: Office,
    actor: Actor,
    record_id: str,
    category_id: int | None,
    also: Iterable[str] = (),
) -> Recurrence:
    """Return how the record repeats others, now that it is for this content (None: for none).

    `also` are earlier records of the same unit, likely the same, that go along while nobody has
    put them anywhere. Raises NotFound, NotAllowed.
    """
    now = office.now()
    along = frozenset(list(also)[:MOST_AT_ONCE]) - {record_id}
    with office.database.writing() as uow:
        # Locked in one order, so that two people who classify at once do not wait in a ring.
        known = {
            each: _classifiable(office, uow, actor, each, now)
            for each in sorted({record_id, *along})
        }
        record = known[record_id]
        category = None
        if category_id is not None:
            category = own_category(uow, category_id, is_sample=record.is_sample)
        before = content_categories.category_of(uow, record_id)
        _put(uow, actor, record, category, now)
        for each in along if category else ():
            same_unit = known[each].concerned_unit_id == record.concerned_unit_id
            if same_unit and content_categories.category_of(uow, each) is None:
                _put(uow, actor, known[each], category, now)
        left = before.category_id if before else None
        for one in {category_id, left}:
            if one is not None:
                _alarm_newest(office, uow, record, one, now)
        note_repetition(office, uow, record, now)
        return repetition_of(office, uow, record)


def note_repetition(office: Office, uow: UnitOfWork, record: Record, now: datetime) -> None:
    """Alarm head and secretary when the record repeats others too often.

    Called in the transaction that first submits a record. Each person is alarmed once a record;
    an alarm that holds no longer, or that nobody need act on, is taken back.
    """
    content_categories.follow_unit(uow, record)
    ended = office.form(record.form_code).stage(record.stage).ended
    if ended or not is_alarming(office, uow, record):
        drop_reminders(uow, record.id, REPETITION)
        return
    day = office_day(now)
    left = _alarmed(uow, record) - reminded_of(uow, record.id, REPETITION)
    # Reminded of the record today already: nobody is twice a day, so tomorrow.
    for on in (day, day + timedelta(days=1)):
        left -= remind_each(uow, left, record.id, on, kind=REPETITION, level="alarm", now=now)


def note_change(
    office: Office, uow: UnitOfWork, before: Record, after: Record, now: datetime
) -> None:
    """Weigh the row again when a move or correction changed what it hangs on.

    That is the unit, the text that tells the content, and whether the record has ended; when it
    ended so that it counts no more, the newest of its row may be no alarm any longer.
    """
    form = office.form(after.form_code)
    rule = form.feature(RecurrenceRule)
    if rule is None:
        return
    texts = [each.answers.get(rule.content_field) for each in (before, after)]
    moved = before.concerned_unit_id != after.concerned_unit_id
    ends = before.stage != after.stage and form.stage(after.stage).ended
    if moved or ends or texts[0] != texts[1]:
        note_repetition(office, uow, after, now)
    if before.stage != after.stage and after.stage in rule.uncounted:
        stands = content_categories.category_of(uow, after.id)
        if stands is not None:
            _alarm_newest(office, uow, after, stands.category_id, now)


def _classifiable(
    office: Office, uow: UnitOfWork, actor: Actor, record_id: str, now: datetime
) -> Record:
    record = visible_record(uow, actor, record_id, office_day(now))
    if office.form(record.form_code).feature(RecurrenceRule) is None:
        raise NotFound
    if not may_classify(actor, record):
        raise NotAllowed(ONLY_THESE)
    return record


def _put(
    uow: UnitOfWork, actor: Actor, record: Record, category: Category | None, now: datetime
) -> None:
    """Put the record into that category, and write into its chain who said so."""
    stands = content_categories.category_of(uow, record.id)
    if (stands.category_id if stands else None) == (category.id if category else None):
        return
    before = content_categories.get_category(uow, stands.category_id).name if stands else None
    if category is None:
        content_categories.clear_category(uow, record.id)
    else:
        content_categories.set_category(uow, record, category.id, by=actor.person_id, now=now)
    new_event = NewEvent.by(
        actor, CLASSIFIED, now, {"category": category.name if category else None, "before": before}
    )
    append_event(uow, record.id, new_event)


def _alarm_newest(
    office: Office, uow: UnitOfWork, record: Record, category_id: int, now: datetime
) -> None:
    """Weigh the newest record of that content again, since its row has changed."""
    rule = office.form(record.form_code).feature(RecurrenceRule)
    unit_id = record.concerned_unit_id
    if rule is None or unit_id is None:
        return
    newest = content_categories.newest_of(uow, unit_id, category_id, uncounted=rule.uncounted)
    if newest is not None and newest != record.id:
        note_repetition(office, uow, get_record(uow, newest), now)


def _alarmed(uow: UnitOfWork, record: Record) -> set[int]:
    """Return who is alarmed: the heads of the unit concerned and the ISO secretaries."""
    heads = persons.list_people(
        uow, unit_id=record.concerned_unit_id, role=Role.UNIT_HEAD, active_only=True
    )
    secretaries = persons.list_people(uow, role=Role.ISO_SECRETARY, active_only=True)
    return {each.id for each in (*heads, *secretaries) if each.is_sample == record.is_sample}
