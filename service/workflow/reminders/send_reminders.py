"""Reminders: every working day, to those who still owe something, higher up the later it gets."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from service.formkit.features.monthly_reports import missing_reports
from service.formkit.labels import Label
from service.formkit.moves import Role
from service.formkit.working_days import WorkingCalendar
from service.store.base import Json, office_day
from service.store.database import UnitOfWork
from service.store.jobs import Job
from service.store.people.roster import NOBODY, Roster, staff_of
from service.store.records.records import Record
from service.store.turns import reminders as store
from service.store.turns.reminders import (
    MAY_BEGIN,
    REPORT_MISSING,
    DueTurn,
    Reminder,
    ReminderFacts,
)
from service.store.turns.turns import is_person
from service.workflow.actor import Actor
from service.workflow.authority import (
    MINDERS,
    Waiting,
    heads_minding,
    people_with_openings,
    visible_record,
    waits_of,
)
from service.workflow.errors import NotAllowed, RemindedToday
from service.workflow.moves.corrections.corrections_waiting import corrections_due
from service.workflow.office import Office, calendar_of
from service.workflow.reminders.escalation import RemindSettings, remind_settings
from service.workflow.reminders.mail import ask_for_digests
from service.workflow.reminders.monthly_reports import ReportDuty, report_duties

DUE_TODAY, OVERDUE, ASKED = "due_today", "overdue", "asked"
HOLDER, UNIT_HEAD, SECRETARY, BOARD = "holder", "unit_head", "secretary", "board"
ONES_OWN = Label(
    "Hồ sơ này đang chờ chính anh/chị, không cần gửi nhắc việc.",
    "This record waits for you yourself; there is nobody to remind.",
)
NOBODY_WAITED_FOR = Label(
    "Hồ sơ này không chờ ai nên không có người để nhắc.",
    "This record waits for nobody, so there is nobody to remind.",
)


@dataclass(frozen=True)
class Reminding:
    """What a day's reminding goes by: the day, its calendar, its staff, the settings."""

    today: date
    calendar: WorkingCalendar
    roster: Roster
    settings: RemindSettings


def remind_of_the_day(office: Office, job: Job) -> Json:
    """Return how many reminders the daily job made; a job left over from yesterday is today's."""
    return {"reminders": remind(office)}


def remind(office: Office) -> int:
    """Return how many reminders were made; none on a day off, none twice on the same day."""
    now = office.now()
    with office.database.writing() as uow:
        reminding = _reminding(uow, now)
        if not reminding.calendar.is_working(reminding.today):
            return 0
        wanted = (
            *_of_corrections(office, uow, reminding),
            *_of_turns(office, uow, reminding),
            *_of_openings(office, uow, reminding),
            *_of_reports(office, uow, reminding),
        )
        made = store.keep_reminders(uow, wanted, reminding.today, now)
        mails = ask_for_digests(office, uow, _persons(made), reminding.today, now)
    _carry(office, mails)
    return len(made)


def remind_now(office: Office, actor: Actor, record_id: str) -> int:
    """Return how many persons were reminded because somebody who waits asked for it.

    Raises NotFound, NotAllowed for sample people at real records, for whom the record waits
    themselves and when it waits for nobody; RemindedToday when all were reminded today.
    """
    now = office.now()
    with office.database.writing() as uow:
        record = visible_record(uow, actor, record_id, office_day(now))
        if record.is_sample != actor.is_sample:
            raise NotAllowed
        reminding = _reminding(uow, now)
        roster, forms = reminding.roster, {record_id: office.form(record.form_code)}
        waits = waits_of(office, uow, forms, reminding.today).get(record_id, ())
        owing = NOBODY.union(*(each.called(record_id, roster) for each in waits))
        if waits and not owing:
            owing = _minders(roster, record_id, is_sample=record.is_sample)
            owing = owing.union(*(_heads_of(roster, record, each) for each in waits))
        if actor.person_id in owing:
            raise NotAllowed(ONES_OWN)
        if not owing:
            raise NotAllowed(NOBODY_WAITED_FOR)
        wanted = [ReminderFacts(each, record_id, ASKED, HOLDER) for each in sorted(owing)]
        made = store.keep_reminders(uow, wanted, reminding.today, now)
        if not made:
            raise RemindedToday
        mails = ask_for_digests(office, uow, _persons(made), reminding.today, now)
    _carry(office, mails)
    return len(made)


def reminders_for(uow: UnitOfWork, person_id: int, day: date) -> tuple[Reminder, ...]:
    """Return the day's reminders to a person that still stand, for the inbox."""
    return store.reminders_for(uow, person_id, day)


def reminders_of_today(office: Office, actor: Actor) -> tuple[Reminder, ...]:
    """Return the person's reminders of today that still stand."""
    with office.database.reading() as uow:
        return store.reminders_for(uow, actor.person_id, office.today())


def _heads_of(roster: Roster, record: Record, waiting: Waiting) -> frozenset[int]:
    """Return the heads who see to what a closed account left in the record."""
    units = heads_minding(record, waiting.gap) if waiting.gap else ()
    return NOBODY.union(*(roster.heads_of(each, record.id) for each in units))


def _persons(made: Iterable[ReminderFacts]) -> frozenset[int]:
    return frozenset(each.person_id for each in made)


def _carry(office: Office, job_ids: Iterable[str]) -> None:
    for job_id in job_ids:
        office.queue.carry(job_id)


def _reminding(uow: UnitOfWork, now: datetime) -> Reminding:
    today = office_day(now)
    return Reminding(today, calendar_of(uow), staff_of(uow, today), remind_settings(uow))


def _of_turns(office: Office, uow: UnitOfWork, reminding: Reminding) -> Iterator[ReminderFacts]:
    """Return who is to be reminded of which turn, the nearest to it first."""
    calendar, today = reminding.calendar, reminding.today
    due = [*_waited(office, uow, store.due_turns(uow, today), today)]
    for level in (HOLDER, UNIT_HEAD, SECRETARY, BOARD):
        for turn, waiting in due:
            late = calendar.working_days_between(calendar.next_working(turn.due_on), today)
            kind = OVERDUE if late > 0 else DUE_TODAY
            # Where nobody is there to be reminded, who minds that hears of it at once.
            at_once = level in _minding(waiting)
            if late >= reminding.settings.after(HOLDER if at_once else level):
                for person_id in sorted(_reached(reminding.roster, turn, waiting, level)):
                    yield ReminderFacts(person_id, turn.record_id, kind, level)


def _waited(
    office: Office, uow: UnitOfWork, due: Collection[DueTurn], today: date
) -> Iterator[tuple[DueTurn, Waiting]]:
    """Yield these turns with whom each waits for, those of unknown forms left out."""
    known = ((turn.record_id, office.catalogue.get(turn.form_code)) for turn in due)
    forms = {record_id: form for record_id, form in known if form is not None}
    waits = waits_of(office, uow, forms, today)
    for turn in due:
        for each in waits.get(turn.record_id, ()):
            if each.holder == turn.holder:
                yield turn, each


def _minding(waiting: Waiting) -> tuple[str, ...]:
    """Return as what those are reminded who see to a turn that is nobody's; none where it is."""
    if not waiting.is_vacant:
        return ()
    return (UNIT_HEAD, SECRETARY) if is_person(waiting.holder) else (SECRETARY,)


def _minders(roster: Roster, record_id: str, *, is_sample: bool) -> frozenset[int]:
    """Return who minds the office's records: the secretary, without one whoever comes next."""
    found = (roster.in_role(role, record_id, is_sample=is_sample) for role in MINDERS)
    return next((each for each in found if each), NOBODY)


def _reached(roster: Roster, turn: DueTurn, waiting: Waiting, level: str) -> frozenset[int]:
    if level == HOLDER:
        return waiting.called(turn.record_id, roster)
    if level == UNIT_HEAD:
        return _heads(roster, turn.executing_unit_id or turn.concerned_unit_id, turn.record_id)
    if level == SECRETARY:
        return _minders(roster, turn.record_id, is_sample=turn.is_sample)
    return roster.in_role(Role.ISO_BOARD, turn.record_id, is_sample=turn.is_sample)


def _of_openings(office: Office, uow: UnitOfWork, reminding: Reminding) -> Iterator[ReminderFacts]:
    """Return who may do what a deadline opened: on it the director begins to verify (5.6)."""
    opened = people_with_openings(office, uow, reminding.roster, reminding.today)
    for record_id, person_ids in opened:
        for person_id in sorted(person_ids):
            yield ReminderFacts(person_id, record_id, MAY_BEGIN, HOLDER)


def _of_corrections(
    office: Office, uow: UnitOfWork, reminding: Reminding
) -> Iterator[ReminderFacts]:
    """Return who is to be reminded of a proposed correction that they have not decided on."""
    for each in corrections_due(office, uow, reminding.roster, reminding.today):
        due_on = reminding.calendar.next_working(each.due_on)
        kind = OVERDUE if due_on < reminding.today else DUE_TODAY
        for person_id in sorted(each.person_ids):
            yield ReminderFacts(person_id, each.record_id, kind, HOLDER)


def _of_reports(office: Office, uow: UnitOfWork, reminding: Reminding) -> Iterator[ReminderFacts]:
    """Return who is to be reminded of a missing monthly report: assignee, head and secretary."""
    settings = reminding.settings
    for duty in report_duties(office, uow):
        missing = missing_reports(
            duty.approved_on,
            duty.deadline,
            duty.reported_on,
            reminding.today,
            settings.long_days,
            settings.report_day,
        )
        if missing:
            yield from _of_report(reminding.roster, duty)


def _of_report(roster: Roster, duty: ReportDuty) -> Iterable[ReminderFacts]:
    reached = {
        HOLDER: _behind(roster, duty),
        UNIT_HEAD: _heads(roster, duty.unit_id, duty.record_id),
        SECRETARY: _minders(roster, duty.record_id, is_sample=duty.is_sample),
    }
    for level, people in reached.items():
        for person_id in sorted(people):
            yield ReminderFacts(person_id, duty.record_id, REPORT_MISSING, level)


def _behind(roster: Roster, duty: ReportDuty) -> frozenset[int]:
    """Return who works on it and still works here."""
    return roster.ids.intersection(duty.assignee_ids)


def _heads(roster: Roster, unit_id: int | None, record_id: str) -> frozenset[int]:
    return frozenset() if unit_id is None else roster.heads_of(unit_id, record_id)
