"""Every answer to who sees, may and must is one answer, in whatever house, on whatever day.

Random roles, units, closed accounts, delegations and moves; then everybody who works there asks
about slips by every use case: what is told of opens, the moves shown are the moves accepted, and
whom the page names is whom the list names, the inbox counts and the reminders reach.
"""

from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from service.store.turns.reminders import MAY_BEGIN, reminded_of
from service.workflow.authority import OpenMove, Waiting
from service.workflow.files.document_files import issued_word
from service.workflow.files.evidence import list_evidence, require_adding
from service.workflow.inbox.inbox import count_inbox
from service.workflow.moves.move_panel import open_panel
from service.workflow.records.read_records import (
    RecordView,
)
from service.workflow.reminders.calendar_feed import make_feed, read_feed
from service.workflow.reminders.send_reminders import (
    ASKED,
    DUE_TODAY,
    HOLDER,
    OVERDUE,
    remind,
    remind_now,
    reminders_of_today,
)
from tests.store.databases import kept_of, restore
from tests.workflow.correcting import decline
from tests.workflow.turns.readers import Reader, is_theirs_to_see, passes, readers
from tests.workflow.turns.towns import (
    BARRED,
    BOARD_AWAY,
    DIRECTOR_AWAY,
    HEAD_AWAY,
    HEADED,
    VERIFICATION_LENT,
    Happening,
    Town,
    a_town,
    days_later,
    happenings,
    let_happen,
    try_move,
)

numbers = st.integers(0, 99)
some_slips = st.lists(numbers, min_size=3, max_size=3)


# An example takes a third of a second: hundreds of smaller ones would take minutes.
WITHOUT_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)


@settings(max_examples=2, phases=WITHOUT_SHRINKING)
@example(HEAD_AWAY, 0, HEADED)
@example(HEAD_AWAY, 4, HEADED)
@example(VERIFICATION_LENT, 1, BARRED)
@given(happenings, days_later, some_slips)
def test_what_somebody_is_told_of_opens_and_nothing_else_does(
    happened: list[Happening], days: int, some: list[int]
) -> None:
    let_happen(town := a_town(), happened, days)
    for one in readers(town):
        office, actor = one.office, one.actor
        assert one.told <= one.listed.keys()
        assert count_inbox(office, actor) == one.inbox.count == one.inbox.shown
        number = town.number(some[0])
        assert {row.line.id for row in one.found(number)} >= {town.slip(some[0])} & {*one.listed}
        for slip in {town.slip(each) for each in some}:
            opens, view = slip in one.listed, one.page(slip)
            assert opens == is_theirs_to_see(town, actor, slip)
            assert (view is not None) == opens
            assert passes(issued_word, office, actor, slip, 1) == opens
            assert passes(list_evidence, office, actor, slip) == opens
            may_add = opens and list_evidence(office, actor, slip).may_add
            assert passes(require_adding, office, actor, slip) == may_add


@settings(max_examples=3, phases=WITHOUT_SHRINKING)
@example(HEAD_AWAY, 1, 7, 7, 0)
@example(VERIFICATION_LENT, 0, 15, 7, 0)
@given(happenings, days_later, numbers, numbers, numbers)
def test_the_moves_shown_are_the_moves_accepted(
    happened: list[Happening], days: int, which: int, mover: int, named: int
) -> None:
    let_happen(town := a_town(), happened, days)
    slip, people = town.slip(which), readers(town)
    keys = sorted(moves_there(people, slip))
    for one in people:
        shown = one.keys(slip)
        assert shown <= {*keys}
        for key in keys:
            assert passes(open_panel, one.office, one.actor, slip, key) == (key in shown)

    one, whom = people[mover % len(people)], people[named % len(people)].actor
    shown, decides = one.keys(slip), one.decides(slip)
    database = town.house.office.database
    before = kept_of(database)
    for key in keys:
        assert passes(try_move, town, one.actor, slip, key, whom) == (key in shown)
        restore(database, before)
    assert passes(decline, town.house, one.actor, slip) == decides


def moves_there(people: list[Reader], slip: str) -> set[str]:
    """Every move that leads on from where the slip stands, and one that does not."""
    view = next(view for one in people if (view := one.page(slip)))
    return {move.key for move in view.form.moves if move.from_stage == view.stage.key} | {"met"}


@settings(max_examples=3, phases=WITHOUT_SHRINKING)
@example([], 0, BARRED, 1)
@example(HEAD_AWAY, 1, HEADED, 7)
@example(BOARD_AWAY, 0, BARRED, 4)
@example(DIRECTOR_AWAY, 40, BARRED, 0)
@given(happenings, days_later, some_slips, numbers)
def test_whom_the_page_names_is_whom_list_and_inbox_mean(
    happened: list[Happening], days: int, some: list[int], who: int
) -> None:
    let_happen(town := a_town(), happened, days)
    people = readers(town)
    for slip in {town.slip(each) for each in some}:
        views = [(one, view) for one in people if (view := one.page(slip))]
        for one, view in views:
            row = one.listed[slip]
            assert [said(each) for each in row.waits] == [said(each) for each in view.waiting]
            assert row.term == view.term
            assert (view.is_my_turn or one.decides(slip)) == (slip in one.work)
            assert (slip in one.listable()) == ("consolidate" in one.keys(slip))
            may_do = {each.move.key for each in one.inbox.may_do if each.record_id == slip}
            assert may_do == begun_by_deadline(view)
            assert all(holds_today(town, one, each) for each in view.open_moves)
            # The only director, barred, has the turn to lend it: the page says so instead.
            assert not view.is_my_turn or view.moves or view.held_back
        called = {one.actor.person_id for one, view in views if view.is_my_turn}
        for waiting in views[0][1].waiting:
            if not waiting.is_vacant:
                assert {person_id for person_id, _ in waiting.people} <= called
    one = people[who % len(people)]
    feed = read_feed(one.office, make_feed(one.office, one.actor)).content.decode()
    for slip in town.slips:
        waits = view.waiting if (view := one.page(slip)) else ()
        assert (f"{slip}@ctcl" in feed) == any(w.is_mine and w.term.due_on for w in waits)


def said(waiting: Waiting) -> tuple[object, ...]:
    """What is said of whom a record waits for, whoever asks."""
    return waiting.post, waiting.names, waiting.work, waiting.term, waiting.why_vacant


def begun_by_deadline(view: RecordView) -> set[str]:
    """The moves that a deadline opened for the reader."""
    return {each.move.key for each in view.open_moves if each.move.on_deadline}


def holds_today(town: Town, one: Reader, open_move: OpenMove) -> bool:
    """Whether the move is theirs in their own right, or lent to them for today."""
    given_to_them = open_move.acting.delegation
    return given_to_them is None or (
        given_to_them.receiver_id == one.actor.person_id
        and given_to_them.is_active_on(town.house.office.today())
    )


@settings(max_examples=3, phases=WITHOUT_SHRINKING)
@example(HEAD_AWAY, 0, HEADED)
@example(VERIFICATION_LENT, 0, BARRED)
@given(happenings, days_later, some_slips)
def test_whom_a_slip_waits_for_is_reminded_and_nobody_else(
    happened: list[Happening], days: int, some: list[int]
) -> None:
    let_happen(town := a_town(), happened, days + 1)
    office, database = town.house.office, town.house.office.database
    before = kept_of(database)
    people = readers(town)
    for slip in {town.slip(each) for each in some}:
        views = [(one, view) for one in people if (view := one.page(slip))]
        called = {one.actor.person_id for one, view in views if view.is_my_turn}
        for one, _ in views:
            if one.actor.person_id in called:
                assert not passes(remind_now, office, one.actor, slip)
        asked = next((one for one, _ in views if one.actor.person_id not in called), None)
        if called and asked:
            remind_now(office, asked.actor, slip)
            with database.reading() as uow:
                assert reminded_of(uow, slip, ASKED) == called

    restore(database, before)
    if not remind(office):
        return
    for one in readers(town):
        reasons = {(each.record_id, each.kind) for each in reminders_of_today(office, one.actor)}
        due = {
            row
            for row in one.work
            if (day := one.listed[row].term.due_on) and day <= office.today()
        }
        assert due <= {slip for slip, _ in reasons}
        # A notice of a turn that is not among the work would be of somebody else's.
        told = {(each.kind, each.level) for each in one.inbox.notices}
        assert not told & {(DUE_TODAY, HOLDER), (OVERDUE, HOLDER)}
        may_do = {each.record_id for each in one.inbox.may_do}
        assert {slip for slip, kind in reasons if kind == MAY_BEGIN} <= may_do
        assert may_do <= {slip for slip, _ in reasons}
