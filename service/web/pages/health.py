"""Two addresses for the program that watches over the service: alive, and ready to work."""

from ipaddress import ip_address

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from service.web.context import the_office, web
from service.workflow.errors import NotFound
from service.workflow.health import look_at_health


@web.get("/healthz")
def alive() -> ResponseReturnValue:
    """Answer that the process answers; nothing else is looked at."""
    _require_near()
    return jsonify(alive=True)


@web.get("/readyz")
def ready() -> ResponseReturnValue:
    """Answer 200 when everything works, 503 with what does not."""
    _require_near()
    health = look_at_health(the_office())
    return jsonify(ready=health.is_ready, wrong=health.wrong), 200 if health.is_ready else 503


def _require_near() -> None:
    """Return for this machine, and for others where the settings let them; raises NotFound."""
    if the_office().settings.health_for_all:
        return
    try:
        near = ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        near = False
    if not near:
        raise NotFound
