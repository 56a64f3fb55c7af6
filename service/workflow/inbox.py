"""«Việc của tôi»: what waits for a person, what they follow, what they are reminded of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.moves import Move, Stage
from service.formkit.working_days import WorkingCalendar
from service.store import listing, turns
from service.store.access import Visibility, visible_among
from service.store.database import UnitOfWork
from service.store.listing import RecordLine, RecordQuery
from service.store.reminders import MAY_BEGIN, reminders_for
from service.store.times import office_day
from service.store.turns import TurnKept, WorkLine
from service.workflow.actor import Actor
from service.workflow.corrections_waiting import CONFIRMING, corrections_for
from service.workflow.days_off import calendar_of
from service.workflow.lent_work import lent_work
from service.workflow.my_turns import my_turns
from service.workflow.office import Office
from service.workflow.openings import openings_for
from service.workflow.sight import visibility_on
from service.workflow.turn_rules import turn_of
from service.workflow.vacancies import vacant_work
from service.workflow.waiting import Term, term_of, work_of_turn

MOST_WORK = 50
MOST_FOLLOWED = 10
MOST_REMINDED = 20
LOOKED_AT = 40
"""Records of one's own, the newest, among which those under way are looked for."""


@dataclass(frozen=True)
class Work:
    """Something to do: which record, what to do with it, since when and until when."""

    record_id: str
    form: Form
    number: str | None
    summary: str
    unit: str
    stage: Stage
    work: Label
    term: Term


@dataclass(frozen=True)
class MayDo:
    """Something one may do since a deadline came, while it is somebody else's turn."""

    record_id: str
    form: Form
    number: str | None
    summary: str
    unit: str
    move: Move
    term: Term


@dataclass(frozen=True)
class Vacant:
    """A record that waits for the head of a unit that has none: `unit`."""

    record_id: str
    form: Form
    number: str | None
    summary: str
    unit: str
    stage: Stage
    term: Term


@dataclass(frozen=True)
class Followed:
    """A record one has a part in that waits for somebody else."""

    record_id: str
    form: Form
    number: str | None
    summary: str
    unit: str
    stage: Stage
    posts: tuple[Label, ...]
    term: Term | None


@dataclass(frozen=True)
class Notice:
    """A reminder of today: of which record, why, and as what one gets it."""

    record_id: str
    form: Form
    number: str | None
    summary: str
    kind: str
    level: str


@dataclass(frozen=True)
class Inbox:
    """What waits, by how soon; `count` goes beyond what is shown.

    Not counted, for it is nobody's turn here: `may_do`, which a deadline opened while others are
    late, and `vacant`, which waits for heads that units do not have.
    """

    overdue: tuple[Work, ...]
    this_week: tuple[Work, ...]
    later: tuple[Work, ...]
    count: int
    may_do: tuple[MayDo, ...]
    vacant: tuple[Vacant, ...]
    notices: tuple[Notice, ...]
    followed: tuple[Followed, ...]

    @property
    def shown(self) -> int:
        """How many of those that wait are in the lists."""
        return len(self.overdue) + len(self.this_week) + len(self.later)


def read_inbox(office: Office, actor: Actor) -> Inbox:
    """Return the person's inbox; every query reads at most a page."""
    today = office_day(office.clock())
    with office.database.reading() as uow:
        mine = my_turns(office, uow, actor, today)
        lines = turns.work_of(uow, mine.holders, limit=MOST_WORK, but=mine.but)
        given = lent_work(uow, mine, {line.record_id for line in lines})
        proposed = corrections_for(office, uow, actor, today)
        work = (
            *_work(office, uow, (*lines, *given), today),
            *_confirming(office, uow, proposed, today),
        )
        busy = {each.record_id for each in work}
        return Inbox(
            overdue=tuple(each for each in work if each.term.is_overdue),
            this_week=tuple(each for each in work if _is_this_week(each.term, today)),
            later=tuple(each for each in work if _is_later(each.term, today)),
            count=turns.count_work(uow, mine.holders, but=mine.but)
            + len(mine.lent)
            + len(proposed),
            may_do=tuple(_may_do(office, uow, actor, today)),
            vacant=tuple(_vacant(office, uow, actor, today)),
            notices=tuple(_notices(office, uow, actor, today, busy)),
            followed=tuple(_followed(office, uow, actor, today, busy)),
        )


def count_inbox(office: Office, actor: Actor) -> int:
    """Return how many records wait for the person, for the menu."""
    today = office_day(office.clock())
    with office.database.reading() as uow:
        mine = my_turns(office, uow, actor, today)
        proposed = corrections_for(office, uow, actor, today)
        waiting = turns.count_work(uow, mine.holders, but=mine.but)
        return waiting + len(mine.lent) + len(proposed)


def _work(
    office: Office, uow: UnitOfWork, lines: Iterable[WorkLine], today: date
) -> Iterator[Work]:
    settings, calendar = office.letterhead(uow), calendar_of(uow)
    for line in lines:
        form = office.catalogue.get(line.form_code)
        if form is None:
            continue
        turn = turn_of(form, line.stage, line.holder, settings)
        yield Work(
            line.record_id,
            form,
            line.number,
            line.summary,
            line.unit,
            form.stage(line.stage),
            work_of_turn(form, line.stage, turn),
            term_of(calendar, _kept(line), today),
        )


def _confirming(
    office: Office, uow: UnitOfWork, lines: Iterable[WorkLine], today: date
) -> Iterator[Work]:
    calendar = calendar_of(uow)
    for line in lines:
        form = office.catalogue[line.form_code]
        yield Work(
            line.record_id,
            form,
            line.number,
            line.summary,
            line.unit,
            form.stage(line.stage),
            CONFIRMING,
            term_of(calendar, _kept(line), today),
        )


def _may_do(office: Office, uow: UnitOfWork, actor: Actor, today: date) -> Iterator[MayDo]:
    calendar = calendar_of(uow)
    for each in openings_for(office, uow, actor, today):
        line = each.line
        yield MayDo(
            line.record_id,
            each.form,
            line.number,
            line.summary,
            line.unit,
            each.move,
            term_of(calendar, _kept(line), today),
        )


def _vacant(office: Office, uow: UnitOfWork, actor: Actor, today: date) -> Iterator[Vacant]:
    calendar = calendar_of(uow)
    for each in vacant_work(uow, actor, today):
        line, form = each.line, office.catalogue.get(each.line.form_code)
        if form is not None:
            yield Vacant(
                line.record_id,
                form,
                line.number,
                line.summary,
                each.unit,
                form.stage(line.stage),
                term_of(calendar, _kept(line), today),
            )


def _kept(line: WorkLine) -> TurnKept:
    return TurnKept(line.holder, line.stage, line.since, line.due_on)


def _is_this_week(term: Term, today: date) -> bool:
    sunday = today + timedelta(days=6 - today.weekday())
    return not term.is_overdue and term.due_on is not None and term.due_on <= sunday


def _is_later(term: Term, today: date) -> bool:
    return not term.is_overdue and not _is_this_week(term, today)


def _notices(
    office: Office, uow: UnitOfWork, actor: Actor, today: date, busy: set[str]
) -> Iterator[Notice]:
    """Return today's reminders, without those that stand above already.

    What a deadline opened stands there as long as it is open, and no longer.
    """
    found = reminders_for(uow, actor.person_id, today, limit=MOST_REMINDED)
    # What was lent and taken back since is no longer theirs to open.
    seen = visible_among(uow, {each.record_id for each in found}, visibility_on(uow, actor, today))
    for each in found:
        if each.record_id not in seen:
            continue
        form = office.catalogue.get(each.form_code)
        above = each.kind in ("due_today", "overdue") and each.record_id in busy
        if form and not above and each.kind != MAY_BEGIN:
            yield Notice(each.record_id, form, each.number, each.summary, each.kind, each.level)


def _followed(
    office: Office, uow: UnitOfWork, actor: Actor, today: date, busy: set[str]
) -> Iterator[Followed]:
    own = Visibility(False, frozenset(), actor.person_id, is_sample=actor.is_sample)
    page = listing.list_records(uow, RecordQuery(visibility=own, limit=LOOKED_AT))
    settings, calendar, found = office.letterhead(uow), calendar_of(uow), 0
    for line in page.lines:
        form = office.catalogue.get(line.form_code)
        if form is None or form.stage(line.stage).ended or line.id in busy:
            continue
        kept = turns.turns_of(uow, line.id)
        posts = [
            label
            for each in kept
            if (turn := turn_of(form, each.stage, each.holder, settings))
            for label in turn.labels(settings)
        ]
        yield _follow(form, line, tuple(dict.fromkeys(posts)), kept, calendar, today)
        found += 1
        if found == MOST_FOLLOWED:
            return


def _follow(
    form: Form,
    line: RecordLine,
    posts: tuple[Label, ...],
    kept: tuple[TurnKept, ...],
    calendar: WorkingCalendar,
    today: date,
) -> Followed:
    term = term_of(calendar, kept[0], today) if kept else None
    stage = form.stage(line.stage)
    return Followed(
        line.id, form, line.number, line.summary, line.requesting_unit, stage, posts, term
    )
