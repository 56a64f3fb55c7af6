"""A program at the API's door: a token in its header, JSON in its hands."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.web.api import PREFIX, register_api
from service.workflow.actor import Actor
from service.workflow.api_tokens import issue_token
from service.workflow.office import Office


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
    """A bare site with nothing but the API mounted in it."""
    app = Flask("service.web")
    register_api(app, office)
    return app


def a_program(app: Flask, office: Office, actor: Actor) -> Program:
    """A program that holds a new token of that person."""
    return Program(app.test_client(), issue_token(office, actor, "chương trình thử").secret)
