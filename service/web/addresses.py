"""Addresses of our pages: a list names fifty records three times over, and builds each once."""

from functools import lru_cache
from typing import Any

from flask import Flask, has_request_context, request

PAGES = "web."
MOST = 10_000


def keep(app: Flask) -> None:
    """Let `app` remember the addresses of pages it has built.

    All that decides one is in its key: the page, its values, and the path a proxy puts before.
    """
    build = app.url_for

    @lru_cache(maxsize=MOST)
    def built(_root: str, endpoint: str, values: tuple[tuple[str, Any], ...]) -> str:
        return build(endpoint, **dict(values))

    def url_for(endpoint: str, **values: Any) -> str:
        plain = all(value is None or type(value) in (str, int) for value in values.values())
        if not plain or not endpoint.startswith(PAGES) or not has_request_context():
            return build(endpoint, **values)
        return built(request.script_root, endpoint, tuple(values.items()))

    app.url_for = url_for  # type: ignore[method-assign]
    app.jinja_env.globals["url_for"] = url_for
