"""A program at the API's door: a token in its header, JSON in its hands."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import TestResponse

from service.formkit.catalogue import Catalogue
from service.web.api import PREFIX, create_api
from service.workflow.account.api_tokens import issue_token
from service.workflow.actor import Actor
from service.workflow.office import Office

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


@dataclass(frozen=True)
class Program:
    """A client that sends a person's token with every request."""

    client: FlaskClient
    token: str = ""

    def ask(self, method: str, path: str, json: Any = None, **more: Any) -> TestResponse:
        """The answer to one request under /api/v1."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= more.pop("headers", {})
        if json is not None:
            more["json"] = json
        return self.client.open(PREFIX + path, method=method, headers=headers, **more)

    def get(self, path: str, **more: Any) -> TestResponse:
        """The answer to a GET."""
        return self.ask("GET", path, **more)

    def post(self, path: str, json: Any = None, **more: Any) -> TestResponse:
        """The answer to a POST."""
        return self.ask("POST", path, json, **more)

    def patch(self, path: str, json: Any = None) -> TestResponse:
        """The answer to a PATCH."""
        return self.ask("PATCH", path, json)


def a_site(office: Office) -> Flask:
    """A bare site with nothing but the API mounted in it.

    Describing 130 operations takes a tenth of a second: offices of the same forms are asked
    through one API, which has the office of the asked site behind it while it answers.
    """
    api = _api_of(office.catalogue, office)
    app = Flask("service.web")

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        api.extensions["ctcl.office"] = office
        return api(environ, start_response)

    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {PREFIX: answer})  # type: ignore[method-assign]
    return app


# By identity, for what a form declares has no hash; the catalogue kept beside holds it alive.
_APIS: dict[int, tuple[Catalogue, Flask]] = {}


def _api_of(forms: Catalogue, office: Office) -> Flask:
    if id(forms) not in _APIS:
        _APIS[id(forms)] = forms, create_api(office)
    return _APIS[id(forms)][1]


def a_program(app: Flask, office: Office, actor: Actor) -> Program:
    """A program that holds a new token of that person."""
    return Program(app.test_client(), issue_token(office, actor, "chương trình thử").secret)
