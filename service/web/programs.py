"""Where programs knock: their door is built when the first of them does, no page waits for it."""

import threading
from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from service.web.context import PREFIX
from service.workflow.office import Office

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


def register_api(app: Flask, office: Office) -> None:
    """Return when `app` answers under /api/v1.

    The API is a Flask application of its own, so that neither session nor CSRF nor the error
    pages of the other door reach into it.
    """
    mounted = DispatcherMiddleware(app.wsgi_app, {PREFIX: ApiWhenAsked(office)})
    app.wsgi_app = mounted  # type: ignore[method-assign]


class ApiWhenAsked:
    """The API of the office; its operations are imported and described once somebody asks."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._building = threading.Lock()
        self._api: Flask | None = None

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        return self.api(environ, start_response)

    @property
    def api(self) -> Flask:
        """The application, built now if it was not."""
        with self._building:
            if self._api is None:
                from service.web.api import create_api

                self._api = create_api(self._office)
            return self._api
