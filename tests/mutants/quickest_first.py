"""A plugin of pytest for `make mutants`: the quickest tests first, and none that never ends."""

import functools
import json
import signal
from collections.abc import Generator
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import Phase, settings

# The same examples each time; of one that fails no simpler one is looked for.
settings.register_profile(
    "mutants", deadline=None, derandomize=True, phases=(Phase.explicit, Phase.generate)
)
# Written by mutmut when it looks which tests reach which function, beside the tests it runs.
TIMED = Path("mutmut-stats.json")
MOST = 60.0
TIMES, MORE = 10, 10.0


@functools.cache
def seconds_of_tests() -> dict[str, float]:
    """The seconds each test took, read once by the process that the others are forked from."""
    seconds: dict[str, float] = json.loads(TIMED.read_text("utf-8"))["duration_by_test"]
    return seconds


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the quickest items first and leave out what would take more than a minute.

    Most changes fall to any test that reaches them; a change of what everything calls would else
    be tried with thousands.
    """
    if not TIMED.is_file():
        return
    seconds = seconds_of_tests()
    items.sort(key=lambda item: seconds.get(item.nodeid, 0.0))
    sums = accumulate(seconds.get(item.nodeid, 0.0) for item in items)
    kept = max(1, sum(each <= MOST for each in sums))
    config.hook.pytest_deselected(items=items[kept:])
    del items[kept:]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    """Fail a test that computes ten times as long as it took, and ten seconds more.

    The processor's time is counted, not the clock's: a busy machine is no endless loop.
    """
    if TIMED.is_file():
        most = TIMES * seconds_of_tests().get(item.nodeid, 0.0) + MORE
        signal.signal(signal.SIGPROF, _fail)
        signal.setitimer(signal.ITIMER_PROF, most)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _fail(*_: object) -> None:
    pytest.fail("computes without end", pytrace=False)
