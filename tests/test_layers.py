"""Who imports whom: every arrow between the rooms of the house stands in this list."""

import subprocess
import sys

import grimp
import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS

from tests.needs import REPOSITORY

ARROWS = {
    "app": {"settings", "web", "workflow"},
    "archive": {"formkit", "packages", "store"},
    "cli": {"app", "archive", "documents", "formkit", "settings", "store", "workflow"},
    "documents": {"formkit", "packages"},
    "formkit": set(),
    "packages": set(),
    "settings": set(),
    "store": set(),
    "web": {"formkit", "workflow"},
    "workflow": {"archive", "documents", "formkit", "packages", "settings", "store"},
    "forms": {"formkit"},
}


def room_of(module: str) -> str:
    """The room a module stands in: `store` for `service.store.tables.people`."""
    parts = module.split(".")
    return parts[0] if parts[0] == "forms" or len(parts) == 1 else parts[1]


@pytest.fixture(scope="module")
def arrows() -> dict[str, set[str]]:
    """Every room with the rooms its modules import."""
    graph = grimp.build_graph("service", "forms", cache_dir=None)
    found: dict[str, set[str]] = {room: set() for room in ARROWS}
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            here, there = room_of(module), room_of(imported)
            if here != there and there != "service":
                found.setdefault(here, set()).add(there)
    return found


@pytest.mark.parametrize("room", ARROWS)
def test_a_room_imports_the_rooms_it_may_and_no_other(
    arrows: dict[str, set[str]], room: str
) -> None:
    assert arrows[room] <= ARROWS[room]


def test_every_room_of_the_house_is_in_the_list(arrows: dict[str, set[str]]) -> None:
    assert set(arrows) <= set(ARROWS) | {"service"}


def test_the_contracts_of_setup_cfg_hold() -> None:
    # In a process of its own: it switches off every logger that it finds.
    asked = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=REPOSITORY, capture_output=True, text=True, check=False
    )

    assert done.returncode == EXIT_STATUS_SUCCESS, done.stdout
