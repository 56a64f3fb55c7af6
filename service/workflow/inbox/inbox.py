"""«Việc của tôi»: what waits for a person, what they follow, what they are reminded of."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from service.formkit.form import Form
from service.formkit.labels import Label
from service.formkit.working_days import WorkingCalendar
from service.store.database import UnitOfWork
from service.store.records.listing import RecordLine, RecordQuery, newest_records, read_both
from service.store.turns import turns
from service.store.turns.reminders import MAY_BEGIN, reminders_for
from service.store.turns.turns import TurnKept, WorkLine
from service.workflow.actor import Actor
from service.workflow.authority import (
    Term,
    concerning,
    my_turns,
    openings_for,
    seen_among,
    term_of,
    turn_of,
    visibility_on,
    work_of_turn,
)
from service.workflow.inbox.inbox_lines import Followed, Inbox, MayDo, Notice, Vacant, Work
from service.workflow.inbox.vacancies import vacant_work
from service.workflow.moves.corrections.corrections_waiting import CONFIRMING, corrections_for
from service.workflow.office import Office, calendar_of

MOST_WORK = 50
MOST_FOLLOWED = 10
MOST_REMINDED = 20
LOOKED_AT = 40
"""Records of one's own, the newest, among which those under way are looked for."""


def read_inbox(office: Office, actor: Actor, *, beside: int = 0) -> Inbox:
    """Return the person's inbox; every query reads at most a page.

    A page that shows so many of the newest records `beside` it has them read along.
    """
    today = office.today()
    with office.database.reading() as uow:
        if beside:
            seen = visibility_on(uow, actor, today)
            read_both(uow, _own(actor), RecordQuery(visibility=seen, limit=beside))
        mine = my_turns(office, uow, actor, today)
        lines, waiting = turns.work_counted(uow, mine.holders, limit=MOST_WORK, but=mine.but)
        given = mine.lent_lines(uow, {line.record_id for line in lines})
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
            count=waiting + len(mine.lent) + len(proposed),
            may_do=tuple(_may_do(office, uow, actor, today)),
            vacant=tuple(_vacant(office, uow, actor, today)),
            notices=tuple(_notices(office, uow, actor, today, busy)),
            followed=tuple(_followed(office, uow, actor, today, busy)),
        )


def count_inbox(office: Office, actor: Actor) -> int:
    """Return how many records wait for the person, for the menu."""
    today = office.today()
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
            term_of(calendar, line, today),
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
            term_of(calendar, line, today),
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
            term_of(calendar, line, today),
        )


def _vacant(office: Office, uow: UnitOfWork, actor: Actor, today: date) -> Iterator[Vacant]:
    calendar = calendar_of(uow)
    for each in vacant_work(office, uow, actor, today):
        line, form = each.line, office.catalogue.get(each.line.form_code)
        if form is not None:
            yield Vacant(
                line.record_id,
                form,
                line.number,
                line.summary,
                each.gap.unit,
                form.stage(line.stage),
                term_of(calendar, line, today),
                each.gap.why,
            )


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
    sight = visibility_on(uow, actor, today)
    found = reminders_for(uow, actor.person_id, today, limit=MOST_REMINDED, visibility=sight)
    # What was lent and taken back since is no longer theirs to open.
    seen = seen_among(uow, actor, {each.record_id for each in found}, today)
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
    lines = newest_records(uow, _own(actor))
    of_each = turns.turns_by_record(uow, [line.id for line in lines])
    settings, calendar, found = office.letterhead(uow), calendar_of(uow), 0
    for line in lines:
        form = office.catalogue.get(line.form_code)
        if form is None or form.stage(line.stage).ended or line.id in busy:
            continue
        kept = of_each.get(line.id, ())
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


def _own(actor: Actor) -> RecordQuery:
    """Return what asks for the newest records in which the person has a part."""
    return RecordQuery(visibility=concerning(actor), limit=LOOKED_AT)


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
