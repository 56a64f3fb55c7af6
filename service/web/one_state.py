"""A page shows one state of the office: all that a request looks up is of one moment."""

from collections.abc import Callable
from contextlib import ExitStack

from flask import Flask, g

from service.web.context import only_looks
from service.workflow.office import Office

_HELD = "one_state"


def keep(app: Flask, office: Callable[[], Office]) -> None:
    """Let every request to `app` that changes nothing read in one snapshot of that office."""

    def begin() -> None:
        if only_looks():
            held = ExitStack()
            held.enter_context(office().database.snapshot())
            setattr(g, _HELD, held)

    def end(_error: BaseException | None) -> None:
        held: ExitStack | None = g.pop(_HELD, None)
        if held is not None:
            held.close()

    app.before_request(begin)
    app.teardown_request(end)
