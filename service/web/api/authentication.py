"""Who knocks at the API: the holder of the token in the header, whatever cookies come along."""

from dataclasses import replace
from typing import cast

from flask import current_app, g, request

from service.workflow.account.api_tokens import who_holds
from service.workflow.actor import Actor
from service.workflow.errors import NotSignedIn
from service.workflow.office import Office

OPEN_TO_ALL = frozenset({"docs.page", "api-docs.openapi_json"})
"""The description and its page: what forms there are is no secret, and a browser has no token."""


def require_token() -> None:
    """Return when the request carries a living token; raises NotSignedIn, MustChangePassword."""
    if request.endpoint in OPEN_TO_ALL:
        return
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.casefold() != "bearer" or not secret.strip():
        raise NotSignedIn
    g.actor = replace(who_holds(office(), secret.strip()), address=request.remote_addr or "")


def office() -> Office:
    """Return the office this API belongs to."""
    return cast("Office", current_app.extensions["ctcl.office"])


def actor() -> Actor:
    """Return who holds the token of this request."""
    return cast("Actor", g.actor)
