"""Named points between the steps of a write, where a test may stop the process dead.

In production nobody watches and passing a point costs one call. A crash test replaces `watcher` in
its own subprocess; no setting and no environment variable reaches it.
"""

from collections.abc import Callable
from typing import Literal

Point = Literal[
    "after render",
    "after write",
    "after rename",
    "before commit",
    "after commit",
]

POINTS: tuple[Point, ...] = (
    "after render",
    "after write",
    "after rename",
    "before commit",
    "after commit",
)


def _nobody_watches(point: Point) -> None:
    """Do nothing: this is production."""


watcher: Callable[[Point], None] = _nobody_watches


def passed(point: Point) -> None:
    """Tell the watcher the point, if a test put one there."""
    watcher(point)
