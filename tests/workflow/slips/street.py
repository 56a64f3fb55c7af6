"""A house with slips standing here and there, in which every random walk begins."""

import atexit
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from service.formkit.moves import Role
from service.workflow.actor import Actor
from tests.builders import INSPECTION, LEADERS, House, a_house, joined
from tests.store.databases import in_memory, kept_of
from tests.workflow.slips.walking import changed_once, walked_to, worked_on_by_the_director
from tests.workflow.slips.worlds import Rows, World, changed_slips, judge_world, rows_of, world_of

STARTS = ("with_unit_head", "awaiting_approval", "not_met")
MORE_PEOPLE = (
    ("thanh", "Ngô Thị Thanh", INSPECTION, Role.UNIT_HEAD),
    ("hung", "Mai Thế Hùng", LEADERS, Role.ISO_BOARD),
)


@dataclass(frozen=True)
class Street:
    """A house with slips standing here and there, walked there once for all examples."""

    house: House
    people: tuple[Actor, ...]
    folder: Path
    content: bytes
    world: World
    rows: Rows


@cache
def a_street() -> Street:
    """The house in which every example begins."""
    folder = Path(tempfile.mkdtemp(prefix="ctcl-walk-"))
    atexit.register(shutil.rmtree, folder)
    with in_memory() as database:
        house = a_house(folder, database)
        people = (*vars(house.staff).values(), *joined(house, MORE_PEOPLE))
        for stage in STARTS:
            walked_to(house, stage)
        changed_once(house)
        worked_on_by_the_director(house)
        rows = rows_of(house)
        world = world_of(house, changed_slips({}, rows))
        judge_world(house, people, world, world)
        return Street(house, people, folder, kept_of(database), world, rows)
