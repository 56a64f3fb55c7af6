"""How an operation of the API is declared: its path, what it takes, what it answers."""

from collections.abc import Callable
from functools import wraps
from inspect import getdoc
from typing import Any, TypeVar, cast

import flask_smorest  # type: ignore[import-untyped]
from apispec import APISpec
from marshmallow import Schema

from service.web.api.parsing import BodyParser
from service.web.api.schemas import ConflictShape, FailureShape, FaultsShape, ProblemShape

View = TypeVar("View", bound=Callable[..., Any])
Shape = Schema | type[Schema]

JSON = "application/json"
ALWAYS = (400, 401, 403, 500, 503, 507)
WITH_BODY = (413, 415, 422)
PROBLEMS: dict[int, tuple[str, type[Schema]]] = {
    400: ("The body is no JSON, something sent is no UTF-8, or the host is not ours", ProblemShape),
    401: ("No living token was sent", ProblemShape),
    403: ("This is for somebody else to do", ProblemShape),
    404: ("There is no such thing, or none that this person may see", ProblemShape),
    409: ("Somebody changed it meanwhile: both texts; or moved it on: none", ConflictShape),
    413: ("Too much at once", ProblemShape),
    415: ("Another media type than the operation takes", ProblemShape),
    422: ("Some values may not be taken, each fault beside its field", FaultsShape),
    500: ("The service failed; nothing was issued", FailureShape),
    503: (
        "Busy, out of reach or lacking; Retry-After, where it helps, says when to ask again",
        FailureShape,
    ),
    507: ("The server's disk is full; nothing was stored", FailureShape),
}


LAST = 1000


class ApiBlueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """Operations of one subject, described for OpenAPI as they are declared.

    The lower its `place`, the earlier it is described; those of single forms come last.
    """

    ARGUMENTS_PARSER = BodyParser()

    def __init__(
        self, name: str, description: str, *, tag: str | None = None, place: int = LAST
    ) -> None:
        super().__init__(name, __name__, description=description)
        self.tag = tag or name
        self.place = place

    def operation(
        self,
        method: str,
        rule: str,
        summary: str,
        *,
        answers: Shape | None = None,
        status: int = 200,
        query: Shape | None = None,
        body: Shape | None = None,
        errors: tuple[int, ...] = (),
        **described: Any,
    ) -> Callable[[View], View]:
        """Return a decorator that makes a view the operation `method` `rule` of the API.

        `answers` is the shape of the answer, `query` and `body` the shapes of what is taken, handed
        to the view in this order; `errors` are answers beyond those that follow from the rest.
        """

        problems = {code: f"Problem{code}" for code in _problems_of(rule, query, body, errors)}

        def declare(view: View) -> View:
            taking: Any = _without_tuples(view)
            if answers is not None or status == 204:
                taking = self.response(status, answers)(taking)
            # The first decorator applied hands over the last argument.
            if body is not None:
                taking = self.arguments(body)(taking)
            if query is not None:
                taking = self.arguments(query, location="query")(taking)
            responses = {**problems, **described.pop("responses", {})}
            about = {
                "operationId": f"{self.name}_{view.__name__}",
                "summary": summary,
                "description": getdoc(view) or "",
                "responses": responses,
            }
            taking = self.doc(**about, **described)(taking)
            self.add_url_rule(
                rule,
                endpoint=view.__name__,
                view_func=taking,
                methods=[method],
                tags=[self.tag],
            )
            return view

        return declare

    def get(self, rule: str, summary: str, **told: Any) -> Callable[[View], View]:
        """Return a decorator that makes a view the operation that reads at `rule`."""
        return self.operation("GET", rule, summary, **told)

    def post(self, rule: str, summary: str, **told: Any) -> Callable[[View], View]:
        """Return a decorator that makes a view the operation that does something at `rule`."""
        return self.operation("POST", rule, summary, **told)


class Api(flask_smorest.Api):  # type: ignore[misc]
    """flask-smorest without its own errors: ours are mapped in `errors`, each one declared."""

    DEFAULT_ERROR_RESPONSE_NAME = None

    def _register_error_handlers(self) -> None:
        """Leave the handlers to `errors.register_errors`."""

    def _register_responses(self) -> None:
        describe_problems(self.spec)


def describe_problems(spec: APISpec) -> None:
    """Return when the answers that are errors stand in the description, once each."""
    for code, (description, shape) in PROBLEMS.items():
        response: dict[str, Any] = {
            "description": description,
            "content": {JSON: {"schema": shape}},
        }
        if code == 503:
            response["headers"] = {
                "Retry-After": {"description": "Seconds to wait", "schema": {"type": "integer"}}
            }
        if code == 401:
            response["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
        spec.components.response(f"Problem{code}", response, lazy=True)


def _without_tuples(view: View) -> View:
    """Return the view with its tuples made lists: Flask takes a tuple for body, status, headers."""

    @wraps(view)
    def asked(*args: Any, **kwargs: Any) -> Any:
        answer = view(*args, **kwargs)
        return list(answer) if isinstance(answer, tuple) else answer

    return cast("View", asked)


def _problems_of(
    rule: str, query: Shape | None, body: Shape | None, more: tuple[int, ...]
) -> tuple[int, ...]:
    found = {*ALWAYS, *more}
    if "<" in rule:
        found.add(404)
    if query is not None:
        found.add(422)
    if body is not None:
        found.update(WITH_BODY)
    return tuple(sorted(found))
