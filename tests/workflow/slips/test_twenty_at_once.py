"""Twenty people at one move of one slip: one wins, the others see what changed, nothing is torn."""

from collections.abc import Callable
from typing import Any

import pytest

from service.formkit.moves import Role
from service.workflow.actor import Actor
from service.workflow.errors import Stale
from service.workflow.moves.make_move import make_move
from service.workflow.records.read_records import RecordFilter, list_records
from service.workflow.submissions import MoveResult
from tests.builders import LEADERS, SLIP, House, joined
from tests.web.api.clients import a_program, a_site
from tests.workflow.records.test_many_at_once import at_once
from tests.workflow.slips.walking import DIRECT, REOPEN, Slip, walked_to
from tests.workflow.slips.worlds import judge_world, world_of

PEOPLE = 20


def twenty(house: House, role: Role) -> list[Actor]:
    """Twenty people of that role."""
    return joined(house, [(f"nguoi{n}", f"Người Số {n}", LEADERS, role) for n in range(PEOPLE)])


def click(house: House, slip: Slip, who: Actor, key: str, typed: Any) -> Callable[[], MoveResult]:
    """The move made by that person on the version that stood when all began."""
    version = slip.version
    return lambda: make_move(
        house.office, who, slip.id, move=key, typed=typed, version=version, submission="một lần"
    )


@pytest.mark.parametrize(
    ("stage", "role", "key", "typed", "field"),
    [
        ("before_board", Role.ISO_BOARD, "direct", DIRECT, "iso_board_instruction"),
        ("not_met", Role.DIRECTOR, "open_new", REOPEN, "proposals"),
    ],
)
def test_of_twenty_people_one_wins_and_the_others_see_what_stands_now(
    lasting_house: House, stage: str, role: Role, key: str, typed: Any, field: str
) -> None:
    house, slip = lasting_house, walked_to(lasting_house, stage)
    people = twenty(house, role)
    clicks = [
        click(house, slip, who, key, {**typed, field: f"Ý kiến của {who.full_name}"})
        for who in people
    ]

    made = at_once(clicks)

    won = [each for each in made if isinstance(each, MoveResult)]
    lost = [each for each in made if isinstance(each, Stale)]
    assert (len(won), len(lost)) == (1, PEOPLE - 1), made
    winner = next(n for n, each in enumerate(made) if each is won[0])
    assert slip.record.version == slip.version + 1
    for stale in lost:
        assert stale.current == slip.answers
        assert stale.current_version == slip.record.version
        assert stale.typed[field] != f"Ý kiến của {people[winner].full_name}"
    ids = [row.line.id for row in list_records(house.office, people[0], RecordFilter()).rows]
    world = world_of(house, ids)
    judge_world(house, [*people, *vars(house.staff).values()], world, ids)
    assert [event.kind for event in slip.events].count(key) == 1
    assert slip.events[-1].actor_name == people[winner].full_name

    again = at_once(clicks)

    assert again[winner] == won[0]
    assert sum(isinstance(each, Stale) for each in again) == PEOPLE - 1
    assert world_of(house, ids) == world


def test_twenty_clicks_of_one_person_are_one_move(lasting_house: House) -> None:
    house, slip = lasting_house, walked_to(lasting_house, "before_board")

    made = at_once([click(house, slip, house.staff.board, "direct", DIRECT)] * PEOPLE)

    assert len({repr(each) for each in made}) == 1
    assert isinstance(made[0], MoveResult)
    assert [event.kind for event in slip.events].count("direct") == 1
    assert [paper for paper in slip.papers if paper.startswith("O-02")] == ["O-02 v01"]


def test_at_the_api_one_of_twenty_is_answered_200_and_the_others_409(lasting_house: House) -> None:
    house, slip = lasting_house, walked_to(lasting_house, "before_board")
    site = a_site(house.office)
    programs = [a_program(site, house.office, who) for who in twenty(house, Role.ISO_BOARD)]
    body = {"answers": DIRECT, "version": slip.version, "submission": "mot-lan"}
    path = f"/forms/{SLIP}/records/{slip.id}/moves/direct"

    told = at_once([lambda each=each: each.post(path, body) for each in programs])

    assert sorted(each.status_code for each in told) == [200] + [409] * (PEOPLE - 1)
    late = [each.json for each in told if each.status_code == 409]
    assert all(each["current"] == slip.answers for each in late)
    assert {each["version"] for each in late} == {slip.record.version}
