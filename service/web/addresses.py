"""Addresses of pages and of the files they load: a page has seventy, each is built once."""

from contextvars import ContextVar
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, has_request_context, request, send_from_directory

from service.web.context import web

STATIC = Path(__file__).resolve().parent / "static"
PAGES = "web."
MOST = 10_000
_PLAIN = frozenset({str, int, type(None)})
_YEAR = 365 * 24 * 3600
_ROOTS: ContextVar[str | None] = ContextVar("the path a proxy puts before", default=None)
"""While a request is answered; asked of it seventy times it would cost more than the addresses."""


def keep(app: Flask) -> None:
    """Let `app` remember the addresses of pages it has built.

    All that decides one is in its key: the page, its values, and the path a proxy puts before.
    """
    build = app.url_for

    @lru_cache(maxsize=MOST)
    def built(_root: str, endpoint: str, *values: tuple[str, Any]) -> str:
        return build(endpoint, **dict(values))

    def url_for(endpoint: str, **values: Any) -> str:
        plain = _PLAIN.issuperset(map(type, values.values()))
        if not plain or not endpoint.startswith(PAGES) or not has_request_context():
            return build(endpoint, **values)
        return built(root(), endpoint, *values.items())

    app.url_for = url_for  # type: ignore[method-assign]
    app.jinja_env.globals |= {"url_for": url_for, "asset": asset}
    app.before_request(_look_at_root)
    app.teardown_request(_look_away)


def root() -> str:
    """Return the path that a proxy puts before all of ours; mostly nothing."""
    known = _ROOTS.get()
    return request.script_root if known is None else known


def _look_at_root() -> None:
    _ROOTS.set(request.script_root)


def _look_away(_error: BaseException | None) -> None:
    _ROOTS.set(None)


@cache
def edition() -> str:
    """Return a short mark of everything in the static folder, vendored files included."""
    marks = sha256()
    for path in sorted(STATIC.rglob("*")):
        if path.is_file():
            marks.update(path.relative_to(STATIC).as_posix().encode())
            marks.update(path.read_bytes())
    return marks.hexdigest()[:12]


def asset(filename: str) -> str:
    """Return the address of a static file that browsers may keep for a year."""
    return f"{root()}/static/v-{edition()}/{filename}"


@web.get("/static/<path:filename>")
def static(filename: str) -> Response:
    """Answer with a file of the static folder; marked addresses are kept by the browser."""
    mark, _, rest = filename.partition("/")
    if mark.startswith("v-"):
        answer = send_from_directory(STATIC, rest, max_age=_YEAR)
        answer.cache_control.immutable = True
        return answer
    return send_from_directory(STATIC, filename)
