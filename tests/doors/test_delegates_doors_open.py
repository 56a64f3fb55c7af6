"""What waits for somebody opens for them, whoever lent it and on whatever day; what does not, not.

Random delegations, of roles and of single slips, to people of the unit and of another: everything
in the inbox, the list or the calendar opens at every door, and the moves shown are those accepted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.store.base import office_day
from service.web.context import OFFICE
from service.workflow.actor import Actor
from service.workflow.delegation.give_delegation import give_delegation, revoke_delegation
from service.workflow.errors import FieldErrors, WorkflowError
from service.workflow.inbox.inbox import read_inbox
from service.workflow.moves.move_panel import open_panel
from service.workflow.records.read_records import RecordFilter, list_records, open_record
from service.workflow.reminders.calendar_feed import make_feed, read_feed
from service.workflow.reminders.send_reminders import remind
from tests.builders import NOW, House, a_house
from tests.doors.conftest import api_of
from tests.store.databases import in_memory
from tests.web.api.clients import a_program
from tests.web.conftest import Browser
from tests.workflow.slips.walking import (
    ANALYSE,
    COMPLETE,
    DIRECT,
    TREAT,
    Slip,
    a_sent_slip,
    walked_to,
)

GIVERS = {
    "director": "director",
    "board": "iso_board",
    "secretary": "iso_secretary",
    "unit_head": "unit_head",
}
RECEIVERS = ("stranger", "official", "auditor", "unit_head", "board")


@dataclass(frozen=True)
class Lent:
    """Who lends what to whom, from which day, for how long, and whether it is taken back."""

    giver: str
    receiver: str
    slip: int | None
    begins: int
    days: int
    taken_back: bool


lent = st.builds(
    Lent,
    giver=st.sampled_from([*GIVERS]),
    receiver=st.sampled_from(RECEIVERS),
    slip=st.none() | st.integers(0, 3),
    begins=st.integers(0, 2),
    days=st.integers(0, 2),
    taken_back=st.sampled_from((False, False, False, True)),
)


class Street:
    """A house behind both doors, its slips, and everybody's browser and program."""

    def __init__(self, house: House, slips: tuple[Slip, ...], site: Flask) -> None:
        self.house, self.slips = house, slips
        actors = {who: _actor(house, who) for who in RECEIVERS}
        self.browsers = {who: Browser(site.test_client()) for who in RECEIVERS}
        self.programs = {who: a_program(site, house.office, actors[who]) for who in RECEIVERS}
        self.feeds = {who: make_feed(house.office, actors[who]) for who in RECEIVERS}


@pytest.fixture(scope="module")
def street(both_doors: Flask) -> Iterator[Street]:
    """A house whose slips stand here and there, some done by who would judge them."""
    with TemporaryDirectory() as folder, in_memory() as database:
        house = a_house(Path(folder), database)
        both_doors.extensions[OFFICE] = house.office
        api_of(both_doors).extensions["ctcl.office"] = house.office
        slips = (
            a_sent_slip(house),
            walked_to(house, "countersigning"),
            _done_by_the_director(house),
            _corrected_by_the_head(house),
        )
        yield Street(house, slips, both_doors)
        house.office.pdf.stop()


@settings(
    max_examples=5,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(some=st.lists(lent, min_size=1, max_size=2), day=st.integers(0, 4))
def test_what_waits_for_somebody_opens_and_its_moves_are_those_accepted(
    street: Street, some: list[Lent], day: int
) -> None:
    house = street.house
    house.clock.now = NOW
    made = [each for one in some for each in _given(street, one)]
    try:
        house.clock.forward(days=day)
        remind(house.office)
        for who in dict.fromkeys(each.receiver for each in some):
            _all_doors_agree(street, who)
    finally:
        house.clock.now = NOW
        for giver, delegation_id in made:
            revoke_delegation(house.office, giver, delegation_id)


def _given(street: Street, one: Lent) -> Iterator[tuple[Actor, int]]:
    house, giver = street.house, _actor(street.house, one.giver)
    first = office_day(house.clock()) + timedelta(days=one.begins)
    slip = None if one.slip is None else street.slips[one.slip]
    try:
        given = give_delegation(
            house.office,
            giver,
            receiver=_actor(house, one.receiver).person_id,
            authority="TUQ",
            from_day=first,
            to_day=first + timedelta(days=one.days),
            scope="Xử lý thay",
            role=None if slip else GIVERS[one.giver],
            record_id=slip.id if slip else None,
        )
    except (WorkflowError, FieldErrors):
        return
    if one.taken_back:
        revoke_delegation(house.office, giver, given.id)
    yield giver, given.id


def _all_doors_agree(street: Street, who: str) -> None:
    office, actor = street.house.office, _actor(street.house, who)
    # Sessions end while days pass.
    browser, program = street.browsers[who].sign_in(who), street.programs[who]
    inbox = read_inbox(office, actor)
    work = {each.record_id for each in (*inbox.overdue, *inbox.this_week, *inbox.later)}
    assert len(work) == inbox.count
    told = work | {each.record_id for each in (*inbox.may_do, *inbox.notices, *inbox.followed)}
    listed = {row.line.id for row in list_records(office, actor, RecordFilter()).rows}
    feed = read_feed(office, street.feeds[who]).content.decode()
    assert told <= listed
    for slip in street.slips:
        opens = slip.id in listed
        page = browser.get(f"/records/{slip.id}")
        assert page.status_code == (200 if opens else 404)
        assert program.get(f"/records/{slip.id}").status_code == page.status_code
        assert program.get(f"/records/{slip.id}/evidence").status_code == page.status_code
        word = browser.get(f"/records/{slip.id}/versions/1.docx")
        assert word.status_code == page.status_code
        assert opens or f"{slip.id}@ctcl" not in feed
        if opens:
            view = open_record(office, actor, slip.id)
            assert view.is_my_turn == (slip.id in work)
            assert slip.id not in work or view.moves
            _moves_agree(street, actor, browser, slip, page.text)


def _moves_agree(street: Street, actor: Actor, browser: Browser, slip: Slip, page: str) -> None:
    office = street.house.office
    shown = {move.key for move in open_record(office, actor, slip.id).moves}
    form = office.form("BM.CTCL.01")
    here = {move.key for move in form.moves if move.from_stage == slip.stage}
    for key in sorted(here | {"met", "close"}):
        assert (f'/records/{slip.id}/moves/{key}"' in page) == (key in shown)
        if key in shown:
            assert browser.get(f"/records/{slip.id}/moves/{key}").status_code == 200
            continue
        with pytest.raises(WorkflowError) as refused:
            open_panel(office, actor, slip.id, key)
        assert type(refused.value).__name__ in {"NotAllowed", "Barred", "RuleRefuses", "WrongStage"}


def _actor(house: House, who: str) -> Actor:
    return getattr(house.staff, who)


def _done_by_the_director(house: House) -> Slip:
    staff, slip = house.staff, walked_to(house, "before_board")
    slip.move(staff.board, "direct", DIRECT, executor_name=staff.director.full_name)
    slip.move(staff.director, "submit_analysis", ANALYSE)
    slip.move(staff.unit_head, "countersign")
    slip.move(staff.board, "approve", {"due_date": "2026-04-10"})
    slip.move(staff.director, "report_completion", COMPLETE)
    return slip


def _corrected_by_the_head(house: House) -> Slip:
    slip, head = a_sent_slip(house), house.staff.unit_head
    slip.move(head, "treat", TREAT, correction_executor_name=head.full_name)
    slip.move(head, "report_done", {"correction_result": "Đã in lại."})
    return slip
