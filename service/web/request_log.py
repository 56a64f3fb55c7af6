"""What whoever runs the service can read of it: a line a request, and the cause of each failure."""

import logging
import secrets
import time
from traceback import format_exception_only

from flask import Flask, Response, g, request

REQUEST_ID = "X-Request-Id"
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without letters that are taken for another when somebody reads them out."""
_LENGTH = 8
_log = logging.getLogger("ctcl.requests")


def keep(app: Flask) -> None:
    """Write a line for every request to `app` from now on; the first to see it, the last to leave.

    To be called before anything else looks at requests.
    """
    app.before_request(_begin)
    app.after_request(_tell)


def request_id() -> str:
    """Return the number of this request, for the log and for whoever calls about it."""
    if "request_id" not in g:
        g.request_id = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    given: str = g.request_id
    return given


def note_failure(error: Exception, status: int, *, is_foreseen: bool) -> None:
    """Write the cause of a failed request: foreseen in one line, whatever else with its trace."""
    cause = " ".join("".join(format_exception_only(error)).split())
    told = {**_about(), "status": status, "cause": cause}
    if is_foreseen:
        _log.error("failed", extra=told)
    else:
        _log.error("failed unforeseen", extra=told, exc_info=error)


def _begin() -> None:
    g.begun_at = time.perf_counter()


def _tell(answer: Response) -> Response:
    answer.headers[REQUEST_ID] = request_id()
    begun = g.get("begun_at")
    took = round((time.perf_counter() - begun) * 1000, 1) if begun is not None else None
    _log.info("request", extra={**_about(), "status": answer.status_code, "ms": took})
    return answer


def _about() -> dict[str, object]:
    """Return what is said of a request: never its query, nor an address that is a key."""
    actor = g.get("actor")
    rule = request.url_rule
    is_key = rule is not None and rule.endpoint.endswith("calendar_feed") and "<" in rule.rule
    return {
        "request": request_id(),
        "method": request.method,
        "path": rule.rule if rule is not None and is_key else request.script_root + request.path,
        "person": actor.person_id if actor is not None else None,
    }
