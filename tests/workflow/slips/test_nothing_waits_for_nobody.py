"""Whoever leaves: no open record waits for nobody who can act on it or see to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from service.workflow.actor import Actor
from service.workflow.inbox.inbox import read_inbox
from service.workflow.records.read_records import open_record
from tests.builders import House, a_house
from tests.doors.route_table import close_account
from tests.store.databases import in_memory, kept_of, restore
from tests.workflow.slips.leaving import correcting, returned
from tests.workflow.slips.walking import TREAT, Slip, a_sent_slip, walked_to

STAGES = (
    "with_unit_head",
    "with_secretary",
    "before_board",
    "analysing",
    "countersigning",
    "awaiting_approval",
    "implementing",
    "awaiting_verification",
    "verified",
    "not_met",
)
PEOPLE = ("official", "unit_head", "secretary", "board", "director", "stranger")
TOP = {"secretary", "board", "director"}

Lived = tuple[House, bytes, tuple[Slip, ...]]


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """A house with a slip at every stage where one can wait, as it then stood."""
    folder: Path = tmp_path_factory.mktemp("left")
    with in_memory() as database:
        house = a_house(folder, database)
        slips = [returned(house), correcting(house), _checking(house)]
        slips += [walked_to(house, stage) for stage in STAGES]
        yield house, kept_of(database), tuple(slips)
        house.office.pdf.stop()


def _checking(house: House) -> Slip:
    slip = a_sent_slip(house)
    slip.move(house.staff.unit_head, "treat", TREAT)
    slip.move(house.staff.official, "report_done", {"correction_result": "Đã in lại đủ chữ ký."})
    return slip


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(gone=st.sets(st.sampled_from(PEOPLE)))
def test_no_open_record_waits_for_nobody(lived_in: Lived, gone: set[str]) -> None:
    house, content, slips = lived_in
    restore(house.office.database, content)
    for name in sorted(gone):
        close_account(house, getattr(house.staff, name))
    there = _there(house, gone)
    homes = {
        name: {each.record_id for each in read_inbox(house.office, actor).vacant}
        for name, actor in there.items()
    }

    for slip in slips:
        for waiting in open_record(house.office, house.staff.auditor, slip.id).waiting:
            if not waiting.is_vacant:
                assert set(waiting.names) & there.keys()
                continue
            assert set(waiting.minders) <= there.keys()
            assert waiting.minders or gone >= TOP
            for name in waiting.minders:
                assert slip.id in homes[name]


def _there(house: House, gone: set[str]) -> dict[str, Actor]:
    """Who still works here, by name."""
    staff = [getattr(house.staff, name) for name in PEOPLE if name not in gone]
    return {actor.full_name: actor for actor in staff}
