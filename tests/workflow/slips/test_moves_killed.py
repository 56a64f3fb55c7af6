"""kill -9 in the middle of a move: stage, number, event, papers and turn, or none of them."""

from collections.abc import Iterator
from typing import Any

import pytest

from service.archive.integrity import find_faults
from service.store.engine.crash_points import POINTS
from service.store.ledger.verify_chains import verify_all
from service.workflow.moves.make_move import make_move
from service.workflow.records.read_records import RecordFilter, list_records
from tests.builders import House
from tests.workflow.dying import Victims, victims
from tests.workflow.slips.walking import DIRECT, EVIDENCE, REOPEN, walked_to
from tests.workflow.slips.worlds import World, judge_passage, judge_world, world_of


@pytest.fixture(scope="module")
def mortals() -> Iterator[Victims]:
    """The process that forks the victims."""
    with victims() as ready:
        yield ready


def sound_world(house: House) -> World:
    """Every slip as it stands; nothing is broken but for files no record knows."""
    with house.office.database.reading() as uow:
        assert verify_all(uow) == ()
        faults = find_faults(uow, house.office.vault)
    assert {fault.kind for fault in faults} <= {"orphan file", "unfinished file"}
    found = list_records(house.office, house.staff.secretary, RecordFilter()).rows
    return world_of(house, [row.line.id for row in reversed(found)])


@pytest.mark.parametrize(
    ("stage", "who", "key", "typed", "papers"),
    [
        ("before_board", "board", "direct", DIRECT, ["BM.CTCL.01", "O-02"]),
        ("awaiting_verification", "director", "met", EVIDENCE, ["BM.CTCL.01"]),
        ("not_met", "director", "open_new", REOPEN, ["BM.CTCL.01", "O-08"]),
    ],
)
def test_a_move_is_made_whole_or_not_at_all(
    lasting_house: House,
    mortals: Victims,
    stage: str,
    who: str,
    key: str,
    typed: dict[str, Any],
    papers: list[str],
) -> None:
    house, actor = lasting_house, getattr(lasting_house.staff, who)
    slip = walked_to(house, stage)
    before = sound_world(house)
    click = {"move": key, "typed": typed, "version": slip.version, "submission": "một lần bấm"}

    for point, time in (*((point, 1) for point in POINTS[:-1]), ("after rename", len(papers))):
        mortals.killed_at(
            house.office, point, "move", actor.person_id, time, record_id=slip.id, **click
        )
        assert sound_world(house) == before, point

    acknowledged = mortals.killed_at(
        house.office, "after commit", "move", actor.person_id, record_id=slip.id, **click
    )
    after = sound_world(house)
    made = make_move(house.office, actor, slip.id, **click)

    assert acknowledged == ""
    assert sound_world(house) == after
    judge_passage(before, after)
    judge_world(house, list(vars(house.staff).values()), after, after)
    kept = after[slip.id]
    assert made.stage == kept.record.stage != stage
    assert [event.kind for event in kept.moved[len(before[slip.id].moved) :]] == [key]
    issued = [paper.form_code for paper in kept.papers[len(before[slip.id].papers) :]]
    assert sorted(issued) == papers
    assert all(house.office.vault.read(paper.sha256) for paper in kept.papers)
    numbers = [each.record.number for each in after.values()]
    assert numbers == ["01/2026", "02/2026"][: 2 if made.new_record_id else 1]
